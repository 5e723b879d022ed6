package reports

import (
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

const lensesTitle = "The same statements, grouped another way"

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
		Layout: g.layout(lensesTitle), Back: linkView{title, g.path("")}, Title: lensesTitle,
		Lead: "A domain is one way to put statements together. A lens is another: its figures are sums of what the same statements show. " +
			"No statement is asked, or found, a second time.",
		NoWords: g.words.missing(), Withheld: g.withheld(), Method: linkView{howFound, g.path("/method")},
	}
	if len(g.report.Lenses) == 0 {
		v.Lead, v.Lacks = "", g.report.Lacks()
		if len(v.Lacks) == 0 {
			v.Lacks = []string{"The questionnaire of this round has no other ways to group its statements."}
		}
	}
	for _, lens := range g.report.Lenses {
		card := lensCard{Title: g.lensTitle(lens.ID), Path: g.lensPath(lens.ID), About: g.lensWords(lens.ID).About}
		if !g.report.Withheld {
			card.Found = g.lensFound(lens)
		}
		v.Lenses = append(v.Lenses, card)
	}
	return page.Render(w, r, http.StatusOK, lensesPage(v))
}

// lensFound says in a sentence what a lens comes to, or how many groups it has.
func (g reading) lensFound(lens report.Lens) string {
	if reason := g.lensReason(lens.ID); reason != "" {
		return reason
	}
	filled := 0
	for _, c := range lens.Categories {
		if len(c.Statements) > 0 {
			filled++
		}
	}
	switch all := len(lens.Categories); {
	case all == 1:
		if filled == 0 {
			return "None of its statements was asked in this round."
		}
		return lens.Categories[0].FindingsInWords()
	case filled == all:
		return component.Capital(component.Number(all)) + " groups of statements."
	default:
		return component.Capital(component.Number(all)) + " groups, of which " + component.Number(filled) + " " + plural(filled, "holds", "hold") + " statements of this round."
	}
}

func plural(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}
