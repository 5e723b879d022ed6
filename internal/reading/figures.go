package reading

import (
	"strings"

	"sevenfold/internal/chart"
	"sevenfold/internal/report"
	"sevenfold/internal/trust"
)

// Bar is the row of a chart for what is published of some answers. Those to whom
// it does not apply are not among those of whom some do not know; where not
// knowing was not offered, nobody stands at the side.
func (g Reading) Bar(id, title string, c report.Counts, points []int) chart.Row {
	row := chart.Row{ID: id, Title: title, Counts: points}
	if g.Words.Vocabulary.Unknown() != "" {
		row.Unknown, row.Of = c.Unknown, c.Applies()
	}
	return row
}

// ProfileTitle is the title of the profile.
func (g Reading) ProfileTitle() string {
	return "The " + Count(len(g.Report.Domains), "domain", "domains")
}

// ProfileFigure has a bar for each domain: shares of what was placed in it.
func (g Reading) ProfileFigure() chart.Figure {
	f := g.Figure(g.ProfileTitle())
	f.Shares = true
	part := chart.Part{}
	for _, d := range g.Report.Domains {
		row := chart.Row{ID: "bar-" + d.ID, Title: g.DomainTitle(d.ID)}
		if d.Positions == nil || d.Positions.Placed() == 0 {
			row.Instead = Capital(LeftOut(d)) + "."
		} else {
			row = g.Bar(row.ID, row.Title, *d.Counts, d.Positions.Points)
		}
		part.Rows = append(part.Rows, row)
	}
	f.Parts = []chart.Part{part}
	return f
}

// ProfileNotes say how the profile is read, and what it leaves out.
func (g Reading) ProfileNotes() []string {
	notes := []string{"A bar shows, of the answers that were placed in a domain, which share stands where."}
	if unknown := g.Words.Vocabulary.Unknown(); unknown != "" {
		notes[0] += " The box at its side shows which share of those to whom the statements apply " + unknown + "."
	}
	for _, d := range g.Report.Domains {
		if d.LeftOut > 0 {
			return append(notes, "A statement that too few people placed shows no positions, and its domain’s bar leaves it out.")
		}
	}
	return notes
}

// WholeFigure is the one bar of all statements of a domain together.
func (g Reading) WholeFigure(d report.Domain) chart.Figure {
	f := g.Figure(g.Numbered(d.ID) + ": all its statements together")
	f.Shares = true
	row := chart.Row{ID: "bar-whole", Title: "All its statements together", Instead: Capital(LeftOut(d)) + "."}
	if d.Positions != nil && d.Positions.Placed() > 0 {
		row = g.Bar(row.ID, row.Title, *d.Counts, d.Positions.Points)
	}
	f.Parts = []chart.Part{{Rows: []chart.Row{row}}}
	return f
}

// StatementsFigure has a bar for each statement of a domain.
func (g Reading) StatementsFigure(d report.Domain) chart.Figure {
	return g.FigureOf(g.Numbered(d.ID), g.Statements(d, Every))
}

// FigureOf has a bar for each of some statements, drawn together, so that a
// length stands for as many people in each of them.
func (g Reading) FigureOf(title string, statements []report.Statement) chart.Figure {
	f := g.Figure(title)
	part := chart.Part{}
	for _, s := range statements {
		row := chart.Row{ID: "bar-" + s.ID, Title: g.Words.Named(s.ID), Instead: g.Words.Vocabulary.Title(s.Finding, false) + "."}
		if s.Positions != nil && s.Positions.Placed() > 0 {
			row = g.Bar(row.ID, row.Title, *s.Counts, s.Positions.Points)
		}
		part.Rows = append(part.Rows, row)
	}
	f.Parts = []chart.Part{part}
	return f
}

// GroupsFigure sets the shown groups side by side: over the whole domain, then
// at each of its statements where they may be told apart.
func (g Reading) GroupsFigure(d report.Domain) chart.Figure {
	f := g.Figure(g.DomainTitle(d.ID) + ": groups side by side")
	f.Shares = true
	if len(d.Groups) == 0 {
		return f
	}
	whole := chart.Part{Heading: "All its statements together", Note: d.GroupsLeftOutInWords()}
	whole.Rows = g.groupRows("whole", d.Groups)
	f.Parts = append(f.Parts, whole)
	for _, s := range g.Statements(d, ToldApart) {
		f.Parts = append(f.Parts, chart.Part{Heading: g.Words.Named(s.ID), Rows: g.groupRows(s.ID, s.Groups)})
	}
	return f
}

func (g Reading) groupRows(of string, groups []report.GroupFigures) []chart.Row {
	rows := make([]chart.Row, len(groups))
	for i, group := range groups {
		rows[i] = g.Bar("group-"+of+"-"+group.ID, GroupTitle(group.ID), group.Counts, group.Points)
	}
	return rows
}

// GroupTitle is the name of a group of people: "Local governors".
func GroupTitle(id string) string {
	if title := trust.Group(id).Title(); title != "" {
		return title
	}
	return Capital(NameOf(id))
}

// LensFigure has a bar for each group of a lens: all who placed its statements,
// then the shown groups of people.
func (g Reading) LensFigure(lens report.Lens) chart.Figure {
	f := g.Figure(g.LensTitle(lens.ID) + ", side by side")
	f.Shares = true
	drawn := false
	for _, c := range lens.Categories {
		words := categoryWords(g.LensWords(lens.ID), c.ID)
		part := chart.Part{Heading: g.categoryTitle(lens, c.ID)}
		switch {
		case len(c.Statements) == 0:
			part.Note = c.EmptyReason(words)
		case c.Positions == nil || c.Positions.Placed() == 0:
			part.Note = c.LeftOutInWords()
		default:
			drawn = true
			part.Rows = append(part.Rows, g.Bar("lens-"+c.ID, "All together", *c.Counts, c.Positions.Points))
			part.Rows = append(part.Rows, g.groupRows("lens-"+c.ID, c.Groups)...)
			part.Note = strings.TrimSpace(c.LeftOutInWords() + " " + groupsNote(c))
		}
		f.Parts = append(f.Parts, part)
	}
	if !drawn {
		f.Parts = nil
	}
	return f
}

// groupsNote says that groups hold fewer statements than the whole; empty where
// they hold as many.
func groupsNote(c report.Category) string {
	if c.GroupsLeftOut == 0 {
		return ""
	}
	return "Groups: " + Within(c.GroupsLeftOutInWords())
}
