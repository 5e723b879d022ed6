package respond

import (
	"fmt"
	"strings"

	"sevenfold/internal/framework"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
)

type elementView struct {
	Layout     layout.View
	Mistakes   []form.Mistake
	BackText   string
	Back       string
	Progress   []progressPart
	Position   string // "Domain one of seven; 3 of 9 statements answered"
	Crumb      string // "1. Strategic governance · part 1 of 3"
	Title      string
	Action     string
	From       string
	Statements []statementView
	Reminder   string
	Lead       string
	Continue   string // in a preview: where it leads; "" where the page is a form
}

// progressPart is one domain of the strip at the top.
type progressPart struct {
	Answered, Of string
	Here         bool
}

// statementView is a statement to answer, and two versions of its answer where
// they stand against each other.
type statementView struct {
	component.StatementView
	Conflict *conflictView
}

// element is the page of a form as it stands: what was typed where something
// was, and what is stored everywhere else.
func (f filled) element() elementView {
	v := elementView{
		Layout:   f.layout(f.place.Element.Title),
		Mistakes: f.mistakes,
		Crumb: fmt.Sprintf("%d. %s · part %d of %d", f.place.DomainNumber, f.place.Domain.Title,
			f.place.Part, len(f.place.Domain.Elements)),
		Title:    f.place.Element.Title,
		Action:   f.elementPath(f.place.Element.ID),
		From:     string(f.from()),
		Reminder: f.reminder(),
		Lead:     f.lead(),
	}
	v.Layout.Saving, v.Layout.Saved, v.Layout.Error = f.preview == nil, f.lastSaved(), len(f.mistakes) > 0
	if f.preview != nil {
		v.Continue = f.next()
	}
	v.BackText, v.Back = f.back()
	v.Position, v.Progress = f.progress()
	for _, s := range f.place.Element.Statements {
		v.Statements = append(v.Statements, f.statement(s))
	}
	return v
}

// lead asks what is asked of each statement here.
func (s sitting) lead() string {
	scale := s.questionnaire.Scale
	lead := scale.Question
	if len(scale.Findings) == 0 { // where the trust stands, not where the respondent does
		lead += " Think of the last year."
	}
	lead += " There are no right answers"
	if scale.Unknown != "" {
		lead += ", and not knowing is worth saying"
	}
	return strings.TrimSpace(lead + ".")
}

func (f filled) back() (text, path string) {
	switch {
	case f.from() != "":
		return "Back to all your answers", f.path("/" + string(f.from()))
	case f.place.Previous == "":
		return "All " + f.domainsInWords(), f.path("/questionnaire")
	}
	return "Back", f.elementPath(f.place.Previous)
}

func (f filled) progress() (position string, parts []progressPart) {
	for i, d := range f.questionnaire.Domains {
		all := d.Statements()
		answered := f.response.Answered(all)
		part := progressPart{fmt.Sprint(answered), fmt.Sprint(len(all)), i+1 == f.place.DomainNumber}
		if part.Here {
			position = fmt.Sprintf("Domain %s of %s: %d of %s answered", component.Number(i+1),
				component.Number(len(f.questionnaire.Domains)), answered, statementCount(len(all)))
		}
		parts = append(parts, part)
	}
	return position, parts
}

// statement is one statement of the form. One that was not touched shows the
// newest answer, which another page may have saved.
func (f filled) statement(s framework.Statement) statementView {
	stored := f.response.Answers[s.ID]
	t, wasTyped := f.typed[s.ID]
	if !wasTyped || !f.differs(t) {
		t = typed{answer: stored, read: readOf(stored)}
	}
	id := s.ID
	v := statementView{StatementView: component.NewStatement(s, f.questionnaire, t.answer)}
	if f.preview == nil {
		v.URL, v.Read = f.elementPath(f.place.Element.ID)+"/"+id, t.read.String()
	}
	v.ChoiceError, v.BasisError, v.NoteError = f.message(id+"-choice-1"), f.message(id+"-basis"), f.message(id+"-note")
	if t.seen != nil && f.differs(t) {
		v.Conflict = f.conflict(t)
	}
	v.Wrong = v.ChoiceError != "" || v.BasisError != "" || v.NoteError != "" || f.message(id+"-keep-mine") != ""
	return v
}

func (f filled) message(field string) string {
	for _, m := range f.mistakes {
		if m.Field == field {
			return m.Text
		}
	}
	return ""
}

func statementCount(n int) string { return component.Count(n, "statement", "statements") }
