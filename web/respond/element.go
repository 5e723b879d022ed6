package respond

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/form"
	"sevenfold/web/page"
)

// ShowElement shows one element: its statements, each with what was answered.
func (p Pages) ShowElement(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.whileOpen(w, r, viewer, func(s sitting) error {
		f, err := s.fill(chi.URLParam(r, "element"), url.Values{"from": r.URL.Query()["from"]})
		if err != nil {
			return err
		}
		return page.Render(w, r, http.StatusOK, elementPage(f.element()))
	})
}

// SaveElement saves an element's answers and leads on to the next element.
func (p Pages) SaveElement(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	values, err := form.Values(r)
	if err != nil {
		return err
	}
	to := destination{trust: viewer.TrustID, round: chi.URLParam(r, "round"), element: chi.URLParam(r, "element")}
	return p.saveElement(w, r, viewer, to, values)
}

// destination is the element that a form was filled in for.
type destination struct{ trust, round, element string }

func (p Pages) saveElement(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, to destination, values url.Values) error {
	f, err := p.filled(r.Context(), viewer, to, values)
	if err != nil {
		return err
	}
	if !f.open() {
		return page.Render(w, r, http.StatusGone, latePage(f.late()))
	}
	saved, err := p.save(r.Context(), &f, f.place.Element.Statements)
	switch {
	case errors.Is(err, audit.ErrRoundClosed):
		return page.Render(w, r, http.StatusGone, latePage(f.late()))
	case err != nil:
		return err
	case saved:
		return page.Redirect(w, r, f.next())
	case f.overtaken:
		return page.Render(w, r, http.StatusConflict, elementPage(f.element()))
	}
	return page.Render(w, r, http.StatusUnprocessableEntity, elementPage(f.element()))
}

func (p Pages) filled(ctx context.Context, viewer identity.Viewer, to destination, values url.Values) (filled, error) {
	s, err := p.sitting(ctx, viewer, to.round)
	if err != nil {
		return filled{}, err
	}
	return s.fill(to.element, values)
}

// fill lays a form of the element out beside what is stored.
func (s sitting) fill(element string, values url.Values) (filled, error) {
	place, ok := s.questionnaire.Place(element)
	if !ok {
		return filled{}, fmt.Errorf("element %q: %w", element, fault.NotFound)
	}
	all, err := readTyped(values, place.Element.Statements)
	return filled{sitting: s, place: place, values: values, typed: all}, err
}

// next is where a saved form leads.
func (f filled) next() string {
	from := f.from()
	switch {
	case f.values.Get("do") == "later":
		return f.path("/questionnaire?saved=1")
	case f.values.Get("clear") != "":
		return f.elementPath(f.place.Element.ID) + from.query() + "#" + url.PathEscape(f.values.Get("clear"))
	case from != "":
		return f.path("/" + string(from))
	case f.place.Next != "":
		return f.elementPath(f.place.Next)
	}
	return f.path("/check-answers")
}

// from is the page on which somebody chose to change an answer: they are led
// back there. It is "" for whoever walks from element to element.
func (f filled) from() origin {
	switch from := origin(f.values.Get("from")); from {
	case checkAnswers, myAnswers:
		return from
	}
	return ""
}

type origin string

const (
	checkAnswers origin = "check-answers"
	myAnswers    origin = "my-answers"
)

func (o origin) query() string {
	if o == "" {
		return ""
	}
	return "?from=" + string(o)
}
