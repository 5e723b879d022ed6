package framework

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
)

// withOwn is the base with instruments that have domains and scales of their own.
func withOwn(t testing.TB) ([]byte, *Framework) {
	t.Helper()
	data, err := os.ReadFile("testdata/own.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := Load("own.yaml", data)
	if err != nil {
		t.Fatalf("got\n%v\nwant no mistake", err)
	}
	return data, f
}

func TestAnInstrumentAsksItsOwnDomainsAfterThoseItChooses(t *testing.T) {
	_, f := withOwn(t)
	for id, want := range map[string]struct{ domains, statements []string }{
		"whole":        {[]string{"governance", "operations"}, []string{"go-need", "go-hold", "fo-why", "fo-safe"}},
		"short":        {[]string{"governance", "operations"}, []string{"go-need", "go-hold", "fo-why", "fo-safe"}},
		"what-i-know":  {[]string{"wk-board"}, []string{"wk-objects", "wk-scheme"}},
		"looking-back": {[]string{"operations", "lb-leading"}, []string{"fo-safe", "lb-says-why", "lb-hears"}},
	} {
		instrument, ok := f.Instrument(id)
		if !ok {
			t.Fatalf("got no instrument %s, want it", id)
		}
		if got := domainIDs(f.DomainsOf(instrument)); !slices.Equal(got, want.domains) {
			t.Errorf("%s: got domains %v, want %v", id, got, want.domains)
		}
		if got := idsOf(f.Items(instrument)); !slices.Equal(got, want.statements) {
			t.Errorf("%s: got statements %v, want %v", id, got, want.statements)
		}
	}
	if got := len(f.Statements()); got != 4 {
		t.Errorf("got %d statements of the framework's domains, want 4", got)
	}
}

func TestWhatAnInstrumentOwnsIsFoundById(t *testing.T) {
	data, loaded := withOwn(t)
	parsed, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	byHand := *loaded
	byHand.at = nil
	for name, f := range map[string]*Framework{"loaded": loaded, "parsed": parsed, "put together by hand": &byHand} {
		domain, element, ok := f.Home("lb-hears")
		if !ok || domain.ID != "lb-leading" || element.ID != "lb-openness" {
			t.Errorf("%s: got lb-hears in %q, %q, want it in lb-leading, lb-openness", name, domain.ID, element.ID)
		}
		if s, ok := f.Statement("wk-scheme"); !ok || s.Text != "Who decides what under our scheme of delegation." {
			t.Errorf("%s: got %+v, want the statement wk-scheme", name, s)
		}
		if e, ok := f.Element("wk-duties"); !ok || e.Title != "Duties" {
			t.Errorf("%s: got %+v, want the element wk-duties", name, e)
		}
		if d, ok := f.DomainOf("wk-duties"); !ok || d.ID != "wk-board" {
			t.Errorf("%s: got %q, want the domain wk-board", name, d.ID)
		}
		if d, ok := f.Domain("lb-leading"); !ok || d.Culture != "We say what we see." {
			t.Errorf("%s: got %+v, want the domain lb-leading", name, d)
		}
	}
}

func TestAScaleMayNameItsFindings(t *testing.T) {
	_, f := withOwn(t)
	understanding, _ := f.Scale("understanding")
	want := Naming{Title: "Well understood", One: "well understood", Many: "well understood", List: "Understood best", See: "understand it well", End: "When it is well understood"}
	got := understanding.Findings["strength"]
	if !slices.Equal(got.Prompts, []string{"What helped, and could it help elsewhere?"}) {
		t.Errorf("got prompts %q, want the one", got.Prompts)
	}
	got.Prompts = nil
	if got.Title != want.Title || got.One != want.One || got.Many != want.Many || got.List != want.List || got.See != want.See || got.End != want.End {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if understanding.Unknown != "" || understanding.Apart != "" {
		t.Errorf("got %q and %q, want neither offered", understanding.Unknown, understanding.Apart)
	}
	often, _ := f.Scale("often")
	if often.Findings != nil || often.Unknown == "" || often.Apart != "" {
		t.Errorf("got %+v, want no names of its own, and only one answer beside the points", often)
	}
	if i, _ := f.Instrument("looking-back"); !i.Reflection {
		t.Error("got no reflection, want looking-back to be one")
	}
}

func TestACategoryTakesWhatAnInstrumentOwns(t *testing.T) {
	_, f := withOwn(t)
	lens, _ := f.Lens("culture")
	s, _ := f.Statement("lb-says-why")
	if !lens.Categories[0].Takes("lb-leading", s) {
		t.Error("got lb-says-why left out of culture, want it taken: it has the tag")
	}
	if got, want := idsOf(f.Taken(lens.Categories[0])), []string{"go-need", "fo-why"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v: what the framework's own domains hold", got, want)
	}
}

func TestOwnStatementsGetAdvice(t *testing.T) {
	data, _ := withOwn(t)
	text := string(data)
	if got := Advice("own.yaml", data); len(got) > 0 {
		t.Errorf("got %v, want none", got)
	}
	text = replaceOnce(t, text, "Our executive team hears bad news early.", "Our executive team hears good and bad news early.")
	got := Advice("own.yaml", []byte(text))
	if len(got) != 1 || got[0].Line != lineOf(text, "good and bad") {
		t.Errorf("got %v, want advice at line %d", got, lineOf(text, "good and bad"))
	}
}

func replaceOnce(t *testing.T, text, from, to string) string {
	t.Helper()
	if strings.Count(text, from) != 1 {
		t.Fatalf("got %q %d times, want it once", from, strings.Count(text, from))
	}
	return strings.Replace(text, from, to, 1)
}

func lineOf(text, part string) int {
	return 1 + strings.Count(text[:strings.Index(text, part)], "\n")
}

func TestAFrameworkWithOwnDomainsIsPrinted(t *testing.T) {
	_, f := withOwn(t)
	var out bytes.Buffer
	if err := WriteJSON(&out, f); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/own.json", out.String())
	out.Reset()
	if err := WriteText(&out, f); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/own.txt", out.String())
}
