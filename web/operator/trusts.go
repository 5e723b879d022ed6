package operator

import (
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// trustsView lists the trusts of the installation.
type trustsView struct {
	Layout layout.View
	New    string
	Trusts []listedView
}

type listedView struct {
	Name  string
	Href  string
	Lines []string
	Off   bool
}

// ShowTrusts lists the trusts of the installation.
func (p Pages) ShowTrusts(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	all, err := p.Store.InstalledTrusts(r.Context())
	if err != nil {
		return err
	}
	view := trustsView{Layout: layout.View{Title: "Trusts here", Viewer: viewer}, New: listPath + "/trusts/new"}
	for _, t := range all {
		listed := listedView{
			Name: t.Name, Href: trustPath(t.ID, ""), Off: t.Off(),
			Lines: []string{people(t.People), "Added on " + component.Date(t.AddedAt)},
		}
		if t.Governance == 0 {
			listed.Lines = append(listed.Lines, "No governance professional")
		}
		view.Trusts = append(view.Trusts, listed)
	}
	return page.Render(w, r, http.StatusOK, trustsPage(view))
}
