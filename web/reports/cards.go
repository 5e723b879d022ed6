package reports

import (
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
	return cardView{
		Title: "Where views differ", Kind: "sf-card--differ", Items: g.items(g.report.ViewsDiffer),
		Empty: "Nowhere in this round did views differ enough to say so.",
	}
}

func (g reading) notYetKnown() cardView {
	return cardView{
		Title: "What is not yet known", Kind: "sf-card--unknown", Items: g.items(g.report.NotYetKnown),
		Empty: "There is no statement of which many do not know.",
	}
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
	for _, item := range g.items(g.report.ReassuredNotAssured) {
		item.Why = "" // the lead has said it
		card.Items = append(card.Items, item)
	}
	return card
}

// ofAll says how many more there are than those that are named.
func ofAll(named, all int) string {
	if all <= named {
		return ""
	}
	return capital(component.Number(named)) + " of " + component.Number(all) + ", and at most three from one domain."
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
