package reports

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/chart"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
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
	ID, Title, About string
	State            string // where it stands in a chain; empty elsewhere
	Empty            string // why it holds no statement; empty where it holds some
	Found            string
	LeftOut          []string
	Statements       []lensStatement
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
	lens, ok := g.report.Lens(chi.URLParam(r, "lens"))
	if !ok {
		return fmt.Errorf("lens %q of a report: %w", chi.URLParam(r, "lens"), fault.NotFound)
	}
	return page.Render(w, r, http.StatusOK, lensPage(g.lens(lens)))
}

func (g reading) lens(lens report.Lens) lensView {
	words := g.lensWords(lens.ID)
	v := lensView{
		Layout: g.layout(g.lensTitle(lens.ID)), Back: linkView{lensesTitle, g.path("/lenses")}, Title: g.lensTitle(lens.ID), Lead: words.About,
		NoWords: g.words.missing(), Withheld: g.withheld(), Sources: g.sourcesOf(lens), Method: linkView{howFound, g.path("/method")},
	}
	v.Previous, v.Next = g.lensBeside(lens.ID, -1), g.lensBeside(lens.ID, 1)
	if g.report.Withheld {
		return v
	}
	if g.mostlyOfLeadership(lens) {
		v.Opening = notAnAppraisal
	}
	v.Reason, v.Small, v.Chain = g.lensReason(lens.ID), g.report.SmallNumbers(), g.chain(lens)
	for i, c := range lens.Categories {
		category := g.category(lens, c, i)
		v.Categories = append(v.Categories, category)
		v.Contents = append(v.Contents, linkView{category.Title, "#" + c.ID})
	}
	if len(v.Categories) < 2 || len(v.Chain) > 0 {
		v.Contents = nil
	}
	figure := g.lensFigure(lens)
	v.ChartTitle = figure.Title
	var paths []string
	for _, c := range lens.Categories {
		paths = append(paths, "#"+c.ID)
	}
	v.Chart = g.together(lensPicture+lens.ID, figure, paths)
	return v
}

// lensBeside leads to the lens so many places after one; empty where there is none.
func (g reading) lensBeside(id string, places int) linkView {
	at := places + slices.IndexFunc(g.report.Lenses, func(l report.Lens) bool { return l.ID == id })
	if at < 0 || at >= len(g.report.Lenses) {
		return linkView{}
	}
	return linkView{g.lensTitle(g.report.Lenses[at].ID), g.lensPath(g.report.Lenses[at].ID)}
}

// lensReason says what a lens comes to that is read in a way of its own; empty
// for any other.
func (g reading) lensReason(id string) string {
	switch {
	case g.report.Chain != nil && id == g.report.Chain.Lens:
		return g.report.ChainReason(g.lensWords(id))
	case id == report.CultureLens:
		return g.report.CultureReason()
	case id == report.AimLens:
		return g.report.BaselineReason()
	}
	return ""
}

// category lists the statements of a lens's group: those of the culture thread
// side by side, as their domains stand; any others with the most significant first.
func (g reading) category(lens report.Lens, c report.Category, at int) categoryView {
	words := categoryWords(g.lensWords(lens.ID), c.ID)
	v := categoryView{
		ID: c.ID, Title: g.categoryTitle(lens, c.ID), About: words.About, Empty: c.EmptyReason(words), Found: c.FindingsInWords(),
		State: g.chainState(lens, at),
	}
	for _, line := range []string{c.LeftOutInWords(), groupsNote(c)} {
		if line != "" {
			v.LeftOut = append(v.LeftOut, line)
		}
	}
	ids := c.Statements
	if lens.ID == report.CultureLens {
		ids = g.report.InOrder(ids)
	}
	for _, id := range ids {
		s, ok := g.report.Statement(id)
		if !ok {
			continue
		}
		v.Statements = append(v.Statements, lensStatement{
			Pill: report.Title(s.Finding, s.Significant), PillKind: component.PillKind(s), Text: g.words.statement(id).Text,
			Path: g.statementPath(s), Domain: g.numbered(s.Domain),
			Why: strings.Join(append([]string{g.report.Reason(s)}, s.Remarks()...), " "),
		})
	}
	return v
}

func categoryWords(lens framework.Lens, id string) framework.Category {
	for _, c := range lens.Categories {
		if c.ID == id {
			return c
		}
	}
	return framework.Category{ID: id}
}

func (g reading) categoryTitle(lens report.Lens, id string) string {
	if title := categoryWords(g.lensWords(lens.ID), id).Title; title != "" {
		return title
	}
	return component.Capital(strings.ReplaceAll(id, "-", " "))
}

// mostlyOfLeadership tells whether most statements of a lens are of the domain
// whose statements come nearest to single people.
func (g reading) mostlyOfLeadership(lens report.Lens) bool {
	all, of := 0, 0
	for _, c := range lens.Categories {
		for _, id := range c.Statements {
			all++
			if s, _ := g.report.Statement(id); s.Domain == leadership {
				of++
			}
		}
	}
	return 2*of > all
}

// sourcesOf are the publications that the statements of a lens are drawn from.
func (g reading) sourcesOf(lens report.Lens) []string {
	named := map[string]bool{}
	for _, c := range lens.Categories {
		for _, id := range c.Statements {
			named[g.words.statement(id).Source] = true
		}
	}
	var all []string
	for _, source := range g.words.framework.Sources {
		for name := range named {
			if strings.HasPrefix(name, source.Title) {
				all = append(all, stopped(source.Title)+" "+stopped(published(source.Author, source.Publisher, source.Year)))
				break
			}
		}
	}
	return all
}

// lensFigure has a bar for each group of a lens: all who placed its statements,
// then the shown groups of people.
func (g reading) lensFigure(lens report.Lens) chart.Figure {
	f := g.figure(g.lensTitle(lens.ID) + ", side by side")
	f.Shares = true
	drawn := false
	for _, c := range lens.Categories {
		words := categoryWords(g.lensWords(lens.ID), c.ID)
		part := chart.Part{Heading: g.categoryTitle(lens, c.ID)}
		switch {
		case len(c.Statements) == 0:
			part.Note = c.EmptyReason(words)
		case c.Positions == nil || c.Positions.Placed() == 0:
			part.Note = c.LeftOutInWords()
		default:
			drawn = true
			part.Rows = append(part.Rows, chart.Row{
				ID: "lens-" + c.ID, Title: "All together", Counts: c.Positions.Points, Unknown: c.Counts.Unknown, Of: c.Counts.Applies(),
			})
			part.Rows = append(part.Rows, groupRows("lens-"+c.ID, c.Groups)...)
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
	return "Groups: " + within(c.GroupsLeftOutInWords())
}
