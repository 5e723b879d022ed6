package home

import (
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// mineView lists the trusts of a person.
type mineView struct {
	Layout layout.View
	Trusts []mineTrustView
}

type mineTrustView struct {
	Name string
	Href string
	Line string // "One round waits for you."
}

// ShowMine lists the trusts of a person, with what waits in each; whoever has
// only one goes straight there.
func (p Pages) ShowMine(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	trusts, err := p.Store.TrustsOf(r.Context(), viewer.PersonID)
	if err != nil {
		return err
	}
	if len(trusts) == 1 {
		return page.Redirect(w, r, trustPath(trusts[0].ID))
	}
	view := mineView{Layout: layout.View{Title: "Your trusts", Viewer: viewer}}
	for _, t := range trusts {
		invitations, err := p.Store.RoundsToAnswer(r.Context(), t.ID, viewer.PersonID)
		if err != nil {
			return err
		}
		n := 0
		for _, i := range invitations {
			if waits(i, p.Now()) {
				n++
			}
		}
		line := "Nothing waits for you there."
		if n > 0 {
			line = starting(component.Count(n, "round waits", "rounds wait")) + " for you."
		}
		view.Trusts = append(view.Trusts, mineTrustView{t.Name, trustPath(t.ID), line})
	}
	return page.Render(w, r, http.StatusOK, minePage(view))
}
