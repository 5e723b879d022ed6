package operator

import (
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// changeView is a form that changes one thing of a trust.
type changeView struct {
	Layout   layout.View
	Back     string
	Mistakes []form.Mistake
	Lead     string
	Action   string
	Button   string
}

func changeOf(viewer identity.Viewer, t trust.Installed, f *form.Form, title, action string) changeView {
	return changeView{
		Layout: layout.View{Title: title, Viewer: viewer, Error: !f.Good()}, Back: trustPath(t.ID, ""), Mistakes: f.Mistakes,
		Action: trustPath(t.ID, action),
	}
}

// ShowRename shows the form of a trust's name.
func (p Pages) ShowRename(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	t, err := p.installed(r)
	if err != nil {
		return err
	}
	return showRename(w, r, viewer, http.StatusOK, t, &form.Form{}, t.Name)
}

// Rename gives a trust another name.
func (p Pages) Rename(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	t, err := p.installed(r)
	if err != nil {
		return err
	}
	name := readName(f, "name", "trust")
	if !f.Good() {
		return showRename(w, r, viewer, http.StatusUnprocessableEntity, t, f, name)
	}
	if err := p.Store.RenameTrust(r.Context(), t.ID, viewer.PersonID, name, p.Now()); err != nil {
		return err
	}
	return page.Redirect(w, r, trustPath(t.ID, "")+"?done=renamed")
}

func showRename(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, status int, t trust.Installed, f *form.Form, typed string) error {
	view := changeOf(viewer, t, f, "Change the name of "+t.Name, "/rename")
	view.Lead, view.Button = "Earlier reports keep the name that they were made with.", "Save the name"
	return page.Render(w, r, status, renamePage(view, component.TextFieldView{
		ID: "name", Label: "Name of the trust", Value: typed, Error: f.Message("name"),
	}))
}
