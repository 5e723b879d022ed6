// Package paper is a round on paper: the governance professional prints its
// questionnaire, or sends it as a file, and enters what comes back.
package paper

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/paper"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// Store is what paper asks of the store. What was entered can be read until it
// is saved, by whoever entered it; never afterwards.
type Store interface {
	Round(ctx context.Context, trustID, roundID string) (audit.Round, error)
	Progress(ctx context.Context, trustID, roundID string) ([]audit.Progress, error)
	Members(ctx context.Context, trustID string) ([]trust.Membership, error)
	Questionnaire(ctx context.Context, round audit.Round) (audit.Questionnaire, error)
	OwnStatements(ctx context.Context, trustID, roundID string) ([]audit.OwnStatement, error)
	TrustSettings(ctx context.Context, trustID string) (trust.Settings, error)
	AddPaper(ctx context.Context, trustID, byID string, e paper.Entry, now time.Time) (string, error)
	Paper(ctx context.Context, trustID, roundID, byID, paperID string, now time.Time) (paper.Entry, error)
	DropPaper(ctx context.Context, trustID, roundID, byID, paperID string) error
	SavePaper(ctx context.Context, trustID, byID string, e paper.Entry, answers []audit.Answer, now time.Time) error
}

// Pages are the pages of a round on paper.
type Pages struct {
	Store Store
	Press page.Press
	Now   func() time.Time
	// Current is the framework in service: a draft goes by it.
	Current *framework.Framework
}

// desk is a round with its questionnaire and respondents: what every page here begins from.
type desk struct {
	viewer        identity.Viewer
	round         audit.Round
	questionnaire audit.Questionnaire
	invited       []audit.Progress
	now           time.Time
}

func (p Pages) desk(r *http.Request, viewer identity.Viewer) (desk, error) {
	d := desk{viewer: viewer, now: p.Now()}
	var err error
	if d.round, err = p.Store.Round(r.Context(), viewer.TrustID, chi.URLParam(r, "round")); err != nil {
		return desk{}, err
	}
	if d.questionnaire, err = page.Questionnaire(r.Context(), p.Store, p.Current, d.round); err != nil {
		return desk{}, err
	}
	d.invited, err = p.Store.Progress(r.Context(), viewer.TrustID, d.round.ID)
	return d, err
}

// path is an address of this round's paper: path("/upload").
func (d desk) path(rest string) string {
	return "/t/" + d.viewer.TrustID + "/rounds/" + d.round.ID + "/paper" + rest
}

func (d desk) layout(title string) layout.View {
	return layout.View{Title: title, Viewer: d.viewer, Phase: d.round.Title}
}

func (d desk) open() bool { return d.round.AcceptsAnswers(d.now) }

// waiting are those whose paper can be entered by the viewer.
func (d desk) waiting() []audit.Progress { return paper.Waiting(d.invited, d.viewer.PersonID) }

// respondent finds one of them; fault.NotFound for anybody else who is not
// invited, and why not for whoever is.
func (d desk) respondent(personID string) (audit.Progress, error) {
	at := slices.IndexFunc(d.invited, func(one audit.Progress) bool { return one.PersonID == personID })
	switch {
	case at < 0:
		return audit.Progress{}, fmt.Errorf("respondent %s: %w", personID, fault.NotFound)
	case personID == d.viewer.PersonID:
		return d.invited[at], paper.ErrOwn
	case d.invited[at].Stage != audit.NotStarted:
		return d.invited[at], paper.ErrAnswered
	}
	return d.invited[at], nil
}

// stopView says why something can't be done, and where to go on.
type stopView struct {
	Layout   layout.View
	Lines    []string
	LinkText string
	Link     string
}

// stop turns a refusal by rule into a page; any other error stays one.
func (d desk) stop(w http.ResponseWriter, r *http.Request, err error) error {
	view := stopView{LinkText: "Back to the round on paper", Link: d.path("")}
	status, title := http.StatusConflict, ""
	switch {
	case errors.Is(err, paper.ErrOwn):
		title = "Answer this round on screen"
		view.Lines = []string{"Your own answers are not entered from paper: nobody could tell then that they are yours. Nothing was saved."}
		view.LinkText, view.Link = "Answer on screen", "/t/"+d.viewer.TrustID+"/rounds/"+d.round.ID+"/start"
	case errors.Is(err, paper.ErrAnswered):
		title = "There is a response already"
		view.Lines = []string{
			"This person has begun a response of their own, or theirs was entered from paper before. Nothing was saved, and theirs is as it was.",
			"They can change it themselves, until the round closes.",
		}
	case errors.Is(err, paper.ErrSaved):
		title = "This form was saved before"
		view.Lines = []string{"Everything in it was saved. Nothing was done twice, and it can’t be opened again."}
	case errors.Is(err, paper.ErrOver):
		status, title = http.StatusGone, "Enter the form again"
		view.Lines = []string{"What was read from paper is kept for an hour, or until it is given up. Nothing of it was saved."}
	case errors.Is(err, audit.ErrRoundClosed):
		status, title = http.StatusGone, "This round takes no more answers"
		view.Lines = []string{"It closed on " + component.Date(d.round.TookAnswersUntil()) + ". Nothing was saved."}
	case errors.Is(err, audit.ErrRoundNotOpen):
		title = "This round is not open yet"
		view.Lines = []string{"Answers are taken once it is open. Nothing was saved."}
	default:
		return err
	}
	view.Layout = d.layout(title)
	return page.Render(w, r, status, stopPage(view))
}

// anytime shows a page that has a place whatever the state of the round. A draft
// whose questionnaire is gone says so on its own page.
func (p Pages) anytime(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, show func(desk) error) error {
	d, err := p.desk(r, viewer)
	switch {
	case errors.Is(err, audit.ErrNotOffered):
		return page.Redirect(w, r, "/t/"+viewer.TrustID+"/rounds/"+chi.URLParam(r, "round"))
	case err != nil:
		return err
	}
	return show(d)
}

// whileOpen shows a page that has a place only while the round takes answers.
func (p Pages) whileOpen(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, show func(desk) error) error {
	return p.anytime(w, r, viewer, func(d desk) error {
		if err := d.round.RefuseAnswers(d.now); err != nil {
			return d.stop(w, r, err)
		}
		return show(d)
	})
}
