package operator

import (
	"errors"
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/form"
	"sevenfold/web/page"
)

// ShowGovernance shows the form that names a governance professional.
func (p Pages) ShowGovernance(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	t, err := p.installed(r)
	if err != nil {
		return err
	}
	if t.Off() {
		return page.Redirect(w, r, trustPath(t.ID, ""))
	}
	return showGovernance(w, r, viewer, http.StatusOK, t, &form.Form{})
}

// NameGovernance makes somebody a governance professional of a trust. What the
// page says is the same whoever they were to it before.
func (p Pages) NameGovernance(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	t, err := p.installed(r)
	if err != nil {
		return err
	}
	m := readProfessional(f)
	if !f.Good() {
		return showGovernance(w, r, viewer, http.StatusUnprocessableEntity, t, f)
	}
	err = p.Store.NameGovernanceProfessional(r.Context(), t.ID, viewer.PersonID, m, p.Now())
	if errors.Is(err, trust.ErrOff) {
		return page.Redirect(w, r, trustPath(t.ID, ""))
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, trustPath(t.ID, "")+"?done=named")
}

func showGovernance(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, status int, t trust.Installed, f *form.Form) error {
	view := changeOf(viewer, t, f, "Name a governance professional of "+t.Name, "/governance")
	view.Lead = "For when the only one has left. They see the trust’s people, and run its rounds: make sure that the trust’s board has asked for them."
	view.Button = "Name this person"
	return page.Render(w, r, status, governancePage(view, professionalFields(f, "Their name", "")))
}
