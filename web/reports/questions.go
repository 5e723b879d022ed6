package reports

import (
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

// questionsView are the questions that one kind of finding puts to the board.
type questionsView struct {
	Title     string
	Questions []string
}

// agenda is the order in which a board talks about findings, and what each is
// called there.
var agenda = []struct {
	kind      insight.Kind
	reassured bool
	title     string
}{
	{insight.ViewsDiffer, false, "Where views differ"},
	{insight.NotYetKnown, false, "What is not yet known"},
	{insight.Challenge, false, "Challenges"},
	{insight.Strength, true, "Where we are reassured, not assured"},
	{insight.Balanced, false, "Where views lean neither way"},
	{insight.Strength, false, "Strengths"},
	{insight.DoesNotApply, false, "What does not apply"},
}

// questions are those that the findings of a domain put to the board: once for
// each kind, however many statements it was found at.
func (g reading) questions(d report.Domain) []questionsView {
	var all []questionsView
	for _, item := range agenda {
		n := 0
		var asked []string
		for _, id := range d.Statements {
			s, _ := g.report.Statement(id)
			if s.Finding == item.kind && s.ReassuredNotAssured == item.reassured {
				n++
				asked = s.Prompts()
			}
		}
		if len(asked) > 0 {
			all = append(all, questionsView{item.title + " (" + statements(n) + ")", asked})
		}
	}
	return all
}
