package evidence

import (
	"net/http"
	"slices"

	"sevenfold/internal/evidence"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// showView is one piece of evidence.
type showView struct {
	Layout  layout.View
	Back    string
	Notice  string
	Piece   pieceView
	Domains []forView
	Added   string
	Edit    string // where to change it; "" for whoever may not, or where it has ended
	End     string
	Return  string
}

// forView is a domain, and the statements of it that the evidence is for.
type forView struct {
	Title      string
	Statements []string
}

// Show shows one piece of evidence, and what it is for.
func (p Pages) Show(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	e, err := p.piece(r, viewer)
	if err != nil {
		return err
	}
	if p, err = p.of(r.Context(), viewer.TrustID); err != nil {
		return err
	}
	earlier, err := p.earlierWords(r.Context(), viewer.TrustID, e.Statements)
	if err != nil {
		return err
	}
	view := showView{
		Layout: layout.View{Title: e.Title, Viewer: viewer}, Back: indexPath(viewer), Notice: notice(r), Piece: pieceOf(viewer, e, ""),
		Domains: p.domainsOf(e, earlier), Added: "Added on " + component.Date(e.AddedAt) + ".",
	}
	if e.Revision > 1 {
		view.Added += " Last changed by " + e.ChangedBy + " on " + component.Date(e.ChangedAt) + "."
	}
	switch path := piecePath(viewer, e.ID); {
	case !viewer.May(identity.EnterEvidence):
	case e.Stands():
		view.Edit, view.End = path+"/edit", path+"/end"
	default:
		view.Return = path + "/return"
	}
	return page.Render(w, r, http.StatusOK, showPage(view))
}

func notice(r *http.Request) string {
	switch r.URL.Query().Get("done") {
	case "added":
		return "The evidence was added."
	case "changed":
		return "The evidence was saved."
	case "ended":
		return "The evidence no longer stands. It is kept, and can be taken up again."
	case "returned":
		return "The evidence stands again."
	}
	return ""
}

// domainsOf are the domains of the statements that a piece of evidence is for, in
// the order of the framework; what is no longer asked comes last.
func (p Pages) domainsOf(e evidence.Evidence, earlier words) []forView {
	var domains []forView
	for _, d := range p.domains(e.Statements) {
		one := forView{Title: d.Title}
		for _, s := range d.Statements() {
			if slices.Contains(e.Statements, s.ID) {
				one.Statements = append(one.Statements, s.Text)
			}
		}
		if len(one.Statements) > 0 {
			domains = append(domains, one)
		}
	}
	var left []string
	for _, id := range p.gone(e.Statements) {
		left = append(left, earlier.of(id))
	}
	if len(left) > 0 {
		domains = append(domains, forView{component.Capital(statements(len(left))) + " no longer asked", left})
	}
	return domains
}

// endView asks whether a piece of evidence no longer stands.
type endView struct {
	Layout layout.View
	Back   string
	Title  string
	Action string
}

// ShowEnd asks whether a piece of evidence no longer stands.
func (p Pages) ShowEnd(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	e, err := p.piece(r, viewer)
	if err != nil {
		return err
	}
	if !e.Stands() {
		return page.Redirect(w, r, piecePath(viewer, e.ID))
	}
	return page.Render(w, r, http.StatusOK, endPage(endView{
		Layout: layout.View{Title: "This evidence no longer stands", Viewer: viewer}, Back: piecePath(viewer, e.ID),
		Title: e.Title, Action: piecePath(viewer, e.ID) + "/end",
	}))
}

// End says that a piece of evidence no longer stands.
func (p Pages) End(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	e, err := p.piece(r, viewer)
	if err != nil {
		return err
	}
	if err := p.Store.EndEvidence(r.Context(), viewer.TrustID, viewer.PersonID, e.ID, p.Now()); err != nil {
		return err
	}
	return page.Redirect(w, r, piecePath(viewer, e.ID)+"?done=ended")
}

// Return says that a piece of evidence stands again.
func (p Pages) Return(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	e, err := p.piece(r, viewer)
	if err != nil {
		return err
	}
	if err := p.Store.ReturnEvidence(r.Context(), viewer.TrustID, viewer.PersonID, e.ID, p.Now()); err != nil {
		return err
	}
	return page.Redirect(w, r, piecePath(viewer, e.ID)+"?done=returned")
}
