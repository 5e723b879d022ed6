package reports

import (
	"net/http"
	"slices"

	"sevenfold/internal/identity"
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

func (g reading) groupsPage(d report.Domain) groupsPageView {
	name := g.numbered(d.ID) + ": groups side by side"
	v := groupsPageView{
		Layout: g.layout(name), Back: linkView{g.numbered(d.ID), g.domainPath(d.ID)}, Title: name, Opening: opening(d),
		NoWords: g.words.missing(), Withheld: g.withheld(), Method: linkView{howFound, g.path("/method")},
	}
	if g.report.Withheld {
		return v
	}
	if v.Groups.Lines = g.noGroups(); len(v.Groups.Lines) > 0 {
		return v
	}
	v.Groups = g.groupsAt(d)
	return v
}

// groupsAt is the chart of groups at each statement of a domain.
func (g reading) groupsAt(d report.Domain) groupsView {
	v := groupsView{Lines: g.someGroups(), NotHere: g.groupsNotHere(d)}
	paths := []string{g.domainPath(d.ID)}
	for _, s := range g.statementsWith(d, toldApart) {
		paths = append(paths, g.statementPath(s))
	}
	v.Chart = g.together(domainGroups+d.ID, g.groupsFigure(d), paths)
	for i, s := range g.statementsWith(d, toldApart) {
		v.Chart.Parts[i+1].ID = s.ID // the first is of all together
	}
	if v.Chart.ID == "" {
		v.Lines = append(v.Lines, "At none of its statements can groups be told apart.")
	}
	return v
}

func toldApart(s report.Statement) bool { return len(s.Groups) > 0 }

// groups is what the page of a domain shows of groups: all its statements
// together. Each has its place on a page of its own.
func (g reading) groups(d report.Domain) groupsView {
	if lines := g.noGroups(); len(lines) > 0 {
		return groupsView{Lines: lines}
	}
	f := g.groupsFigure(d)
	if len(f.Parts) == 0 {
		return groupsView{Lines: g.groupsAt(d).Lines}
	}
	f.Parts = f.Parts[:1]
	path := g.domainPath(d.ID) + "/groups"
	return groupsView{
		Lines: g.someGroups(), Chart: g.together(domainGroups+d.ID, f, []string{path}),
		More: linkView{"Groups side by side at each statement", path},
	}
}

// noGroups says why no groups are shown anywhere in the report; nothing where
// some are.
func (g reading) noGroups() []string {
	switch {
	case g.report.Method < 2:
		return []string{"This report was made before groups were told apart. It shows all who answered together."}
	case len(g.report.ShownGroups) == 0:
		return []string{g.report.GroupsReason()}
	}
	return nil
}

// someGroups says which groups are not shown, where only some are.
func (g reading) someGroups() []string {
	if reason := g.report.GroupsReason(); reason != "" {
		return []string{reason}
	}
	return nil
}

// groupsNotHere lists the statements at which groups are not told apart, though
// it is shown where all stand. The reason is the same at each.
func (g reading) groupsNotHere(d report.Domain) cardView {
	card := cardView{}
	for _, s := range g.statementsWith(d, func(s report.Statement) bool { return g.report.GroupsReasonAt(s) != "" }) {
		card.Title, card.Lead = "Where groups are not shown", g.report.GroupsReasonAt(s)
		card.Items = append(card.Items, itemView{Text: g.words.statement(s.ID).Text, Path: g.statementPath(s)})
	}
	return card
}

// aims set the statements about preventing harm beside those about an ideal:
// they ask for different conversations.
func (g reading) aims(d report.Domain) []cardView {
	lens, _ := g.report.Lens(report.AimLens)
	words := g.lensWords(lens.ID)
	var cards []cardView
	for i, category := range lens.Categories {
		if i >= len(words.Categories) {
			return nil
		}
		card := cardView{
			Title: words.Categories[i].Title, Lead: words.Categories[i].About,
			Empty: "None of the statements of this domain is of this kind.",
		}
		for _, s := range g.statementsWith(d, func(s report.Statement) bool { return slices.Contains(category.Statements, s.ID) }) {
			card.Items = append(card.Items, itemView{
				Text: g.words.statement(s.ID).Text, Path: "#" + s.ID, Why: report.Title(s.Finding, s.Significant),
			})
		}
		cards = append(cards, card)
	}
	return cards
}
