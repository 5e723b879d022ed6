package evidence_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/evidence"
)

func TestALinkIsOneThatABrowserFollowsSafely(t *testing.T) {
	for link, good := range map[string]bool{
		"https://trust.example/minutes/2027-03-04.pdf":       true,
		"https://trust.example":                              true,
		"https://trust.sharepoint.example/a%20b?x=1#page3":   true,
		"https://trust.example:8443/x":                       true,
		"https://موقع.example/تقرير":                         true,
		"http://trust.example/minutes":                       false,
		"//trust.example/minutes":                            false,
		"trust.example/minutes":                              false,
		"https://":                                           false,
		"https://localhost":                                  false,
		"https://user:password@trust.example":                false,
		"https://trust.example@evil.example":                 false,
		"javascript:alert(1)":                                false,
		"JAVASCRIPT:alert(1)//https://":                      false,
		"data:text/html,<script>alert(1)</script>":           false,
		"https:trust.example":                                false,
		"https:\\\\trust.example":                            false,
		"https://trust.example/a b":                          false,
		"https://trust.example/\"onclick=\"alert(1)":         false,
		"https://trust.example/<script>":                     false,
		"file:///etc/passwd":                                 false,
		"HTTPS://trust.example":                              false,
		"":                                                   false,
		"https://trust.example/" + strings.Repeat("a", 2000): false,
	} {
		if err := evidence.CheckLink(link); (err == nil) != good || err != nil && !errors.Is(err, evidence.ErrBadLink) {
			t.Errorf("%q: got %v, want good %v", link, err, good)
		}
	}
}

func TestWhatIsSeenByManyAndHasNothingToPointTo(t *testing.T) {
	ended := time.Now()
	standing, over := []evidence.Evidence{{}}, []evidence.Evidence{{EndedAt: &ended}}
	for _, c := range []struct {
		name         string
		placed, seen int
		named        []evidence.Evidence
		want         bool
	}{
		{"half have seen it", 10, 5, nil, true},
		{"under half have", 11, 5, nil, false},
		{"one alone never is many", 1, 1, nil, false},
		{"two of two", 2, 2, nil, true},
		{"nobody placed it", 0, 0, nil, false},
		{"something is named", 10, 10, standing, false},
		{"what is named no longer stands", 10, 10, over, true},
	} {
		if got := evidence.NothingToPointTo(c.placed, c.seen, c.named); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestEvidenceIsGroupedByStatement(t *testing.T) {
	ended := time.Now()
	by := evidence.ByStatement([]evidence.Evidence{
		{ID: "one", Statements: []string{"b", "a", "b"}},
		{ID: "two", Statements: []string{"a"}},
		{ID: "over", Statements: []string{"a"}, EndedAt: &ended},
		{ID: "free"},
	})
	var ids []string
	for _, e := range by["a"] {
		ids = append(ids, e.ID)
	}
	if len(by) != 2 || len(by["b"]) != 1 || !slices.Equal(ids, []string{"one", "two"}) {
		t.Errorf("got %v, want one and two at a, and one once at b", by)
	}
}

func TestVersionsOfEvidenceThatSayTheSame(t *testing.T) {
	a := evidence.Evidence{Title: "Review", Kind: evidence.Review, Statements: []string{"b", "a"}, Revision: 1}
	b := evidence.Evidence{Title: "Review", Kind: evidence.Review, Statements: []string{"a", "b", "a"}, Revision: 4}
	if !a.Same(b) {
		t.Error("got a difference, want the same whatever the order")
	}
	b.Place = "The trust's office"
	if a.Same(b) {
		t.Error("got the same, want another place to differ")
	}
	for _, k := range evidence.Kinds {
		if k.Title() == "" {
			t.Errorf("%s: got no words, want some", k)
		}
	}
}
