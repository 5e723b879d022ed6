package packs

import (
	"fmt"
	"net/http"

	"github.com/a-h/templ"

	"sevenfold/internal/boardpack"
	"sevenfold/internal/identity"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// previewView is what a pack would say, on a page. Nothing is kept of it.
type previewView struct {
	Layout   layout.View
	Back     string
	BackText string
	Lead     string
	Action   string
	Change   string // where what is chosen is changed
	Fields   []hidden
	Document boardpack.Document
	Parts    []partView
}

// partView is a part of the document, with its blocks as a page shows them.
type partView struct {
	ID     string
	Title  string
	Blocks []templ.Component
}

// Preview shows what a pack of what was chosen would say; or, where somebody
// comes back from there, the choice again, to be changed.
func (p Pages) Preview(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	c, choice, err := p.readChoice(r, viewer)
	if err != nil {
		return err
	}
	switch {
	case c.form.Has("change"):
		c.form = &form.Form{}
		return c.show(w, r, http.StatusOK)
	case !c.form.Good():
		return c.show(w, r, http.StatusUnprocessableEntity)
	}
	view := c.preview(boardpack.Make(c.material, choice))
	view.Layout.Title = "Preview of the board pack"
	view.Lead = "What the files will say, in their order. On paper the summary and each domain begin a page, and charts and tables are set for it. Nothing is kept yet."
	return page.Render(w, r, http.StatusOK, previewPage(view))
}

func (c choosing) preview(d boardpack.Document) previewView {
	view := previewView{
		Layout: layout.View{Viewer: c.viewer, Phase: phaseOf(c.material)}, Back: c.path(), BackText: "All packs of this round",
		Action: c.path(), Change: c.path() + "/preview", Fields: c.typed.fields(c.id), Document: d,
	}
	tables := 0
	for i, part := range d.Parts {
		view.Parts = append(view.Parts, partView{ID: fmt.Sprintf("part-%d", i+1), Title: part.Title, Blocks: blocks(part.Blocks, &tables)})
	}
	return view
}

// The levels of headings on the page: its own title is 1, the document's is 2,
// and a part's is 3.
const partLevel = 3

// blocks lays out the blocks of a part. A finding's statement is a heading, one
// level below the last that stands before it. Tables are counted through the
// document: several have the same caption, and none the same name.
func blocks(all []boardpack.Block, tables *int) []templ.Component {
	var laidOut []templ.Component
	level := partLevel
	for _, b := range all {
		switch b := b.(type) {
		case boardpack.Heading:
			level = partLevel + b.Level - 1
			laidOut = append(laidOut, heading(level, b.Text))
		case boardpack.Paragraph:
			laidOut = append(laidOut, paragraph(b))
		case boardpack.Notice:
			laidOut = append(laidOut, notice(b))
		case boardpack.List:
			laidOut = append(laidOut, list(b))
		case boardpack.Facts:
			laidOut = append(laidOut, facts(b.Items))
		case boardpack.Finding:
			laidOut = append(laidOut, finding(b, level+1, pillOf(b)))
		case boardpack.Table:
			*tables++
			laidOut = append(laidOut, table(b, fmt.Sprintf("Table %d: %s", *tables, b.Caption)))
		case boardpack.Picture:
			laidOut = append(laidOut, picture(b))
		}
	}
	return laidOut
}

// pillOf is the look of a finding's name.
func pillOf(f boardpack.Finding) string {
	return component.PillKind(report.Statement{Finding: insight.Kind(f.Look), Significant: f.Significant})
}
