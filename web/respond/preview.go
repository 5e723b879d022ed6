package respond

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// PreviewStore is what a preview of a round asks of the store.
type PreviewStore interface {
	Round(ctx context.Context, trustID, roundID string) (audit.Round, error)
	page.Questions
}

// Previews are the pages of answering as respondents see them, of a round or of
// any questionnaire. Nothing that is chosen or typed there goes anywhere: no
// page holds a form.
type Previews struct {
	Store PreviewStore
	Now   func() time.Time
	// Current is the framework in service: a draft asks by it.
	Current *framework.Framework
}

// preview is what a sitting has that is one.
type preview struct {
	base  string // where its pages lie
	leave layout.Preview
}

// ShowStart shows the first page.
func (p Previews) ShowStart(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.show(w, r, viewer, func(s sitting) error { return page.Render(w, r, http.StatusOK, startPage(s.start())) })
}

// ShowTasks shows the list of domains.
func (p Previews) ShowTasks(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.show(w, r, viewer, func(s sitting) error { return page.Render(w, r, http.StatusOK, tasksPage(s.tasks())) })
}

// ShowElement shows a page of statements.
func (p Previews) ShowElement(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.show(w, r, viewer, func(s sitting) error {
		f, err := s.fill(chi.URLParam(r, "element"), url.Values{"from": r.URL.Query()["from"]})
		if err != nil {
			return err
		}
		return page.Render(w, r, http.StatusOK, elementPage(f.element()))
	})
}

// ShowCheckAnswers shows the page before submitting, of somebody who answered nothing.
func (p Previews) ShowCheckAnswers(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.show(w, r, viewer, func(s sitting) error {
		return page.Render(w, r, http.StatusOK, checkAnswersPage(s.checkAnswers()))
	})
}

// ShowAppearance shows how answers will appear.
func (p Previews) ShowAppearance(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.show(w, r, viewer, func(s sitting) error {
		return page.Render(w, r, http.StatusOK, appearancePage(s.appearance()))
	})
}

// ShowSubmit shows the last page, where there is nothing to submit.
func (p Previews) ShowSubmit(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.show(w, r, viewer, func(s sitting) error { return page.Render(w, r, http.StatusOK, submitPage(s.submit())) })
}

func (p Previews) show(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, render func(sitting) error) error {
	begin := p.ofInstrument
	if chi.URLParam(r, "round") != "" {
		begin = p.ofRound
	}
	s, err := begin(r, viewer)
	if errors.Is(err, audit.ErrNotOffered) { // the page of the draft says so
		return page.Redirect(w, r, "/t/"+viewer.TrustID+"/rounds/"+s.round.ID)
	}
	if err != nil {
		return err
	}
	return render(s)
}

// ofRound previews what a round asks.
func (p Previews) ofRound(r *http.Request, viewer identity.Viewer) (sitting, error) {
	round, err := p.Store.Round(r.Context(), viewer.TrustID, chi.URLParam(r, "round"))
	if err != nil {
		return sitting{}, err
	}
	q, err := page.Questionnaire(r.Context(), p.Store, p.Current, round)
	if err != nil {
		return sitting{round: round}, err
	}
	path := "/t/" + viewer.TrustID + "/rounds/" + round.ID
	return sitting{viewer: viewer, round: round, questionnaire: q, now: p.Now(), preview: &preview{
		base: path + "/preview",
		leave: layout.Preview{
			Text: "This is a preview, as a respondent sees it. Choose and type what you like: none of it goes anywhere.",
			Path: path, LinkText: "Back to the round",
		},
	}}, nil
}

// A questionnaire that is previewed by itself closes in as many days as this.
const madeUpDays = 14

// ofInstrument previews a questionnaire of the framework in service, in a round
// that is made up.
func (p Previews) ofInstrument(r *http.Request, viewer identity.Viewer) (sitting, error) {
	whole, err := audit.NewQuestionnaire(p.Current, chi.URLParam(r, "instrument"))
	if err != nil {
		return sitting{}, fmt.Errorf("preview a questionnaire: %w", err)
	}
	settings, err := p.Store.TrustSettings(r.Context(), viewer.TrustID)
	if err != nil {
		return sitting{}, err
	}
	q := whole.For(settings.LocalTier)
	now := p.Now()
	closes := now.In(audit.London).AddDate(0, 0, madeUpDays)
	path := "/t/" + viewer.TrustID + "/questionnaires"
	return sitting{
		viewer: viewer, questionnaire: q, now: now,
		round: audit.Round{
			Title: q.Instrument.Title, Instrument: q.Instrument.ID, State: audit.Open, Minimum: audit.MinimumResponses,
			ClosesAt: audit.EndOfDay(closes.Year(), closes.Month(), closes.Day()),
		},
		preview: &preview{
			base: path + "/" + url.PathEscape(q.Instrument.ID),
			leave: layout.Preview{
				Text: "This is a preview, as a respondent sees it. Its closing date is made up. Choose and type what you like: none of it goes anywhere.",
				Path: path, LinkText: "Back to all questionnaires",
			},
		},
	}, nil
}

// within is an address of the preview: its first page stands at its root.
func (p preview) within(rest string) string { return p.base + strings.TrimSuffix(rest, "/start") }
