package reports

import (
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// groupsView is what a page shows of groups: the chart of what may be told
// apart, and the statements where nothing may, with why not.
type groupsView struct {
	Lines   []string
	Chart   togetherView
	NotHere cardView
	More    linkView // where each statement is shown by groups
}

// groupsPageView is the page of a domain's groups, statement by statement.
type groupsPageView struct {
	Layout   layout.View
	Back     linkView
	Title    string
	Opening  string
	NoWords  string
	Withheld []string
	Groups   groupsView
	Method   linkView
}

// ShowGroups shows groups side by side at each statement of a domain where they
// may be told apart.
func (p Pages) ShowGroups(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	g, d, err := p.readDomain(r, viewer)
	if err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, groupsPage(g.groupsPage(d)))
}

func (g reader) groupsPage(d report.Domain) groupsPageView {
	name := g.Numbered(d.ID) + ": groups side by side"
	v := groupsPageView{
		Layout: g.layout(name), Back: linkView{g.Numbered(d.ID), g.domainPath(d.ID)}, Title: name, Opening: g.Opening(d),
		NoWords: g.Words.Missing(), Withheld: g.WithheldLines(), Method: linkView{howFound, g.path("/method")},
	}
	if g.Report.Withheld {
		return v
	}
	if v.Groups.Lines = g.NoGroups(); len(v.Groups.Lines) > 0 {
		return v
	}
	v.Groups = g.groupsAt(d)
	return v
}

// groupsAt is the chart of groups at each statement of a domain.
func (g reader) groupsAt(d report.Domain) groupsView {
	v := groupsView{Lines: g.SomeGroups(), NotHere: g.card(g.GroupsNotHere(d), "")}
	apart := g.Statements(d, reading.ToldApart)
	paths := []string{g.domainPath(d.ID)}
	for _, s := range apart {
		paths = append(paths, g.statementPath(s))
	}
	v.Chart = g.together(domainGroups+d.ID, g.GroupsFigure(d), paths)
	for i, s := range apart {
		v.Chart.Parts[i+1].ID = s.ID // the first is of all together
	}
	if v.Chart.ID == "" {
		v.Lines = append(v.Lines, "At none of its statements can groups be told apart.")
	}
	return v
}

// groups is what the page of a domain shows of groups: all its statements
// together. Each has its place on a page of its own.
func (g reader) groups(d report.Domain) groupsView {
	if lines := g.NoGroups(); len(lines) > 0 {
		return groupsView{Lines: lines}
	}
	f := g.GroupsFigure(d)
	if len(f.Parts) == 0 {
		return groupsView{Lines: g.groupsAt(d).Lines}
	}
	f.Parts = f.Parts[:1]
	path := g.domainPath(d.ID) + "/groups"
	return groupsView{
		Lines: g.SomeGroups(), Chart: g.together(domainGroups+d.ID, f, []string{path}),
		More: linkView{"Groups side by side at each statement", path},
	}
}
