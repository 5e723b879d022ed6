package reading

import (
	"sevenfold/internal/audit"
	"sevenfold/internal/chart"
	"sevenfold/internal/report"
)

// SinceFigure sets each domain as it was beside what it is now: by those of its
// statements alone that show where people stand in both rounds, so that both
// bars are of the same questions.
func (g Reading) SinceFigure() chart.Figure {
	f := g.thenAndNowFigure("The domains, then and now")
	if g.Report.Since == nil {
		return f
	}
	drawn := false
	for _, d := range g.Report.Domains {
		was, is, of := g.thenAndNow(d)
		part := chart.Part{Heading: g.DomainTitle(d.ID), Rows: thenNow(d.ID, was, is)}
		compared := g.Statements(d, func(s report.Statement) bool { return !s.Own })
		switch left := len(compared) - of; {
		case of == 0:
			part.Rows, part.Note = nil, "None of its statements shows where people stand in both rounds."
		case left > 0:
			part.Note = Capital(report.Number(left)) + " of its " + statements(len(compared)) + " left out: not shown in both rounds."
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
func (g Reading) thenAndNowFigure(title string) chart.Figure {
	f := g.Figure(title)
	f.Shares, f.UnknownLabel = true, ""
	if since := g.Report.Since; since != nil {
		f.Lead += " · then: the round that closed on " + audit.Date(since.ClosedAt)
	}
	return f
}

// thenAndNow adds up the positions of both rounds at those statements of a
// domain that show them in both.
func (g Reading) thenAndNow(d report.Domain) (was, is []int, of int) {
	was, is = make([]int, g.Report.Points), make([]int, g.Report.Points)
	for _, id := range d.Statements {
		change, asked := g.Report.Since.Change(id)
		s, _ := g.Report.Statement(id)
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

// MovedFigure sets those statements of a domain that moved beside themselves.
func (g Reading) MovedFigure(d report.Domain) chart.Figure {
	f := g.thenAndNowFigure(g.DomainTitle(d.ID) + ": what moved, then and now")
	for _, s := range g.Moved(d) {
		change, _ := g.Report.Since.Change(s.ID)
		f.Parts = append(f.Parts, chart.Part{
			Heading: g.Words.Statement(s.ID).Text, Rows: thenNow(s.ID, change.Points, s.Positions.Points),
		})
	}
	return f
}
