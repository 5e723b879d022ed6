package reports

import (
	"strconv"

	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/web/component"
)

// findingView is one statement with what was found of it.
type findingView struct {
	ID, Pill, PillKind string
	Text, Why          string
	Remarks            []string
	Groups             []string // how two groups see it differently
	Since              string   // what it was found as before, where it moved
	Bar, Aside         string
	Basis              []factView
	NotesTitle         string
	Notes              []string
	TakenOut           string // that notes were taken out here
	Ask                string
	Beside             besideView
	Agreed             agreedView
}

// findings are the statements of a domain, in order of significance.
func (g reading) findings(d report.Domain) []findingView {
	var all []findingView
	bars := g.statementsFigure(d).Bars()[0]
	for i, s := range g.statementsWith(d, func(report.Statement) bool { return true }) {
		f := g.finding(s)
		f.Bar = bars[i]
		all = append(all, f)
	}
	return all
}

func (g reading) finding(s report.Statement) findingView {
	words := g.words.statement(s.ID)
	v := findingView{
		ID: s.ID, Text: words.Text, Ask: words.Ask,
		Pill: report.Title(s.Finding, s.Significant), PillKind: component.PillKind(s),
		Why: g.report.Reason(s), Remarks: s.Remarks(),
		Basis: g.known(s.Positions, strconv.Itoa), TakenOut: s.NotesTakenOutReason(),
	}
	for _, d := range g.report.SeenDifferently {
		if d.Statement == s.ID {
			v.Groups = append(v.Groups, "Groups see this differently. "+g.report.DifferenceReason(d))
		}
	}
	if since := g.report.Since; since != nil {
		if change, asked := since.Change(s.ID); asked && change.Moved != insight.DidNotMove {
			v.Since = change.Reason(s)
		}
	}
	if s.Counts != nil {
		v.Aside = counted(*s.Counts)
	}
	for _, note := range s.Notes {
		v.Notes = append(v.Notes, "“"+note+"”")
	}
	switch n := len(s.Notes); n {
	case 0:
	case 1:
		v.NotesTitle = "A note"
	default:
		v.NotesTitle = component.Capital(component.Number(n)) + " notes"
	}
	return v
}
