package reports

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/chart"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// leadership is the domain whose statements come nearest to single people.
const leadership = "expert-ethical-leadership"

// notAnAppraisal opens the report of that domain.
const notAnAppraisal = "This page describes our organisation. It is not about any one person, and is not for use in an appraisal."

type domainView struct {
	Layout       layout.View
	Back         linkView
	Title        string
	Lead         string
	Opening      string
	NoWords      string
	Contents     []linkView
	Facts        []factView
	Withheld     []string
	Whole        wholeView
	Picture      pictureView
	Findings     []findingView
	Groups       groupsView
	Since        sinceView
	Aims         []cardView
	Key          []keyView
	SmallNumbers string
	Questions    []questionsView
	Resources    []resourceView
	NoResources  string
	Figures      []tableView
	Method       linkView
	Previous     linkView
	Next         linkView
}

type linkView struct{ Text, Path string }

// wholeView is the sum of what a domain's statements show.
type wholeView struct {
	Title, Bar, Instead, LeftOut string
	Picture                      pictureView
	Basis                        []factView
}

// findingView is one statement with what was found of it.
type findingView struct {
	ID, Pill, PillKind string
	Text, Why          string
	Remarks            []string
	Groups             []string // how two groups see it differently
	Since              string   // what it was found as before, where it moved
	Bar, Aside         string
	Basis              []factView
	NotesTitle         string
	Notes              []string
	TakenOut           string // that notes were taken out here
	Ask                string
}

type resourceView struct{ Title, By, For string }

// ShowDomain shows what was found in one domain, statement by statement.
func (p Pages) ShowDomain(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	g, d, err := p.readDomain(r, viewer)
	if err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, domainPage(g.domain(d)))
}

// readDomain reads a report, and finds the domain that the address names.
func (p Pages) readDomain(r *http.Request, viewer identity.Viewer) (reading, report.Domain, error) {
	g, err := p.read(r, viewer)
	if err != nil {
		return reading{}, report.Domain{}, err
	}
	d, ok := g.report.Domain(chi.URLParam(r, "domain"))
	if !ok {
		return reading{}, report.Domain{}, fmt.Errorf("domain %q of a report: %w", chi.URLParam(r, "domain"), fault.NotFound)
	}
	return g, d, nil
}

// opening is what a page about that domain says before anything else.
func opening(d report.Domain) string {
	if d.ID == leadership {
		return notAnAppraisal
	}
	return ""
}

func (g reading) domain(d report.Domain) domainView {
	number := g.number(d.ID)
	name := g.numbered(d.ID)
	v := domainView{
		Layout: g.layout(name), Back: linkView{title, g.path("")}, Title: name,
		Opening: opening(d), NoWords: g.words.missing(), Withheld: g.withheld(), Method: linkView{howFound, g.path("/method")},
	}
	words, known := g.words.framework.Domain(d.ID)
	if known {
		v.Lead = "The culture that this domain looks for: " + within(words.Culture)
	}
	v.Previous, v.Next = g.neighbour(number-1), g.neighbour(number+1)
	if g.report.Withheld {
		return v
	}
	v.Facts, v.Whole, v.Findings = findingCounts(d), g.whole(d), g.findings(d)
	v.SmallNumbers = g.report.SmallNumbers()
	if v.Whole.Bar != "" {
		v.Key = g.key()
	}
	v.Questions = g.questions(d)
	v.Resources = resources(g.words.framework, words)
	if known && len(v.Resources) == 0 {
		v.NoResources = "No publications are listed for this domain."
	}
	v.Picture = g.pictureOf(domainPicture+d.ID, name)
	v.Groups, v.Since, v.Aims = g.groups(d), g.domainSince(d), g.aims(d)
	v.Figures = g.statementFigures(d)
	v.Contents = v.contents()
	return v
}

// The titles of the page's parts.
const (
	statementsTitle = "Statement by statement"
	groupsTitle     = "Groups side by side"
	aimsTitle       = "Preventing harm, and striving further"
	questionsTitle  = "Questions for the board"
	exploreTitle    = "Things to explore next"
)

// contents lead to the parts of the page, in its order.
func (v domainView) contents() []linkView {
	all := []linkView{{statementsTitle, "#statements"}, {groupsTitle, "#groups"}, {sinceTitle, "#since"}}
	if len(v.Aims) > 0 {
		all = append(all, linkView{aimsTitle, "#aims"})
	}
	if len(v.Questions) > 0 {
		all = append(all, linkView{questionsTitle, "#questions"})
	}
	if len(v.Resources) > 0 || v.NoResources != "" {
		all = append(all, linkView{exploreTitle, "#explore"})
	}
	return all
}

// neighbour is the domain that stands at a number; empty where there is none.
func (g reading) neighbour(number int) linkView {
	if number < 1 || number > len(g.report.Domains) {
		return linkView{}
	}
	id := g.report.Domains[number-1].ID
	return linkView{g.numbered(id), g.domainPath(id)}
}

// findingCounts tells how often each finding stands in a domain: the first four
// in any case, the others where there are some.
func findingCounts(d report.Domain) []factView {
	var facts []factView
	for i, kind := range []insight.Kind{
		insight.Strength, insight.Challenge, insight.ViewsDiffer, insight.NotYetKnown,
		insight.Balanced, insight.DoesNotApply, insight.TooFewAnswers,
	} {
		if n := d.Findings[kind]; n > 0 || i < 4 {
			facts = append(facts, factView{strconv.Itoa(n), report.Noun(kind, n)})
		}
	}
	return facts
}

func (g reading) whole(d report.Domain) wholeView {
	f := g.wholeFigure(d)
	row := f.Parts[0].Rows[0]
	v := wholeView{Title: "All its statements together", Instead: row.Instead}
	if v.Instead != "" {
		return v
	}
	v.Bar, v.LeftOut, v.Picture = f.Bars()[0][0], capital(leftOut(d)), g.pictureOf(wholePicture+d.ID, f.Title)
	placed := d.Positions.Placed()
	v.Basis = g.known(d.Positions, func(count int) string { return chart.Percent(count, placed) })
	return v
}

// wholeFigure is the one bar of all statements of a domain together.
func (g reading) wholeFigure(d report.Domain) chart.Figure {
	f := g.figure(g.numbered(d.ID) + ": all its statements together")
	f.Shares = true
	row := chart.Row{ID: "bar-whole", Title: "All its statements together", Instead: capital(leftOut(d)) + "."}
	if d.Positions != nil && d.Positions.Placed() > 0 {
		row = g.bar("whole", row.Title, *d.Counts, *d.Positions)
	}
	f.Parts = []chart.Part{{Rows: []chart.Row{row}}}
	return f
}

// statementsFigure has a bar for each statement of a domain, drawn together, so
// that a length stands for as many people in each of them.
func (g reading) statementsFigure(d report.Domain) chart.Figure {
	f := g.figure(g.numbered(d.ID))
	part := chart.Part{}
	for _, s := range g.statementsWith(d, func(report.Statement) bool { return true }) {
		row := chart.Row{ID: "bar-" + s.ID, Title: g.words.statement(s.ID).Text, Instead: report.Title(s.Finding, false) + "."}
		if s.Positions != nil && s.Positions.Placed() > 0 {
			row = g.bar(s.ID, row.Title, *s.Counts, *s.Positions)
		}
		part.Rows = append(part.Rows, row)
	}
	f.Parts = []chart.Part{part}
	return f
}

// findings are the statements of a domain, in order of significance.
func (g reading) findings(d report.Domain) []findingView {
	var all []findingView
	bars := g.statementsFigure(d).Bars()[0]
	for i, s := range g.statementsWith(d, func(report.Statement) bool { return true }) {
		f := g.finding(s)
		f.Bar = bars[i]
		all = append(all, f)
	}
	return all
}

func (g reading) finding(s report.Statement) findingView {
	words := g.words.statement(s.ID)
	v := findingView{
		ID: s.ID, Text: words.Text, Ask: words.Ask,
		Pill: report.Title(s.Finding, s.Significant), PillKind: pillKind(s),
		Why: g.report.Reason(s), Remarks: s.Remarks(),
		Basis: g.known(s.Positions, strconv.Itoa), TakenOut: s.NotesTakenOutReason(),
	}
	for _, d := range g.report.SeenDifferently {
		if d.Statement == s.ID {
			v.Groups = append(v.Groups, "Groups see this differently. "+g.report.DifferenceReason(d))
		}
	}
	if since := g.report.Since; since != nil {
		if change, asked := since.Change(s.ID); asked && change.Moved != insight.DidNotMove {
			v.Since = change.Reason(s)
		}
	}
	if s.Counts != nil {
		v.Aside = counted(*s.Counts)
	}
	for _, note := range s.Notes {
		v.Notes = append(v.Notes, "“"+note+"”")
	}
	switch n := len(s.Notes); n {
	case 0:
	case 1:
		v.NotesTitle = "A note"
	default:
		v.NotesTitle = capital(component.Number(n)) + " notes"
	}
	return v
}

// pillKind is the look of a finding's name.
func pillKind(s report.Statement) string {
	switch s.Finding {
	case insight.Strength, insight.Challenge:
		kind := "sf-pill--" + string(s.Finding)
		if s.Significant {
			kind += " sf-pill--most"
		}
		return kind
	case insight.ViewsDiffer:
		return "sf-pill--differ"
	case insight.NotYetKnown:
		return "sf-pill--unknown"
	case insight.TooFewAnswers, insight.Withheld:
		return "sf-pill--withheld"
	default:
		return ""
	}
}

// resources are publications to explore next: those named for the domain, and
// those named for one of its elements. A domain without words has none.
func resources(f *framework.Framework, d framework.Domain) []resourceView {
	var all []resourceView
	for _, r := range f.Resources {
		var of []string
		for _, e := range d.Elements {
			if slices.Contains(r.Elements, e.ID) {
				of = append(of, e.Title)
			}
		}
		if len(of) == 0 && !slices.Contains(r.Domains, d.ID) {
			continue
		}
		v := resourceView{Title: r.Title, By: published(r.Author, r.Publisher, r.Year)}
		if len(of) > 0 {
			v.For = "On: " + strings.Join(of, "; ")
		}
		all = append(all, v)
	}
	return all
}

// published is who wrote and published something, and when.
func published(author, publisher string, year int) string {
	var parts []string
	if author != "" && author != publisher {
		parts = append(parts, author)
	}
	if publisher != "" {
		parts = append(parts, publisher)
	}
	if year > 0 {
		parts = append(parts, strconv.Itoa(year))
	}
	return strings.Join(parts, ", ")
}

// statementFigures are the exact figures of all that the page draws or tells.
func (g reading) statementFigures(d report.Domain) []tableView {
	places := tableView{Caption: "How many placed each statement where", Head: g.head("Statement")}
	known := tableView{Caption: "How those who placed each statement know", Head: []string{"Statement"}}
	for _, b := range g.bases(&report.Positions{Basis: basisOf(d)}) {
		known.Head = append(known.Head, b.label)
	}
	for _, id := range d.Statements {
		s, ok := g.report.Statement(id)
		if !ok {
			continue
		}
		row := rowView{Name: g.words.statement(id).Text, Path: "#" + id}
		row.Cells = g.cells(s.Counts, s.Positions)
		places.Rows = append(places.Rows, row)
		row.Cells = g.basisCells(s.Positions, len(known.Head)-1)
		known.Rows = append(known.Rows, row)
	}
	places.Rows = append(places.Rows, rowView{Name: "All together", Cells: g.cells(d.Counts, d.Positions)})
	if d.Positions == nil || !g.report.BasisAsked {
		return []tableView{places}
	}
	known.Rows = append(known.Rows, rowView{Name: "All together", Cells: g.basisCells(d.Positions, len(known.Head)-1)})
	return []tableView{places, known}
}

func basisOf(d report.Domain) []report.BasisCount {
	if d.Positions == nil {
		return nil
	}
	return d.Positions.Basis
}

func (g reading) basisCells(p *report.Positions, columns int) []string {
	if p == nil {
		return slices.Repeat([]string{notShown}, columns)
	}
	var cells []string
	for _, b := range g.bases(p) {
		cells = append(cells, strconv.Itoa(b.count))
	}
	return cells
}
