package paper

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/internal/paper"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// whoView asks whose form is to be typed in.
type whoView struct {
	Layout layout.View
	Back   string
	People []personView
}

type personView struct{ Name, Group, Href string }

// ShowTypeIn asks whose form is to be typed in.
func (p Pages) ShowTypeIn(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.whileOpen(w, r, viewer, func(d desk) error {
		v := whoView{Layout: d.layout("Whose form is it?"), Back: d.path("")}
		for _, one := range d.waiting() {
			v.People = append(v.People, personView{one.Name, one.Group.Title(), d.path("/type-in/" + one.PersonID)})
		}
		return page.Render(w, r, http.StatusOK, whoPage(v))
	})
}

// gridView is the form by codes, one row a statement.
type gridView struct {
	Layout   layout.View
	Back     string
	Action   string
	Lead     string
	Mistakes []form.Mistake
	Keys     []keyView
	Steps    bool   // whether a way of knowing may follow
	Pattern  string // what is a whole answer, after which the script goes on
	Rows     []rowView
	Notes    bool
	Button   string
	Discard  string // "" where nothing is kept yet
}

type keyView struct{ Key, Words string }

type rowView struct {
	ID    string
	Code  string
	Text  string
	Value string
	Error string
	Note  noteView
}

type noteView struct{ ID, Value, Error string }

// ShowTyping shows the grid for a first time.
func (p Pages) ShowTyping(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.whileOpen(w, r, viewer, func(d desk) error {
		one, err := d.respondent(chi.URLParam(r, "person"))
		if err != nil {
			return d.stop(w, r, err)
		}
		return page.Render(w, r, http.StatusOK, gridPage(d.first(one, nil, &form.Form{})))
	})
}

// Type takes the first typing, and goes on to the second.
func (p Pages) Type(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.whileOpen(w, r, viewer, func(d desk) error {
		one, err := d.respondent(chi.URLParam(r, "person"))
		if err != nil {
			return d.stop(w, r, err)
		}
		f, err := form.Read(r)
		if err != nil {
			return err
		}
		t := d.read(f)
		if f.Good() && len(t.answers()) == 0 {
			f.Wrong(answerID(d.items()[0].Code), "Type at least one answer")
		}
		if !f.Good() {
			return page.Render(w, r, http.StatusUnprocessableEntity, gridPage(d.first(one, t, f)))
		}
		e := paper.Entry{RoundID: d.round.ID, PersonID: one.PersonID, Way: paper.Typed, Filled: paper.Filled{Answers: t.answers()}}
		id, err := p.Store.AddPaper(r.Context(), viewer.TrustID, viewer.PersonID, e, d.now)
		if err != nil {
			return d.stop(w, r, err)
		}
		return page.Redirect(w, r, d.path("/forms/"+id))
	})
}

func (d desk) items() []paper.Item { return paper.Items(d.questionnaire) }

func answerID(code string) string { return "answer-" + code }
func noteID(code string) string   { return "note-" + code }

// settledID names where it is said what a row holds that was typed differently twice.
func settledID(code string) string { return "settled-" + code }

// typing is what was typed into a grid.
type typing []typedRow

type typedRow struct {
	code   string
	typed  string
	answer audit.Answer
	note   string
}

// answers are those that say something, in order.
func (t typing) answers() []audit.Answer {
	var all []audit.Answer
	for _, row := range t {
		n := row.answer
		n.Note = row.note
		if !n.Empty() {
			all = append(all, n)
		}
	}
	return all
}

func (t typing) row(code string) typedRow {
	for _, row := range t {
		if row.code == code {
			return row
		}
	}
	return typedRow{}
}

// noteBytes is what the store holds of a note at most.
const noteBytes = 64_000

// read takes what was typed, and notes what of it has to be put right.
func (d desk) read(f *form.Form) typing {
	var t typing
	for _, item := range d.items() {
		row := typedRow{code: item.Code, typed: f.Value(answerID(item.Code)), note: f.Text(noteID(item.Code))}
		var err error
		if row.answer, err = paper.ReadTyped(d.questionnaire, row.typed); err != nil {
			f.Wrong(answerID(item.Code), item.Code+": "+d.keysInWords())
		}
		row.answer.Statement = item.Statement.ID
		if length := audit.NoteLength(row.note); length > audit.NoteLimit || len(row.note) > noteBytes {
			f.Wrong(noteID(item.Code), fmt.Sprintf("%s: shorten the note to 2,000 characters or fewer: it has %d", item.Code, length))
		}
		t = append(t, row)
	}
	return t
}

// keysInWords says what can be typed for a statement: "type 1 to 4, ? or x, and
// b1 to b4 after a number".
func (d desk) keysInWords() string {
	points := len(d.questionnaire.Scale.Points)
	keys := []string{fmt.Sprintf("1 to %d", points)}
	for _, c := range paper.Choices(d.questionnaire)[points:] {
		keys = append(keys, c.Key)
	}
	said := "type " + keys[0]
	if last := len(keys) - 1; last > 0 {
		said = "type " + strings.Join(keys[:last], ", ") + " or " + keys[last]
	}
	if bases := paper.BasisChoices(d.questionnaire); len(bases) > 0 {
		said += fmt.Sprintf(", and b1 to b%d after a number", len(bases))
	}
	return said
}

// first is the grid for a first time.
func (d desk) first(one audit.Progress, t typing, f *form.Form) gridView {
	v := d.grid(t, f)
	v.Layout = d.layout("Type in the form of " + one.Name)
	v.Layout.Error = !f.Good()
	v.Back, v.Action = d.path("/type-in"), d.path("/type-in/"+one.PersonID)
	v.Lead = "Type one row for each statement, by its code. You type everything a second time on the next page, and notes there once."
	v.Button = "Go on to the second time"
	return v
}

func (d desk) grid(t typing, f *form.Form) gridView {
	v := gridView{Mistakes: f.Mistakes, Pattern: d.pattern()}
	for _, c := range append(paper.Choices(d.questionnaire), paper.BasisChoices(d.questionnaire)...) {
		v.Keys = append(v.Keys, keyView{c.Key, c.Words})
	}
	v.Steps = len(paper.BasisChoices(d.questionnaire)) > 0
	for _, item := range d.items() {
		typed := t.row(item.Code)
		v.Rows = append(v.Rows, rowView{
			ID: answerID(item.Code), Code: item.Code, Text: item.Statement.Text, Value: typed.typed, Error: f.Message(answerID(item.Code)),
			Note: noteView{noteID(item.Code), typed.note, f.Message(noteID(item.Code))},
		})
	}
	return v
}

// pattern is what needs nothing after it: then the script goes on to the next row.
func (d desk) pattern() string {
	points := fmt.Sprintf("[1-%d]", len(d.questionnaire.Scale.Points))
	if bases := paper.BasisChoices(d.questionnaire); len(bases) > 0 {
		points += fmt.Sprintf(" ?[bB][1-%d]", len(bases))
	}
	return `^\s*(` + points + `|\?|[xX]|-)\s*$`
}
