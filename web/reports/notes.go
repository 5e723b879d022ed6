package reports

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// What a reason may hold.
const (
	reasonLimit = 500
	// reasonBytes is what the store takes: a character may be many bytes long.
	reasonBytes = 64000
	// repeated is the length from which the same words are no chance.
	repeated = 10
)

const notesTitle = "Take a note out of this report"

// notesView lists the notes of a report, and what was taken out before.
type notesView struct {
	Layout   layout.View
	Back     linkView
	Title    string
	Lead     string
	Done     string
	NoWords  string
	Nothing  string
	Domains  []notesOfDomain
	TakenOut []takenOutView
}

type notesOfDomain struct {
	Title      string
	Statements []notesOfStatement
}

type notesOfStatement struct {
	Text  string
	Notes []noteView
}

type noteView struct{ Text, Path string }

// takenOutView is a note that was taken out: never what it said.
type takenOutView struct{ Statement, What, Reason string }

// ShowNotes lists the notes of a report, for whoever may take one out.
func (p Pages) ShowNotes(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	g, err := p.read(r, viewer)
	if err != nil {
		return err
	}
	taken, err := p.Store.NotesTakenOut(r.Context(), viewer.TrustID, g.Round.ID)
	if err != nil {
		return err
	}
	v := notesView{
		Layout: g.layout(notesTitle), Back: linkView{reading.Title, g.path("")}, Title: notesTitle, NoWords: g.Words.Missing(),
		Lead:    "A note that names somebody, a child above all, or that could be known by what it tells, can be taken out. The report then says that one was.",
		Domains: g.notes(), TakenOut: g.takenOut(taken),
	}
	if r.URL.Query().Get("done") == "taken-out" && len(taken) > 0 {
		v.Done = "The note was taken out. The report has a new fingerprint."
	}
	if len(v.Domains) == 0 {
		v.Nothing = "This report shows no notes."
	}
	return page.Render(w, r, http.StatusOK, notesPage(v))
}

// notes are the notes of the report, by domain and statement: each in the same
// words once, for they go together.
func (g reader) notes() []notesOfDomain {
	var all []notesOfDomain
	last := ""
	for _, s := range g.Report.Statements {
		if len(s.Notes) == 0 {
			continue
		}
		if s.Domain != last {
			all, last = append(all, notesOfDomain{Title: g.Numbered(s.Domain)}), s.Domain
		}
		of := notesOfStatement{Text: g.Words.Statement(s.ID).Text}
		for i, note := range s.Notes {
			if i == 0 || s.Notes[i-1] != note { // they are sorted
				of.Notes = append(of.Notes, noteView{"“" + note + "”", g.notePath(s.ID, note)})
			}
		}
		all[len(all)-1].Statements = append(all[len(all)-1].Statements, of)
	}
	return all
}

func (g reader) notePath(statement, note string) string {
	return g.path("/notes/" + report.NoteName(g.Round.ID, statement, note))
}

func (g reader) takenOut(taken []audit.NoteTakenOut) []takenOutView {
	var all []takenOutView
	for _, n := range taken {
		all = append(all, takenOutView{
			Statement: g.Words.Statement(n.Statement).Text,
			What: component.Capital(component.Count(n.Notes, "note was", "notes were")) + " taken out by " + n.Name + " on " +
				component.Date(n.At) + " at " + component.Clock(n.At) + ".",
			Reason: n.Reason,
		})
	}
	return all
}

// takeOutView is what to know before a note is taken out.
type takeOutView struct {
	Layout    layout.View
	Back      linkView
	Mistakes  []form.Mistake
	Title     string
	Statement string
	Note      string
	Times     string // said where several wrote the same words
	Lines     []string
	Reason    component.TextareaView
	Action    string
}

// ShowTakeOutNote shows what taking a note out means, and asks why.
func (p Pages) ShowTakeOutNote(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	g, s, note, err := p.note(r, viewer)
	if err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, takeOutPage(g.takeOut(s, note, &form.Form{})))
}

// TakeOutNote takes a note out of the report, for good. Sent twice, it is taken
// out once.
func (p Pages) TakeOutNote(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	g, s, note, err := p.note(r, viewer)
	if errors.Is(err, audit.ErrNoSuchNote) && g.Report.NotesTakenOut() > 0 {
		return page.Redirect(w, r, g.path("/notes"))
	}
	if err != nil {
		return err
	}
	reason := f.Text("reason")
	checkReason(f, reason, note)
	if !f.Good() {
		return page.Render(w, r, http.StatusUnprocessableEntity, takeOutPage(g.takeOut(s, note, f)))
	}
	err = p.Store.TakeOutNote(r.Context(), viewer.TrustID, g.Round.ID, note, audit.NoteTakenOut{
		Statement: s.ID, Reason: reason, PersonID: viewer.PersonID, At: p.Now(),
	})
	if errors.Is(err, audit.ErrNoSuchNote) { // somebody else was quicker
		return page.Redirect(w, r, g.path("/notes"))
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, g.path("/notes?done=taken-out"))
}

// note finds the note that the address names.
func (p Pages) note(r *http.Request, viewer identity.Viewer) (reader, report.Statement, string, error) {
	g, err := p.read(r, viewer)
	if err != nil {
		return reader{}, report.Statement{}, "", err
	}
	for _, s := range g.Report.Statements {
		for _, note := range s.Notes {
			if report.NoteName(g.Round.ID, s.ID, note) == chi.URLParam(r, "note") {
				return g, s, note, nil
			}
		}
	}
	return g, report.Statement{}, "", fmt.Errorf("note of the report of round %s: %w", g.Round.ID, audit.ErrNoSuchNote)
}

// checkReason asks for a reason that can be kept: one that does not hold the
// note, which is to be gone.
func checkReason(f *form.Form, reason, note string) {
	seen := func(r rune) bool { return unicode.IsPrint(r) && r != ' ' }
	length := form.Length(reason)
	switch {
	case !strings.ContainsFunc(reason, seen):
		f.Wrong("reason", "Enter a reason, such as “It names somebody”")
	case length > reasonLimit, len(reason) > reasonBytes:
		f.Wrong("reason", fmt.Sprintf("The reason must be %d characters or fewer: it has %d", reasonLimit, length))
	case form.Length(note) >= repeated && strings.Contains(reason, note):
		f.Wrong("reason", "The reason must not repeat the note: the reason is kept, and the note is not")
	}
}

func (g reader) takeOut(s report.Statement, note string, f *form.Form) takeOutView {
	v := takeOutView{
		Layout: g.layout("Take this note out"), Back: linkView{notesTitle, g.path("/notes")}, Mistakes: f.Mistakes,
		Title: "Take this note out", Statement: g.Words.Statement(s.ID).Text, Note: "“" + note + "”", Action: g.notePath(s.ID, note),
		Lines: []string{
			"The note goes from the report and from the answers of whoever wrote it, for good. Nobody can bring it back.",
			"The rest of their answer stays, and no count changes.",
			"The report says at this statement that a note was taken out, and gets a new fingerprint.",
			"The audit trail keeps that you took a note out, and when. Your reason is kept beside it, for the chair and the governance professional. " +
				"What the note said is kept nowhere.",
			"What was made from the report before still holds the note: printed pages, saved files, backups of the database.",
		},
		Reason: component.TextareaView{
			ID: "reason", Label: "Why it is taken out", Value: f.Text("reason"), Error: f.Message("reason"), Limit: fmt.Sprint(reasonLimit),
			Hint: "Do not repeat the note, or name anybody. Up to 500 characters.",
		},
	}
	v.Layout.Error = !f.Good()
	n := 0
	for _, other := range s.Notes {
		if other == note {
			n++
		}
	}
	if n > 1 {
		v.Times = component.Capital(component.Number(n)) + " notes here have these same words. They are taken out together."
	}
	return v
}
