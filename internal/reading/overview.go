package reading

import (
	"strconv"

	"sevenfold/internal/chart"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

// OverviewTitle is the title of the overview.
const OverviewTitle = "All statements on one page"

// Mark is a finding, and at how many statements it stands.
type Mark struct {
	Finding     string
	Look        chart.Look
	Significant bool
	Count       string
}

// DomainElements are the statements of a domain as they were asked.
type DomainElements struct {
	Domain   string
	Elements []ElementStatements
}

// ElementStatements are those that were asked on one page.
type ElementStatements struct {
	ID, Title  string
	Statements []report.Statement
}

// ByElement puts the statements of the report together that were asked on one
// page. They stand in the order of the framework.
func (g Reading) ByElement() []DomainElements {
	var all []DomainElements
	for _, s := range g.Report.Statements {
		if n := len(all); n == 0 || all[n-1].Domain != s.Domain {
			all = append(all, DomainElements{Domain: s.Domain})
		}
		part := &all[len(all)-1]
		if n := len(part.Elements); n == 0 || part.Elements[n-1].ID != s.Element {
			part.Elements = append(part.Elements, ElementStatements{ID: s.Element, Title: g.elementTitle(s.Element, n+1)})
		}
		element := &part.Elements[len(part.Elements)-1]
		element.Statements = append(element.Statements, s)
	}
	return all
}

// Cell is a statement in the overview. A look has the name of its finding.
func (g Reading) Cell(s report.Statement) chart.HeatCell {
	return chart.HeatCell{
		Title: g.Words.Named(s.ID), Finding: g.Words.Vocabulary.Title(s.Finding, s.Significant),
		Look: chart.Look(s.Finding), Significant: s.Significant,
	}
}

// Heat is the overview as one picture.
func (g Reading) Heat() chart.Heat {
	h := chart.Heat{Title: OverviewTitle, Lead: g.OfWhom()}
	for _, domain := range g.ByElement() {
		part := chart.HeatPart{Heading: g.Numbered(domain.Domain)}
		for _, element := range domain.Elements {
			row := chart.HeatRow{Title: element.Title}
			for _, s := range element.Statements {
				row.Cells = append(row.Cells, g.Cell(s))
			}
			part.Rows = append(part.Rows, row)
		}
		h.Parts = append(h.Parts, part)
	}
	return h
}

// Marks are the findings that the overview has, and how often each stands there.
func (g Reading) Marks() []Mark {
	type finding struct {
		kind        insight.Kind
		significant bool
	}
	found := map[finding]int{}
	for _, s := range g.Report.Statements {
		found[finding{s.Finding, s.Significant}]++
	}
	var marks []Mark
	for _, kind := range []insight.Kind{
		insight.Strength, insight.Challenge, insight.ViewsDiffer, insight.NotYetKnown,
		insight.Balanced, insight.DoesNotApply, insight.TooFewAnswers,
	} {
		for _, significant := range []bool{true, false} {
			if n := found[finding{kind, significant}]; n > 0 {
				marks = append(marks, Mark{g.Words.Vocabulary.Title(kind, significant), chart.Look(kind), significant, strconv.Itoa(n)})
			}
		}
	}
	return marks
}
