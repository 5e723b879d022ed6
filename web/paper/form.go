package paper

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/internal/paper"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// entered is a form on its way: the desk, what is kept, and whose it is.
type entered struct {
	desk
	kept paper.Entry
	one  audit.Progress
}

func (p Pages) entered(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, show func(entered) error) error {
	return p.whileOpen(w, r, viewer, func(d desk) error {
		kept, err := p.Store.Paper(r.Context(), viewer.TrustID, d.round.ID, viewer.PersonID, chi.URLParam(r, "form"), d.now)
		if err != nil {
			return d.stop(w, r, err)
		}
		one, err := d.respondent(kept.PersonID)
		if err != nil {
			return d.stop(w, r, err)
		}
		return show(entered{d, kept, one})
	})
}

// ShowForm shows what was read from a file, or the grid for a second time.
func (p Pages) ShowForm(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.entered(w, r, viewer, func(e entered) error {
		if e.kept.Way == paper.File {
			return page.Render(w, r, http.StatusOK, readPage(e.readView()))
		}
		return page.Render(w, r, http.StatusOK, gridPage(e.second(nil, &form.Form{})))
	})
}

// Save saves a form that was read from a file, or typed in twice alike.
func (p Pages) Save(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.entered(w, r, viewer, func(e entered) error {
		answers := e.kept.Filled.Answers
		if e.kept.Way == paper.Typed {
			f, err := form.Read(r)
			if err != nil {
				return err
			}
			t := e.read(f)
			if !f.Good() {
				return page.Render(w, r, http.StatusUnprocessableEntity, gridPage(e.second(t, f)))
			}
			differing := e.settle(f, t)
			if len(differing.Rows) > 0 {
				return page.Render(w, r, http.StatusUnprocessableEntity, differPage(differing))
			}
			answers = t.answers()
		}
		if err := p.Store.SavePaper(r.Context(), viewer.TrustID, viewer.PersonID, e.kept, answers, e.now); err != nil {
			return e.stop(w, r, err)
		}
		return page.Redirect(w, r, e.path("?done=saved"))
	})
}

// Discard forgets what was entered.
func (p Pages) Discard(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.anytime(w, r, viewer, func(d desk) error {
		if err := p.Store.DropPaper(r.Context(), viewer.TrustID, d.round.ID, viewer.PersonID, chi.URLParam(r, "form")); err != nil {
			return err
		}
		return page.Redirect(w, r, d.path(""))
	})
}

func (e entered) formPath(rest string) string { return e.path("/forms/" + e.kept.ID + rest) }

// second is the grid for a second time, empty but for what was typed into it just now.
func (e entered) second(t typing, f *form.Form) gridView {
	v := e.grid(t, f)
	v.Layout = e.layout("Type in the form of " + e.one.Name + " a second time")
	v.Layout.Error = !f.Good()
	v.Back, v.Action, v.Discard = e.path("/type-in"), e.formPath(""), e.formPath("/discard")
	v.Lead = "Read the form again, and type its answers once more. Where the two differ, you are asked. Notes are typed here, once."
	v.Notes, v.Button = true, "Compare and save"
	return v
}

// differView are the rows that were typed differently the second time.
type differView struct {
	Layout   layout.View
	Lead     string
	Mistakes []form.Mistake
	Rows     []differRow
	Kept     []hiddenView
	Action   string
	Discard  string
}

type differRow struct {
	ID, Code, Text string
	First, Second  string
	Value, Error   string
}

type hiddenView struct{ Name, Value string }

// settle takes what was decided of the rows that were typed differently, and
// gives those that are not decided yet.
func (e entered) settle(f *form.Form, t typing) differView {
	first := map[string]audit.Answer{}
	for _, n := range e.kept.Filled.Answers {
		first[n.Statement] = n
	}
	v := differView{Layout: e.layout("Where the two times differ"), Action: e.formPath(""), Discard: e.formPath("/discard")}
	v.Layout.Error = true
	texts := map[string]string{}
	for _, item := range e.items() {
		texts[item.Code] = item.Statement.Text
	}
	for i, row := range t {
		v.Kept = append(v.Kept, hiddenView{answerID(row.code), row.typed}, hiddenView{noteID(row.code), row.note})
		before, again := first[row.answer.Statement], row.answer
		before.Note, again.Note = "", ""
		if before.Same(again) {
			continue
		}
		field := settledID(row.code)
		settled := f.Value(field)
		answer, err := paper.ReadTyped(e.questionnaire, settled)
		one := differRow{
			ID: field, Code: row.code, Text: texts[row.code], Value: settled,
			First: paper.Keys(e.questionnaire, before), Second: paper.Keys(e.questionnaire, again),
		}
		if settled == "" || err != nil {
			one.Error = component.Capital(e.keysInWords()) + "; or - where the form says nothing"
			f.Wrong(field, row.code+": first "+one.First+", then "+one.Second)
		} else {
			answer.Statement = row.answer.Statement
			t[i].answer = answer
		}
		v.Rows = append(v.Rows, one)
	}
	v.Mistakes = f.Mistakes
	if f.Good() {
		v.Rows = nil
	}
	v.Lead = component.Capital(component.Count(len(v.Rows), "row was", "rows were")) + " typed differently the second time. Nothing is saved yet."
	return v
}

// readView is what was read from a file.
type readView struct {
	Layout  layout.View
	Back    string
	Lead    string
	Name    string // as it stands on the form; "" where it says none
	Unread  []string
	Rows    []readRow
	Action  string
	Button  string // "" where there is nothing to save
	Discard string
}

type readRow struct{ Code, Text, Choice, Basis, Note string }

func (e entered) readView() readView {
	answers, notes := 0, 0
	v := readView{
		Layout: e.layout("Check what was read for " + e.one.Name), Back: e.path("/upload"), Name: e.kept.Filled.Name,
		Action: e.formPath(""), Discard: e.formPath("/discard"),
	}
	said := map[string]audit.Answer{}
	for _, n := range e.kept.Filled.Answers {
		said[n.Statement] = n
	}
	for _, item := range e.items() {
		n, ok := said[item.Statement.ID]
		if !ok {
			continue
		}
		row := readRow{Code: item.Code, Text: item.Statement.Text, Note: n.Note}
		row.Choice, row.Basis = paper.SaidOf(e.questionnaire, n)
		if n.Answered() {
			answers++
		}
		if n.Note != "" {
			notes++
		}
		v.Rows = append(v.Rows, row)
	}
	left := len(e.items()) - answers
	v.Lead = component.Capital(component.Count(answers, "answer was", "answers were")) + " read, and " + component.Count(notes, "note", "notes") +
		". " + component.Capital(component.Count(left, "statement has", "statements have")) + " no answer. Nothing is saved yet."
	for _, u := range e.kept.Filled.Unread {
		v.Unread = append(v.Unread, unreadWords(u))
	}
	if len(v.Rows) > 0 {
		v.Button = "Save and submit this for " + e.one.Name
	}
	return v
}

// unreadWords say what of a file could not be taken.
func unreadWords(u paper.Unread) string {
	switch u.Why {
	case paper.TwoAnswers:
		return u.Code + ": two answers are marked. Neither was taken: ask which is meant."
	case paper.TwoBases:
		return u.Code + ": two ways of knowing are marked. Neither was taken."
	case paper.NoSuchAnswer:
		return u.Code + ": the answer is none of those that the questionnaire offers. It was not taken."
	case paper.NoSuchBasis:
		return u.Code + ": the way of knowing is none of those that the questionnaire offers. It was not taken."
	case paper.BasisAlone:
		return u.Code + ": a way of knowing is marked, and no place on the scale. It was not taken."
	case paper.NoteTooLong:
		return u.Code + ": the note is longer than 2,000 characters. It was not taken; the answer was."
	}
	return "The file has a field that this questionnaire does not have: “" + u.What + "”. It was passed over."
}
