package respond

import (
	"fmt"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
)

// domainAnswers are the answers of one domain, to be read.
type domainAnswers struct {
	Title   string
	Answers []answerView
}

// answersWhere lists, domain by domain, the answers that are wanted; a domain
// of which none is wanted is left out. From is the page that a change leads
// back to; "" where nothing can be changed.
func (s sitting) answersWhere(wanted func(audit.Answer) bool, from origin) []domainAnswers {
	var all []domainAnswers
	for i, d := range s.questionnaire.Domains {
		kept := domainAnswers{Title: fmt.Sprintf("%d. %s", i+1, d.Title)}
		for _, e := range d.Elements {
			kept.Answers = append(kept.Answers, s.elementAnswers(e, wanted, from)...)
		}
		if len(kept.Answers) > 0 {
			all = append(all, kept)
		}
	}
	return all
}

func (s sitting) elementAnswers(e framework.Element, wanted func(audit.Answer) bool, from origin) []answerView {
	var all []answerView
	for _, st := range e.Statements {
		n := s.response.Answers[st.ID]
		if !wanted(n) {
			continue
		}
		a := s.answerView(st, n)
		if from != "" {
			a.Change, a.Link = s.elementPath(e.ID)+from.query()+"#"+st.ID, "Change"
			if !n.Answered() {
				a.Link = "Answer"
			}
		}
		all = append(all, a)
	}
	return all
}
