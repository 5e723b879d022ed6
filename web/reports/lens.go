package reports

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// lensView is the statements of the round, grouped as one lens groups them.
type lensView struct {
	Layout     layout.View
	Back       linkView
	Title      string
	Lead       string
	Opening    string
	NoWords    string
	Withheld   []string
	Reason     string // what the whole of it comes to; empty where nothing is said of that
	Contents   []linkView
	Chain      []linkOfChain // its propositions, where the lens is a chain
	ChartTitle string
	Chart      togetherView
	Small      string
	Categories []categoryView
	Sources    []string
	Method     linkView
	Previous   linkView
	Next       linkView
}

// categoryView is one group of a lens.
type categoryView struct {
	reading.Category
	Statements []lensStatement
}

// lensStatement is a statement with its finding, and where to read all of it.
type lensStatement struct {
	Pill, PillKind, Text, Path, Why, Domain string
}

// ShowLens shows the statements of the report grouped another way than by domain.
func (p Pages) ShowLens(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	g, err := p.read(r, viewer)
	if err != nil {
		return err
	}
	lens, ok := g.Report.Lens(chi.URLParam(r, "lens"))
	if !ok {
		return fmt.Errorf("lens %q of a report: %w", chi.URLParam(r, "lens"), fault.NotFound)
	}
	return page.Render(w, r, http.StatusOK, lensPage(g.lens(lens)))
}

func (g reader) lens(lens report.Lens) lensView {
	words := g.LensWords(lens.ID)
	v := lensView{
		Layout: g.layout(g.LensTitle(lens.ID)), Back: linkView{reading.LensesTitle, g.path("/lenses")}, Title: g.LensTitle(lens.ID), Lead: words.About,
		NoWords: g.Words.Missing(), Withheld: g.WithheldLines(), Sources: g.SourcesOf(lens), Method: linkView{howFound, g.path("/method")},
	}
	v.Previous, v.Next = g.lensBeside(lens.ID, -1), g.lensBeside(lens.ID, 1)
	if g.Report.Withheld {
		return v
	}
	v.Opening, v.Reason, v.Small, v.Chain = g.LensOpening(lens), g.LensReason(lens.ID), g.Report.SmallNumbers(), g.chain(lens)
	for i, c := range lens.Categories {
		category := g.category(lens, i)
		v.Categories = append(v.Categories, category)
		v.Contents = append(v.Contents, linkView{category.Title, "#" + c.ID})
	}
	if len(v.Categories) < 2 || len(v.Chain) > 0 {
		v.Contents = nil
	}
	figure := g.LensFigure(lens)
	v.ChartTitle = figure.Title
	var paths []string
	for _, c := range lens.Categories {
		paths = append(paths, "#"+c.ID)
	}
	v.Chart = g.together(lensPicture+lens.ID, figure, paths)
	return v
}

// lensBeside leads to the lens so many places after one; empty where there is none.
func (g reader) lensBeside(id string, places int) linkView {
	at := places + slices.IndexFunc(g.Report.Lenses, func(l report.Lens) bool { return l.ID == id })
	if at < 0 || at >= len(g.Report.Lenses) {
		return linkView{}
	}
	return linkView{g.LensTitle(g.Report.Lenses[at].ID), g.lensPath(g.Report.Lenses[at].ID)}
}

func (g reader) category(lens report.Lens, at int) categoryView {
	v := categoryView{Category: g.Category(lens, at)}
	for _, item := range v.Items {
		v.Statements = append(v.Statements, lensStatement{
			Pill: report.Title(item.Statement.Finding, item.Statement.Significant), PillKind: component.PillKind(item.Statement),
			Text: item.Text, Path: g.statementPath(item.Statement), Domain: item.Domain, Why: item.Why,
		})
	}
	return v
}
