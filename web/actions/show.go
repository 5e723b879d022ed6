package actions

import (
	"cmp"
	"errors"
	"net/http"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// showView is one action, and what was said of it.
type showView struct {
	Layout   layout.View
	Back     string
	Notice   string
	Mistakes []form.Mistake
	Title    string
	Row      rowView
	Since    string
	Words    string
	Findings []findingView
	Added    string
	Edit     string // where to change it; "" for whoever may not
	Update   *updateView
	Updates  []saidView
	// Reminders are what became of the e-mails to its owner, for those who run actions.
	Reminders []string
}

// updateView is the form of an update.
type updateView struct {
	Action string
	ID     string
	Seen   string
	Words  component.TextareaView
	State  component.RadiosView
}

// saidView is one update.
type saidView struct {
	Who   string
	When  string
	Moved string // "Under way", where it moved the action there
	Words string
}

// Show shows one action and its updates.
func (p Pages) Show(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	a, updates, err := p.Store.Action(r.Context(), viewer.TrustID, chi.URLParam(r, "action"))
	if err != nil {
		return err
	}
	return p.show(w, r, http.StatusOK, viewer, a, updates, saying{move: action.Move{ID: form.NewID(), State: a.State}, form: &form.Form{}})
}

// saying is an update as somebody types it.
type saying struct {
	move action.Move
	form *form.Form
}

func (p Pages) show(w http.ResponseWriter, r *http.Request, status int, viewer identity.Viewer, a action.Action, updates []action.Update, s saying) error {
	view := showView{
		Layout: layout.View{Title: a.Title, Viewer: viewer, Error: !s.form.Good()}, Back: listPath(viewer), Notice: notice(r),
		Mistakes: s.form.Mistakes, Title: a.Title, Row: rowOf(viewer, a, p.Now()), Words: a.Words,
		Added: "Added on " + component.Date(a.AddedAt) + ".",
	}
	if !a.StateAt.Equal(a.AddedAt) {
		view.Since = "since " + component.Date(a.StateAt)
	}
	var err error
	if view.Findings, err = p.findings(viewer).view(r.Context(), a.For); err != nil {
		return err
	}
	if a.Revision > 1 {
		view.Added += " Last changed by " + a.ChangedBy + " on " + component.Date(a.ChangedAt) + "."
	}
	for _, u := range updates {
		said := saidView{Who: u.Name, When: component.Instant(u.At), Words: u.Words}
		if u.State != "" {
			said.Moved = u.State.Title()
		}
		view.Updates = append(view.Updates, said)
	}
	if viewer.May(identity.RunActions) {
		sent, err := p.Store.ActionReminders(r.Context(), viewer.TrustID, a.ID)
		if err != nil {
			return err
		}
		for _, m := range sent {
			if line := reminderLine(m); line != "" {
				view.Reminders = append(view.Reminders, line)
			}
		}
	}
	if mayUpdate(viewer, a) {
		view.Edit = actionPath(viewer, a.ID) + "/edit"
		view.Update = updateForm(viewer, a, s)
	}
	return page.Render(w, r, status, showPage(view))
}

// reminderLine is what became of a reminder, in words; "" where it was no longer wanted.
func reminderLine(m audit.Message) string {
	switch m.State {
	case audit.Sent:
		return "Sent to " + m.Name + " on " + component.Date(*cmp.Or(m.SentAt, &m.MadeAt)) + "."
	case audit.Waiting, audit.Sending:
		return "On its way to " + m.Name + "."
	case audit.InDoubt:
		return "We cannot tell whether the one to " + m.Name + " of " + component.Date(m.MadeAt) + " arrived. Please tell them yourself."
	case audit.Failed:
		return "The one to " + m.Name + " of " + component.Date(m.MadeAt) + " could not be sent. Please tell them yourself."
	}
	return ""
}

func notice(r *http.Request) string {
	switch r.URL.Query().Get("done") {
	case "added":
		return "The action was added."
	case "changed":
		return "The action was saved."
	case "updated":
		return "The update was saved."
	}
	return ""
}

func updateForm(viewer identity.Viewer, a action.Action, s saying) *updateView {
	v := &updateView{
		Action: actionPath(viewer, a.ID) + "/updates", ID: s.move.ID, Seen: string(a.State),
		Words: component.TextareaView{
			ID: "words", Label: "Add an update", Value: s.move.Words, Error: s.form.Message("words"), Limit: "2000",
			Hint: "What has happened, or what stands in the way. Everybody who reads the trust’s actions can read it. Do not name a child. If the action is dropped, say why.",
		},
		State: component.RadiosView{Name: "state", Legend: "Where it stands now", Error: s.form.Message("state")},
	}
	for i, state := range action.States {
		id := "state"
		if i > 0 {
			id = "state-" + string(rune('1'+i))
		}
		v.State.Choices = append(v.State.Choices, component.RadioView{
			ID: id, Value: string(state), Label: state.Title(), Checked: s.move.State == state,
		})
	}
	return v
}

// Update notes how far an action has come, and moves it where that is asked for.
func (p Pages) Update(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	a, updates, err := p.own(r, viewer)
	if err != nil {
		return err
	}
	s := saying{form: f, move: action.Move{
		ID: f.ID("id"), ActionID: a.ID, Words: f.Text("words"), Seen: action.State(f.Value("seen")), State: action.State(f.Value("state")),
	}}
	if s.move.Seen.Title() == "" {
		s.move.Seen = a.State
	}
	if s.move.State.Title() == "" {
		f.Wrong("state", "Choose where it stands now")
	}
	checkWords(f, "words", s.move.Words)
	if f.Good() {
		err = p.Store.UpdateAction(r.Context(), viewer.TrustID, viewer.PersonID, s.move, p.Now())
	}
	switch {
	case errors.Is(err, action.ErrNoReason):
		f.Wrong("words", "Say why the action is dropped")
	case errors.Is(err, action.ErrNoUpdate):
		f.Wrong("words", "Say what has happened, or choose another state")
	case errors.Is(err, action.ErrMoved):
		return p.showMoved(w, r, viewer, s)
	case err != nil:
		return err
	case f.Good():
		return page.Redirect(w, r, actionPath(viewer, a.ID)+"?done=updated")
	}
	return p.show(w, r, http.StatusUnprocessableEntity, viewer, a, updates, s)
}

// showMoved meets whoever moves an action that somebody else has moved
// elsewhere meanwhile: it says so, and what was typed is still there.
func (p Pages) showMoved(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, s saying) error {
	a, updates, err := p.Store.Action(r.Context(), viewer.TrustID, s.move.ActionID)
	if err != nil {
		return err
	}
	by := "somebody"
	for _, u := range updates {
		if u.State == a.State {
			by = u.Name
			break
		}
	}
	s.form.Wrong("state", "Meanwhile "+by+" moved it to “"+a.State.Title()+"”: choose where it stands now, and save again")
	return p.show(w, r, http.StatusConflict, viewer, a, updates, s)
}
