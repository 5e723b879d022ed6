package reading_test

import (
	"testing"

	"sevenfold"
	"sevenfold/internal/framework"
	"sevenfold/internal/reading"
	"sevenfold/internal/sample"
)

func TestPlacesAreThoseOfTheScaleAlone(t *testing.T) {
	f, err := framework.Load("domains.yaml", sevenfold.Domains)
	if err != nil {
		t.Fatal(err)
	}
	r, err := sample.AuditReport(f)
	if err != nil {
		t.Fatal(err)
	}
	kept, gone := reading.WordsOf(f, r), reading.WordsOf(nil, r)
	for name, test := range map[string]struct {
		words    reading.Words
		position int
		want     string
	}{
		"the first point":                        {kept, 1, "A significant challenge for us"},
		"the last point":                         {kept, 4, "A significant strength for us"},
		"no point":                               {kept, 0, ""},
		"a point that the scale does not have":   {kept, 5, ""},
		"the first point, where words are gone":  {gone, 1, "First point (challenge)"},
		"the last point, where words are gone":   {gone, 4, "Last point (strength)"},
		"one too many, where the words are gone": {gone, 5, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := test.words.Place(test.position); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestSentencesAreBegunGoneOnWithAndEnded(t *testing.T) {
	for name, test := range map[string]struct{ got, want string }{
		"begun":                          {reading.Capital("émile"), "Émile"},
		"begun with nothing":             {reading.Capital(""), ""},
		"gone on with":                   {reading.Within("Our board"), "our board"},
		"gone on with an abbreviation":   {reading.Within("SEND children"), "SEND children"},
		"gone on with nothing":           {reading.Within(""), ""},
		"ended":                          {reading.Stopped("All of it"), "All of it."},
		"ended already":                  {reading.Stopped("Why?"), "Why?"},
		"one of several":                 {reading.Count(1, "statement", "statements"), "one statement"},
		"more than are written in words": {reading.Count(12, "statement", "statements"), "12 statements"},
	} {
		t.Run(name, func(t *testing.T) {
			if test.got != test.want {
				t.Errorf("got %q, want %q", test.got, test.want)
			}
		})
	}
}

func TestAReadingOfAWithheldReportNamesNoStatementInAnyList(t *testing.T) {
	f, err := framework.Load("domains.yaml", sevenfold.Domains)
	if err != nil {
		t.Fatal(err)
	}
	r, err := sample.PilotReport(f)
	if err != nil {
		t.Fatal(err)
	}
	g := reading.Reading{Trust: sample.TrustName, Round: sample.Round(sample.Closed), Report: r, Words: reading.WordsOf(f, r)}
	for _, list := range append([]reading.List{g.Strengths(), g.Challenges(), g.ViewsDiffer(), g.NotYetKnown()}, g.Further()...) {
		if len(list.Items) > 0 {
			t.Errorf("%s: got %d statements, want none", list.Title, len(list.Items))
		}
	}
	for _, row := range g.ProfileFigure().Parts[0].Rows {
		if row.Instead == "" {
			t.Errorf("%s: got a bar, want words in its place", row.Title)
		}
	}
	for _, s := range g.Statements(r.Domains[0], reading.Every) {
		if found := g.Finding(s); len(found.Notes)+len(found.Basis) > 0 || found.Aside != "" || found.Title != "Withheld" {
			t.Errorf("%s: got %+v, want nothing of any answer", s.ID, found)
		}
	}
}
