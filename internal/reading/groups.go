package reading

import (
	"slices"

	"sevenfold/internal/report"
)

// ToldApart tells whether groups are shown side by side at a statement.
func ToldApart(s report.Statement) bool { return len(s.Groups) > 0 }

// NoGroups says why no groups are shown anywhere in the report; nothing where
// some are.
func (g Reading) NoGroups() []string {
	switch {
	case g.Report.Method < 2:
		return []string{"This report was made before groups were told apart. It shows all who answered together."}
	case len(g.Report.ShownGroups) == 0:
		return []string{g.Report.GroupsReason()}
	}
	return nil
}

// SomeGroups says which groups are not shown, where only some are.
func (g Reading) SomeGroups() []string {
	if reason := g.Report.GroupsReason(); reason != "" {
		return []string{reason}
	}
	return nil
}

// GroupsNotHere lists the statements at which groups are not told apart, though
// it is shown where all stand. The reason is the same at each.
func (g Reading) GroupsNotHere(d report.Domain) List {
	list := List{}
	for _, s := range g.Statements(d, func(s report.Statement) bool { return g.Report.GroupsReasonAt(s) != "" }) {
		list.Title, list.Lead = "Where groups are not shown", g.Report.GroupsReasonAt(s)
		list.Items = append(list.Items, Item{Statement: s, Text: g.Words.Named(s.ID)})
	}
	return list
}

// Aims set the statements about preventing harm beside those about an ideal:
// they ask for different conversations.
func (g Reading) Aims(d report.Domain) []List {
	lens, _ := g.Report.Lens(report.AimLens)
	words := g.LensWords(lens.ID)
	var lists []List
	for i, category := range lens.Categories {
		if i >= len(words.Categories) {
			return nil
		}
		list := List{
			Title: words.Categories[i].Title, Lead: words.Categories[i].About,
			Empty: "None of the statements of this domain is of this kind.",
		}
		for _, s := range g.Statements(d, func(s report.Statement) bool { return slices.Contains(category.Statements, s.ID) }) {
			list.Items = append(list.Items, Item{Statement: s, Text: g.Words.Statement(s.ID).Text, Why: g.Words.Vocabulary.Title(s.Finding, s.Significant)})
		}
		lists = append(lists, list)
	}
	return lists
}
