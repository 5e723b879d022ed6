package reading

import (
	"strings"

	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

// List is a list of statements; Empty stands in for it where there are none.
type List struct {
	Title, Lead string
	Ordered     bool
	Items       []Item
	Empty       string
	Note        string // below the list, or what stands in for it
}

// Item is a statement in a list: its words, why it stands there, and the title
// of its domain, with whose it is where the trust added it; the last two may be
// empty.
type Item struct {
	Statement         report.Statement
	Text, Why, Domain string
}

// Named is its text, with whose it is where the trust added it.
func (i Item) Named() string { return named(i.Text, i.Statement.Own) }

// Items are statements, each with why it was found to be what it is.
func (g Reading) Items(ids []string) []Item {
	var items []Item
	for _, id := range ids {
		s, ok := g.Report.Statement(id)
		if !ok {
			continue
		}
		why := strings.Join(append([]string{g.Report.Reason(g.Words.Vocabulary, s)}, s.Remarks()...), " ")
		items = append(items, Item{Statement: s, Text: g.Words.Statement(id).Text, Why: why, Domain: g.Where(s)})
	}
	return items
}

// Where is the title of a statement's domain, and whose it is where the trust added it.
func (g Reading) Where(s report.Statement) string {
	if s.Own {
		return g.DomainTitle(s.Domain) + " · " + Within(Own)
	}
	return g.DomainTitle(s.Domain)
}

// Strengths are the most significant ones, in order.
func (g Reading) Strengths() List {
	return List{
		Title: g.Words.Vocabulary.List(insight.Strength), Ordered: true, Items: g.Items(g.Report.Strengths),
		Lead:  ofAll(len(g.Report.Strengths), g.Found(insight.Strength)),
		Empty: "No statement came out as " + g.Words.Vocabulary.Is(insight.Strength) + " in this round.",
	}
}

// Challenges are the most significant ones, in order.
func (g Reading) Challenges() List {
	return List{
		Title: g.Words.Vocabulary.List(insight.Challenge), Ordered: true, Items: g.Items(g.Report.Challenges),
		Lead:  ofAll(len(g.Report.Challenges), g.Found(insight.Challenge)),
		Empty: "No statement came out as " + g.Words.Vocabulary.Is(insight.Challenge) + " in this round.",
	}
}

// ViewsDiffer are all statements of which views differ, in the order of the framework.
func (g Reading) ViewsDiffer() List {
	return List{
		Title: g.Words.Vocabulary.List(insight.ViewsDiffer), Items: g.Items(g.Report.ViewsDiffer),
		Empty: "Nowhere in this round did views differ enough to say so.",
	}
}

// NotYetKnown are all statements of which many do not know, in the order of the framework.
func (g Reading) NotYetKnown() List {
	empty := "There is no statement of which many do not know."
	if g.Words.Vocabulary.Unknown() == "" {
		empty = "Whoever answered had a place on this scale, however little they knew."
	}
	return List{
		Title: g.Words.Vocabulary.List(insight.NotYetKnown), Items: g.Items(g.Report.NotYetKnown),
		Empty: empty,
	}
}

// Further are the lists below those that every conversation begins with.
func (g Reading) Further() []List {
	var all []List
	for _, list := range []List{g.seenDifferently(), g.reassured()} {
		if list.Title != "" {
			all = append(all, list)
		}
	}
	return all
}

// seenDifferently lists where two groups stand apart. Of a report that was made
// before groups were told apart there is nothing to say.
func (g Reading) seenDifferently() List {
	if g.Report.Method < 2 {
		return List{}
	}
	list := List{
		Title: "Seen differently by groups", Note: g.Report.GroupsReason(),
		Empty: "At no statement do two groups stand far enough apart to say so.",
	}
	if len(g.Report.ShownGroups) == 0 {
		list.Empty, list.Note = list.Note, ""
	}
	for _, d := range g.Report.SeenDifferently {
		for _, item := range g.Items([]string{d.Statement}) {
			item.Why = g.Report.DifferenceReason(g.Words.Vocabulary, d)
			list.Items = append(list.Items, item)
		}
	}
	return list
}

// reassured lists the strengths that rest on little evidence. Where nobody was
// asked how they know there is nothing to say, and the list has no title.
func (g Reading) reassured() List {
	if !g.Report.BasisAsked {
		return List{}
	}
	strengths := g.Words.Vocabulary.Those(insight.Strength)
	list := List{
		Title: "Reassured, not assured",
		Lead:  "Of " + strengths + ", those where under half of those who placed the statement point to evidence: something checked, or seen for themselves.",
		Empty: "Of " + strengths + ", none rests on so little: at least half of those who placed each point to evidence.",
	}
	if g.Found(insight.Strength) == 0 {
		list.Lead, list.Empty = "", "This is said of "+strengths+" only, and there is nothing of the kind in this round."
	}
	for _, item := range g.Items(g.Report.ReassuredNotAssured) {
		item.Why = "" // the lead has said it
		list.Items = append(list.Items, item)
	}
	return list
}

// ofAll says how many more there are than those that are named.
func ofAll(named, all int) string {
	if all <= named {
		return ""
	}
	return Capital(report.Number(named)) + " of " + report.Number(all) + ", and at most three from one domain."
}

// Conversation says in which order to talk about what was found.
func (g Reading) Conversation() []string {
	v := g.Words.Vocabulary
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{
		{g.Found(insight.ViewsDiffer), "where " + v.Noun(insight.ViewsDiffer, 1)},
		{g.Found(insight.NotYetKnown), "with what is " + v.Is(insight.NotYetKnown)},
		{g.Found(insight.Challenge), "with " + v.Those(insight.Challenge)},
	} {
		if part.n > 0 {
			parts = append(parts, part.what+" ("+statements(part.n)+")")
		}
	}
	if len(parts) == 0 {
		return []string{"Nothing here has to be settled first. Take " + v.Those(insight.Strength) + " in turn, and ask how we know."}
	}
	sentence := "Start " + parts[0]
	for _, part := range parts[1:] {
		sentence += ", then go on " + part
	}
	return []string{sentence + ".", "Each domain has questions for the board."}
}
