package respond

import (
	"net/http"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type startView struct {
	Layout   layout.View
	Title    string
	About    string
	Asks     string
	Takes    string
	Promises []string
	Closes   string
	Button   string
	Next     string
	Reminder string
}

// ShowStart says what this is, how long it takes and who will see what, before
// anything is asked.
func (p Pages) ShowStart(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.whileOpen(w, r, viewer, func(s sitting) error {
		return page.Render(w, r, http.StatusOK, startPage(s.start()))
	})
}

func (s sitting) start() startView {
	in := s.questionnaire.Instrument
	v := startView{
		Layout: s.layout(s.round.Title), Title: s.round.Title, About: in.About,
		Asks:     "There are " + statementCount(len(s.statements())) + " in " + s.domainsInWords() + ", a few on each page.",
		Promises: component.Promises(s.round, s.questionnaire.Instrument),
		Closes:   "The round closes at the end of " + s.closes() + ".",
		Next:     s.path("/questionnaire"), Reminder: s.reminder(),
	}
	if unknown := s.questionnaire.Scale.Unknown; unknown != "" {
		v.Asks += " “" + unknown + "” is a good answer: it shows where the board lacks assurance."
	}
	if in.Minutes != "" {
		v.Takes = "It takes " + in.Takes() + ". You need not do it all at once."
	}
	switch s.response.Stage() {
	case audit.InProgress:
		v.Button = "Carry on"
	case audit.Submitted:
		v.Button = "Read or change your answers"
		v.Next = s.path("/my-answers")
	default:
		v.Button = "Start"
	}
	return v
}
