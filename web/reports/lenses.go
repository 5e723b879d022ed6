package reports

import (
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/internal/reading"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// lensesView lists the lenses of a report.
type lensesView struct {
	Layout   layout.View
	Back     linkView
	Title    string
	Lead     string
	NoWords  string
	Withheld []string
	Lacks    []string
	Lenses   []lensCard
	Method   linkView
}

type lensCard struct {
	Title, Path, About, Found string
}

// ShowLenses lists the ways in which the statements of a report can be grouped.
func (p Pages) ShowLenses(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	g, err := p.read(r, viewer)
	if err != nil {
		return err
	}
	v := lensesView{
		Layout: g.layout(reading.LensesTitle), Back: linkView{reading.Title, g.path("")}, Title: reading.LensesTitle,
		Lead:    reading.LensesLead,
		NoWords: g.Words.Missing(), Withheld: g.WithheldLines(), Method: linkView{howFound, g.path("/method")},
	}
	if v.Lacks = g.NoLenses(); len(v.Lacks) > 0 {
		v.Lead = ""
	}
	for _, lens := range g.Report.Lenses {
		card := lensCard{Title: g.LensTitle(lens.ID), Path: g.lensPath(lens.ID), About: g.LensWords(lens.ID).About}
		if !g.Report.Withheld {
			card.Found = g.LensFound(lens)
		}
		v.Lenses = append(v.Lenses, card)
	}
	return page.Render(w, r, http.StatusOK, lensesPage(v))
}
