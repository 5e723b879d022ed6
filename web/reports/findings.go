package reports

import (
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
	"sevenfold/web/component"
)

// findingView is one statement with what was found of it.
type findingView struct {
	reading.Finding
	PillKind string
	Bar      string
	Beside   besideView
	Agreed   agreedView
}

// findings are the statements of a domain, in order of significance.
func (g reader) findings(d report.Domain) []findingView {
	var all []findingView
	bars := g.StatementsFigure(d).Bars()[0]
	for i, s := range g.Statements(d, reading.Every) {
		all = append(all, findingView{Finding: g.Finding(s), PillKind: component.PillKind(s), Bar: bars[i]})
	}
	return all
}
