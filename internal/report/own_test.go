package report

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sevenfold/internal/framework"
)

// withOwn is a round to which the trust added two statements: of the first, all
// see a significant challenge, and of the second nothing may be shown.
func withOwn(in Input, ids ...string) Input {
	own := []framework.Own{
		{Domain: "d1", Statement: framework.Statement{ID: ids[0], Text: "Our trust knows it.", Aim: framework.Baseline, Tags: []string{"culture", "evidence", "safeguarding"}}},
		{Domain: "d2", Statement: framework.Statement{ID: ids[1], Text: "Our trust knows more."}},
	}
	in.Framework = in.Framework.WithOwn(own)
	in.Asked = append(slices.Clone(in.Asked), ids...)
	in.Responses = slices.Clone(in.Responses)
	for i := range in.Responses {
		answers := append(slices.Clone(in.Responses[i].Answers), Answer{Statement: ids[0], Position: 1})
		if i < 2 {
			answers = append(answers, Answer{Statement: ids[1], Position: 4, Note: "Only two of us."})
		}
		in.Responses[i].Answers = answers
	}
	return in
}

func TestAnOwnStatementIsFoundAsAnyOther(t *testing.T) {
	plain, r := mustCompute(t, everything()), mustCompute(t, withOwn(everything(), "own-1", "own-2"))
	s, _ := r.Statement("own-1")
	if !s.Own || !s.Significant || s.Finding != "challenge" || s.Element != "own-d1" {
		t.Errorf("got %+v, want a significant challenge of the trust's own", s)
	}
	if !slices.Contains(r.Challenges, "own-1") {
		t.Errorf("got %v, want it among the most significant challenges", r.Challenges)
	}
	if few, _ := r.Statement("own-2"); few.Positions != nil || few.Notes != nil || few.Groups != nil {
		t.Errorf("got %+v, want withheld what two people placed", few)
	}
	for i, d := range r.Domains {
		if got, want := len(d.Statements), len(plain.Domains[i].Statements)+1; got != want {
			t.Errorf("%s: got %d statements in its sum, want %d", d.ID, got, want)
		}
	}
	if got := r.Domains[0].Positions.Points[0] - plain.Domains[0].Positions.Points[0]; got != s.Counts.Placed {
		t.Errorf("got %d more at the first point, want all %d", got, s.Counts.Placed)
	}
	text, err := json.Marshal(plain)
	if err != nil || strings.Contains(string(text), `"own"`) {
		t.Errorf("got a report of no statement of the trust's own that speaks of some, want it as it was before: %v", err)
	}
}

func TestLensesAndTheChainLeaveOwnStatementsOut(t *testing.T) {
	plain, r := mustCompute(t, everything()), mustCompute(t, withOwn(everything(), "own-1", "own-2"))
	if !reflect.DeepEqual(r.Chain, plain.Chain) {
		t.Errorf("got the chain %+v, want it as without them: %+v", r.Chain, plain.Chain)
	}
	for i, lens := range r.Lenses {
		for j, category := range lens.Categories {
			was := plain.Lenses[i].Categories[j]
			if !reflect.DeepEqual(category, was) {
				t.Errorf("%s, %s: got %+v, want it as without them: %+v", lens.ID, category.ID, category, was)
			}
		}
	}
	if got, want := r.BaselineInQuestion(), plain.BaselineInQuestion(); !slices.Equal(got, want) {
		t.Errorf("got %v in question, want %v", got, want)
	}
}

func TestComparisonsLeaveOwnStatementsOut(t *testing.T) {
	before, now := mustCompute(t, yearBefore()), mustCompute(t, everything())
	// Even under one id in both rounds.
	ownBefore, ownNow := mustCompute(t, withOwn(yearBefore(), "own-1", "own-2")), mustCompute(t, withOwn(everything(), "own-1", "own-3"))
	if got, want := Compare(ownBefore, ownNow), Compare(before, now); !reflect.DeepEqual(got, want) {
		t.Errorf("since: got %+v\nwant it as without them: %+v", got, want)
	}
	in := withOwn(everything(), "own-1", "own-3")
	in.Earlier = &Earlier{Round: in.Earlier.Round, Report: ownBefore, Returned: in.Earlier.Returned}
	if got := mustCompute(t, in).Since; !reflect.DeepEqual(got.Changes, now.Since.Changes) || !reflect.DeepEqual(got.Questions, now.Since.Questions) {
		t.Errorf("since, when computed: got %+v\nwant it as without them: %+v", got, now.Since)
	}
	got, want := SideBySide([]Report{ownBefore, ownNow}), SideBySide([]Report{before, now})
	if !reflect.DeepEqual(got.Statements, want.Statements) {
		t.Errorf("over time: got %+v\nwant it as without them: %+v", got.Statements, want.Statements)
	}
	if !reflect.DeepEqual(got.Domains, want.Domains) {
		t.Errorf("over time, domains: got %+v\nwant it as without them: %+v", got.Domains, want.Domains)
	}
	if s, ok := ownNow.Statement("own-1"); !ok || !s.Own {
		t.Error("got the report changed by comparing it, want it as it was")
	}
}
