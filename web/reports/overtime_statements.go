package reports

import (
	"slices"

	"sevenfold/internal/chart"
	"sevenfold/internal/insight"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
	"sevenfold/web/component"
)

// domainTimes are the statements of a domain, round by round.
type domainTimes struct {
	ID, Title string
	Head      []string // the rounds
	Rows      []statementTimes
}

type statementTimes struct {
	Text, Replaces string
	Cells          []timeCell
}

// timeCell is what a statement was found as in one round.
type timeCell struct {
	Round         string // whose it is, for a narrow screen
	Mark, Finding string // the mark is empty where it was not asked
	Path          string // of the statement in that round's report
	More          []string
}

// domains are the statements of the trust, by domain, each in every round.
func (t times) domains() []domainTimes {
	var head []string
	for _, g := range t.shown {
		head = append(head, g.Round.Title)
	}
	var all []domainTimes
	for _, d := range t.overTime.Domains {
		domain := domainTimes{ID: anchor(d.ID), Title: t.titleOf(d.ID), Head: head}
		for _, s := range t.overTime.Statements {
			if s.Domain == d.ID {
				domain.Rows = append(domain.Rows, t.statement(s))
			}
		}
		if len(domain.Rows) > 0 {
			all = append(all, domain)
		}
	}
	return all
}

func (t times) statement(s report.StatementOverTime) statementTimes {
	row := statementTimes{Text: t.textOf(s.ID)}
	if s.Replaces != "" && t.asked(s.Replaces) {
		row.Replaces = "In place of one that meant something else: “" + t.textOf(s.Replaces) + "”"
	}
	for i := range s.Rounds {
		cell := t.cell(s, i)
		cell.Round = t.shown[i].Round.Title
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// cell says what a statement was found as in a round, or why it was not asked.
func (t times) cell(s report.StatementOverTime, round int) timeCell {
	asking := s.Rounds[round]
	asked := func(a report.Asking) bool { return a.Statement != nil }
	first, later := slices.IndexFunc(s.Rounds, asked), slices.IndexFunc(s.Rounds[round:], asked)
	if !asked(asking) {
		switch {
		case round < first:
			return timeCell{Finding: "Not asked yet"}
		case later >= 0:
			return timeCell{Finding: "Not asked"}
		case t.replaced(s.ID, round):
			return timeCell{Finding: "Replaced by another"}
		}
		return timeCell{Finding: "No longer asked"}
	}
	found := *asking.Statement
	c := timeCell{
		Mark: chart.Mark(chart.Look(found.Finding), found.Significant), Finding: t.shown[round].Words.Vocabulary.Title(found.Finding, found.Significant),
		Path: t.shown[round].statementPath(found),
	}
	switch {
	case round == first && round > 0 && s.Replaces != "" && t.asked(s.Replaces):
		c.More = append(c.More, "Replaced another")
	case round == first && round > 0:
		c.More = append(c.More, "New")
	}
	if asking.Reworded {
		c.More = append(c.More, "Reworded, with its meaning kept")
	}
	low, high := t.shown[round].Words.Vocabulary.Ends()
	switch asking.Moved {
	case insight.TowardsStrength:
		c.More = append(c.More, "Moved towards "+high)
	case insight.TowardsChallenge:
		c.More = append(c.More, "Moved towards "+low)
	}
	return c
}

// asked tells whether any of the rounds asked a statement.
func (t times) asked(id string) bool {
	return slices.ContainsFunc(t.overTime.Statements, func(s report.StatementOverTime) bool { return s.ID == id })
}

// replaced tells whether a statement gave way to another by that round.
func (t times) replaced(id string, round int) bool {
	return slices.ContainsFunc(t.overTime.Statements, func(s report.StatementOverTime) bool {
		return s.Replaces == id && slices.ContainsFunc(s.Rounds[:round+1], func(a report.Asking) bool { return a.Statement != nil })
	})
}

// textOf is a statement in the words of the last round that asked it.
func (t times) textOf(id string) string {
	for _, g := range slices.Backward(t.shown) {
		if _, ok := g.Report.Statement(id); ok {
			return g.Words.Statement(id).Text
		}
	}
	return reading.NoStatement
}

// figure sets each domain side by side in all rounds. A round that was answered
// on another scale than the last has no bars beside it.
func (t times) figure() chart.Figure {
	last := t.shown[len(t.shown)-1]
	f := last.Figure(overTimeTitle)
	f.Shares = true
	f.Lead = t.viewer.TrustName + " · " + component.Count(len(t.shown), "round", "rounds") + ", the last closed " + last.Closed()
	for _, d := range t.overTime.Domains {
		part := chart.Part{Heading: t.titleOf(d.ID)}
		for i, in := range d.Rounds {
			part.Rows = append(part.Rows, t.bar(i, d.ID, in))
		}
		f.Parts = append(f.Parts, part)
	}
	return f
}

func (t times) bar(round int, id string, d *report.Domain) chart.Row {
	g, last := t.shown[round], t.shown[len(t.shown)-1]
	row := chart.Row{ID: "time-" + id + "-" + g.Round.ID, Title: g.Round.Title}
	switch {
	case d == nil:
		row.Instead = "Not asked"
	case !report.SameScale(g.Report, last.Report):
		row.Instead = "Answered on another scale"
	case d.Positions == nil || d.Positions.Placed() == 0:
		row.Instead = reading.Stopped(component.Capital(reading.LeftOut(*d)))
	default:
		row = last.Bar(row.ID, row.Title, *d.Counts, d.Positions.Points)
	}
	return row
}

// chart is the figure as the page shows it.
func (t times) chart() togetherView {
	var paths []string
	for _, d := range t.overTime.Domains {
		paths = append(paths, "#"+anchor(d.ID))
	}
	f := t.figure()
	v := t.shown[len(t.shown)-1].together("over-time", f, paths)
	for i, row := range f.Table().Rows {
		v.Figures[0].Rows[i].Name = row.Heading + ": " + row.Name // a round is called what somebody called it
	}
	v.Picture.Path = t.path("/picture.png", t.instrument, t.shown[len(t.shown)-1].Round.ID)
	return v
}
