package reports

import (
	"net/http"
	"strconv"

	"sevenfold/internal/chart"
	"sevenfold/internal/identity"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

const overviewTitle = "All statements on one page"

type overviewView struct {
	Layout   layout.View
	Back     linkView
	Title    string
	Lead     string
	NoWords  string
	Withheld []string
	Key      []markView
	Picture  pictureView
	Domains  []overviewDomain
	Method   linkView
}

// markView is the look of a finding, its name, and at how many statements it stands.
type markView struct{ Mark, Name, Count string }

type overviewDomain struct {
	Title, Path string
	Rows        []overviewRow
}

// overviewRow is an element with its statements.
type overviewRow struct {
	Element string
	Cells   []overviewCell
}

type overviewCell struct{ Mark, Finding, Text, Path string }

// ShowOverview shows the findings of all statements of all domains on one page,
// element by element.
func (p Pages) ShowOverview(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	g, err := p.read(r, viewer)
	if err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, overviewPage(g.overview()))
}

func (g reading) overview() overviewView {
	v := overviewView{
		Layout: g.layout(overviewTitle), Back: linkView{title, g.path("")}, Title: overviewTitle,
		NoWords: g.words.missing(), Withheld: g.withheld(), Method: linkView{howFound, g.path("/method")},
	}
	if g.report.Withheld {
		return v
	}
	v.Lead = component.Capital(statements(len(g.report.Statements))) + " in " + component.Count(len(g.report.Domains), "domain", "domains") +
		", in the order in which they were asked. Each says what was found of it, and leads to its place on the page of its domain."
	v.Key, v.Picture = g.marks(), g.pictureOf(overviewPicture, overviewTitle)
	for _, part := range g.byElement() {
		domain := overviewDomain{Title: g.numbered(part.domain), Path: g.domainPath(part.domain)}
		for _, element := range part.elements {
			row := overviewRow{Element: element.title}
			for _, s := range element.statements {
				cell := g.cell(s)
				row.Cells = append(row.Cells, overviewCell{
					Mark: chart.Mark(cell.Look, cell.Significant), Finding: cell.Finding, Text: cell.Title, Path: g.statementPath(s),
				})
			}
			domain.Rows = append(domain.Rows, row)
		}
		v.Domains = append(v.Domains, domain)
	}
	return v
}

// domainElements are the statements of a domain as they were asked.
type domainElements struct {
	domain   string
	elements []elementStatements
}

type elementStatements struct {
	id, title  string
	statements []report.Statement
}

// byElement puts the statements of the report together that were asked on one
// page. They stand in the order of the framework.
func (g reading) byElement() []domainElements {
	var all []domainElements
	for _, s := range g.report.Statements {
		if n := len(all); n == 0 || all[n-1].domain != s.Domain {
			all = append(all, domainElements{domain: s.Domain})
		}
		part := &all[len(all)-1]
		if n := len(part.elements); n == 0 || part.elements[n-1].id != s.Element {
			part.elements = append(part.elements, elementStatements{id: s.Element, title: g.elementTitle(s.Element, n+1)})
		}
		element := &part.elements[len(part.elements)-1]
		element.statements = append(element.statements, s)
	}
	return all
}

// elementTitle is the title of the element that stands at a number of its domain.
func (g reading) elementTitle(id string, number int) string {
	if e, ok := g.words.framework.Element(id); ok {
		return e.Title
	}
	return "Element " + strconv.Itoa(number)
}

// cell is a statement in the overview. A look has the name of its finding.
func (g reading) cell(s report.Statement) chart.HeatCell {
	return chart.HeatCell{
		Title: g.words.statement(s.ID).Text, Finding: report.Title(s.Finding, s.Significant),
		Look: chart.Look(s.Finding), Significant: s.Significant,
	}
}

// heat is the overview as one picture.
func (g reading) heat() chart.Heat {
	h := chart.Heat{Title: overviewTitle, Lead: g.ofWhom()}
	for _, domain := range g.byElement() {
		part := chart.HeatPart{Heading: g.numbered(domain.domain)}
		for _, element := range domain.elements {
			row := chart.HeatRow{Title: element.title}
			for _, s := range element.statements {
				row.Cells = append(row.Cells, g.cell(s))
			}
			part.Rows = append(part.Rows, row)
		}
		h.Parts = append(h.Parts, part)
	}
	return h
}

// marks are the findings that the overview has, and how often each stands there.
func (g reading) marks() []markView {
	type finding struct {
		kind        insight.Kind
		significant bool
	}
	found := map[finding]int{}
	for _, s := range g.report.Statements {
		found[finding{s.Finding, s.Significant}]++
	}
	var marks []markView
	for _, kind := range []insight.Kind{
		insight.Strength, insight.Challenge, insight.ViewsDiffer, insight.NotYetKnown,
		insight.Balanced, insight.DoesNotApply, insight.TooFewAnswers,
	} {
		for _, significant := range []bool{true, false} {
			if n := found[finding{kind, significant}]; n > 0 {
				marks = append(marks, markView{chart.Mark(chart.Look(kind), significant), report.Title(kind, significant), strconv.Itoa(n)})
			}
		}
	}
	return marks
}
