package reports

import (
	"net/http"

	"sevenfold/internal/chart"
	"sevenfold/internal/identity"
	"sevenfold/internal/reading"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

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

func (g reader) overview() overviewView {
	v := overviewView{
		Layout: g.layout(reading.OverviewTitle), Back: linkView{reading.Title, g.path("")}, Title: reading.OverviewTitle,
		NoWords: g.Words.Missing(), Withheld: g.WithheldLines(), Method: linkView{howFound, g.path("/method")},
	}
	if g.Report.Withheld {
		return v
	}
	v.Lead = component.Capital(component.Count(len(g.Report.Statements), "statement", "statements")) + " in " + component.Count(len(g.Report.Domains), "domain", "domains") +
		", in the order in which they were asked. Each says what was found of it, and leads to its place on the page of its domain."
	for _, m := range g.Marks() {
		v.Key = append(v.Key, markView{chart.Mark(m.Look, m.Significant), m.Finding, m.Count})
	}
	v.Picture = g.pictureOf(overviewPicture, reading.OverviewTitle)
	for _, part := range g.ByElement() {
		domain := overviewDomain{Title: g.Numbered(part.Domain), Path: g.domainPath(part.Domain)}
		for _, element := range part.Elements {
			row := overviewRow{Element: element.Title}
			for _, s := range element.Statements {
				cell := g.Cell(s)
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
