package operator

import (
	"errors"
	"net/http"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// newView is the form of a new trust.
type newView struct {
	Layout   layout.View
	Back     string
	Mistakes []form.Mistake
	Before   string // the trust that this form has added already, with other words
	Action   string
	ID       string
	Name     component.TextFieldView
	First    professionalView
}

// ShowNew shows the form of a new trust.
func (p Pages) ShowNew(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return showNew(w, r, viewer, http.StatusOK, &form.Form{}, "")
}

// Add adds a trust with its first governance professional.
func (p Pages) Add(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	t := trust.Trust{ID: f.ID("id"), Name: readName(f, "name", "trust")}
	first := readProfessional(f)
	if !f.Good() {
		return showNew(w, r, viewer, http.StatusUnprocessableEntity, f, "")
	}
	err = p.Store.FoundTrust(r.Context(), viewer.PersonID, t, first, p.Now())
	if errors.Is(err, fault.Conflict) {
		return showNew(w, r, viewer, http.StatusConflict, f, trustPath(t.ID, ""))
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, trustPath(t.ID, "")+"?done=added")
}

// showNew shows the form as it was typed. Where it has added a trust before, it
// goes on under another id: sent again, it adds another one.
func showNew(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, status int, f *form.Form, before string) error {
	view := newView{
		Layout: layout.View{Title: "Add a trust", Viewer: viewer, Error: !f.Good()}, Back: listPath, Mistakes: f.Mistakes,
		Before: before, Action: listPath + "/trusts", ID: f.ID("id"),
		Name: component.TextFieldView{
			ID: "name", Label: "Name of the trust", Hint: "As its people know it: it stands on every page and message of theirs.",
			Value: f.Value("name"), Error: f.Message("name"),
		},
		First: professionalFields(f, "Name of its first governance professional", "They add everybody else, and run the rounds."),
	}
	if before != "" {
		view.ID = form.NewID()
	}
	return page.Render(w, r, status, newPage(view))
}
