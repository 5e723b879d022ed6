package respond

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/internal/report"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type myAnswersView struct {
	Layout   layout.View
	Title    string
	Back     string
	BackText string
	Wait     string // why there is no PDF for the moment; "" where nobody asked, or there is
	Lines    []string
	PDF      string // "" where there is nothing to put into one
	Entered  string // said of answers that somebody else entered from paper; else ""
	Confirm  string // where they are made the respondent's own; "" where that is over
	Domains  []domainAnswers
	Next     string // where to go on answering; "" where that is over
	NextText string
	Reminder string
}

// ShowMyAnswers lets somebody read their own answers, at any time.
func (p Pages) ShowMyAnswers(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	s, err := p.sitting(r.Context(), viewer, chi.URLParam(r, "round"))
	if err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, myAnswersPage(s.myAnswers()))
}

func (s sitting) myAnswers() myAnswersView {
	v := myAnswersView{Title: "Your answers", Lines: s.standing(), Reminder: s.reminder()}
	reflection := s.questionnaire.Instrument.Reflection
	if reflection {
		v.Title = "My reflection"
		v.Lines = append(v.Lines, "This is for you. It feeds nobody’s appraisal, and nobody else sees it. You can print this page or take it with you as a PDF; it is here until the answers of this round are deleted.")
	}
	v.Layout = s.layout(v.Title)
	if !s.viewer.Limited() {
		v.Back, v.BackText = "/t/"+s.viewer.TrustID, s.viewer.TrustName
	}
	var from origin
	if s.open() {
		from = myAnswers
		v.Back, v.BackText = s.path("/questionnaire"), "All "+s.domainsInWords()
		if !s.submitted() {
			v.Next, v.NextText = s.path("/questionnaire"), "Go on answering"
		}
	}
	v.Entered = s.enteredFor()
	if v.Entered != "" && s.open() {
		v.Confirm = s.path("/submit")
	}
	if len(s.response.Answers) > 0 {
		v.PDF = s.path("/my-answers.pdf")
		v.Domains = s.answersWhere(func(audit.Answer) bool { return true }, from)
		if reflection {
			s.describe(v.Domains)
		}
	}
	return v
}

// enteredFor says who entered these answers, where somebody else did.
func (s sitting) enteredFor() string {
	if !s.response.EnteredByOther {
		return ""
	}
	said := s.response.EnteredBy + " entered these answers for you from paper " + when(s.response.StartedAt, s.now) +
		", and can’t open them again. They count in what the report says, but not towards the number of people it needs."
	if s.open() {
		said += " Change what is not right. Once you change or confirm them, they count as your own."
	}
	return said
}

// describe adds to each answer what its statement can look like at either end.
func (s sitting) describe(domains []domainAnswers) {
	low, high := report.VocabularyOf(s.questionnaire.Scale).EndTitles()
	for _, d := range domains {
		for i, a := range d.Answers {
			d.Answers[i].Ends = []endView{{low, a.asked.Challenge}, {high, a.asked.Strength}}
		}
	}
}

// standing says what becomes of these answers.
func (s sitting) standing() []string {
	var lines []string
	stage := s.response.Stage()
	if !s.open() {
		lines = append(lines, "This round closed on "+s.closed()+". Answers are no longer taken.")
	}
	switch {
	case s.response.EnteredByOther && s.open():
		lines = append(lines, "These answers are submitted. You can change them until the end of "+s.closes()+".")
	case s.response.EnteredByOther:
		lines = append(lines, "These answers were submitted. Nobody but you sees them here.")
	case stage == audit.Submitted && s.open():
		lines = append(lines, "You have submitted these answers. You can change them until the end of "+s.closes()+": they stay submitted.")
	case stage == audit.Submitted:
		lines = append(lines, "You submitted these answers, and they count. Nobody but you sees them here.")
	case stage == audit.InProgress && s.open():
		lines = append(lines, "This is what you have answered so far. Nobody but you sees it.")
	case stage == audit.InProgress:
		lines = append(lines, "You had not submitted yours, so they did not count. They are shown to you alone, and will be deleted with the rest of this round's answers.")
	default:
		lines = append(lines, "You have not answered anything in this round.")
	}
	return lines
}
