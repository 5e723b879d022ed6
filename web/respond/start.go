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
		Promises: s.promises(),
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

// promises say who will see what. The page before submitting says them again.
func (s sitting) promises() []string {
	minimum := component.Number(s.round.Minimum)
	var first []string
	if s.questionnaire.Instrument.Reflection {
		first = append(first, "This is a reflection. It feeds nobody’s appraisal. What you answer stays yours to read and to print: "+
			"you get it back as a page, until the answers of this round are deleted.")
	}
	return append(first, []string{
		"Your answers are confidential. No page, e-mail or file of Sevenfold shows them to anyone but you. " +
			"(Whoever runs the database could read them there: the privacy page says who that is.)",
		"The governance professional and the chair see whether you have not started, are in progress or have submitted. They never see an answer.",
		"Nothing about answers is shown to anyone while the round is open. There are results only once it has closed, " +
			"and only if at least " + minimum + " people submitted.",
		readers(s.round),
		"The report gives counts for everybody together. Trustees and executives are only shown apart where each part has at least " + minimum + " people.",
		"Notes are shown without your name, and never by group. What you write can still give you away: write them with that in mind. " +
			"The governance professional or the chair can take a note out of the report.",
		exactCounts,
	}...)
}

// readers say who may read the report.
func readers(round audit.Round) string {
	if round.SharedWithAll {
		return "The report is read by trustees, the chair, the chief executive, executives and the governance professional, " +
			"and by all local governors and members of your trust."
	}
	return "The report is read by trustees, the chair, the chief executive, executives and the governance professional. " +
		"Local governors and members do not see it."
}

const exactCounts = "Counts are exact. If everyone answers alike, your answer is known; and others, who know their own, learn something of yours."
