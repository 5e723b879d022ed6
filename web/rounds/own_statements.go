package rounds

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

const ownTitle = "Statements of your own"

// ownStatementsView lists what a trust adds to a draft, by domain.
type ownStatementsView struct {
	Layout  layout.View
	Back    string
	Notice  string
	Lead    string
	Room    string // how many more there is room for
	New     string // where to add one; "" where there is no room
	Domains []ownDomainView
	Preview string
}

type ownDomainView struct {
	Title  string
	Astray string // why the round can't open with these
	Items  []ownItemView
}

type ownItemView struct {
	ID, Text, Ask  string
	Advice         []string
	Change, Remove string
	Move           string // where it is moved
	Up, Down       string // the places that it can be moved to; "" where it stands at that end
}

func ownStatementsPath(round audit.Round) string { return roundPath(round) + "/own-statements" }

func ownPath(round audit.Round, id string) string { return ownStatementsPath(round) + "/" + id }

// ownLines are the statements of a trust's own, one a line.
func ownLines(own []audit.OwnStatement) []string {
	if len(own) == 0 {
		return []string{"None"}
	}
	lines := []string{component.Capital(component.Count(len(own), "statement", "statements")) + ", each at the end of its domain"}
	for _, s := range own {
		lines = append(lines, "“"+s.Text+"”")
	}
	return lines
}

// asks is what a draft asks, but for what the trust adds; false where its
// questionnaire is no longer offered.
func (p Pages) asks(round audit.Round, tier trust.LocalTier) (audit.Questionnaire, bool) {
	q, err := audit.NewQuestionnaire(p.Current, round.Instrument)
	return q.For(tier), err == nil
}

// withoutDomain are the statements that keep a draft from being opened, since it
// does not ask their domains. Of a questionnaire that is gone nothing is said:
// choosing another comes first.
func (p Pages) withoutDomain(round audit.Round, tier trust.LocalTier, own []audit.OwnStatement) []audit.OwnStatement {
	q, offered := p.asks(round, tier)
	if !offered || len(q.Domains) == 0 {
		return nil
	}
	return q.WithoutDomain(own)
}

// ShowOwnStatements lists what the trust adds to a draft.
func (p Pages) ShowOwnStatements(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	d, err := p.ownDraft(r, viewer)
	if err != nil {
		return d.stop(w, r, err)
	}
	view := ownStatementsView{
		Layout: layout.View{Title: ownTitle, Viewer: viewer}, Back: roundPath(d.round), Notice: ownNotices[r.URL.Query().Get("done")],
		Lead: "Ask what matters to your trust beside what every trust is asked. Each statement stands at the end of its domain, and is marked as added by your trust. " +
			"The report and the board pack count it in its domain; lenses and comparisons leave it out. All of this can be changed until the round opens.",
		Room: room(len(d.own)), Domains: d.byDomain(), Preview: roundPath(d.round) + "/preview",
	}
	if len(d.own) < audit.MostOwnStatements && len(d.asks.Domains) > 0 {
		view.New = ownStatementsPath(d.round) + "/new"
	}
	return page.Render(w, r, http.StatusOK, ownStatementsPage(view))
}

var ownNotices = map[string]string{
	"added": "The statement was added.", "changed": "The statement was saved.", "moved": "The statement was moved.", "removed": "The statement was removed.",
}

func room(n int) string {
	switch left := audit.MostOwnStatements - n; {
	case n == 0:
		return "There are none yet. A round has room for up to " + component.Number(audit.MostOwnStatements) + "."
	case left <= 0:
		return "There are " + component.Number(n) + ", as many as a round has room for. To add another, remove one first."
	default:
		return component.Capital(component.Count(n, "statement", "statements")) + "; there is room for " + component.Number(left) + " more."
	}
}

// ownDraft is a draft with what the trust adds to it: what every page of these begins from.
type ownDraft struct {
	pages  Pages
	viewer identity.Viewer
	round  audit.Round
	own    []audit.OwnStatement
	asks   audit.Questionnaire
}

// ownDraft finds the draft of the address. audit.ErrNotDraft once it was opened:
// what a round asks stays as it is from then on.
func (p Pages) ownDraft(r *http.Request, viewer identity.Viewer) (ownDraft, error) {
	round, err := p.round(r, viewer)
	if err != nil {
		return ownDraft{}, err
	}
	d := ownDraft{pages: p, viewer: viewer, round: round}
	if round.State != audit.Draft {
		return d, audit.ErrNotDraft
	}
	tier, err := p.tierOf(r.Context(), round)
	if err != nil {
		return d, err
	}
	d.asks, _ = p.asks(round, tier)
	d.own, err = p.Store.OwnStatements(r.Context(), viewer.TrustID, round.ID)
	return d, err
}

// ownStatement finds the draft of the address, and the statement of it that the
// address names.
func (p Pages) ownStatement(r *http.Request, viewer identity.Viewer) (ownDraft, audit.OwnStatement, error) {
	d, err := p.ownDraft(r, viewer)
	if err != nil {
		return d, audit.OwnStatement{}, err
	}
	s, err := d.statement(chi.URLParam(r, "own"))
	return d, s, err
}

// statement is the one that has an id.
func (d ownDraft) statement(id string) (audit.OwnStatement, error) {
	for _, s := range d.own {
		if s.ID == id {
			return s, nil
		}
	}
	return audit.OwnStatement{}, fmt.Errorf("the trust's own statement %s: %w", id, fault.NotFound)
}

// stop says why a page of these is not there, or a change was not made: the
// round was opened, or somebody removed the statement.
func (d ownDraft) stop(w http.ResponseWriter, r *http.Request, err error) error {
	switch {
	case d.round.ID == "": // there is no such round
		return err
	case errors.Is(err, audit.ErrNotDraft):
		return d.pages.stopOpenedMeanwhile(w, r, d.viewer)
	case errors.Is(err, fault.NotFound):
		return d.gone(w, r)
	}
	return err
}

// gone says that there is no such statement, as after somebody removed it.
func (d ownDraft) gone(w http.ResponseWriter, r *http.Request) error {
	return page.Render(w, r, http.StatusNotFound, stopPage(stopView{
		Layout:   layout.View{Title: "There is no such statement", Viewer: d.viewer},
		Lines:    []string{"It was removed from this round before, or the address is not right. Nothing was changed."},
		LinkText: "See all statements of your own", Link: ownStatementsPath(d.round),
	}))
}

// done goes back to the list after a change, or says why it was not made.
func (d ownDraft) done(w http.ResponseWriter, r *http.Request, err error, done string) error {
	if err != nil {
		return d.stop(w, r, err)
	}
	return page.Redirect(w, r, ownStatementsPath(d.round)+"?done="+done)
}

// byDomain puts them in the order in which they are asked; those whose domain is
// not asked come first, since they keep the round from being opened.
func (d ownDraft) byDomain() []ownDomainView {
	var all []ownDomainView
	if stray := d.asks.WithoutDomain(d.own); len(stray) > 0 {
		view := d.domain("In no domain of this questionnaire", stray)
		view.Astray = "The questionnaire of this round does not ask the domains that these are about. Choose another domain for each, or remove it: the round can’t open before."
		all = append(all, view)
	}
	for _, asked := range d.asks.Domains {
		if own := d.in(asked.ID); len(own) > 0 {
			all = append(all, d.domain(asked.Title, own))
		}
	}
	return all
}

// in are those of a domain, in order.
func (d ownDraft) in(domain string) []audit.OwnStatement {
	var own []audit.OwnStatement
	for _, s := range d.own {
		if s.Domain == domain {
			own = append(own, s)
		}
	}
	return own
}

func (d ownDraft) domain(title string, own []audit.OwnStatement) ownDomainView {
	view := ownDomainView{Title: title}
	for i, s := range own {
		path := ownPath(d.round, s.ID)
		item := ownItemView{
			ID: s.ID, Text: s.Text, Ask: s.Ask, Advice: framework.Advise(s.Text), Change: path, Remove: path + "/remove", Move: path + "/move",
		}
		if i > 0 && own[i-1].Domain == s.Domain {
			item.Up = strconv.Itoa(i)
		}
		if i+1 < len(own) && own[i+1].Domain == s.Domain {
			item.Down = strconv.Itoa(i + 2)
		}
		view.Items = append(view.Items, item)
	}
	return view
}

// MoveOwnStatement puts a statement in another place of its domain. The form
// names the place, so that sent twice it moves it once.
func (p Pages) MoveOwnStatement(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d, s, err := p.ownStatement(r, viewer)
	if err != nil {
		return d.stop(w, r, err)
	}
	place, err := strconv.Atoi(f.Value("place"))
	if err != nil {
		return page.Redirect(w, r, ownStatementsPath(d.round))
	}
	err = p.Store.MoveOwnStatement(r.Context(), viewer.TrustID, d.round.ID, viewer.PersonID, s.ID, place, p.Now())
	return d.done(w, r, err, "moved")
}

// ShowRemoveOwnStatement asks whether to remove a statement.
func (p Pages) ShowRemoveOwnStatement(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	d, s, err := p.ownStatement(r, viewer)
	if err != nil {
		return d.stop(w, r, err)
	}
	return page.Render(w, r, http.StatusOK, confirmPage(confirmView{
		Layout: layout.View{Title: "Remove this statement", Viewer: viewer},
		Back:   ownStatementsPath(d.round), BackText: "Back to statements of your own",
		Lead:   "This removes “" + s.Text + "” from the round, with what you wrote beside it. Nobody has answered it.",
		Action: ownPath(d.round, s.ID) + "/remove", Button: "Remove this statement", Grave: true, Leave: "Keep it",
	}))
}

// RemoveOwnStatement removes a statement. Sent twice, it is removed once.
func (p Pages) RemoveOwnStatement(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	d, err := p.ownDraft(r, viewer)
	if err != nil {
		return d.stop(w, r, err)
	}
	err = p.Store.RemoveOwnStatement(r.Context(), viewer.TrustID, d.round.ID, viewer.PersonID, chi.URLParam(r, "own"), p.Now())
	return d.done(w, r, err, "removed")
}
