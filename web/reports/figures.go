package reports

import (
	"slices"
	"strconv"
	"strings"

	"sevenfold/internal/chart"
	"sevenfold/internal/report"
	"sevenfold/web/component"
)

// notShown stands in a table for a figure that may not be shown.
const notShown = "not shown"

// factView is one figure and what it is of.
type factView struct{ Figure, Name string }

// tableView is a table of figures.
type tableView struct {
	Caption string
	Head    []string // the first is above the names of the rows
	Rows    []rowView
}

type rowView struct {
	Name  string
	Path  string // where the name leads; empty where nowhere
	Cells []string
}

func (g reading) key() []component.KeyView { return component.KeyOf(g.words.labels()) }

// bar is the row of a chart for what is published of a statement or a domain.
// Those to whom it does not apply are not among those of whom some do not know.
func (g reading) bar(id, title string, c report.Counts, p report.Positions) chart.Row {
	return chart.Row{
		ID: "bar-" + id, Title: title, Labels: g.words.labels(), Counts: p.Points,
		Unknown: c.Unknown, Of: c.Applies(), UnknownLabel: component.Capital(component.UnknownLabel),
	}
}

// head is the head of a table of exact figures.
func (g reading) head(first string, more ...string) []string {
	head := []string{first}
	for _, label := range g.words.labels() {
		head = append(head, component.Capital(label))
	}
	head = append(head, "Placed", "Do not know", "Does not apply", "Not answered")
	return append(head, more...)
}

// cells are the exact figures of a statement or a domain, below head.
func (g reading) cells(c *report.Counts, p *report.Positions) []string {
	var cells []string
	for i := range g.report.Points {
		if p == nil {
			cells = append(cells, notShown)
			continue
		}
		cells = append(cells, strconv.Itoa(p.Points[i]))
	}
	if c == nil {
		return append(cells, notShown, notShown, notShown, notShown)
	}
	placed := c.Placed
	if p != nil {
		placed = p.Placed()
	}
	for _, n := range []int{placed, c.Unknown, c.Apart, c.Unanswered} {
		cells = append(cells, strconv.Itoa(n))
	}
	return cells
}

// counted says beside a bar how many it is of.
func counted(c report.Counts) string {
	if c.Placed == c.Submitted() {
		return "Everyone placed it: " + strconv.Itoa(c.Placed)
	}
	parts := []string{"Placed " + strconv.Itoa(c.Placed)}
	for _, other := range []struct {
		label string
		n     int
	}{{"do not know", c.Unknown}, {"not answered", c.Unanswered}, {"does not apply", c.Apart}} {
		if other.n > 0 {
			parts = append(parts, other.label+" "+strconv.Itoa(other.n))
		}
	}
	return strings.Join(parts, " · ")
}

// basisCount is one way of knowing and how many placed answers rest on it.
type basisCount struct {
	label string
	count int
}

// bases are all the ways of knowing, those that nobody named too; none where it
// was not asked.
func (g reading) bases(p *report.Positions) []basisCount {
	if p == nil || !g.report.BasisAsked {
		return nil
	}
	var all []basisCount
	for _, b := range p.Basis {
		all = append(all, basisCount{g.words.basis(b.ID), b.Count})
	}
	return append(all, basisCount{"Not said", p.NotSaid})
}

// known says on what the placed answers rest; ways that nobody named stand in
// the tables only.
func (g reading) known(p *report.Positions, written func(count int) string) []factView {
	var facts []factView
	for _, b := range g.bases(p) {
		if b.count > 0 {
			facts = append(facts, factView{written(b.count), b.label})
		}
	}
	return facts
}

// leftOut says which statements a domain's bar holds nothing of.
func leftOut(d report.Domain) string {
	switch d.LeftOut {
	case 0:
		return ""
	case len(d.Statements):
		return "none of its statements shows where people stand"
	default:
		return component.Number(d.LeftOut) + " of its " + statements(len(d.Statements)) + " left out"
	}
}

// statementFigures are the exact figures of all that the page draws or tells.
func (g reading) statementFigures(d report.Domain) []tableView {
	places := tableView{Caption: "How many placed each statement where", Head: g.head("Statement")}
	known := tableView{Caption: "How those who placed each statement know", Head: []string{"Statement"}}
	for _, b := range g.bases(&report.Positions{Basis: basisOf(d)}) {
		known.Head = append(known.Head, b.label)
	}
	for _, id := range d.Statements {
		s, ok := g.report.Statement(id)
		if !ok {
			continue
		}
		row := rowView{Name: g.words.statement(id).Text, Path: "#" + id}
		row.Cells = g.cells(s.Counts, s.Positions)
		places.Rows = append(places.Rows, row)
		row.Cells = g.basisCells(s.Positions, len(known.Head)-1)
		known.Rows = append(known.Rows, row)
	}
	places.Rows = append(places.Rows, rowView{Name: "All together", Cells: g.cells(d.Counts, d.Positions)})
	if d.Positions == nil || !g.report.BasisAsked {
		return []tableView{places}
	}
	known.Rows = append(known.Rows, rowView{Name: "All together", Cells: g.basisCells(d.Positions, len(known.Head)-1)})
	return []tableView{places, known}
}

func basisOf(d report.Domain) []report.BasisCount {
	if d.Positions == nil {
		return nil
	}
	return d.Positions.Basis
}

func (g reading) basisCells(p *report.Positions, columns int) []string {
	if p == nil {
		return slices.Repeat([]string{notShown}, columns)
	}
	var cells []string
	for _, b := range g.bases(p) {
		cells = append(cells, strconv.Itoa(b.count))
	}
	return cells
}
