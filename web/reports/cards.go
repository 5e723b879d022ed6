package reports

import (
	"strings"

	"sevenfold/internal/reading"
	"sevenfold/internal/report"
)

// cardView is a list of statements as a page shows it.
type cardView struct {
	reading.List
	Kind string
	path func(report.Statement) string // where a statement leads
}

// card shows a list whose statements lead to the pages of their domains.
func (g reader) card(list reading.List, kind string) cardView {
	return cardView{list, kind, g.statementPath}
}

// here leads to a statement on the same page.
func here(s report.Statement) string { return "#" + s.ID }

// longest is how many statements a card has room for.
const longest = 10

// firstOf cuts a card to what there is room for, and says so.
func firstOf(card cardView) cardView {
	if len(card.Items) <= longest {
		return card
	}
	card.Lead = strings.TrimSpace(card.Lead + " The first " + report.Number(longest) + " of " + report.Number(len(card.Items)) +
		", in the order of the domains. The pages of the domains have the others.")
	card.Items = card.Items[:longest]
	return card
}
