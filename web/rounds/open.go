package rounds

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// openView is what to know before a round is opened.
type openView struct {
	Layout   layout.View
	Back     string
	Lead     string
	Rows     []rowView
	Warning  string
	Early    string // said where it opens on another day than was planned
	Stays    []string
	Sent     string // what opening it sends
	Messages string // where that is shown
	Action   string
	Blocks   []blockView // while there are any, it can't be opened
	Mistakes []form.Mistake
}

// blockView is why a round can't be opened, and where to put it right.
type blockView struct {
	ID   string
	Text string
	Link linkView
}

// ShowOpen shows what opening a draft means.
func (p Pages) ShowOpen(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if round.State != audit.Draft {
		return page.Redirect(w, r, roundPath(round))
	}
	view, err := p.openView(r, viewer, round)
	if err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, openPage(view))
}

// Open opens a draft. Sent twice, it is opened once.
func (p Pages) Open(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if p.offers(round) || round.State != audit.Draft {
		err = p.Store.OpenRound(r.Context(), viewer.TrustID, round.ID, viewer.PersonID, p.Text, p.Now())
	} else {
		err = fault.Invalid
	}
	switch {
	case err == nil:
		return page.Redirect(w, r, progressPath(round))
	case errors.Is(err, audit.ErrNotDraft):
		return p.openedBefore(w, r, viewer)
	case !errors.Is(err, fault.Invalid):
		return err
	}
	view, viewErr := p.openView(r, viewer, round)
	if viewErr != nil {
		return viewErr
	}
	if len(view.Blocks) == 0 {
		return err
	}
	view.Layout.Error = true
	for _, b := range view.Blocks {
		view.Mistakes = append(view.Mistakes, form.Mistake{Field: b.ID, Text: b.Text})
	}
	return page.Render(w, r, http.StatusUnprocessableEntity, openPage(view))
}

func (p Pages) openedBefore(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if round.State == audit.Closed {
		return stopClosed(w, r, viewer, round)
	}
	return page.Redirect(w, r, progressPath(round))
}

func (p Pages) openView(r *http.Request, viewer identity.Viewer, round audit.Round) (openView, error) {
	invited, err := p.Store.Progress(r.Context(), viewer.TrustID, round.ID)
	if err != nil {
		return openView{}, err
	}
	tier, err := p.tierOf(r.Context(), round)
	if err != nil {
		return openView{}, err
	}
	own, err := p.Store.OwnStatements(r.Context(), viewer.TrustID, round.ID)
	if err != nil {
		return openView{}, err
	}
	view := openView{
		Layout: layout.View{Title: "Open this round", Viewer: viewer},
		Back:   roundPath(round),
		Lead:   "From the moment you open “" + round.Title + "”, the people below can answer.",
		Rows: []rowView{
			{"Questionnaire", append([]string{p.instrumentTitle(round)}, p.tierLines(round, tier)...), ""},
			{ownTitle, ownLines(own), ""},
			{"Closing date", closingLines(round), ""},
			{"Minimum responses", []string{component.Capital(component.Number(round.Minimum))}, ""},
			{"Who reads the report", readerLines(round), ""},
			{"Respondents", p.draftRespondents(round, invited), ""},
			{"Reminders", reminderLines(round), ""},
		},
		Stays: []string{
			"the questionnaire, and the exact words of its statements and of your own",
			"the minimum responses, and who reads the report",
			"the title, and the words of the invitation",
			"the group that each respondent answers in",
		},
		Sent: component.Capital(component.Count(len(invited), "invitation goes", "invitations go")) + " out by e-mail as soon as you open it, " +
			"each with a link of its own. They are sent in the background, within a few minutes; its progress page shows which have gone.",
		Messages: roundPath(round) + "/messages", Action: roundPath(round) + "/open",
		Blocks: p.blocks(round, len(invited), tier, own),
	}
	if n := len(invited); n > 0 && n < round.Minimum {
		view.Warning = "You invite " + people(n) + ", and nothing is shown before " + component.Number(round.Minimum) +
			" have submitted. As it is, the report could only say that everything is withheld. Invite more people."
	}
	view.Early = earlyLine(round, p.Now())
	return view, nil
}

// tierLines says how many statements are left out, for they do not fit the trust's local tier.
func (p Pages) tierLines(round audit.Round, tier trust.LocalTier) []string {
	q, err := audit.NewQuestionnaire(p.Current, round.Instrument)
	if err != nil {
		return nil
	}
	left := len(q.Statements()) - len(q.For(tier).Statements())
	if left == 0 {
		return nil
	}
	return []string{component.Capital(component.Count(left, "statement does", "statements do")) +
		" not fit the local tier that your settings name, and will not be asked."}
}

// earlyLine is said where a round opens on another day than was planned.
func earlyLine(round audit.Round, now time.Time) string {
	planned, today := component.Date(round.OpensAt), component.Date(now)
	switch {
	case round.OpensByDate:
		return "You planned that it opens by itself on " + planned + ". If you press the button it opens now, " + today + "."
	case planned != today:
		return "You planned to open it on " + planned + ". It opens when you press the button: today, " + today + "."
	}
	return ""
}

// blocks lists all that keeps a draft from being opened, by the same rules as
// audit.Round.CheckOpen, which tells only the first.
func (p Pages) blocks(round audit.Round, invited int, tier trust.LocalTier, own []audit.OwnStatement) []blockView {
	var found []blockView
	edit := roundPath(round) + "/edit"
	if !p.offers(round) {
		found = append(found, blockView{
			"instrument-gone", "The questionnaire of this draft is no longer offered: choose another",
			linkView{"Change the questionnaire", edit + "#instrument"},
		})
	}
	if q, offered := p.asks(round, tier); offered && len(q.Domains) == 0 {
		found = append(found, blockView{
			"nothing-fits", "No statement of the questionnaire fits your trust’s local tier: choose another questionnaire",
			linkView{"Change the questionnaire", edit + "#instrument"},
		})
	}
	for i, stray := range p.withoutDomain(round, tier, own) {
		id := "own-domain"
		if i > 0 {
			id += "-" + strconv.Itoa(i+1)
		}
		found = append(found, blockView{
			id, "The questionnaire does not ask the domain of your statement “" + stray.Text + "”: choose another domain for it, or remove it",
			linkView{"Change this statement", ownPath(round, stray.ID)},
		})
	}
	if errors.Is(round.CheckOpen(invited, p.Now()), audit.ErrNoRespondents) {
		found = append(found, blockView{
			"nobody", "Nobody is invited: choose respondents first",
			linkView{"Choose respondents", roundPath(round) + "/respondents"},
		})
	}
	if errors.Is(round.CheckOpen(1, p.Now()), audit.ErrClosesTooSoon) {
		found = append(found, blockView{
			"passed", "The closing date, " + component.Date(round.ClosesAt) + ", has passed: choose a later one",
			linkView{"Change the closing date", edit + "#closes-day"},
		})
	}
	return found
}
