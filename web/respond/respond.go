// Package respond is how somebody answers a round: from the first page, element
// by element, to submitting and reading their own answers afterwards.
package respond

import (
	"context"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// Store is what answering asks of the store. A person is only ever given, and
// only ever changes, a response of their own.
type Store interface {
	Response(ctx context.Context, trustID, roundID, personID string) (audit.Round, audit.Response, error)
	Questionnaire(ctx context.Context, round audit.Round) (audit.Questionnaire, error)
	SaveAnswers(ctx context.Context, trustID, roundID, personID string, answers []audit.Answer, now time.Time) ([]audit.Answer, error)
	Submit(ctx context.Context, trustID, roundID, personID string, now time.Time) error
	SendComeBack(ctx context.Context, trustID, roundID, personID string, now time.Time) error
}

// Pages are the pages of answering a round.
type Pages struct {
	Store Store
	Press page.Press // of one's own answers
	Now   func() time.Time
}

// sitting is one respondent at one round: what every page here begins from.
type sitting struct {
	viewer        identity.Viewer
	round         audit.Round
	response      audit.Response
	questionnaire audit.Questionnaire
	now           time.Time
	preview       *preview // nil for a respondent
}

func (p Pages) sitting(ctx context.Context, viewer identity.Viewer, roundID string) (sitting, error) {
	s := sitting{viewer: viewer, now: p.Now()}
	var err error
	if s.round, s.response, err = p.Store.Response(ctx, viewer.TrustID, roundID, viewer.PersonID); err != nil {
		return sitting{}, err
	}
	s.questionnaire, err = p.Store.Questionnaire(ctx, s.round)
	return s, err
}

// whileOpen shows a page that has a place only while answers are taken; after
// that it leads to the answers that were given, which say that the round has closed.
func (p Pages) whileOpen(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, show func(sitting) error) error {
	s, err := p.sitting(r.Context(), viewer, chi.URLParam(r, "round"))
	if err != nil {
		return err
	}
	if !s.open() {
		return page.Redirect(w, r, s.path("/my-answers"))
	}
	return show(s)
}

// open: a preview shows a round as it will be while it takes answers.
func (s sitting) open() bool { return s.preview != nil || s.round.AcceptsAnswers(s.now) }

func (s sitting) submitted() bool { return s.response.Stage() == audit.Submitted }

// path is an address of this round: path("/submit").
func (s sitting) path(rest string) string {
	if s.preview != nil {
		return s.preview.within(rest)
	}
	return "/t/" + s.viewer.TrustID + "/rounds/" + s.round.ID + rest
}

func (s sitting) elementPath(element string) string { return s.path("/answers/" + element) }

func (s sitting) statements() []framework.Statement { return s.questionnaire.Statements() }

func (s sitting) unanswered() int {
	all := s.statements()
	return len(all) - s.response.Answered(all)
}

// closes is the day of the closing, as a sentence on a page names it.
func (s sitting) closes() string { return component.Date(s.round.ClosesAt) }

// closed is the day on which the round closed: when somebody closed it, or else
// when it was to close.
func (s sitting) closed() string {
	return component.Date(s.round.TookAnswersUntil())
}

func (s sitting) layout(title string) layout.View {
	phase := s.round.Title + " · closes " + component.ShortDate(s.round.ClosesAt)
	if !s.open() {
		phase = s.round.Title + " · closed"
	}
	v := layout.View{Title: title, Viewer: s.viewer, Phase: phase}
	if s.preview != nil {
		v.Preview = s.preview.leave
	}
	return v
}

// reminder stands on every page for whoever has not submitted yet; "" for
// everybody else.
func (s sitting) reminder() string {
	if s.submitted() || !s.open() {
		return ""
	}
	return "Only submitted responses count. Yours is not submitted yet: you can do that until the end of " + s.closes() + "."
}

// lastSaved is the time of the last save, if it was today: "Saved 10:42".
func (s sitting) lastSaved() string {
	var last time.Time
	for _, n := range s.response.Answers {
		if n.SavedAt.After(last) {
			last = n.SavedAt
		}
	}
	if last.IsZero() || component.Date(last) != component.Date(s.now) {
		return ""
	}
	return "Saved " + component.Clock(last)
}

// bases are the choices of "how do you know?"; none where the instrument does not ask.
func (s sitting) bases() []framework.Basis {
	if !s.questionnaire.Instrument.Basis {
		return nil
	}
	return s.questionnaire.Framework.Bases
}

// domainsInWords is "seven domains".
func (s sitting) domainsInWords() string {
	return component.Count(len(s.questionnaire.Domains), "domain", "domains")
}
