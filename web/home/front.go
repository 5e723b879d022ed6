package home

import (
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type frontView struct {
	Layout        layout.View
	Demonstration bool
	Takes         string // how long answering takes, in a sentence
	Title         string // of the framework in service
	Domains       []domainView
	From          string // where the domains come from
}

type domainView struct {
	Title string
	Line  string
}

// ShowFront says what Sevenfold is to whoever is signed out or may answer one
// round only; everybody else who is signed in goes home.
func (p Pages) ShowFront(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	if viewer.SignedIn() && !viewer.Limited() {
		return page.Redirect(w, r, "/home")
	}
	view := frontView{
		Layout:        layout.View{Title: "Look honestly at your trust", Viewer: viewer},
		Demonstration: p.Demonstration,
		Title:         p.Current.Title,
	}
	for _, d := range p.Current.Domains {
		view.Domains = append(view.Domains, domainView{d.Title, d.Line})
	}
	if len(p.Current.Instruments) > 0 { // the first is the main one
		view.Takes = inSittings(p.Current.Instruments[0].Takes())
	}
	if len(p.Current.Sources) > 0 {
		view.From = "The domains are those of " + p.Current.Sources[0].Citation() + ". The statements here are in our own words."
	}
	return page.Render(w, r, http.StatusOK, frontPage(view))
}

// inSittings says how long answering takes, where anybody has said.
func inSittings(takes string) string {
	if takes == "" {
		return "They answer in as many sittings as they like."
	}
	return "It takes " + takes + ", in as many sittings as you like."
}
