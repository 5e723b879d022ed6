package conversation

import (
	"slices"
	"testing"

	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

func statement(id string, kind insight.Kind, points ...int) report.Statement {
	return report.Statement{ID: id, Finding: kind, Counts: &report.Counts{}, Positions: &report.Positions{Points: points}}
}

func TestFindingsStandInTheOrderInWhichTheyMatter(t *testing.T) {
	significant := statement("c2", insight.Challenge)
	significant.Significant = true
	lessKnown, moreKnown := statement("u1", insight.NotYetKnown), statement("u2", insight.NotYetKnown)
	lessKnown.Counts.Unknown, moreKnown.Counts.Unknown = 4, 9
	hidden := statement("d3", insight.ViewsDiffer)
	hidden.Positions = nil
	r := report.Report{
		Statements: []report.Statement{
			statement("s1", insight.Strength), statement("s2", insight.Strength),
			statement("c1", insight.Challenge), significant, statement("c3", insight.Challenge),
			statement("b1", insight.Balanced), statement("f1", insight.TooFewAnswers), statement("a1", insight.DoesNotApply),
			lessKnown, moreKnown,
			statement("d1", insight.ViewsDiffer, 3, 3, 3, 3), statement("d2", insight.ViewsDiffer, 6, 0, 0, 6), hidden,
		},
		Strengths: []string{"s2"}, Challenges: []string{"c3"},
	}
	var got, named []string
	for _, f := range FindingsOf(r) {
		got = append(got, f.Statement)
		if f.Named {
			named = append(named, f.Statement)
		}
	}
	if want := []string{"d2", "d1", "d3", "u2", "u1", "c3", "c2", "c1", "s2", "s1", "b1", "a1"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if want := []string{"c3", "s2"}; !slices.Equal(named, want) {
		t.Errorf("among the most significant: got %v, want %v", named, want)
	}
	if Instead(r) != nil {
		t.Errorf("got something to talk about instead, want nothing beside findings")
	}
}

func TestAReportWithoutFindingsSaysWhatToTalkAboutInstead(t *testing.T) {
	for name, r := range map[string]report.Report{
		"all withheld":      {Withheld: true, Statements: []report.Statement{{ID: "a", Finding: insight.Withheld}}},
		"too few of all":    {Statements: []report.Statement{statement("a", insight.TooFewAnswers)}},
		"nothing was asked": {},
	} {
		questions := Instead(r)
		if len(questions) < 2 {
			t.Errorf("%s: got %v, want something to talk about", name, questions)
		}
		for _, q := range questions {
			if refused := framework.Language(q); len(refused) > 0 {
				t.Errorf("%q: got %+v, want nothing refused", q, refused)
			}
		}
		if a := drafted(t, FindingsOf(r), 60); len(a.Items) > 0 || a.Discussion() != 50 {
			t.Errorf("%s: got %v, want all of the meeting for discussion", name, a.Timetable())
		}
	}
}
