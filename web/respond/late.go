package respond

import (
	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/web/layout"
)

const lateText = "This round has closed, so this was not saved. Copy what you want to keep."

// lateView is what becomes of a form that was sent after the close.
type lateView struct {
	Layout    layout.View
	Why       string
	Answers   []answerView
	MyAnswers string
}

// late shows everything that was typed, to be copied.
func (f filled) late() lateView {
	v := lateView{
		Layout: f.layout("This round has closed"), MyAnswers: f.path("/my-answers"),
		Why: "It closed on " + f.closed() + ", before this page was sent, and answers are no longer taken.",
	}
	v.Layout.Phase = f.round.Title + " · closed"
	for _, s := range f.place.Element.Statements {
		t, ok := f.typed[s.ID]
		if !ok || t.answer.Empty() {
			continue
		}
		a := f.answerView(s, t.answer)
		a.State = "Not saved"
		if t.answer.Same(f.response.Answers[s.ID]) {
			a.State = "Saved before the round closed"
		}
		v.Answers = append(v.Answers, a)
	}
	return v
}

// answerView is an answer to be read rather than changed.
type answerView struct {
	asked     framework.Statement
	Statement string
	Choice    string
	Basis     string
	Note      string
	State     string
	Change    string // where it can be changed; "" where it can't
	Link      string // what the link says: "Change", "Answer"
	Ends      []endView
}

// endView is what a statement can look like at one end of its scale.
type endView struct{ Title, Text string }

func (s sitting) answerView(st framework.Statement, n audit.Answer) answerView {
	return answerView{
		asked: st, Statement: st.Text, Choice: chosen(choiceWords(s.questionnaire.Scale, n)),
		Basis: basisWords(s.bases(), n.Basis), Note: n.Note,
	}
}
