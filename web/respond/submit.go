package respond

import (
	"errors"
	"net/http"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type submitView struct {
	Layout   layout.View
	Back     string
	Gaps     string
	Promises []string
	Closes   string
	Action   string // "" in a preview, which has nothing to submit
	Reminder string
}

// ShowSubmit says once more who will see what, and what is left unanswered.
func (p Pages) ShowSubmit(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.whileOpen(w, r, viewer, func(s sitting) error {
		if s.submitted() {
			return page.Redirect(w, r, s.path("/submitted"))
		}
		return page.Render(w, r, http.StatusOK, submitPage(s.submit()))
	})
}

func (s sitting) submit() submitView {
	v := submitView{
		Layout: s.layout("Submit your answers"), Back: s.path("/how-it-will-appear"),
		Gaps:     "You have answered every statement.",
		Promises: component.Promises(s.round, s.questionnaire.Instrument), Action: s.path("/submit"), Reminder: s.reminder(),
		Closes: "You can read and change your answers until the round closes at the end of " + s.closes() + ". They stay submitted.",
	}
	if s.preview != nil {
		v.Action = ""
	}
	all := len(s.statements())
	switch n := s.unanswered(); {
	case n == all:
		v.Gaps = "You have not answered any statement yet. You can still submit: your response then counts as one that said nothing."
	case n > 0:
		v.Gaps = "You have not answered " + statementCount(n) + ". You can still submit."
	}
	return v
}

// Submit hands the response in; with gaps, or twice, it is the same.
func (p Pages) Submit(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	s, err := p.sitting(r.Context(), viewer, chi.URLParam(r, "round"))
	if err != nil {
		return err
	}
	err = p.Store.Submit(r.Context(), viewer.TrustID, s.round.ID, viewer.PersonID, s.now)
	switch {
	case errors.Is(err, audit.ErrRoundClosed):
		s.round.State = audit.Closed
		return page.Render(w, r, http.StatusGone, myAnswersPage(s.myAnswers()))
	case err != nil:
		return err
	}
	return page.Redirect(w, r, s.path("/submitted"))
}
