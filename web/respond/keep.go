package respond

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// keepView holds a form whose session ended before it was sent. Nobody is
// signed in, so it shows what was typed and nothing that was not.
type keepView struct {
	Layout  layout.View
	Title   string
	Why     string
	Choices string
	Notes   []string
	To      string
	Values  url.Values
	Email   string
	// EmailError and DescribedBy belong to the field of the e-mail address.
	EmailError  string
	DescribedBy string
	Mistakes    []form.Mistake
}

// KeepElement meets an element's answers that were sent by somebody who has
// been signed out meanwhile: it keeps them in the page until they sign in.
func (p Pages) KeepElement(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	values, err := form.Values(r)
	if err != nil {
		return err
	}
	v := kept(viewer, r.URL.Path, values)
	v.Title = "You were signed out. What you typed is safe in this page"
	v.Why = "For your safety a session ends after a while. Nothing is lost: sign in again, and it is saved."
	v.Layout.Title = "You were signed out"
	return page.Render(w, r, http.StatusUnauthorized, keepPage(v))
}

func kept(viewer identity.Viewer, to string, values url.Values) keepView {
	v := keepView{Layout: layout.View{Viewer: viewer}, To: to, Values: values, DescribedBy: "email-hint"}
	chosen := 0
	for name := range values {
		if statement, field, ok := cutField(name); ok && field == "read" {
			t := readOne(values, statement)
			if t.answer.Answered() {
				chosen++
			}
			if t.answer.Note != "" {
				v.Notes = append(v.Notes, t.answer.Note)
			}
		}
	}
	slices.SortFunc(v.Notes, strings.Compare)
	switch {
	case chosen > 0 && len(v.Notes) > 0:
		v.Choices = "This page holds " + component.Count(chosen, "choice", "choices") + ", and what you wrote:"
	case chosen > 0:
		v.Choices = "This page holds " + component.Count(chosen, "choice", "choices") + "."
	case len(v.Notes) > 0:
		v.Choices = "This page holds what you wrote:"
	}
	return v
}

var elementPath = regexp.MustCompile(
	`^/t/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/rounds/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/answers/([a-z0-9-]{1,200})$`)

// SaveKept saves what KeepElement held, for whoever has signed in since, by the
// same rules as SaveElement, and leads on. The path is the address that the
// form was first sent to; the viewer must be one of the path's own trust.
func (p Pages) SaveKept(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, path string, values url.Values) error {
	parts := elementPath.FindStringSubmatch(path)
	if parts == nil {
		return fault.NotFound
	}
	to := destination{trust: parts[1], round: parts[2], element: parts[3]}
	err := error(fault.NotFound)
	if viewer.TrustID == to.trust && viewer.May(identity.AnswerRounds) {
		err = p.saveElement(w, r, viewer, to, values)
	}
	if errors.Is(err, fault.NotFound) {
		return p.keepForAnother(w, r, viewer, path, values)
	}
	return err
}

// keepForAnother keeps what was typed where the address that signed in is not
// the one that was invited.
func (p Pages) keepForAnother(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, path string, values url.Values) error {
	v := kept(viewer, path, values)
	v.Title = "We could not save this. What you typed is safe in this page"
	v.Why = "The e-mail address that you signed in with has no such page to answer."
	v.Email = form.Clean(values.Get("email"))
	v.EmailError, v.DescribedBy = "Enter the e-mail address that your invitation came to", "email-hint email-error"
	v.Mistakes = []form.Mistake{{Field: "email", Text: v.EmailError}}
	v.Layout.Title, v.Layout.Error = "We could not save this", true
	return page.Render(w, r, http.StatusUnprocessableEntity, keepPage(v))
}
