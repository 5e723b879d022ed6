package reports

import (
	"strings"

	"sevenfold/internal/chart"
	"sevenfold/internal/report"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
)

// togetherView is a chart that sets several bars below one heading: groups side
// by side, or a round beside the one before.
type togetherView struct {
	ID      string // of its table of figures; empty where there is no chart
	Caption string
	Parts   []togetherPart
	Key     []component.KeyView
	Picture pictureView
	Figures []tableView
}

type togetherPart struct {
	ID            string // where there is something that leads to it
	Heading, Path string
	Rows          []togetherRow
	Note          string
}

type togetherRow struct{ Name, Bar, Instead string }

// together shows a figure on a page; paths are where the headings of its parts
// lead.
func (g reading) together(name string, f chart.Figure, paths []string) togetherView {
	if len(f.Parts) == 0 {
		return togetherView{}
	}
	v := togetherView{ID: "figures-" + name, Caption: f.Title, Picture: g.pictureOf(name, f.Title), Key: g.key()}
	bars := f.Bars()
	for i, drawn := range f.Parts {
		part := togetherPart{Heading: drawn.Heading, Path: paths[i], Note: drawn.Note}
		for j, row := range drawn.Rows {
			part.Rows = append(part.Rows, togetherRow{row.Title, bars[i][j], row.Instead})
		}
		v.Parts = append(v.Parts, part)
	}
	if f.UnknownLabel == "" {
		v.Key = v.Key[:len(v.Key)-1]
	}
	v.Figures = []tableView{figuresOf(f)}
	return v
}

// figuresOf are the exact figures of a chart.
func figuresOf(f chart.Figure) tableView {
	figures := f.Table()
	columns := len(figures.Head) - 1
	if f.UnknownLabel == "" {
		columns -= 2 // who does not know, and of how many
	}
	t := tableView{Caption: figures.Caption, Head: append([]string{"Bar"}, figures.Head[1:columns+1]...)}
	for _, row := range figures.Rows {
		t.Rows = append(t.Rows, rowView{Name: row.Heading + ": " + within(row.Name), Cells: row.Cells[:columns]})
	}
	return t
}

// groupsFigure sets the shown groups side by side: over the whole domain, then
// at each of its statements where they may be told apart.
func (g reading) groupsFigure(d report.Domain) chart.Figure {
	f := g.figure(g.domainTitle(d.ID) + ": groups side by side")
	f.Shares = true
	if len(d.Groups) == 0 {
		return f
	}
	whole := chart.Part{Heading: "All its statements together", Note: d.GroupsLeftOutInWords()}
	whole.Rows = groupRows("whole", d.Groups)
	f.Parts = append(f.Parts, whole)
	for _, s := range g.statementsWith(d, toldApart) {
		f.Parts = append(f.Parts, chart.Part{Heading: g.words.statement(s.ID).Text, Rows: groupRows(s.ID, s.Groups)})
	}
	return f
}

func groupRows(of string, groups []report.GroupFigures) []chart.Row {
	rows := make([]chart.Row, len(groups))
	for i, group := range groups {
		rows[i] = chart.Row{
			ID: "group-" + of + "-" + group.ID, Title: groupTitle(group.ID), Counts: group.Points,
			Unknown: group.Counts.Unknown, Of: group.Counts.Applies(),
		}
	}
	return rows
}

func groupTitle(id string) string {
	if title := trust.Group(id).Title(); title != "" {
		return title
	}
	return component.Capital(strings.ReplaceAll(id, "-", " "))
}

// statementsWith are those statements of a domain that something holds of, in
// the order of the page.
func (g reading) statementsWith(d report.Domain, holds func(report.Statement) bool) []report.Statement {
	var all []report.Statement
	for _, id := range d.Statements {
		if s, ok := g.report.Statement(id); ok && holds(s) {
			all = append(all, s)
		}
	}
	return all
}

// sinceFigure sets each domain as it was beside what it is now: by those of its
// statements alone that show where people stand in both rounds, so that both
// bars are of the same questions.
func (g reading) sinceFigure() chart.Figure {
	f := g.thenAndNowFigure("The domains, then and now")
	if g.report.Since == nil {
		return f
	}
	drawn := false
	for _, d := range g.report.Domains {
		was, is, of := g.thenAndNow(d)
		part := chart.Part{Heading: g.domainTitle(d.ID), Rows: thenNow(d.ID, was, is)}
		switch left := len(d.Statements) - of; {
		case of == 0:
			part.Rows, part.Note = nil, "None of its statements shows where people stand in both rounds."
		case left > 0:
			part.Note = component.Capital(component.Number(left)) + " of its " + statements(len(d.Statements)) + " left out: not shown in both rounds."
		}
		drawn = drawn || of > 0
		f.Parts = append(f.Parts, part)
	}
	if !drawn {
		f.Parts = nil
	}
	return f
}

// thenAndNowFigure is a chart of two rounds, as yet without its parts. Who did
// not know then is not kept beside the positions, so neither round shows it.
func (g reading) thenAndNowFigure(title string) chart.Figure {
	f := g.figure(title)
	f.Shares, f.UnknownLabel = true, ""
	if since := g.report.Since; since != nil {
		f.Lead += " · then: the round that closed on " + component.Date(since.ClosedAt)
	}
	return f
}

// thenAndNow adds up the positions of both rounds at those statements of a
// domain that show them in both.
func (g reading) thenAndNow(d report.Domain) (was, is []int, of int) {
	was, is = make([]int, g.report.Points), make([]int, g.report.Points)
	for _, id := range d.Statements {
		change, asked := g.report.Since.Change(id)
		s, _ := g.report.Statement(id)
		if !asked || s.Positions == nil || len(change.Points) != len(is) {
			continue
		}
		of++
		for i := range is {
			was[i] += change.Points[i]
			is[i] += s.Positions.Points[i]
		}
	}
	return was, is, of
}

func thenNow(id string, was, is []int) []chart.Row {
	return []chart.Row{
		{ID: "then-" + id, Title: "Then", Counts: was},
		{ID: "now-" + id, Title: "Now", Counts: is},
	}
}

// movedFigure sets those statements of a domain that moved beside themselves.
func (g reading) movedFigure(d report.Domain) chart.Figure {
	f := g.thenAndNowFigure(g.domainTitle(d.ID) + ": what moved, then and now")
	for _, s := range g.moved(d) {
		change, _ := g.report.Since.Change(s.ID)
		f.Parts = append(f.Parts, chart.Part{
			Heading: g.words.statement(s.ID).Text, Rows: thenNow(s.ID, change.Points, s.Positions.Points),
		})
	}
	return f
}
