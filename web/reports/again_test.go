package reports_test

import (
	"slices"
	"testing"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
)

// turnedRound are statements that stand clearly on one side, so that turning
// their answers moves them.
var turnedRound = []string{"sg-one-board", "sg-governs-as-trust", "wr-workload"}

// inputs are the sample's audit as the round of today, and as the round before
// it with what a test changes in that one.
func inputs(t testing.TB, f *framework.Framework, before func(*report.Input)) (was, is report.Input) {
	t.Helper()
	q, err := audit.NewQuestionnaire(f, sample.MainInstrument)
	if err != nil {
		t.Fatal(err)
	}
	plan := sample.Plans(sample.Today)[1]
	was, is = plan.Input(q), plan.Input(q)
	was.ClosedAt = was.ClosedAt.AddDate(-1, 0, 0)
	before(&was)
	return was, is
}

// again is the sample's audit with a round before it.
func again(t testing.TB, before func(*report.Input)) shelf {
	t.Helper()
	f := sevenDomains(t)
	was, is := inputs(t, f, before)
	earlier := compute(t, was)
	is.Earlier = &report.Earlier{
		Round: sample.PersonID, Report: earlier, Framework: f,
		Returned: &report.Returned{Both: 9, BothCounting: 9, OnlyThenCounting: 5, OnlyNowCounting: 5},
	}
	return shelf{report: compute(t, is), framework: f}
}

func compute(t testing.TB, in report.Input) report.Report {
	t.Helper()
	r, err := report.Compute(in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// turned lets everybody answer some statements the other way round.
func turned(statements ...string) func(*report.Input) {
	return func(in *report.Input) {
		for _, r := range in.Responses {
			for i, a := range r.Answers {
				if a.Position > 0 && slices.Contains(statements, a.Statement) {
					r.Answers[i].Position = 5 - a.Position
				}
			}
		}
	}
}
