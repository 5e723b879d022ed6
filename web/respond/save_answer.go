package respond

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/page"
)

// savedAnswer tells the script what its save became.
type savedAnswer struct {
	Revision string `json:"revision"` // to be sent with the next save
	Saved    string `json:"saved"`    // "10:42"
}

// SaveAnswer saves one answer as it is chosen. It is asked by the script of the
// element page, which shows what comes back: a sentence, or two versions.
func (p Pages) SaveAnswer(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	values, err := form.Values(r)
	if err != nil {
		return err
	}
	s, err := p.sitting(r.Context(), viewer, chi.URLParam(r, "round"))
	if err != nil {
		return err
	}
	f, statement, err := s.fillOne(chi.URLParam(r, "element"), chi.URLParam(r, "statement"), values)
	if err != nil {
		return err
	}
	if !f.open() {
		return sentence(w, http.StatusGone, lateText)
	}
	t := f.typed[statement.ID]
	if t.seen != nil && f.differs(t) {
		return f.waitForChoice(w, r, statement)
	}
	if stored := f.response.Answers[statement.ID]; f.changedBack(t, stored) {
		f.showBoth([]audit.Overtaken{{Given: t.answer, Stored: stored}})
		return f.answerBoth(w, r, statement)
	}
	saved, err := p.save(r.Context(), &f, []framework.Statement{statement})
	switch {
	case errors.Is(err, audit.ErrRoundClosed):
		return sentence(w, http.StatusGone, lateText)
	case err != nil:
		return err
	case saved:
		return f.acknowledge(w, statement)
	case f.overtaken:
		return f.answerBoth(w, r, statement)
	}
	return sentence(w, http.StatusUnprocessableEntity, f.mistakes[0].Text)
}

// fillOne is fill for one statement, where the element must hold it.
func (s sitting) fillOne(element, id string, values url.Values) (filled, framework.Statement, error) {
	f, err := s.fill(element, values)
	if err != nil {
		return filled{}, framework.Statement{}, err
	}
	for _, statement := range f.place.Element.Statements {
		if statement.ID == id {
			return f, statement, nil
		}
	}
	return filled{}, framework.Statement{}, fault.NotFound
}

// waitForChoice leaves two versions as they are: a choice between them is made by
// sending the form. Saved as it is pressed, it could not be changed: the other
// version would be gone.
func (f filled) waitForChoice(w http.ResponseWriter, r *http.Request, statement framework.Statement) error {
	if f.typed[statement.ID].keep != "" {
		return f.answerBoth(w, r, statement)
	}
	return sentence(w, http.StatusUnprocessableEntity, "Choose which of the two answers to keep, then press Continue")
}

// changedBack tells that somebody changed an answer back to what this page was
// opened with, while another had been saved elsewhere: the script only saves
// what was touched, so that this too is a choice.
func (f filled) changedBack(t typed, stored audit.Answer) bool {
	return !t.changed() && stored.Revision != t.read.Revision && !t.answer.Same(stored)
}

func (f filled) answerBoth(w http.ResponseWriter, r *http.Request, statement framework.Statement) error {
	f.mistakes = nil // the panel itself says what to do
	return page.Render(w, r, http.StatusConflict, conflictPanel(*f.conflict(f.typed[statement.ID])))
}

func (f filled) acknowledge(w http.ResponseWriter, statement framework.Statement) error {
	w.Header().Set("Content-Type", "application/json")
	stored := f.response.Answers[statement.ID]
	return json.NewEncoder(w).Encode(savedAnswer{readOf(stored).String(), component.Clock(f.now)})
}

// sentence answers the script with one sentence to show.
func sentence(w http.ResponseWriter, status int, text string) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, err := w.Write([]byte(text))
	return err
}
