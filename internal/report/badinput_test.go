package report

import (
	"slices"
	"testing"

	"sevenfold/internal/insight"
)

// TestRoundsOfEverySize: whoever answered, and however little, there is a
// report, and each of its sentences can be read.
func TestRoundsOfEverySize(t *testing.T) {
	all := func(how asked) []asked { return []asked{how, how, how, how, how} }
	tests := []struct {
		name   string
		people int
		all    []asked
		want   insight.Kind
		shown  bool // positions
	}{
		{"nobody", 0, all(asked{points: []int{0, 0, 0, 0}}), insight.Withheld, false},
		{"one", 1, all(asked{points: []int{0, 0, 1, 0}}), insight.Withheld, false},
		{"one fewer than the minimum", 4, all(asked{points: []int{0, 0, 4, 0}}), insight.Withheld, false},
		{"the minimum", 5, all(asked{points: []int{0, 0, 4, 1}}), insight.Strength, true},
		{"five hundred", 500, all(asked{points: []int{20, 60, 220, 200}}), insight.Strength, true},
		{"nobody knows", 14, all(asked{unknown: 14}), insight.NotYetKnown, false},
		{"it applies to nobody", 14, all(asked{apart: 14}), insight.DoesNotApply, false},
		{"nine of fourteen unanswered", 14, all(asked{points: []int{0, 0, 3, 2}, unanswered: 9}), insight.TooFewAnswers, false},
		{"everything unanswered", 14, all(asked{unanswered: 14}), insight.TooFewAnswers, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := roundOf(withLenses(frameworkOf(3, 2)), tt.people, tt.all...)
			for again := range 2 {
				r := readAgain(t, mustCompute(t, in))
				for _, s := range r.Statements {
					if s.Finding != tt.want || (s.Positions != nil) != tt.shown {
						t.Errorf("got %s (positions %t), want %s (%t)", s.Finding, s.Positions != nil, tt.want, tt.shown)
					}
				}
				if r.Withheld != (tt.want == insight.Withheld) {
					t.Errorf("got withheld %t", r.Withheld)
				}
				checkEverySentence(t, r)
				// The same again, after a round of the same.
				if again == 0 {
					in.Earlier = &Earlier{Round: "7c1e", Report: r, Returned: &Returned{Both: tt.people, BothCounting: tt.people}}
				}
			}
		})
	}
}

// TestAGroupOfOneIsNotToldApart: whatever the one answers, the others' figures
// do not change but for the whole.
func TestAGroupOfOneIsNotToldApart(t *testing.T) {
	sizes := []Group{{"trustees", 9, 9}, {"executives", 6, 6}, {"members", 1, 1}}
	for _, one := range []asked{{points: []int{1, 0, 0, 0}}, {points: []int{0, 0, 0, 1}}, {unknown: 1}, {unanswered: 1}} {
		r := mustCompute(t, groupsOf(frameworkOf(1), sizes, answering{
			"trustees": {points: []int{0, 2, 4, 3}}, "executives": {points: []int{2, 2, 1, 1}}, "members": one,
		}))
		if want := []string{"trustees"}; !slices.Equal(r.ShownGroups, want) {
			t.Errorf("got %v shown, want %v", r.ShownGroups, want)
		}
		checkEverySentence(t, r)
	}
}

// TestAStatementOfTheTrustsOwn: a round that asks nothing else is a round.
func TestAStatementOfTheTrustsOwn(t *testing.T) {
	f := withLenses(frameworkOf(1))
	f.Domains[0].ID = "our-own"
	f.Domains[0].Elements[0].Statements[0].ID = "own-1"
	f.Domains[0].Elements[0].Statements[0].Tags = nil
	in := roundOf(f, 9, asked{points: []int{0, 1, 5, 3}})
	in.Asked = []string{"own-1"}
	for i := range in.Responses {
		in.Responses[i].Answers[0].Statement = "own-1"
	}
	r := mustCompute(t, in)
	if d, ok := r.Domain("our-own"); !ok || d.Findings[insight.Strength] != 1 {
		t.Errorf("got %+v, want a domain of one strength", r.Domains)
	}
	if r.Chain != nil || r.CultureReason(Vocabulary{}) != "" {
		t.Errorf("got chain %+v and %q, want neither", r.Chain, r.CultureReason(Vocabulary{}))
	}
	checkEverySentence(t, r)
}

// TestEveryQuestionIsNew: a round before that asked nothing of this.
func TestEveryQuestionIsNew(t *testing.T) {
	earlier := yearBefore()
	in := everything()
	for d := range in.Framework.Domains {
		for s := range in.Framework.Domains[d].Elements[0].Statements {
			statement := &in.Framework.Domains[d].Elements[0].Statements[s]
			statement.ID, statement.Replaces = "new-"+statement.ID, ""
		}
	}
	for i := range in.Asked {
		in.Asked[i] = "new-" + in.Asked[i]
	}
	for i := range in.Responses {
		for j := range in.Responses[i].Answers {
			in.Responses[i].Answers[j].Statement = "new-" + in.Responses[i].Answers[j].Statement
		}
	}
	in.Earlier = &Earlier{Round: "7c1e", Report: mustCompute(t, earlier)}
	s := mustCompute(t, in).Since
	if len(s.Changes) != 0 || len(s.Questions.Added) != 8 || len(s.Questions.Gone) != 8 {
		t.Errorf("got %+v, want everything new, and everything gone", s)
	}
}

// checkEverySentence reads all that can be said of a report.
func checkEverySentence(t *testing.T, r Report) {
	t.Helper()
	for i, sentence := range everySentence(r) {
		if sentence == "" {
			continue
		}
		checkText(t, sentence)
		checkParts(t, sentence)
		if t.Failed() {
			t.Fatalf("sentence %d of a report of %d", i, r.Submitted)
		}
	}
}

func everySentence(r Report) []string {
	all := []string{r.SmallNumbers(), r.GroupsReason(), r.CultureReason(Vocabulary{})}
	for _, s := range r.Statements {
		all = append(all, r.Reason(Vocabulary{}, s), r.GroupsReasonAt(s))
		all = append(all, s.Remarks()...)
		all = append(all, s.Prompts(Vocabulary{})...)
		if r.Since != nil {
			if c, ok := r.Since.Change(s.ID); ok {
				all = append(all, c.Reason(Vocabulary{}, s))
			}
		}
	}
	for _, d := range r.SeenDifferently {
		all = append(all, r.DifferenceReason(Vocabulary{}, d))
	}
	if r.Since != nil {
		all = append(all, r.Since.ViewsReason(Vocabulary{}), r.Since.PeopleReason(), r.Since.Questions.Reason())
	}
	for _, d := range r.Domains {
		all = append(all, d.FindingsInWords(Vocabulary{}))
	}
	return all
}
