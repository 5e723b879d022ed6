package respond

import (
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type doneView struct {
	Layout    layout.View
	Next      []string
	MyAnswers string
	Home      string
	HomeText  string
}

// ShowDone thanks whoever has submitted, and says what happens next.
func (p Pages) ShowDone(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.whileOpen(w, r, viewer, func(s sitting) error {
		if !s.submitted() {
			return page.Redirect(w, r, s.path("/questionnaire"))
		}
		return page.Render(w, r, http.StatusOK, donePage(s.done()))
	})
}

func (s sitting) done() doneView {
	v := doneView{
		Layout: s.layout("Your answers are submitted"),
		Next: []string{
			"Until the end of " + s.closes() + " you can read your answers and change them. They stay submitted.",
			"Then the round closes. If at least " + component.Number(s.round.Minimum) +
				" people have submitted, the report is made from all their answers together.",
			"Whoever may read the report gets an e-mail to say that it is there. The board talks about what it shows, and agrees what to do.",
		},
		MyAnswers: s.path("/my-answers"),
	}
	if !s.viewer.Limited() { // an invitation's session answers, and does nothing else
		v.Home, v.HomeText = "/t/"+s.viewer.TrustID, "Go to the home page of "+s.viewer.TrustName
	}
	return v
}
