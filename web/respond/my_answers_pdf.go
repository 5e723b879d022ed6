package respond

import (
	"fmt"
	"net/http"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/internal/paper"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/page"
)

// SendMyAnswers gives somebody their own answers as a PDF. It is made for them
// alone, and kept nowhere. Of no answers there is none: their page says so.
func (p Pages) SendMyAnswers(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	s, err := p.sitting(r.Context(), viewer, chi.URLParam(r, "round"))
	switch {
	case err != nil:
		return err
	case len(s.response.Answers) == 0:
		return page.Redirect(w, r, s.path("/my-answers"))
	case !page.PressReady(r.Context(), p.Press):
		v := s.myAnswers()
		v.Layout.Title, v.Wait = page.NoPDFYet, page.WaitForIt
		return page.Render(w, r, http.StatusServiceUnavailable, myAnswersPage(v))
	}
	pdf, err := paper.MyAnswers(r.Context(), p.Press, s.own())
	if err != nil {
		return err
	}
	return page.SendFile(w, s.fileName(), "application/pdf", pdf)
}

func (s sitting) fileName() string {
	name := "my-answers"
	if s.questionnaire.Instrument.Reflection {
		name = "my-reflection"
	}
	return name + "-" + s.round.ClosesAt.In(audit.London).Format("2006-01-02") + ".pdf"
}

// own is what the PDF is made of.
func (s sitting) own() paper.Own {
	low, high := report.VocabularyOf(s.questionnaire.Scale).EndTitles()
	return paper.Own{
		Trust: s.viewer.TrustName, Respondent: s.viewer.Name, Round: s.round, Questionnaire: s.questionnaire, Answers: s.response.Answers,
		Ends: [2]string{low, high}, Standing: s.stood(), Made: s.now,
	}
}

// stood says what had become of these answers when the PDF was made.
func (s sitting) stood() []string {
	all := s.statements()
	said := fmt.Sprintf("You had answered %s of %s.", component.Number(len(all)-s.unanswered()), statementCount(len(all)))
	switch {
	case s.response.EnteredByOther:
		return []string{said, s.enteredFor()}
	case s.submitted() && s.open():
		said += " These answers were submitted. They could still be changed, until the end of " + s.closes() + "."
	case s.submitted():
		said += " These answers were submitted, and they count. The round closed on " + s.closed() + "."
	case s.open():
		said += " These answers were not submitted yet. Only submitted answers count; that could be done until the end of " + s.closes() + "."
	default:
		said += " These answers were not submitted when the round closed on " + s.closed() + ", so they did not count."
	}
	return []string{said}
}
