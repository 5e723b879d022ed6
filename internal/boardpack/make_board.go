package boardpack

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/chart"
	"sevenfold/internal/conversation"
	"sevenfold/internal/evidence"
	"sevenfold/internal/insight"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
)

// noViewYet is where a board talked, and agreed nothing.
const noViewYet = "No agreed view yet"

// position is what the board agreed of a statement; empty where nothing was recorded.
func (p maker) position(statement string) string {
	v, recorded := p.views[statement]
	if !recorded {
		return ""
	}
	return cmp.Or(p.Words.Place(v.Position), noViewYet)
}

// agreed sets what the board agreed beside what individuals answered.
func (p maker) agreed() []Block {
	var blocks []Block
	for _, s := range p.Report.Statements {
		v, recorded := p.views[s.ID]
		if !recorded {
			continue
		}
		f := Finding{
			Statement: p.Words.Statement(s.ID).Text, Where: p.Numbered(s.Domain), Name: p.Words.Vocabulary.Title(s.Finding, s.Significant),
			Look: chart.Look(s.Finding), Significant: s.Significant, Own: s.Own, Facts: []Fact{{"The board agreed", p.position(s.ID)}},
		}
		if !p.Report.Withheld {
			f.Reasons = []string{"What individuals answered: " + p.Report.Reason(p.Words.Vocabulary, s)}
		}
		if v.Why != "" {
			f.Facts = append(f.Facts, Fact{"Why", v.Why})
		}
		if !v.At.IsZero() {
			f.Facts = append(f.Facts, Fact{"Recorded", audit.Date(v.At)})
		}
		blocks = append(blocks, f)
	}
	lead := "The board has recorded no agreed view of this round yet."
	if n := len(blocks); n > 0 {
		lead = "The board has recorded its view of " + report.Number(n) + " of the " + statementsIn(len(p.Report.Statements)) +
			". It stands beside what individuals answered, and changes none of it."
	}
	begin := []Block{Paragraph{Lead: true, Text: lead}}
	if p.Report.Withheld {
		begin = append(begin, Notice{p.Report.WithheldReason()})
	}
	return slices.Concat(begin, blocks, p.publicBenefit())
}

// publicBenefit is the paragraph for the annual report.
func (p maker) publicBenefit() []Block {
	blocks := []Block{Heading{2, "Public benefit: a paragraph for the annual report"}}
	if p.benefit == (conversation.Paragraph{}) || p.benefit.Text == "" {
		return append(blocks, Paragraph{Text: "No paragraph has been saved yet."})
	}
	return append(blocks, Paragraph{Text: "A draft. What the annual report says is for the board to decide."}, Paragraph{Text: p.benefit.Text})
}

// actionsInOrder puts actions in the order of their states, then of the days on which
// they are due.
func actionsInOrder(actions []action.Action) []action.Action {
	return slices.SortedFunc(slices.Values(actions), func(a, b action.Action) int {
		return cmp.Or(
			cmp.Compare(slices.Index(action.States, a.State), slices.Index(action.States, b.State)),
			a.DueOn.Compare(b.DueOn), strings.Compare(a.Title, b.Title), strings.Compare(a.ID, b.ID),
		)
	})
}

// dayInTable is a day in a table.
func dayInTable(t time.Time) string { return t.In(audit.London).Format("2 January 2006") }

// followed are the trust's actions, and what became of each challenge.
func (p maker) followed() []Block {
	t := Table{
		Caption: "What the trust will do, and has done", Empty: "The trust has no actions yet.",
		Columns: []Column{{Head: "Action", Share: 5}, {Head: "For", Share: 5}, {Head: "Who", Share: 3}, {Head: "By", Share: 3}, {Head: "State", Share: 3}},
	}
	for _, a := range p.actions {
		t.Rows = append(t.Rows, []string{a.Title, strings.Join(p.sentences(a), "\n"), a.Owner(), dayInTable(a.DueOn), state(a)})
	}
	blocks := []Block{t, Heading{2, "What became of " + p.Words.Vocabulary.Those(insight.Challenge)}}
	if p.Report.Withheld {
		return append(blocks, Paragraph{Text: action.NothingToFollow})
	}
	c := Table{
		Caption: p.Words.Vocabulary.List(insight.Challenge) + " in this round, and the actions for each", Empty: p.Challenges().Empty,
		Columns: []Column{{Head: "Statement", Share: 7}, {Head: "Domain", Share: 4}, {Head: "Actions", Share: 5}},
	}
	for _, one := range action.Follow(p.Report.Found(insight.Challenge), p.actions) {
		s, _ := p.Report.Statement(one.Statement)
		actions := cmp.Or(inLine(one.Actions), "No action yet")
		c.Rows = append(c.Rows, []string{p.Words.Named(s.ID), p.Numbered(s.Domain), actions})
	}
	return append(blocks, c)
}

// sentences are those that an action is for, in order, each once.
func (p maker) sentences(a action.Action) []string {
	var all []string
	for _, id := range statementsOf(a) {
		all = append(all, p.Words.Named(id))
	}
	return all
}

func statementsOf(a action.Action) []string {
	var ids []string
	for _, f := range action.Ordered(a.For) {
		if !slices.Contains(ids, f.Statement) {
			ids = append(ids, f.Statement)
		}
	}
	return ids
}

// state is where an action stands, and why it was dropped.
func state(a action.Action) string {
	if a.State == action.Dropped && a.Reason != "" {
		return a.State.Title() + ": " + a.Reason
	}
	return a.State.Title()
}

// notes are people's own words, by domain and statement, in the order of the
// report.
func (p maker) notes() []Block {
	var blocks []Block
	last := ""
	for _, s := range p.Report.Statements {
		f := p.Finding(s)
		if len(f.Notes) == 0 && f.TakenOut == "" {
			continue
		}
		if s.Domain != last {
			blocks, last = append(blocks, Heading{2, p.Numbered(s.Domain)}), s.Domain
		}
		found := Finding{Statement: f.Text, Name: f.Title, Look: chart.Look(s.Finding), Significant: s.Significant, Notes: f.Notes}
		if f.TakenOut != "" {
			found.Reasons = []string{f.TakenOut}
		}
		blocks = append(blocks, found)
	}
	if len(blocks) == 0 {
		return paragraphs("This report shows no notes.")
	}
	lead := "Notes stand without names, in the order of their own words, and only where positions are shown."
	blocks = append([]Block{Paragraph{Lead: true, Text: lead}}, blocks...)
	return append(blocks, paragraphs(p.Report.NotesTakenOutReason())...)
}

// standing are the pieces of evidence that the trust can point to, in order, and
// how many it no longer can.
func standing(all []evidence.Evidence) (stands []evidence.Evidence, ended int) {
	for _, e := range all {
		if !e.Stands() {
			ended++
			continue
		}
		stands = append(stands, e)
	}
	slices.SortFunc(stands, func(a, b evidence.Evidence) int {
		return cmp.Or(strings.Compare(a.Title, b.Title), a.DatedOn.Compare(b.DatedOn), strings.Compare(a.ID, b.ID))
	})
	return stands, ended
}

// pointed is the evidence for each statement, and where many have seen some and
// none is named.
func (p maker) pointed() []Block {
	asked := map[string]bool{}
	var blocks []Block
	var missing []string
	for _, d := range p.Report.Domains {
		t := evidenceTable(p.Numbered(d.ID))
		for _, id := range p.Report.InOrder(d.Statements) {
			s, _ := p.Report.Statement(id)
			asked[id] = true
			t.Rows = append(t.Rows, evidenceRows(p.Words.Named(id), p.evidenceBy[id])...)
			if nothingYet(s, p.evidenceBy[id]) {
				missing = append(missing, p.Words.Named(id))
			}
		}
		if len(t.Rows) > 0 {
			blocks = append(blocks, t)
		}
	}
	if t := p.elsewhere(asked); len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	if len(blocks) == 0 {
		blocks = paragraphs("The trust has named no evidence yet.")
	} else {
		blocks = append([]Block{Paragraph{Lead: true, Text: "What the trust can point to, and where it is kept, as people of the trust named it."}}, blocks...)
	}
	if p.ended > 0 {
		blocks = append(blocks, Paragraph{Text: reading.Capital(reading.Count(p.ended, "piece of evidence no longer stands, and is", "pieces of evidence no longer stand, and are")) + " left out."})
	}
	if len(missing) > 0 {
		blocks = append(blocks, Heading{2, strings.TrimSuffix(evidence.NothingYet, ".")}, List{Aside: true, Items: missing})
	}
	return blocks
}

// elsewhere is evidence for what this round did not ask, and for no statement.
func (p maker) elsewhere(asked map[string]bool) Table {
	t := evidenceTable("For what this round did not ask")
	for _, e := range p.evidence {
		statements := evidence.Ordered(e.Statements)
		if len(statements) == 0 {
			t.Rows = append(t.Rows, evidenceRows(noStatement, []evidence.Evidence{e})...)
		}
		for _, id := range statements {
			if !asked[id] {
				t.Rows = append(t.Rows, evidenceRows(p.Words.Named(id), []evidence.Evidence{e})...)
			}
		}
	}
	return t
}

// noStatement stands beside evidence that was named for none.
const noStatement = "For no statement in particular"

func evidenceTable(caption string) Table {
	return Table{Caption: caption, Columns: []Column{
		{Head: "Statement", Share: 5},
		{Head: "Evidence", Share: 4},
		{Head: "What it is", Share: 3},
		{Head: "Dated", Share: 3},
		{Head: "Where it is kept", Share: 4},
		{Head: "Who looks after it", Share: 3},
	}}
}

func evidenceRows(sentence string, pieces []evidence.Evidence) [][]string {
	rows := make([][]string, len(pieces))
	for i, e := range pieces {
		rows[i] = []string{sentence, e.Title, e.Kind.Title(), dayInTable(e.DatedOn), kept(e), e.LookedAfterBy()}
	}
	return rows
}

// kept is where a piece of evidence is kept.
func kept(e evidence.Evidence) string {
	return strings.TrimSpace(e.Place + "\n" + e.Link)
}
