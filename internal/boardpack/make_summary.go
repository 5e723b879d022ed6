package boardpack

import (
	"slices"

	"sevenfold/internal/chart"
	"sevenfold/internal/conversation"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
)

// few is how many statements a list of the summary names.
const few = 5

// summary is the report on two pages.
func (p maker) summary() []Block {
	blocks := []Block{Paragraph{Lead: true, Text: p.Lead()}, Paragraph{Text: p.whoAnswered() + "."}}
	if f := p.ProfileFigure(); drawn(f) {
		f.Paper = true
		blocks = append(blocks, Heading{2, p.ProfileTitle()}, Picture{f, p.ProfileNotes()[0]})
		blocks = append(blocks, paragraphs(p.ProfileNotes()[1:]...)...)
	}
	blocks = append(blocks, Heading{2, "Most significant"})
	blocks = append(blocks, paragraphs(p.Report.SmallNumbers())...)
	blocks = append(blocks, ranked(p.Strengths())...)
	blocks = append(blocks, ranked(p.Challenges())...)
	blocks = append(blocks, Heading{2, "To look into together"})
	blocks = append(blocks, p.short(ViewsDiffer, p.ViewsDiffer())...)
	blocks = append(blocks, p.short(NotYetKnown, p.NotYetKnown())...)
	blocks = append(blocks, p.movedInShort()...)
	blocks = append(blocks, Heading{2, "For the board’s conversation"})
	if instead := conversation.Instead(p.Report); len(instead) > 0 {
		blocks = append(blocks, List{Items: instead})
	} else {
		lines := p.Conversation()
		if !p.holds(Domains) {
			lines = lines[:1] // the rest leads to the domains
		}
		blocks = append(blocks, paragraphs(lines...)...)
	}
	blocks = append(blocks, paragraphs(p.Report.NotesTakenOutReason())...)
	if lacks := p.Report.Lacks(); len(lacks) > 0 {
		blocks = append(blocks, Heading{2, "What this report does not hold"}, List{Items: lacks})
	}
	return blocks
}

// ranked are the most significant statements of a kind, in order, with why.
func ranked(list reading.List) []Block {
	blocks := []Block{Heading{3, list.Title}}
	if len(list.Items) == 0 {
		return append(blocks, Paragraph{Text: list.Empty})
	}
	var items []string
	for _, item := range list.Items {
		items = append(items, reading.Stopped(item.Named())+" "+item.Why)
	}
	return slices.Concat(blocks, paragraphs(list.Lead), []Block{List{Ordered: true, Items: items}})
}

// statementTable sets statements beside their domains and what is said of them.
func statementTable(list reading.List, said string) Table {
	t := Table{Caption: list.Title, Columns: []Column{{Head: "Statement", Share: 5}, {Head: "Domain", Share: 3}, {Head: said, Share: 5}}, Empty: list.Empty}
	if !slices.ContainsFunc(list.Items, func(i reading.Item) bool { return i.Why != "" }) {
		t.Columns = t.Columns[:2]
	}
	for _, item := range list.Items {
		t.Rows = append(t.Rows, []string{item.Text, item.Domain, item.Why}[:len(t.Columns)])
	}
	return t
}

// short names the first statements of a list, and how many more there are.
func (p maker) short(s Section, list reading.List) []Block {
	blocks := []Block{Heading{3, list.Title}}
	if len(list.Items) == 0 {
		return append(blocks, Paragraph{Text: list.Empty})
	}
	var items []string
	for _, item := range list.Items[:min(few, len(list.Items))] {
		items = append(items, item.Named())
	}
	blocks = append(blocks, List{Items: items})
	return append(blocks, paragraphs(p.more(s, len(list.Items)))...)
}

// more says how many of a list are not named, and where they are.
func (p maker) more(s Section, all int) string {
	switch {
	case all <= few:
		return ""
	case p.holds(s):
		return "The first " + report.Number(few) + " of " + report.Number(all) + ". The part “" + titles[s] + "” has them all."
	}
	return "The first " + report.Number(few) + " of " + report.Number(all) + ", in the order of the domains."
}

// movedInShort says what moved since the round before.
func (p maker) movedInShort() []Block {
	blocks := []Block{Heading{2, titles[Since]}}
	if reason := p.NotCompared(); reason != "" {
		return append(blocks, Paragraph{Text: reason})
	}
	terms := factsOf(p.SinceTerms())
	if p.holds(Since) {
		terms = terms[:1] // the part has the others
	}
	blocks = append(blocks, Paragraph{Text: p.ThenAndThis()}, Facts{terms})
	if !p.Compared() {
		return blocks
	}
	moved := p.Changes(p.Report.Since.Moved)
	if len(moved) == 0 {
		return blocks
	}
	var items []string
	for _, item := range moved[:min(few, len(moved))] {
		items = append(items, reading.Stopped(item.Text)+" "+item.Why)
	}
	blocks = append(blocks, List{Items: items})
	return append(blocks, paragraphs(p.more(Since, len(moved)))...)
}

// drawn tells whether a chart has any bar.
func drawn(f chart.Figure) bool {
	return slices.ContainsFunc(f.Parts, func(part chart.Part) bool {
		return slices.ContainsFunc(part.Rows, func(r chart.Row) bool { return r.Instead == "" })
	})
}
