package reading

import (
	"slices"

	"sevenfold/internal/audit"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

// NotCompared says why there is nothing to say of the round before; empty where
// there is something.
func (g Reading) NotCompared() string {
	switch {
	case g.Report.Since != nil:
		return ""
	case g.Report.Method < 2:
		return "This report was made before rounds were compared with the one before."
	default:
		return "There is no earlier round to compare this one with. The next round can be compared with it."
	}
}

// ThenAndThis says which two rounds are compared.
func (g Reading) ThenAndThis() string {
	return "Then is the round that closed on " + audit.Date(g.Report.Since.ClosedAt) + "; now is this one."
}

// whatMoving says what it would take, where nothing moved.
const whatMoving = " A statement is said to have moved where its finding changed and the answers of the two rounds lie far apart."

// SinceTerms tell changed views, changed people and changed questions apart.
func (g Reading) SinceTerms() []Term {
	s := *g.Report.Since
	views := s.ViewsReason(g.Words.Vocabulary)
	if s.Unlike == "" && len(s.Moved) == 0 {
		views += whatMoving
	}
	return []Term{{Term: "Views", Text: views}, {Term: "People", Text: s.PeopleReason()}, {Term: "Questions", Text: s.Questions.Reason()}}
}

// Changes are statements with what they were found as then, and are now.
func (g Reading) Changes(ids []string) []Item {
	var items []Item
	for _, id := range ids {
		s, _ := g.Report.Statement(id)
		change, _ := g.Report.Since.Change(id)
		for _, item := range g.Items([]string{id}) {
			item.Why = change.Reason(g.Words.Vocabulary, s)
			items = append(items, item)
		}
	}
	return items
}

// Moved are the statements of a domain whose answers moved, in order of significance.
func (g Reading) Moved(d report.Domain) []report.Statement {
	if !g.Compared() {
		return nil
	}
	return g.Statements(d, func(s report.Statement) bool {
		c, asked := g.Report.Since.Change(s.ID)
		return asked && c.Moved != insight.DidNotMove
	})
}

// DomainSince says of a domain what is compared, and that nothing moved where
// that is so.
func (g Reading) DomainSince(d report.Domain) []string {
	switch reason := g.NotCompared(); {
	case reason != "":
		return []string{reason}
	case g.Report.Since.Unlike != "":
		return []string{g.Report.Since.ViewsReason(g.Words.Vocabulary)}
	case len(g.Moved(d)) == 0:
		return []string{g.ThenAndThis(), "No statement of this domain moved far enough to say so."}
	}
	return []string{g.ThenAndThis()}
}

// Compared tells whether the views of this round are compared with those before.
func (g Reading) Compared() bool { return g.Report.Since != nil && g.Report.Since.Unlike == "" }

// FoundOtherwise lists those statements of a domain that were found otherwise,
// though their answers lie too near to say that they moved.
func (g Reading) FoundOtherwise(d report.Domain) List {
	var ids []string
	for _, s := range g.Statements(d, Every) {
		if c, asked := g.Report.Since.Change(s.ID); asked && c.Moved == insight.DidNotMove && c.Finding != s.Finding {
			ids = append(ids, s.ID)
		}
	}
	if len(ids) == 0 {
		return List{}
	}
	return List{Title: "Found otherwise, and not said to have moved", Items: g.Changes(ids)}
}

// AskedOtherwiseTitles are how statements can have been asked otherwise than in
// the round before, in order.
var AskedOtherwiseTitles = [...]string{"New in this round", "In place of a statement that meant something else", "Reworded, with the same meaning"}

// AskedOtherwise are those statements of a domain that the round before did not
// ask, or not in these words.
func (g Reading) AskedOtherwise(d report.Domain) []List {
	q := g.Report.Since.Questions
	var replaced []string
	for _, r := range q.Replaced {
		replaced = append(replaced, r.Now)
	}
	var lists []List
	for i, ids := range [][]string{q.Added, replaced, q.Reworded} {
		here := g.Statements(d, func(s report.Statement) bool { return slices.Contains(ids, s.ID) })
		if len(here) == 0 {
			continue
		}
		list := List{Title: AskedOtherwiseTitles[i]}
		for _, s := range here {
			list.Items = append(list.Items, Item{Statement: s, Text: g.Words.Statement(s.ID).Text})
		}
		lists = append(lists, list)
	}
	return lists
}
