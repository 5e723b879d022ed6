package reading

import (
	"slices"
	"strconv"
	"strings"

	"sevenfold/internal/chart"
	"sevenfold/internal/report"
)

// notShown stands in a table for a figure that may not be shown.
const notShown = "not shown"

// Table is a table of figures.
type Table struct {
	Caption string
	Head    []string // the first is above the names of the rows
	Rows    []Row
}

// Row is a row of a table. ID is that of the statement or the domain that it is
// of; empty where it is of several.
type Row struct {
	ID, Name string
	Cells    []string
}

// head is the head of a table of exact figures.
func (g Reading) head(first string, more ...string) []string {
	head := []string{first}
	for _, label := range g.Words.Labels() {
		head = append(head, Capital(label))
	}
	head = append(head, "Placed")
	for _, apart := range []string{g.Words.Vocabulary.Unknown(), g.Words.Vocabulary.Apart()} {
		if apart != "" {
			head = append(head, Capital(apart))
		}
	}
	return append(append(head, "Not answered"), more...)
}

// cells are the exact figures of a statement or a domain, below head.
func (g Reading) cells(c *report.Counts, p *report.Positions) []string {
	var cells []string
	for i := range g.Report.Points {
		if p == nil {
			cells = append(cells, notShown)
			continue
		}
		cells = append(cells, strconv.Itoa(p.Points[i]))
	}
	placed, unknown, apart, unanswered := notShown, notShown, notShown, notShown
	if c != nil {
		placed, unknown, apart, unanswered = strconv.Itoa(c.Placed), strconv.Itoa(c.Unknown), strconv.Itoa(c.Apart), strconv.Itoa(c.Unanswered)
		if p != nil {
			placed = strconv.Itoa(p.Placed())
		}
	}
	cells = append(cells, placed)
	if g.Words.Vocabulary.Unknown() != "" {
		cells = append(cells, unknown)
	}
	if g.Words.Vocabulary.Apart() != "" {
		cells = append(cells, apart)
	}
	return append(cells, unanswered)
}

// counted says beside a bar how many it is of.
func (g Reading) counted(c report.Counts) string {
	if c.Placed == c.Submitted() {
		return "Everyone placed it: " + strconv.Itoa(c.Placed)
	}
	parts := []string{"Placed " + strconv.Itoa(c.Placed)}
	for _, other := range []struct {
		label string
		n     int
	}{{g.Words.Vocabulary.Unknown(), c.Unknown}, {"not answered", c.Unanswered}, {"does not apply", c.Apart}} {
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
func (g Reading) bases(p *report.Positions) []basisCount {
	if p == nil || !g.Report.BasisAsked {
		return nil
	}
	var all []basisCount
	for _, b := range p.Basis {
		all = append(all, basisCount{g.Words.Basis(b.ID), b.Count})
	}
	return append(all, basisCount{"Not said", p.NotSaid})
}

// KnownShares says on what the placed answers of several statements rest, by
// their share.
func (g Reading) KnownShares(p *report.Positions) []Fact {
	if p == nil {
		return nil
	}
	placed := p.Placed()
	return g.known(p, func(count int) string { return chart.Percent(count, placed) })
}

// known says on what the placed answers rest; ways that nobody named stand in
// the tables only.
func (g Reading) known(p *report.Positions, written func(count int) string) []Fact {
	var facts []Fact
	for _, b := range g.bases(p) {
		if b.count > 0 {
			facts = append(facts, Fact{written(b.count), b.label})
		}
	}
	return facts
}

// LeftOut says which statements a domain's bar holds nothing of.
func LeftOut(d report.Domain) string {
	switch d.LeftOut {
	case 0:
		return ""
	case len(d.Statements):
		return "none of its statements shows where people stand"
	default:
		return report.Number(d.LeftOut) + " of its " + statements(len(d.Statements)) + " left out"
	}
}

// StatementFigures are the exact figures of a domain, statement by statement.
func (g Reading) StatementFigures(d report.Domain) []Table {
	places := Table{Caption: "How many placed each statement where", Head: g.head("Statement")}
	known := Table{Caption: "How those who placed each statement know", Head: []string{"Statement"}}
	for _, b := range g.bases(&report.Positions{Basis: basisOf(d)}) {
		known.Head = append(known.Head, b.label)
	}
	for _, id := range d.Statements {
		s, ok := g.Report.Statement(id)
		if !ok {
			continue
		}
		row := Row{ID: id, Name: g.Words.Named(id)}
		row.Cells = g.cells(s.Counts, s.Positions)
		places.Rows = append(places.Rows, row)
		row.Cells = g.basisCells(s.Positions, len(known.Head)-1)
		known.Rows = append(known.Rows, row)
	}
	places.Rows = append(places.Rows, Row{Name: "All together", Cells: g.cells(d.Counts, d.Positions)})
	if d.Positions == nil || !g.Report.BasisAsked {
		return []Table{places}
	}
	known.Rows = append(known.Rows, Row{Name: "All together", Cells: g.basisCells(d.Positions, len(known.Head)-1)})
	return []Table{places, known}
}

func basisOf(d report.Domain) []report.BasisCount {
	if d.Positions == nil {
		return nil
	}
	return d.Positions.Basis
}

func (g Reading) basisCells(p *report.Positions, columns int) []string {
	if p == nil {
		return slices.Repeat([]string{notShown}, columns)
	}
	var cells []string
	for _, b := range g.bases(p) {
		cells = append(cells, strconv.Itoa(b.count))
	}
	return cells
}

// DomainFigures are the exact figures of the profile.
func (g Reading) DomainFigures() Table {
	t := Table{Caption: "How many answers of each kind, by domain", Head: g.head("Domain", "Statements left out of the positions")}
	for _, d := range g.Report.Domains {
		cells := append(g.cells(d.Counts, d.Positions), strconv.Itoa(d.LeftOut))
		t.Rows = append(t.Rows, Row{ID: d.ID, Name: g.DomainTitle(d.ID), Cells: cells})
	}
	return t
}

// FiguresOf are the exact figures of a chart.
func FiguresOf(f chart.Figure) Table {
	figures := f.Table()
	columns := len(figures.Head) - 1
	if f.UnknownLabel == "" {
		columns -= 2 // who does not know, and of how many
	}
	t := Table{Caption: figures.Caption, Head: append([]string{"Bar"}, figures.Head[1:columns+1]...)}
	for _, row := range figures.Rows {
		t.Rows = append(t.Rows, Row{Name: row.Heading + ": " + Within(row.Name), Cells: row.Cells[:columns]})
	}
	return t
}
