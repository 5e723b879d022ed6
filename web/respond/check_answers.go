package respond

import (
	"net/http"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type checkAnswersView struct {
	Layout          layout.View
	Back            string
	Lead            string
	UnansweredTitle string
	Unanswered      []answerView
	Domains         []domainAnswers
	Next            string
	Later           string
	Reminder        string
}

// ShowCheckAnswers shows all that was answered before it is submitted, what was
// left out first. Whoever has submitted reads their answers where they stay.
func (p Pages) ShowCheckAnswers(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.whileOpen(w, r, viewer, func(s sitting) error {
		if s.submitted() {
			return page.Redirect(w, r, s.path("/my-answers"))
		}
		return page.Render(w, r, http.StatusOK, checkAnswersPage(s.checkAnswers()))
	})
}

func (s sitting) checkAnswers() checkAnswersView {
	v := checkAnswersView{
		Layout: s.layout("Check your answers"), Back: s.path("/questionnaire"),
		Domains: s.answersWhere(audit.Answer.Answered, checkAnswers),
		Next:    s.path("/how-it-will-appear"), Later: s.path("/questionnaire?saved=1"), Reminder: s.reminder(),
	}
	v.Layout.Saved = s.lastSaved()
	for _, d := range s.answersWhere(func(n audit.Answer) bool { return !n.Answered() }, checkAnswers) {
		v.Unanswered = append(v.Unanswered, d.Answers...)
	}
	switch {
	case len(v.Unanswered) > 0:
		v.UnansweredTitle = component.Capital(statementCount(len(v.Unanswered))) + " not answered"
		v.Lead = "You can submit with gaps, or fill them first."
	default:
		v.Lead = "You have answered every statement."
	}
	return v
}
