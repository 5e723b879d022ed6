// Package about holds the pages that say what Sevenfold is and does: help,
// privacy, accessibility. What they promise is what this version does.
package about

import (
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// Pages are the pages that tell about Sevenfold.
type Pages struct {
	// Operator names who looks after the installation, and so could read its
	// database: "Example Hosting Ltd". It may be empty.
	Operator string
}

type aboutView struct {
	Layout layout.View
	// Operator begins a sentence: "Example Hosting Ltd looks after …".
	Operator string
	// Unnamed tells that nobody has said who that is.
	Unnamed bool
}

func (p Pages) view(viewer identity.Viewer, title string) aboutView {
	view := aboutView{Layout: layout.View{Title: title, Viewer: viewer}, Operator: p.Operator}
	if view.Operator == "" {
		view.Operator, view.Unnamed = "Whoever your trust has asked", true
	}
	return view
}

// ShowHelp tells how things are done.
func (p Pages) ShowHelp(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return page.Render(w, r, http.StatusOK, helpPage(p.view(viewer, "Help")))
}

// ShowPrivacy tells what is kept, and who sees what.
func (p Pages) ShowPrivacy(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return page.Render(w, r, http.StatusOK, privacyPage(p.view(viewer, "Privacy")))
}

// ShowAccessibility tells for whom the pages work, and where they may not.
func (p Pages) ShowAccessibility(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return page.Render(w, r, http.StatusOK, accessibilityPage(p.view(viewer, "Accessibility statement")))
}
