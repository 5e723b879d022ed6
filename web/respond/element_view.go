package respond

import (
	"fmt"

	"sevenfold/internal/audit"
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
}

// progressPart is one domain of the strip at the top.
type progressPart struct {
	Answered, Of string
	Here         bool
}

type statementView struct {
	ID, Text, Ask       string
	Challenge, Strength string
	DescribedBy         string
	URL, Read           string
	Question            string
	Points, Apart       []choiceView
	ChoiceError         string
	Bases               []basisView
	BasisError          string
	Note                string
	NoteError           string
	NoteDescribedBy     string
	Wrong               bool
	Conflict            *conflictView
}

type choiceView struct {
	ID, Name, Value, Text string
	Class                 string
	Checked               bool
}

type basisView struct {
	ID, Text string
	Selected bool
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
	}
	v.Layout.Saving, v.Layout.Saved, v.Layout.Error = true, f.lastSaved(), len(f.mistakes) > 0
	v.BackText, v.Back = f.back()
	v.Position, v.Progress = f.progress()
	for _, s := range f.place.Element.Statements {
		v.Statements = append(v.Statements, f.statement(s))
	}
	return v
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
		all := audit.DomainStatements(d)
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
	v := statementView{
		ID: id, Text: s.Text, Ask: s.Ask, Challenge: s.Challenge, Strength: s.Strength,
		URL:      f.elementPath(f.place.Element.ID) + "/" + id,
		Read:     t.read.String(),
		Question: f.questionnaire.Scale.Question,
		Points:   f.points(id, t.answer), Apart: f.apart(id, t.answer),
		Bases:       f.basisViews(t.answer.Basis),
		Note:        t.answer.Note,
		ChoiceError: f.message(id + "-choice-1"), BasisError: f.message(id + "-basis"), NoteError: f.message(id + "-note"),
		NoteDescribedBy: id + "-note-hint",
	}
	if v.Ask != "" {
		v.DescribedBy = id + "-ask"
	}
	if v.ChoiceError != "" {
		v.DescribedBy += " " + id + "-choice-error"
	}
	if v.NoteError != "" {
		v.NoteDescribedBy += " " + id + "-note-error"
	}
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

func (f filled) points(id string, n audit.Answer) []choiceView {
	var all []choiceView
	points := f.questionnaire.Scale.Points
	for i, point := range points {
		all = append(all, choiceView{
			ID: fmt.Sprintf("%s-choice-%d", id, i+1), Name: id + ".choice", Value: fmt.Sprint(i + 1), Text: point.Text,
			Class: "sf-choice--" + shade(i+1, len(points)), Checked: n.Position == i+1,
		})
	}
	return all
}

func (f filled) apart(id string, n audit.Answer) []choiceView {
	scale := f.questionnaire.Scale
	var all []choiceView
	for _, e := range []struct {
		escape audit.Escape
		text   string
	}{{audit.Unknown, scale.Unknown}, {audit.Apart, scale.Apart}} {
		if e.text == "" {
			continue
		}
		all = append(all, choiceView{
			ID: id + "-choice-" + string(e.escape), Name: id + ".choice", Value: string(e.escape), Text: e.text,
			Class: "sf-choice--apart", Checked: n.Escape == e.escape,
		})
	}
	return all
}

// shade is the colour of a point: two at the ends, and one for each side between them.
func shade(point, of int) string {
	switch {
	case point == 1:
		return "strong-challenge"
	case point == of:
		return "strong-strength"
	case point*2 <= of:
		return "challenge"
	}
	return "strength"
}

func (f filled) basisViews(chosen string) []basisView {
	var all []basisView
	for _, b := range f.bases() {
		all = append(all, basisView{b.ID, b.Text, b.ID == chosen})
	}
	return all
}

func statementCount(n int) string { return component.Count(n, "statement", "statements") }
