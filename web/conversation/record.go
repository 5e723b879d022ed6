package conversation

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/go-chi/chi/v5"

	talk "sevenfold/internal/conversation"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/page"
)

// whyBytes is what the store holds of a reason at most; only text made of marks
// piled on marks reaches it before it reaches talk.WhyLimit.
const whyBytes = 64_000

// readOf marks a version, so that a form can tell which it was filled in beside.
func readOf(v talk.View) form.ReadAs {
	return form.ReadOf(v.Revision, strconv.Itoa(v.Position), v.Why)
}

// What can be chosen between two versions.
const (
	keepMine   = "mine"
	keepStored = "stored"
)

// typedView is a form of an agreed view as it was typed.
type typedView struct {
	view talk.View
	read form.ReadAs
	// seen is the newer version that was shown beside this one, to choose
	// between them; nil where there was nothing to choose.
	seen     *form.ReadAs
	keep     string // keepMine, keepStored, or "": not chosen yet
	mistakes []form.Mistake
}

func (t typedView) message(field string) string {
	for _, m := range t.mistakes {
		if m.Field == field {
			return m.Text
		}
	}
	return ""
}

// changed tells whether the form says other than it did when it was read.
// Beside a newer version even the same is a choice.
func (t typedView) changed() bool { return t.seen != nil || !t.read.Says(readOf(t.view)) }

// readView takes what was typed, and notes what has to be put right.
func readView(values url.Values, statement string, points int) typedView {
	t := typedView{view: talk.View{Statement: statement, Why: form.Clean(values.Get("why"))}, read: form.ParseRead(values.Get("read"), readOf(talk.View{}))}
	wrong := func(field, text string) { t.mistakes = append(t.mistakes, form.Mistake{Field: field, Text: text}) }
	if sent := values.Get("position"); sent != "" {
		position, err := strconv.Atoi(sent)
		if err != nil || position < 0 || position > points {
			wrong("position-0", "Choose one of the positions shown, or that there is no agreed view yet")
		} else {
			t.view.Position = position
		}
	}
	switch length := form.Length(t.view.Why); {
	case length > talk.WhyLimit:
		wrong("why", fmt.Sprintf("Shorten this to %d characters or fewer: it has %d", talk.WhyLimit, length))
	case len(t.view.Why) > whyBytes:
		wrong("why", "Shorten this: its characters are made of too many parts to be kept")
	}
	if shown := values.Get("seen"); shown != "" {
		seen := form.ParseRead(shown, readOf(talk.View{}))
		t.seen = &seen
		if keep := values.Get("keep"); keep == keepMine || keep == keepStored {
			t.keep = keep
		}
	}
	return t
}

// conflict shows what is recorded beside what was typed. A choice that was made
// holds only while it is about the same two versions.
func (s sheet) conflict(t typedView) *conflictView {
	stored := s.last()
	if t.seen.Revision != stored.Revision {
		t.keep = ""
	}
	return &conflictView{
		Title: stored.By + " recorded another version " + s.when(stored.At) + ", after this page was loaded. Which one shall stand?",
		Error: t.message("keep-mine"), Seen: readOf(stored).String(),
		Versions: []choiceVersionView{
			{"keep-mine", keepMine, "Yours, on this page", s.position(t.view), t.view.Why, t.keep == keepMine},
			{"keep-stored", keepStored, "The one recorded meanwhile", s.position(stored), stored.Why, t.keep == keepStored},
		},
	}
}

// RecordView records what the board agreed of a statement.
func (p Pages) RecordView(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	values, err := form.Values(r)
	if err != nil {
		return err
	}
	return p.recordView(w, r, viewer, destination{viewer.TrustID, chi.URLParam(r, "round"), chi.URLParam(r, "statement")}, values)
}

// destination is the statement that a form was filled in for.
type destination struct{ trust, round, statement string }

func (p Pages) recordView(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, to destination, values url.Values) error {
	s, err := p.sheet(r.Context(), viewer, to.round, to.statement)
	if err != nil {
		return err
	}
	t := readView(values, to.statement, s.Report.Points)
	status, err := p.save(r, &s, &t)
	if err != nil {
		return err
	}
	if status == http.StatusOK {
		return page.Redirect(w, r, s.statementPath(to.statement)+"?saved=1")
	}
	v, err := p.statementView(r.Context(), s, t)
	if err != nil {
		return err
	}
	return page.Render(w, r, status, statementPage(v))
}

// save records a form, and gives the status of what became of it. Where it is
// not recorded, the form holds what has to be put right, or chosen, first.
func (p Pages) save(r *http.Request, s *sheet, t *typedView) (status int, err error) {
	stored := s.last()
	if t.seen != nil && t.keep != "" && t.seen.Revision != stored.Revision {
		t.keep = "" // another version came meanwhile
	}
	switch {
	case len(t.mistakes) > 0:
		return http.StatusUnprocessableEntity, nil
	case !t.changed(), t.view.Same(stored), t.keep == keepStored:
		return http.StatusOK, nil // nothing was typed that is not kept
	case t.seen != nil && t.keep == "":
		t.mistakes = append(t.mistakes, form.Mistake{Field: "keep-mine", Text: "Choose which of the two versions shall stand"})
		return http.StatusUnprocessableEntity, nil
	}
	t.view.Revision = t.read.Revision
	if t.seen != nil {
		t.view.Revision = t.seen.Revision
	}
	kept, err := p.Store.RecordAgreedView(r.Context(), s.viewer.TrustID, s.Round.ID, s.viewer.PersonID, t.view, s.now)
	var overtaken *talk.OvertakenError
	if errors.As(err, &overtaken) {
		s.showBoth(t, overtaken.Stored)
		return http.StatusConflict, nil
	}
	if err != nil {
		return 0, err
	}
	s.versions = append([]talk.View{kept}, s.versions...)
	return http.StatusOK, nil
}

// showBoth puts what is recorded beside what was typed, to choose between them.
func (s *sheet) showBoth(t *typedView, stored talk.View) {
	if s.last().Revision != stored.Revision {
		s.versions = append([]talk.View{stored}, s.versions...)
	}
	seen := readOf(stored)
	t.seen, t.keep = &seen, ""
	t.mistakes = []form.Mistake{{Field: "keep-mine", Text: "This was recorded elsewhere meanwhile: choose which of the two versions shall stand"}}
}

// savedView tells the script what its save became.
type savedView struct {
	Revision string `json:"revision"` // to be sent with the next save
	Saved    string `json:"saved"`    // "10:42"
}

// SaveView records an agreed view as it is typed. It is asked by the script of
// the page, which shows what comes back: a sentence, or two versions.
func (p Pages) SaveView(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	values, err := form.Values(r)
	if err != nil {
		return err
	}
	s, err := p.sheet(r.Context(), viewer, chi.URLParam(r, "round"), chi.URLParam(r, "statement"))
	if err != nil {
		return err
	}
	t := readView(values, s.statement.ID, s.Report.Points)
	stored := s.last()
	// What was changed back to how the page began is a choice too, where another
	// version came meanwhile: the script saves only what was touched.
	if len(t.mistakes) == 0 && t.seen == nil && !t.changed() && stored.Revision != t.read.Revision && !t.view.Same(stored) {
		s.showBoth(&t, stored)
	}
	if t.seen != nil {
		t.mistakes = nil // the panel itself says what to do
		if t.keep == "" || t.seen.Revision != stored.Revision {
			seen := readOf(stored)
			t.seen = &seen
			return page.Render(w, r, http.StatusConflict, conflictPanel(*s.conflict(t)))
		}
		return sentence(w, http.StatusUnprocessableEntity, "Press Save to let the version stand that you chose")
	}
	status, err := p.save(r, &s, &t)
	switch {
	case err != nil:
		return err
	case status == http.StatusOK:
		w.Header().Set("Content-Type", "application/json")
		return json.NewEncoder(w).Encode(savedView{readOf(s.last()).String(), component.Clock(s.now)})
	case status == http.StatusConflict:
		t.mistakes = nil
		return page.Render(w, r, status, conflictPanel(*s.conflict(t)))
	}
	return sentence(w, status, t.mistakes[0].Text)
}

// sentence answers the script with one sentence to show.
func sentence(w http.ResponseWriter, status int, text string) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, err := w.Write([]byte(text))
	return err
}
