package operator

import (
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// trustView is a trust as whoever looks after the installation sees it.
type trustView struct {
	Layout layout.View
	Back   string
	Notice string
	Rows   []rowView
	On     string // where it is switched on again; "" while it is on
}

type rowView struct {
	Name   string
	Value  string
	Change string // what may be done about it; "" for nothing
	About  string // says to whoever hears links alone what it is about
	Href   string
}

// ShowTrust shows a trust from outside.
func (p Pages) ShowTrust(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	t, err := p.installed(r)
	if err != nil {
		return err
	}
	view := trustView{
		Layout: layout.View{Title: t.Name, Viewer: viewer}, Back: listPath, Notice: noticeOf(r, t),
		Rows: []rowView{
			{Name: "Name", Value: t.Name, Change: "Change", About: "the name", Href: trustPath(t.ID, "/rename")},
			{Name: "Added", Value: component.Date(t.AddedAt)},
			{Name: "People", Value: people(t.People)},
		},
	}
	governance := rowView{Name: "Governance professionals", Value: "None: nobody can add people or run rounds"}
	if t.Governance > 0 {
		governance.Value = component.Capital(component.Number(t.Governance))
	}
	state := rowView{Name: "State", Value: "On"}
	if t.Off() {
		state.Value, view.On = "Switched off on "+component.Date(*t.OffAt), trustPath(t.ID, "/on")
	} else {
		governance.Change, governance.About, governance.Href = "Name another", "governance professional", trustPath(t.ID, "/governance")
		state.Change, state.About, state.Href = "Switch off", "this trust", trustPath(t.ID, "/off")
	}
	view.Rows = append(view.Rows, governance, state)
	return page.Render(w, r, http.StatusOK, trustPage(view))
}

// noticeOf tells what was done just before, by what the address says.
func noticeOf(r *http.Request, t trust.Installed) string {
	switch r.URL.Query().Get("done") {
	case "added":
		return t.Name + " was added. Its governance professional is told by e-mail."
	case "renamed":
		return "The name was saved."
	case "named":
		return "They look after this trust from now on. Whoever did not before is told by e-mail."
	case "off":
		return t.Name + " was switched off."
	case "on":
		return t.Name + " was switched on: everything is as it was."
	}
	return ""
}
