package conversation

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/go-chi/chi/v5"

	talk "sevenfold/internal/conversation"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/form"
	"sevenfold/web/page"
)

// MakeAgenda drafts an agenda from the report, in the place of one that was
// there.
func (p Pages) MakeAgenda(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	m, err := p.meet(r.Context(), viewer, chi.URLParam(r, "round"))
	if err != nil {
		return err
	}
	stored, made, err := p.agenda(r.Context(), m)
	if err != nil {
		return err
	}
	typed := typedAgenda{form: f, length: f.Value("length")}
	if !f.Has("length") {
		typed.length = strconv.Itoa(talk.UsualMeeting)
	}
	length := readLength(f, typed.length)
	drafted, err := talk.Draft(m.findings, length)
	if err != nil && f.Good() {
		return err
	}
	if !f.Good() {
		return p.correct(w, r, m, stored, made, typed)
	}
	drafted.NotesShown = stored.NotesShown
	return p.saveAgenda(w, r, m, f, drafted, "made")
}

// readLength reads the length of a meeting, and notes what has to be put right.
func readLength(f *form.Form, typed string) int {
	length, err := strconv.Atoi(typed)
	if err != nil || length < talk.ShortestMeeting || length > talk.LongestMeeting {
		f.Wrong("length", "Enter the length of the meeting in whole minutes, from 5 to 240")
	}
	return length
}

// correct shows a form of the agenda that has to be put right.
func (p Pages) correct(w http.ResponseWriter, r *http.Request, m meeting, a talk.Agenda, made bool, typed typedAgenda) error {
	v, err := p.agendaView(r, m, a, made, typed)
	if err != nil {
		return err
	}
	return page.Render(w, r, http.StatusUnprocessableEntity, agendaPage(v))
}

// saveAgenda keeps an agenda that was made from the one that the form names.
func (p Pages) saveAgenda(w http.ResponseWriter, r *http.Request, m meeting, f *form.Form, a talk.Agenda, done string) error {
	a.Revision, _ = strconv.Atoi(f.Value("read"))
	a.Change = f.ID("change")
	err := p.Store.SaveAgenda(r.Context(), m.viewer.TrustID, m.Round.ID, m.viewer.PersonID, a, m.now)
	if errors.Is(err, talk.ErrAgendaChanged) {
		return p.showChanged(w, r, m)
	}
	if err != nil {
		return err
	}
	to := m.path("")
	if notices[done] != "" {
		return page.Redirect(w, r, to+"?done="+url.QueryEscape(done))
	}
	if s := statementOf(f.Value("do")); s != "" {
		to += "#" + url.PathEscape(s)
	}
	return page.Redirect(w, r, to)
}

// showChanged shows the agenda as somebody else has left it meanwhile.
func (p Pages) showChanged(w http.ResponseWriter, r *http.Request, m meeting) error {
	a, made, err := p.agenda(r.Context(), m)
	if err != nil {
		return err
	}
	if !made {
		return fault.Conflict
	}
	v, err := p.agendaView(r, m, a, made, typedAgenda{form: &form.Form{}})
	if err != nil {
		return err
	}
	v.Changed = a.ChangedBy + " changed the agenda " + m.when(a.ChangedAt) + ", after this page was loaded. " +
		"Your change was not made. This is how the agenda stands now."
	return page.Render(w, r, http.StatusConflict, agendaPage(v))
}

// ChooseNotes takes the chair's choice whether notes are shown in the room.
func (p Pages) ChooseNotes(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	m, err := p.meet(r.Context(), viewer, chi.URLParam(r, "round"))
	if err != nil {
		return err
	}
	a, made, err := p.agenda(r.Context(), m)
	switch {
	case err != nil:
		return err
	case !made:
		return page.Redirect(w, r, m.path(""))
	}
	shown := f.Value("notes") == "shown"
	if a.NotesShown == shown {
		return page.Redirect(w, r, m.path("?done=notes"))
	}
	a.NotesShown, a.Change = shown, form.NewID()
	err = p.Store.SaveAgenda(r.Context(), viewer.TrustID, m.Round.ID, viewer.PersonID, a, m.now)
	if errors.Is(err, talk.ErrAgendaChanged) {
		return p.showChanged(w, r, m)
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, m.path("?done=notes"))
}
