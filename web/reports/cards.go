package reports

import (
	"strings"

	"sevenfold/internal/insight"
	"sevenfold/web/component"
)

func (g reading) strengths() cardView {
	return cardView{
		Title: "Strengths", Kind: "sf-card--strength", Ordered: true, Items: g.items(g.report.Strengths),
		Lead:  ofAll(len(g.report.Strengths), g.found(insight.Strength)),
		Empty: "No statement came out as a strength in this round.",
	}
}

func (g reading) challenges() cardView {
	return cardView{
		Title: "Challenges", Kind: "sf-card--challenge", Ordered: true, Items: g.items(g.report.Challenges),
		Lead:  ofAll(len(g.report.Challenges), g.found(insight.Challenge)),
		Empty: "No statement came out as a challenge in this round.",
	}
}

func (g reading) viewsDiffer() cardView {
	card := cardView{
		Title: "Where views differ", Kind: "sf-card--differ",
		Empty: "Nowhere in this round did views differ enough to say so.",
	}
	card.Items, card.Lead = firstOf(g.items(g.report.ViewsDiffer))
	return card
}

func (g reading) notYetKnown() cardView {
	card := cardView{
		Title: "What is not yet known", Kind: "sf-card--unknown",
		Empty: "There is no statement of which many do not know.",
	}
	card.Items, card.Lead = firstOf(g.items(g.report.NotYetKnown))
	return card
}

// further are the lists below those that every conversation begins with.
func (g reading) further() []cardView {
	var all []cardView
	for _, card := range []cardView{g.seenDifferently(), g.reassured()} {
		if card.Title != "" {
			all = append(all, card)
		}
	}
	return all
}

// seenDifferently lists where two groups stand apart. Of a report that was made
// before groups were told apart there is nothing to say.
func (g reading) seenDifferently() cardView {
	if g.report.Method < 2 {
		return cardView{}
	}
	card := cardView{
		Title: "Seen differently by groups", Note: g.report.GroupsReason(),
		Empty: "At no statement do two groups stand far enough apart to say so.",
	}
	if len(g.report.ShownGroups) == 0 {
		card.Empty, card.Note = card.Note, ""
	}
	var items []itemView
	for _, d := range g.report.SeenDifferently {
		for _, item := range g.items([]string{d.Statement}) {
			item.Why = g.report.DifferenceReason(d)
			items = append(items, item)
		}
	}
	card.Items, card.Lead = firstOf(items)
	return card
}

// longest is how many statements a list of the page has room for.
const longest = 10

// firstOf cuts a list to what there is room for, and says so.
func firstOf(items []itemView) (some []itemView, lead string) {
	if len(items) <= longest {
		return items, ""
	}
	return items[:longest], "The first " + component.Number(longest) + " of " + component.Number(len(items)) +
		", in the order of the domains. The pages of the domains have the others."
}

// reassured lists the strengths that rest on little evidence. Where nobody was
// asked how they know there is nothing to say, and the card has no title.
func (g reading) reassured() cardView {
	if !g.report.BasisAsked {
		return cardView{}
	}
	card := cardView{
		Title: "Reassured, not assured",
		Lead:  "Strengths where under half of those who placed the statement point to evidence: something checked, or seen for themselves.",
		Empty: "At every strength, at least half of those who placed it point to evidence.",
	}
	if g.found(insight.Strength) == 0 {
		card.Lead, card.Empty = "", "This is said of strengths only, and there are none in this round."
	}
	items, lead := firstOf(g.items(g.report.ReassuredNotAssured))
	for _, item := range items {
		item.Why = "" // the lead has said it
		card.Items = append(card.Items, item)
	}
	card.Lead = strings.TrimSpace(card.Lead + " " + lead)
	return card
}

// ofAll says how many more there are than those that are named.
func ofAll(named, all int) string {
	if all <= named {
		return ""
	}
	return component.Capital(component.Number(named)) + " of " + component.Number(all) + ", and at most three from one domain."
}

// conversation says in which order to talk about what was found.
func (g reading) conversation() []string {
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{
		{g.found(insight.ViewsDiffer), "where views differ"},
		{g.found(insight.NotYetKnown), "with what is not yet known"},
		{g.found(insight.Challenge), "with the challenges"},
	} {
		if part.n > 0 {
			parts = append(parts, part.what+" ("+statements(part.n)+")")
		}
	}
	if len(parts) == 0 {
		return []string{"Nothing here has to be settled first. Take the strengths in turn, and ask how we know."}
	}
	sentence := "Start " + parts[0]
	for _, part := range parts[1:] {
		sentence += ", then go on " + part
	}
	return []string{sentence + ".", "Each domain’s page has questions for the board."}
}
