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
	Domains       []domainView
}

type domainView struct {
	Title string
	Line  string
}

// domains are those of domains.yaml, each with a line for somebody who has
// never heard of them.
var domains = []domainView{
	{"Strategic governance", "How the board chooses a direction, and holds to it."},
	{"Expert, ethical leadership", "How those who lead decide, and what they answer for."},
	{"High quality, inclusive education", "What every child learns, and who is left out."},
	{"School improvement at scale", "How schools get better together."},
	{"Workforce resilience and wellbeing", "Whether people can do good work here, and stay."},
	{"Finance and operations", "Whether money and buildings serve the children."},
	{"Public benefit and civic duty", "What the trust gives beyond its own gates."},
}

// ShowFront says what Sevenfold is to whoever is signed out or may answer one
// round only; everybody else who is signed in goes home.
func (p Pages) ShowFront(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	if viewer.SignedIn() && !viewer.Limited() {
		return page.Redirect(w, r, "/home")
	}
	return page.Render(w, r, http.StatusOK, frontPage(frontView{
		Layout:        layout.View{Title: "Look honestly at your trust", Viewer: viewer},
		Demonstration: p.Demonstration,
		Domains:       domains,
	}))
}
