package operator

import (
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/web/form"
	"sevenfold/web/page"
)

// ShowOff shows what switching a trust off means.
func (p Pages) ShowOff(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	t, err := p.installed(r)
	if err != nil {
		return err
	}
	if t.Off() {
		return page.Redirect(w, r, trustPath(t.ID, ""))
	}
	view := changeOf(viewer, t, &form.Form{}, "Switch off "+t.Name, "/off")
	view.Button = "Switch it off"
	return page.Render(w, r, http.StatusOK, offPage(view, []string{
		"Nobody can sign in to this trust. Whoever belongs to it is told that it is switched off, and to ask you.",
		"Its rounds take no answers, and none of them opens, closes or reminds by itself.",
		"No message of the trust is sent.",
		"Nothing is deleted. When you switch it on again, everything is as it was.",
	}))
}

// SwitchOff closes a trust to everybody.
func (p Pages) SwitchOff(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	t, err := p.installed(r)
	if err != nil {
		return err
	}
	if err := p.Store.SwitchTrustOff(r.Context(), t.ID, viewer.PersonID, p.Now()); err != nil {
		return err
	}
	return page.Redirect(w, r, trustPath(t.ID, "")+"?done=off")
}

// SwitchOn opens a trust again.
func (p Pages) SwitchOn(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	t, err := p.installed(r)
	if err != nil {
		return err
	}
	if err := p.Store.SwitchTrustOn(r.Context(), t.ID, viewer.PersonID, p.Now()); err != nil {
		return err
	}
	return page.Redirect(w, r, trustPath(t.ID, "")+"?done=on")
}
