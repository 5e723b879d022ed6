package reports

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/chart"
	"sevenfold/internal/fault"
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
	Key          []component.KeyView
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

// ShowDomain shows what was found in one domain, statement by statement.
func (p Pages) ShowDomain(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	g, d, err := p.readDomain(r, viewer)
	if err != nil {
		return err
	}
	agreed, err := p.Store.AgreedViews(r.Context(), viewer.TrustID, g.round.ID)
	if err != nil {
		return err
	}
	var b besides
	if b.evidence, err = p.Store.EvidenceFor(r.Context(), viewer.TrustID); err != nil {
		return err
	}
	if b.actions, err = p.Store.ActionsFor(r.Context(), viewer.TrustID); err != nil {
		return err
	}
	v := g.domain(d)
	g.addAgreed(v.Findings, agreed)
	g.addBeside(v.Findings, d, b)
	return page.Render(w, r, http.StatusOK, domainPage(v))
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
	v.Bar, v.LeftOut, v.Picture = f.Bars()[0][0], component.Capital(leftOut(d)), g.pictureOf(wholePicture+d.ID, f.Title)
	placed := d.Positions.Placed()
	v.Basis = g.known(d.Positions, func(count int) string { return chart.Percent(count, placed) })
	return v
}

// wholeFigure is the one bar of all statements of a domain together.
func (g reading) wholeFigure(d report.Domain) chart.Figure {
	f := g.figure(g.numbered(d.ID) + ": all its statements together")
	f.Shares = true
	row := chart.Row{ID: "bar-whole", Title: "All its statements together", Instead: component.Capital(leftOut(d)) + "."}
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
