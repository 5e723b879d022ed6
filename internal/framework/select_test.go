package framework

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
)

func TestInstrumentsAskTheStatementsTheyChooseInTheOrderOfTheFile(t *testing.T) {
	f := loaded(t)
	for instrument, want := range map[string][]string{
		"whole": {"go-need", "go-hold", "fo-why", "fo-safe"},
		"short": {"go-need", "go-hold", "fo-why", "fo-safe"},
	} {
		i, ok := f.Instrument(instrument)
		if !ok {
			t.Fatalf("got no instrument %s, want it", instrument)
		}
		if got := idsOf(f.Items(i)); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", instrument, got, want)
		}
	}
	for name, choice := range map[string]struct {
		items Selection
		want  []string
	}{
		"by tag":                     {Selection{Tags: []string{"culture"}}, []string{"go-need", "fo-why"}},
		"by element":                 {Selection{Elements: []string{"money"}}, []string{"fo-why", "fo-safe"}},
		"by id, in another order":    {Selection{Statements: []string{"fo-safe", "go-need"}}, []string{"go-need", "fo-safe"}},
		"twice, and asked only once": {Selection{Domains: []string{"operations"}, Tags: []string{"safeguarding"}}, []string{"fo-why", "fo-safe"}},
		"by nothing":                 {Selection{}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := idsOf(f.Items(Instrument{Items: choice.items})); !slices.Equal(got, choice.want) {
				t.Errorf("got %v, want %v", got, choice.want)
			}
		})
	}
}

func TestCategoriesTakeByDomainTagOrAim(t *testing.T) {
	f := loaded(t)
	for name, category := range map[string]struct {
		takes Category
		want  []string
	}{
		"by domain":  {Category{Domains: []string{"governance"}}, []string{"go-need", "go-hold"}},
		"by tag":     {Category{Tags: []string{"safeguarding"}}, []string{"fo-safe"}},
		"by aim":     {Category{Aims: []Aim{Baseline}}, []string{"go-hold", "fo-safe"}},
		"by nothing": {Category{Empty: "None."}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := idsOf(f.Taken(category.takes)); !slices.Equal(got, category.want) {
				t.Errorf("got %v, want %v", got, category.want)
			}
		})
	}
}

func TestThingsAreFoundByTheirIDs(t *testing.T) {
	read := loaded(t)
	byHand := &Framework{Domains: read.Domains, Scales: read.Scales, Instruments: read.Instruments, Lenses: read.Lenses}
	for name, f := range map[string]*Framework{"read from a file": read, "put together by hand": byHand} {
		t.Run(name, func(t *testing.T) {
			statement, found := f.Statement("fo-why")
			domain, element, foundHome := f.Home("fo-why")
			ofElement, foundDomain := f.DomainOf("money")
			if !found || !foundHome || !foundDomain || statement.ID != "fo-why" || domain.ID != "operations" || element.ID != "money" || ofElement.ID != "operations" {
				t.Errorf("got %q in %q and %q, want fo-why in operations and money", statement.ID, domain.ID, element.ID)
			}
			if d, ok := f.Domain("governance"); !ok || d.Title != "Governance" || len(d.Statements()) != 2 {
				t.Errorf("got %v, want the domain governance", d)
			}
			if e, ok := f.Element("direction"); !ok || e.Title != "Direction" {
				t.Errorf("got %v, want the element direction", e)
			}
			if s, ok := f.Scale("strength"); !ok || len(s.Points) != 4 || s.Unknown != "I do not know" {
				t.Errorf("got %v, want the scale strength", s)
			}
			if l, ok := f.Lens("culture"); !ok || l.Title != "Culture" {
				t.Errorf("got %v, want the lens culture", l)
			}
			absent := map[string]bool{}
			_, absent["statement"] = f.Statement("none")
			_, _, absent["home"] = f.Home("none")
			_, absent["domain"] = f.Domain("none")
			_, absent["element"] = f.Element("none")
			_, absent["domain of"] = f.DomainOf("none")
			_, absent["scale"] = f.Scale("none")
			_, absent["instrument"] = f.Instrument("none")
			_, absent["lens"] = f.Lens("none")
			for kind, found := range absent {
				if found {
					t.Errorf("got a %s called none, want nothing", kind)
				}
			}
		})
	}
}

func TestAFrameworkIsPrintedForProgramsAndForReading(t *testing.T) {
	f := loaded(t)
	var out bytes.Buffer
	if err := WriteJSON(&out, f); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(out.Bytes()) {
		t.Error("got no JSON, want JSON")
	}
	golden(t, "testdata/base.json", out.String())
	out.Reset()
	if err := WriteText(&out, f); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/base.txt", out.String())
}

func TestAnEmptyFrameworkIsPrintedWithListsOfNothing(t *testing.T) {
	var out bytes.Buffer
	if err := WriteJSON(&out, &Framework{ID: "none"}); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(out.Bytes(), []byte("null")) {
		t.Errorf("got %s, want no null", out.String())
	}
}
