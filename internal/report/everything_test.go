package report

import (
	"fmt"
	"time"

	"sevenfold/internal/framework"
)

// answering is how a group answered one statement.
type answering map[string]asked // by group

// groupsOf is a closed round of several groups; the sizes are of the groups.
func groupsOf(f *framework.Framework, sizes []Group, statements ...answering) Input {
	in := Input{
		Framework: f, FrameworkHash: "5f1d", Minimum: 5, Groups: sizes,
		Instrument: framework.Instrument{ID: "seven-domains", Scale: "strength", Basis: true},
		ClosedAt:   time.Date(2027, 12, 10, 23, 59, 59, 0, time.UTC),
	}
	first := map[string]int{}
	for _, group := range sizes {
		first[group.ID] = len(in.Responses)
		for range group.Submitted {
			in.Responses = append(in.Responses, Response{Group: group.ID})
		}
	}
	for i, s := range statements {
		id := fmt.Sprintf("s%d", i+1)
		in.Asked = append(in.Asked, id)
		for group, how := range s {
			for person, answer := range how.answers() {
				answer.Statement = id
				at := first[group] + person
				in.Responses[at].Answers = append(in.Responses[at].Answers, answer)
			}
		}
	}
	return in
}

// trusteesAndExecutives are nine and six; one more was invited of each.
var trusteesAndExecutives = []Group{
	{ID: "trustees", Invited: 10, Submitted: 9}, {ID: "executives", Invited: 7, Submitted: 6},
}

// lenses are the culture thread, the chain of the first four statements, the
// aims, and a category that takes nothing.
func withLenses(f *framework.Framework) *framework.Framework {
	propositions := []string{"first", "second", "third", "fourth"}
	chain := framework.Lens{ID: ChainLens}
	for _, p := range propositions {
		chain.Categories = append(chain.Categories, framework.Category{ID: p, Title: "The " + p, Tags: []string{"proposition:" + p}})
	}
	number := 0
	for d := range f.Domains {
		for s := range f.Domains[d].Elements[0].Statements {
			statement := &f.Domains[d].Elements[0].Statements[s]
			statement.Text = "Statement " + statement.ID + " holds."
			statement.Aim = []framework.Aim{framework.Baseline, framework.Aspiration}[number%2]
			if s == 0 {
				statement.Tags = append(statement.Tags, "culture")
			}
			if number < len(propositions) {
				statement.Tags = append(statement.Tags, "proposition:"+propositions[number])
			}
			number++
		}
	}
	f.Lenses = []framework.Lens{
		{ID: "descriptors", Categories: []framework.Category{
			{ID: "all", Domains: []string{"d1", "d2"}}, {ID: "none", Empty: "No descriptor stands beside this domain."},
		}},
		chain,
		{ID: CultureLens, Categories: []framework.Category{{ID: "one-culture", Tags: []string{"culture"}}}},
		{ID: AimLens, Categories: []framework.Category{
			{ID: "baseline", Aims: []framework.Aim{framework.Baseline}}, {ID: "aspiration", Aims: []framework.Aim{framework.Aspiration}},
		}},
	}
	return f
}

// yearBefore is the round before that of everything.
func yearBefore() Input {
	f := withLenses(frameworkOf(5, 3))
	f.Version = "2024.1"
	in := groupsOf(
		f, trusteesAndExecutives,
		answering{"trustees": {points: []int{4, 4, 1, 0}}, "executives": {points: []int{2, 3, 1, 0}}},
		answering{"trustees": {points: []int{0, 1, 5, 3}}, "executives": {points: []int{0, 1, 4, 1}}},
		answering{"trustees": {points: []int{1, 4, 4, 0}}, "executives": {points: []int{0, 3, 3, 0}}},
		answering{"trustees": {points: []int{0, 1, 5, 3}}, "executives": {points: []int{0, 0, 2, 4}}},
		answering{"trustees": {points: []int{0, 1, 2, 0}, unknown: 6}, "executives": {points: []int{0, 2, 3, 1}}},
		answering{"trustees": {points: []int{0, 0, 5, 4}}, "executives": {points: []int{0, 0, 4, 2}}},
		answering{"trustees": {points: []int{0, 0, 5, 4}}, "executives": {points: []int{0, 0, 4, 2}}},
		answering{"trustees": {points: []int{0, 0, 5, 4}}, "executives": {points: []int{0, 0, 4, 2}}},
	)
	in.ClosedAt = in.ClosedAt.AddDate(-1, 0, 0)
	return in
}

// everything is a round that has a bit of everything that a report can hold.
func everything() Input {
	f := withLenses(frameworkOf(5, 3))
	f.Version = "2025.1"
	second := &f.Domains[1].Elements[0].Statements[1] // was s7
	second.ID, second.Replaces = "s9", "s7"
	f.Domains[0].Elements[0].Statements[1].Text = "Statement s2 holds, in other words."
	in := groupsOf(
		f, trusteesAndExecutives,
		answering{"trustees": {points: []int{0, 0, 4, 5}, evidence: 6}, "executives": {points: []int{0, 1, 4, 1}, evidence: 2}},
		answering{"trustees": {points: []int{0, 1, 5, 3}}, "executives": {points: []int{0, 1, 4, 1}, evidence: 1}},
		answering{"trustees": {points: []int{5, 3, 1, 0}, evidence: 3}, "executives": {points: []int{4, 2, 0, 0}, evidence: 6}},
		answering{"trustees": {points: []int{0, 1, 4, 4}}, "executives": {points: []int{5, 1, 0, 0}, evidence: 4}},
		answering{"trustees": {points: []int{0, 1, 2, 0}, unknown: 6}, "executives": {points: []int{0, 2, 3, 1}}},
		answering{"trustees": {points: []int{0, 0, 5, 4}, evidence: 9}, "executives": {points: []int{0, 0, 2, 2}, unknown: 2, evidence: 4}},
		answering{"trustees": {points: []int{0, 5, 3, 0}, unanswered: 1}, "executives": {points: []int{0, 2, 2, 0}, apart: 2}},
		answering{"trustees": {points: []int{0, 0, 1, 1}, unanswered: 7}, "executives": {points: []int{0, 1, 1, 0}, apart: 2, unanswered: 2}},
	)
	for i := range in.Asked {
		if in.Asked[i] == "s7" {
			in.Asked[i] = "s9"
		}
	}
	for i := range in.Responses {
		for j := range in.Responses[i].Answers {
			if in.Responses[i].Answers[j].Statement == "s7" {
				in.Responses[i].Answers[j].Statement = "s9"
			}
		}
	}
	in.Responses[0].Answers[0].Note = "We saw it in March."
	in.Responses[14].Answers[0].Note = "A walk through three schools."
	before, err := Compute(yearBefore())
	if err != nil {
		panic(err)
	}
	in.Earlier = &Earlier{
		Round: "7c1e", Report: before,
		Returned: &Returned{Both: 9, BothCounting: 9, OnlyThenCounting: 6, OnlyNowCounting: 6},
	}
	return in
}
