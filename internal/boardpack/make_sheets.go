package boardpack

import (
	"cmp"
	"slices"
	"strings"

	"sevenfold/internal/action"
)

// actionSheet has a row for each action of the trust.
func (p maker) actionSheet() Sheet {
	s := Sheet{Name: "Actions", Title: "What the trust will do, and has done", Columns: []SheetColumn{
		textColumn("action", "Action", "What is to be done.", wide),
		textColumn("more", "More about it", "In the words of whoever added it.", wide),
		textColumn("statement_ids", "For, by id", "The statements that it is for, by their ids.", middle),
		textColumn("statements", "For", "The statements that it is for.", wide),
		textColumn("owner", "Who", "Who does it.", middle),
		dateColumn("due", "By", "By when it is to be done."),
		textColumn("state", "State", "Planned, under way, done or dropped.", narrow),
		dateColumn("state_since", "Since", "Since when it stands so."),
		textColumn("reason", "Why it was dropped", "Nothing where it was not.", wide),
	}}
	if len(p.actions) == 0 {
		s.Lead = []string{"The trust has no actions yet."}
	}
	for _, a := range p.actions {
		row := []Cell{
			a.Title, orNothing(a.Words), orNothing(strings.Join(statementsOf(a), " ")), orNothing(strings.Join(p.sentences(a), "\n")),
			orNothing(a.Owner()), a.DueOn, a.State.Title(), nil, nil,
		}
		if !a.StateAt.IsZero() {
			row[7] = a.StateAt
		}
		if a.State == action.Dropped {
			row[8] = orNothing(a.Reason)
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

func orNothing(text string) Cell {
	if text == "" {
		return nil
	}
	return text
}

// agreedSheet has a row for each view that the board recorded.
func (p maker) agreedSheet() Sheet {
	low, _ := p.Words.Vocabulary.Ends()
	s := Sheet{Name: "Agreed views", Title: "What the board agreed, beside what was found", Columns: append(identified(),
		textColumn("finding", "Finding", "What was found of it, from what individuals answered.", middle),
		textColumn("agreed", "The board agreed", "The point that the board agreed on, in words.", middle),
		countColumn("agreed_point", "Point", "The same as a number from 1, which is nearest to "+low+"; nothing where there is no agreed view yet."),
		textColumn("why", "Why", "In the board’s words.", wide),
		dateColumn("recorded", "Recorded", "When it was recorded."),
	)}
	for _, statement := range p.Report.Statements {
		v, recorded := p.views[statement.ID]
		if !recorded {
			continue
		}
		row := append(p.identify(statement), p.Words.Vocabulary.Title(statement.Finding, statement.Significant), p.position(statement.ID), nil, orNothing(v.Why), nil)
		if p.Words.Place(v.Position) != "" {
			row[5] = v.Position
		}
		if !v.At.IsZero() {
			row[7] = v.At
		}
		s.Rows = append(s.Rows, row)
	}
	if len(s.Rows) == 0 {
		s.Lead = []string{"The board has recorded no agreed view of this round yet."}
	}
	return s
}

// methodSheet says how everything was found.
func (p maker) methodSheet() Sheet {
	s := Sheet{Name: "Method", Title: titles[Method], Columns: []SheetColumn{
		textColumn("part", "Part", "What it is about.", middle),
		textColumn("term", "Term", "What is explained; nothing where all of it is.", middle),
		textColumn("text", "What it means", "In words.", 2*wide),
	}}
	for _, section := range p.Method(p.hash) {
		add := func(term, text string) { s.Rows = append(s.Rows, []Cell{section.Title, orNothing(term), text}) }
		for _, line := range slices.Concat(section.Lines, section.List) {
			add("", line)
		}
		for _, t := range section.Terms {
			add(t.Term, cmp.Or(t.Text, t.Term))
		}
		for _, row := range section.Table.Rows {
			var said []string
			for i, cell := range row.Cells {
				said = append(said, section.Table.Head[i+1]+": "+cell)
			}
			add(section.Table.Head[0]+": "+row.Name, strings.Join(said, between))
		}
		if section.Source != "" {
			add("Source", section.Source)
		}
	}
	return s
}
