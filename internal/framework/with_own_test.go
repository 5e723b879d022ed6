package framework

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// shared is a framework of two domains, one of an instrument's own, and a lens.
func shared() *Framework {
	f := &Framework{
		Domains: []Domain{
			{ID: "one", Elements: []Element{{ID: "first", Statements: []Statement{{ID: "a", Aim: Baseline, Tags: []string{"culture"}}, {ID: "b"}}}}},
			{ID: "two", Elements: []Element{{ID: "second", Statements: []Statement{{ID: "c"}}}}},
		},
		Instruments: []Instrument{
			{ID: "all", Items: Selection{Domains: []string{"one", "two"}}},
			{ID: "some", Items: Selection{Tags: []string{"culture"}}},
			{ID: "other", Domains: []Domain{{ID: "three", Elements: []Element{{ID: "third", Statements: []Statement{{ID: "d"}}}}}}},
		},
	}
	f.at = indexed(f)
	return f
}

func asked(f *Framework, instrument string) []string {
	in, _ := f.Instrument(instrument)
	return idsOf(f.Items(in))
}

func TestOwnStatementsStandAtTheEndOfTheirDomains(t *testing.T) {
	f := shared()
	with := f.WithOwn([]Own{
		{"two", Statement{ID: "own-1", Text: "Two."}},
		{"one", Statement{ID: "own-2", Text: "One."}},
		{"three", Statement{ID: "own-3"}},
		{"gone", Statement{ID: "own-4"}},
		{"one", Statement{ID: "own-5"}},
	})
	for _, c := range []struct {
		instrument string
		want       []string
	}{
		{"all", []string{"a", "b", "own-2", "own-5", "c", "own-1"}},
		{"some", []string{"a", "own-2", "own-5"}}, // it asks nothing of domain two
		{"other", []string{"d", "own-3"}},
	} {
		if got := asked(with, c.instrument); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v asked, want %v", c.instrument, got, c.want)
		}
	}
	domain, element, ok := with.Home("own-1")
	if !ok || domain.ID != "two" || element.ID != "own-two" || element.Title != "Our own statements" {
		t.Errorf("got own-1 in %s of %s, want own-two of two", element.ID, domain.ID)
	}
	if s, _ := with.Statement("own-1"); !s.Own || s.Text != "Two." {
		t.Errorf("got %+v, want it marked as the trust's own", s)
	}
	if s, _ := with.Statement("a"); s.Own {
		t.Errorf("got %+v, want it not marked", s)
	}
	if _, there := with.Statement("own-4"); there {
		t.Error("got a statement of no domain, want it left out")
	}
	if f.WithOwn(nil) != f {
		t.Error("got a copy without any statement of its own, want the framework itself")
	}
}

func TestManyOwnStatementsOfADomainStandOnSeveralPages(t *testing.T) {
	for n, want := range map[int][]int{1: {1}, 4: {4}, 5: {3, 2}, 8: {4, 4}, 9: {3, 3, 3}, 10: {4, 4, 2}} {
		var own []Own
		for range n {
			own = append(own, Own{"one", Statement{ID: fmt.Sprintf("own-%d", len(own))}})
		}
		d, _ := shared().WithOwn(own).Domain("one")
		var got []int
		for _, e := range d.Elements[1:] {
			got = append(got, len(e.Statements))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d: got pages of %v, want %v", n, got, want)
		}
		if last := d.Elements[len(d.Elements)-1]; len(want) == 3 && (last.ID != "own-3-one" || last.Title != "Our own statements, part 3") {
			t.Errorf("got %s, %q, want own-3-one", last.ID, last.Title)
		}
	}
}

func TestOwnStatementsLeaveTheFrameworkAsItIs(t *testing.T) {
	f := shared()
	for _, domain := range []string{"one", "two", "three"} {
		f.WithOwn([]Own{{domain, Statement{ID: "own-1"}}})
		if _, there := f.Statement("own-1"); there {
			t.Fatalf("got a statement of one trust in domain %s of everybody's framework", domain)
		}
	}
	for instrument, want := range map[string][]string{"all": {"a", "b", "c"}, "some": {"a"}, "other": {"d"}} {
		if got := asked(f, instrument); !slices.Equal(got, want) {
			t.Errorf("%s: got %v asked, want %v", instrument, got, want)
		}
	}
}

func TestNoLensTakesAnOwnStatement(t *testing.T) {
	with := shared().WithOwn([]Own{{"one", Statement{ID: "own-1", Aim: Baseline, Tags: []string{"culture"}}}})
	for name, category := range map[string]Category{
		"by its domain": {Domains: []string{"one"}}, "by its tag": {Tags: []string{"culture"}}, "by its aim": {Aims: []Aim{Baseline}},
	} {
		if got := idsOf(with.Taken(category)); slices.Contains(got, "own-1") {
			t.Errorf("%s: got %v taken, want none of the trust's own", name, got)
		}
	}
}

func TestNoFileGivesIDsThatTrustsAreGiven(t *testing.T) {
	text, err := os.ReadFile("testdata/own.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"id: governance", "id: direction", "id: go-need"} {
		spoilt := strings.Replace(string(text), id+"\n", "id: own-one\n", 1)
		_, err := Load("domains.yaml", []byte(spoilt))
		if want := `is "own-one"; ids that begin with "own-" are given to what a trust adds`; err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("instead of %s: got %v, want %s", id, err, want)
		}
	}
}
