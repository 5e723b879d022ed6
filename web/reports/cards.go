package reports

import (
	"strings"

	"sevenfold/internal/reading"
	"sevenfold/internal/report"
)

// cardView is a list of statements; Empty stands in for it where there are none.
type cardView struct {
	Title, Kind, Lead string
	Ordered           bool
	Items             []itemView
	Empty             string
	Note              string // below the list, or what stands in for it
}

type itemView struct{ Text, Path, Why, Domain string }

// cardOf shows a list whose statements lead where path says.
func cardOf(list reading.List, kind string, path func(report.Statement) string) cardView {
	card := cardView{Title: list.Title, Kind: kind, Lead: list.Lead, Ordered: list.Ordered, Empty: list.Empty, Note: list.Note}
	for _, item := range list.Items {
		card.Items = append(card.Items, itemView{Text: item.Text, Path: path(item.Statement), Why: item.Why, Domain: item.Domain})
	}
	return card
}

// card shows a list whose statements lead to the pages of their domains.
func (g reader) card(list reading.List, kind string) cardView {
	return cardOf(list, kind, g.statementPath)
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
