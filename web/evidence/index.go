package evidence

import (
	"net/http"
	"slices"

	"sevenfold/internal/evidence"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// indexView is all that a trust can point to, by domain.
type indexView struct {
	Layout   layout.View
	Home     string
	Path     string
	New      string // where to add some; "" for whoever may not
	Export   string // where the index is had as files; "" for whoever may not
	None     bool   // there is no evidence at all
	Domain   component.SelectView
	Kind     component.SelectView
	Show     component.SelectView
	Filtered bool
	Sections []sectionView
	Nothing  string // said where nothing is found
}

// sectionView is the evidence for one domain.
type sectionView struct {
	ID     string
	Title  string
	Lead   string // for how many of its statements there is something
	Pieces []pieceView
}

// pieceView is one piece of evidence in a table.
type pieceView struct {
	Title  string
	Href   string
	Kind   string
	Dated  string
	Link   string
	Place  string
	Keeper string
	For    string // how many statements
	Ended  string
}

// wanted is what the index is asked for.
type wanted struct {
	domain string
	kind   evidence.Kind
	ended  bool
}

func wantedOf(r *http.Request) wanted {
	q := r.URL.Query()
	return wanted{q.Get("domain"), evidence.Kind(q.Get("kind")), q.Get("show") == "all"}
}

func (f wanted) takes(e evidence.Evidence) bool {
	return (f.kind == "" || e.Kind == f.kind) && (f.ended || e.Stands())
}

// ShowIndex shows what the trust can point to, by domain.
func (p Pages) ShowIndex(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	p, err := p.of(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	all, err := p.Store.Evidence(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	f, domains := wantedOf(r), p.domains(pointedAt(all))
	view := indexView{
		Layout: layout.View{Title: "Evidence", Viewer: viewer}, Home: trustPath(viewer), Path: indexPath(viewer),
		None: len(all) == 0, Filtered: f != wanted{}, Domain: domainFilter(domains, f), Kind: kindFilter(f),
		Show: component.SelectView{ID: "show", Label: "Show", Small: true, Options: []component.OptionView{
			{Label: "What stands", Chosen: !f.ended}, {Value: "all", Label: "Also what no longer stands", Chosen: f.ended},
		}},
	}
	if viewer.May(identity.EnterEvidence) {
		view.New = indexPath(viewer) + "/new"
	}
	if viewer.May(identity.ExportPacks) {
		view.Export = trustPath(viewer) + "/evidence-index"
	}
	for _, d := range domains {
		if f.domain != "" && f.domain != d.ID {
			continue
		}
		if section := p.section(viewer, d, all, f); len(section.Pieces) > 0 || !view.Filtered {
			view.Sections = append(view.Sections, section)
		}
	}
	if rest := p.rest(viewer, all, f); len(rest.Pieces) > 0 && f.domain == "" {
		view.Sections = append(view.Sections, rest)
	}
	if len(view.Sections) == 0 {
		view.Nothing = "Nothing was found."
	}
	return page.Render(w, r, http.StatusOK, indexPage(view))
}

func (p Pages) section(viewer identity.Viewer, d framework.Domain, all []evidence.Evidence, f wanted) sectionView {
	section := sectionView{ID: d.ID, Title: d.Title}
	by := evidence.ByStatement(all)
	asked := d.Statements()
	with := 0
	for _, s := range asked {
		if len(by[s.ID]) > 0 {
			with++
		}
	}
	section.Lead = coverage(with, len(asked))
	for _, e := range all {
		n := 0
		for _, s := range asked {
			if slices.Contains(e.Statements, s.ID) {
				n++
			}
		}
		if n > 0 && f.takes(e) {
			section.Pieces = append(section.Pieces, pieceOf(viewer, e, "For "+statements(n)+" here"))
		}
	}
	return section
}

// coverage says for how many statements of a domain there is something to point to.
func coverage(with, asked int) string {
	switch with {
	case 0:
		return "There is nothing to point to yet for its " + statements(asked) + "."
	case asked:
		return "There is something to point to for all of its " + statements(asked) + "."
	}
	return "There is something to point to for " + component.Number(with) + " of its " + statements(asked) + "."
}

// rest is what is for no statement of the framework in service.
func (p Pages) rest(viewer identity.Viewer, all []evidence.Evidence, f wanted) sectionView {
	section := sectionView{ID: "no-statement", Title: "For no statement that is asked now"}
	for _, e := range all {
		known := slices.ContainsFunc(e.Statements, func(id string) bool {
			_, ok := p.Current.Statement(id)
			return ok
		})
		if !known && f.takes(e) {
			section.Pieces = append(section.Pieces, pieceOf(viewer, e, ""))
		}
	}
	return section
}

func pieceOf(viewer identity.Viewer, e evidence.Evidence, what string) pieceView {
	v := pieceView{
		Title: e.Title, Href: piecePath(viewer, e.ID), Kind: e.Kind.Title(), Dated: component.Date(e.DatedOn),
		Link: e.Link, Place: e.Place, Keeper: e.LookedAfterBy(), For: what,
	}
	if e.EndedAt != nil {
		v.Ended = "No longer stands, since " + component.Date(*e.EndedAt)
	}
	return v
}

func domainFilter(domains []framework.Domain, f wanted) component.SelectView {
	v := component.SelectView{ID: "domain", Label: "Domain", Small: true, Options: []component.OptionView{{Label: "Every domain", Chosen: f.domain == ""}}}
	for _, d := range domains {
		v.Options = append(v.Options, component.OptionView{Value: d.ID, Label: d.Title, Chosen: f.domain == d.ID})
	}
	return v
}

func kindFilter(f wanted) component.SelectView {
	v := component.SelectView{ID: "kind", Label: "Kind", Small: true, Options: []component.OptionView{{Label: "Every kind", Chosen: f.kind == ""}}}
	for _, k := range evidence.Kinds {
		v.Options = append(v.Options, component.OptionView{Value: string(k), Label: k.Title(), Chosen: f.kind == k})
	}
	return v
}
