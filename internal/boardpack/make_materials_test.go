package boardpack_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/conversation"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
)

// materials are packs of every sort: with all there is, with nothing that may be
// shown, with words that are gone, and by an earlier method.
func materials(t testing.TB) map[string]boardpack.Material {
	t.Helper()
	whole := full(t)
	wordless, early, bare := whole, whole, whole
	wordless.Framework = nil
	early.Report.Method = 1
	early.Report.Scale, early.Report.ShownGroups, early.Report.SeenDifferently, early.Report.Lenses = "", nil, nil, nil
	early.Report.Chain, early.Report.Since = nil, nil
	early.Report.Statements = slices.Clone(early.Report.Statements)
	for i := range early.Report.Statements {
		early.Report.Statements[i].Groups, early.Report.Statements[i].Wording = nil, ""
	}
	early.Report.Domains = slices.Clone(early.Report.Domains)
	for i := range early.Report.Domains {
		early.Report.Domains[i].Groups, early.Report.Domains[i].GroupsLeftOut = nil, 0
	}
	bare.Views, bare.Actions, bare.Evidence, bare.Benefit = nil, nil, nil, conversation.Paragraph{}
	bare.Report.Since = nil
	nothing := little(t)
	nothing.Views, nothing.Actions, nothing.Evidence, nothing.Benefit, nothing.Framework = nil, nil, nil, conversation.Paragraph{}, nil
	return map[string]boardpack.Material{
		"everything": whole, "words gone": wordless, "method 1": early, "nothing done": bare, "withheld": little(t), "withheld, words gone": nothing,
		"long": long(whole), "all alike": alike(t, 3, 3), "all split": alike(t, 1, 4),
	}
}

// long is material in which everything that people type is as long as it may be.
func long(m boardpack.Material) boardpack.Material {
	words := func(n int) string { return string([]rune(strings.Repeat("Ämne 課題 موضوع ", n))[:n]) }
	m.Trust, m.Round.Title = words(200), words(200)
	m.Actions = nil
	for i := range 500 {
		m.Actions = append(m.Actions, action.Action{
			ID: fmt.Sprint(i), Title: words(200) + fmt.Sprint(i), Words: words(2000), State: action.States[i%4], Reason: words(2000), OwnerName: words(200),
			For: []action.Finding{{RoundID: sample.RoundID, Statement: m.Report.Statements[i%80].ID}},
		})
	}
	m.Views = nil
	for _, s := range m.Report.Statements {
		m.Views = append(m.Views, conversation.View{Statement: s.ID, Position: 2, Why: words(2000)})
	}
	return m
}

// alike is a round in which everything was placed at one of two points, in turn.
func alike(t testing.TB, first, second int) boardpack.Material {
	t.Helper()
	f := sevenDomains(t)
	q, err := audit.NewQuestionnaire(f, sample.MainInstrument)
	if err != nil {
		t.Fatal(err)
	}
	in := sample.Plans(sample.Today)[1].Input(q)
	for i, r := range in.Responses {
		for j, a := range r.Answers {
			in.Responses[i].Answers[j] = report.Answer{Statement: a.Statement, Position: []int{first, second}[i%2]}
		}
	}
	return materialOf(t, compute(t, in), f)
}
