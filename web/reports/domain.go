package reports

import (
	"fmt"
	"net/http"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type domainView struct {
	Layout       layout.View
	Back         linkView
	Title        string
	Lead         string
	Opening      string
	NoWords      string
	Contents     []linkView
	Facts        []reading.Fact
	Withheld     []string
	Whole        wholeView
	Picture      pictureView
	Findings     []findingView
	Groups       groupsView
	Since        sinceView
	Aims         []cardView
	Key          []component.KeyView
	SmallNumbers string
	Questions    []reading.Questions
	Resources    []reading.Resource
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
	Basis                        []reading.Fact
}

// ShowDomain shows what was found in one domain, statement by statement.
func (p Pages) ShowDomain(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	g, d, err := p.readDomain(r, viewer)
	if err != nil {
		return err
	}
	agreed, err := p.Store.AgreedViews(r.Context(), viewer.TrustID, g.Round.ID)
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
	g.addBeside(v.Findings, b)
	return page.Render(w, r, http.StatusOK, domainPage(v))
}

// readDomain reads a report, and finds the domain that the address names.
func (p Pages) readDomain(r *http.Request, viewer identity.Viewer) (reader, report.Domain, error) {
	g, err := p.read(r, viewer)
	if err != nil {
		return reader{}, report.Domain{}, err
	}
	d, ok := g.Report.Domain(chi.URLParam(r, "domain"))
	if !ok {
		return reader{}, report.Domain{}, fmt.Errorf("domain %q of a report: %w", chi.URLParam(r, "domain"), fault.NotFound)
	}
	return g, d, nil
}

func (g reader) domain(d report.Domain) domainView {
	number := g.Number(d.ID)
	name := g.Numbered(d.ID)
	v := domainView{
		Layout: g.layout(name), Back: linkView{g.Title(), g.path("")}, Title: name, Lead: g.Culture(d.ID),
		Opening: g.Opening(d), NoWords: g.Words.Missing(), Withheld: g.WithheldLines(), Method: linkView{howFound, g.path("/method")},
	}
	v.Previous, v.Next = g.neighbour(number-1), g.neighbour(number+1)
	if g.Report.Withheld {
		return v
	}
	v.Facts, v.Whole, v.Findings = g.FindingCounts(d), g.whole(d), g.findings(d)
	v.SmallNumbers = g.Report.SmallNumbers()
	if v.Whole.Bar != "" {
		v.Key = g.key()
	}
	v.Questions = g.Questions(d)
	v.Resources = g.Resources(d.ID)
	if _, known := g.Words.Framework.Domain(d.ID); known && len(v.Resources) == 0 {
		v.NoResources = "No publications are listed for this domain."
	}
	v.Picture = g.pictureOf(domainPicture+d.ID, name)
	v.Groups, v.Since = g.groups(d), g.domainSince(d)
	for _, list := range g.Aims(d) {
		v.Aims = append(v.Aims, cardView{list, "", here})
	}
	for _, t := range g.StatementFigures(d) {
		v.Figures = append(v.Figures, tableView{t, func(id string) string { return "#" + id }})
	}
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
func (g reader) neighbour(number int) linkView {
	if number < 1 || number > len(g.Report.Domains) {
		return linkView{}
	}
	id := g.Report.Domains[number-1].ID
	return linkView{g.Numbered(id), g.domainPath(id)}
}

func (g reader) whole(d report.Domain) wholeView {
	f := g.WholeFigure(d)
	row := f.Parts[0].Rows[0]
	v := wholeView{Title: "All its statements together", Instead: row.Instead}
	if v.Instead != "" {
		return v
	}
	v.Bar, v.LeftOut, v.Picture = f.Bars()[0][0], component.Capital(reading.LeftOut(d)), g.pictureOf(wholePicture+d.ID, f.Title)
	v.Basis = g.KnownShares(d.Positions)
	return v
}
