package reports

import (
	"slices"

	"sevenfold/internal/report"
)

// groupsView is what a domain shows of groups: the chart of those statements
// where they may be told apart, and the others with why not.
type groupsView struct {
	Lines   []string
	Chart   togetherView
	NotHere cardView
}

func (g reading) groups(d report.Domain) groupsView {
	switch {
	case g.report.Method < 2:
		return groupsView{Lines: []string{"This report was made before groups were told apart. It shows all who answered together."}}
	case len(g.report.ShownGroups) == 0:
		return groupsView{Lines: []string{g.report.GroupsReason()}}
	}
	v := groupsView{}
	if reason := g.report.GroupsReason(); reason != "" {
		v.Lines = append(v.Lines, reason)
	}
	paths := []string{"#statements"}
	for _, s := range g.statementsWith(d, func(s report.Statement) bool { return len(s.Groups) > 0 }) {
		paths = append(paths, "#"+s.ID)
	}
	v.Chart = g.together(domainGroups+d.ID, g.groupsFigure(d), paths)
	v.NotHere = g.groupsNotHere(d)
	if v.Chart.ID == "" && v.NotHere.Title == "" {
		v.Lines = append(v.Lines, "At none of its statements is it shown where people stand, so no groups are shown side by side.")
	}
	return v
}

// groupsNotHere lists the statements at which groups are not told apart, though
// it is shown where all stand. The reason is the same at each.
func (g reading) groupsNotHere(d report.Domain) cardView {
	card := cardView{}
	for _, s := range g.statementsWith(d, func(s report.Statement) bool { return g.report.GroupsReasonAt(s) != "" }) {
		card.Title, card.Lead = "Where groups are not shown", g.report.GroupsReasonAt(s)
		card.Items = append(card.Items, itemView{Text: g.words.statement(s.ID).Text, Path: "#" + s.ID})
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
