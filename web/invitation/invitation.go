// Package invitation is where the links of a round's messages lead: in, to
// answer the round; to a fresh link, where one is used or too old; and to
// stopping its reminders.
package invitation

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// Store knows the links of messages.
type Store interface {
	LinkOfRound(ctx context.Context, trustID, roundID string, linkHash []byte, now time.Time) (round audit.Round, holds bool, err error)
	UseLinkOfRound(ctx context.Context, trustID, roundID string, linkHash []byte, now time.Time) (personID string, err error)
	SendFreshLink(ctx context.Context, trustID, roundID string, linkHash []byte, now time.Time) error
	RoundOfStop(ctx context.Context, trustID, roundID string, stopHash []byte) (round audit.Round, stopped bool, err error)
	StopReminders(ctx context.Context, trustID, roundID string, stopHash []byte, now time.Time) error
}

// Pages are the pages behind the links of a round's messages. Whoever opens
// one shows by its token who they are: no session is asked for.
type Pages struct {
	Store Store
	Gate  page.Gate
	Now   func() time.Time
}

// linkView is a page behind a link, with one button.
type linkView struct {
	Layout layout.View
	Title  string
	Lines  []string
	Action string // where the button leads; "" where there is none
	Button string
	Choose bool   // whether to ask if the device is theirs
	Home   string // where else to go
	Other  string
}

// place is the round and the token of an address.
type place struct{ trustID, roundID, token string }

func placeOf(r *http.Request) place {
	return place{chi.URLParam(r, "trust"), chi.URLParam(r, "round"), chi.URLParam(r, "token")}
}

func (a place) path(rest string) string { return "/t/" + a.trustID + "/rounds/" + a.roundID + rest }

// Show is where an invitation leads: a page with one button, so that a mail
// scanner that follows links uses nothing up.
func (p Pages) Show(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	at := placeOf(r)
	round, holds, err := p.Store.LinkOfRound(r.Context(), at.trustID, at.roundID, identity.Hash(at.token), p.Now())
	if err != nil {
		return err
	}
	if !holds {
		return p.showOver(w, r, viewer, at, round)
	}
	return page.Render(w, r, http.StatusOK, linkPage(linkView{
		Layout: layout.View{Title: "Continue to “" + round.Title + "”", Viewer: viewer}, Title: "Continue to “" + round.Title + "”",
		Lines: []string{
			"This link is for you alone, and opens once. It lets you answer this round, and nothing else.",
			"The round closes at the end of " + component.Date(round.ClosesAt) + ".",
		},
		Action: at.path("/invitation/" + at.token), Button: "Continue", Choose: true,
	}))
}

// showOver meets a link that was used or whose round has closed.
func (p Pages) showOver(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, at place, round audit.Round) error {
	if viewer.May(identity.AnswerRounds) { // signed in on this device before
		return page.Redirect(w, r, at.path("/start"))
	}
	if !round.AcceptsAnswers(p.Now()) {
		return page.Render(w, r, http.StatusGone, linkPage(linkView{
			Layout: layout.View{Title: "This round has closed", Viewer: viewer}, Title: "This round has closed",
			Lines: []string{
				"“" + round.Title + "” took answers until " + component.Date(round.TookAnswersUntil()) + ".",
				"If you answered, you can sign in to read your own answers. Whoever may read the report is told by e-mail when it is there.",
			},
			Home: "/sign-in?to=" + at.path("/my-answers"), Other: "Sign in",
		}))
	}
	return page.Render(w, r, http.StatusGone, linkPage(linkView{
		Layout: layout.View{Title: "This link was used before", Viewer: viewer}, Title: "This link was used before",
		Lines: []string{
			"Each link opens once: that keeps others out who may come across the message. What you answered is saved.",
			"Press the button, and a fresh link goes to the same e-mail address.",
		},
		Action: at.path("/invitation/" + at.token + "/fresh"), Button: "Send me a fresh link",
		Home: "/sign-in?to=" + at.path("/start"), Other: "Sign in with a code instead",
	}))
}

// Use lets the reader of an invitation in, to answer its round and nothing
// else. Whoever is signed in as the same person stays as they are.
func (p Pages) Use(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	at := placeOf(r)
	person, err := p.Store.UseLinkOfRound(r.Context(), at.trustID, at.roundID, identity.Hash(at.token), p.Now())
	if errors.Is(err, audit.ErrLinkOver) {
		return p.Show(w, r, viewer)
	}
	if err != nil {
		return err
	}
	if viewer.PersonID != person || viewer.Limited() {
		in := page.Admission{PersonID: person, OwnDevice: f.Has(page.OwnDevice), TrustID: at.trustID, RoundID: at.roundID}
		if _, err := p.Gate.Start(w, r, in); err != nil {
			return err
		}
	}
	return page.Redirect(w, r, at.path("/start"))
}

// SendFresh sends a fresh link to the address that the old one went to.
func (p Pages) SendFresh(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	at := placeOf(r)
	err := p.Store.SendFreshLink(r.Context(), at.trustID, at.roundID, identity.Hash(at.token), p.Now())
	view := linkView{
		Title: "Check your e-mail",
		Lines: []string{"A fresh link is on its way to the address that the first one went to. It opens once, like the first."},
		Home:  "/sign-in?to=" + at.path("/start"), Other: "Sign in with a code instead",
	}
	status := http.StatusOK
	switch {
	case errors.Is(err, fault.TooMany):
		status, view.Title = http.StatusTooManyRequests, "Many links were asked for"
		view.Lines = []string{"Look for the newest message in your e-mail, also among the junk. You can ask for another link in an hour, or sign in with a code."}
	case errors.Is(err, audit.ErrRoundClosed):
		return p.Show(w, r, viewer)
	case err != nil:
		return err
	}
	view.Layout = layout.View{Title: view.Title, Viewer: viewer}
	return page.Render(w, r, status, linkPage(view))
}

// ShowStop asks whether to stop the reminders of a round.
func (p Pages) ShowStop(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	at := placeOf(r)
	round, stopped, err := p.Store.RoundOfStop(r.Context(), at.trustID, at.roundID, identity.Hash(at.token))
	if err != nil {
		return err
	}
	if stopped {
		return p.showStopped(w, r, viewer, round)
	}
	return page.Render(w, r, http.StatusOK, linkPage(linkView{
		Layout: layout.View{Title: "Stop reminders of this round", Viewer: viewer}, Title: "Stop reminders of this round",
		Lines: []string{
			"You get no more reminders of “" + round.Title + "”. You stay invited, and can answer until the end of " + component.Date(round.ClosesAt) + ".",
			"The governance professional sees that you asked for no reminders.",
		},
		Action: at.path("/reminders/" + at.token), Button: "Stop reminders",
	}))
}

// Stop stops the reminders of a round. Programs that read mail press the button
// by themselves, without a cookie, where their reader asks for it (RFC 8058).
func (p Pages) Stop(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	at := placeOf(r)
	round, _, err := p.Store.RoundOfStop(r.Context(), at.trustID, at.roundID, identity.Hash(at.token))
	if err != nil {
		return err
	}
	if err := p.Store.StopReminders(r.Context(), at.trustID, at.roundID, identity.Hash(at.token), p.Now()); err != nil {
		return err
	}
	return p.showStopped(w, r, viewer, round)
}

func (p Pages) showStopped(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, round audit.Round) error {
	view := linkView{
		Layout: layout.View{Title: "No more reminders", Viewer: viewer}, Title: "No more reminders",
		Lines: []string{"You get no more reminders of “" + round.Title + "”."},
	}
	if round.AcceptsAnswers(p.Now()) {
		view.Lines = append(view.Lines, "You can still answer it until the end of "+component.Date(round.ClosesAt)+", by the link of your invitation or by signing in.")
	}
	return page.Render(w, r, http.StatusOK, linkPage(view))
}
