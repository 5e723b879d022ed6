package boardpack

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/conversation"
	"sevenfold/internal/evidence"
	"sevenfold/internal/reading"
)

// Make says in final words what a pack holds: its cover, and each section that
// was chosen, in order. What people typed or did, as notes, agreed views, actions
// and evidence, stands nowhere in it unless its own section was chosen. The same
// material, in whatever order its lists came, and the same choice make the same
// document.
func Make(m Material, c Choice) Document {
	p := newMaker(m, c.Trust)
	p.chosen = c.Sections
	d := Document{
		Trust: p.Trust, Title: p.Title(), Lead: m.Round.Title, Facts: p.cover(c), Marking: c.Marking,
		Source: p.source(), Hash: m.Hash, ClosedAt: p.ClosedAt(), Parts: p.parts(),
	}
	if c.WithLogo {
		d.Logo = m.Logo
	}
	if missing := p.Words.Missing(); missing != "" && len(d.Parts) > 0 {
		d.Parts[0].Blocks = slices.Insert(d.Parts[0].Blocks, 0, Block(Notice{missing}))
	}
	return d
}

// maker makes what a pack holds from the material of one round.
type maker struct {
	reading.Reading
	hash     string
	chosen   []Section
	views    map[string]conversation.View // by statement; none that says nothing
	benefit  conversation.Paragraph
	actions  []action.Action     // in order
	evidence []evidence.Evidence // in order; none that ended
	ended    int                 // pieces of evidence that the trust can no longer point to

	actionsBy  map[string][]action.Action // by statement, each in order
	evidenceBy map[string][]evidence.Evidence
}

func newMaker(m Material, printed string) maker {
	p := maker{
		Reading: reading.Reading{Trust: m.Trust, Round: m.Round, Report: m.Report, Words: reading.WordsOf(m.Framework, m.Report)},
		hash:    m.Hash, views: map[string]conversation.View{}, benefit: m.Benefit, actions: actionsInOrder(m.Actions),
	}
	if printed != "" {
		p.Trust = printed
	}
	for _, v := range m.Views {
		if !v.Empty() {
			p.views[v.Statement] = v
		}
	}
	p.evidence, p.ended = standing(m.Evidence)
	p.actionsBy, p.evidenceBy = action.ByStatement(p.actions), evidence.ByStatement(p.evidence)
	return p
}

func (p maker) holds(s Section) bool { return slices.Contains(p.chosen, s) }

// What every reader is told on the cover.
const (
	howToRead    = "It is diagnostic, not a judgement. It shows where to look and what to talk about. It is not a score, and compares no trust with another."
	inConfidence = "Answers were given in confidence. So that nobody’s can be worked out, some figures are not shown. Wherever that is so, it is said."
)

// cover says what the pack is for, and whose answers it is made from.
func (p maker) cover(c Choice) []Fact {
	var facts []Fact
	add := func(name, text string) {
		if text != "" {
			facts = append(facts, Fact{name, text})
		}
	}
	add("Meeting", c.Meeting)
	if !c.Date.IsZero() {
		add("Day", audit.Date(c.Date))
	}
	add("Agenda item", c.AgendaItem)
	add("Round", p.Round.Title)
	add("Closed", p.Closed())
	add("Who answered", p.whoAnswered())
	add("Questionnaire", p.Questionnaire())
	add("How to read this", howToRead)
	add("In confidence", inConfidence)
	return facts
}

// whoAnswered is "14 of 15 answered · 9 of 10 trustees".
func (p maker) whoAnswered() string {
	return inOneLine(p.Answered())
}

// inOneLine sets figures and what they are of side by side.
func inOneLine(facts []reading.Fact) string {
	var all []string
	for _, fact := range facts {
		all = append(all, fact.Figure+" "+fact.Name)
	}
	return strings.Join(all, between)
}

// between parts what stands side by side in a line.
const between = " · "

// source names what the pack was made from, for the foot of every page.
func (p maker) source() string {
	return strings.Join([]string{
		p.Round.Title, "framework " + p.Report.Framework.ID + " " + p.Report.Framework.Version,
		"method " + strconv.Itoa(p.Report.Method), "closed " + p.Closed(),
	}, between)
}

// titles of the parts; that of a domain is its own.
var titles = map[Section]string{
	Summary:     "Summary",
	Domains:     "The domains, one by one",
	ViewsDiffer: "Where views differ",
	NotYetKnown: "What is not yet known",
	Since:       "What moved since last time",
	Lenses:      reading.LensesTitle,
	Agreed:      "What the board agreed",
	Actions:     "Actions",
	Notes:       "Notes, in people’s own words",
	Evidence:    "Evidence: what the trust can point to",
	Method:      "How this was found",
}

// parts are the chosen sections.
func (p maker) parts() []Part {
	write := map[Section]func() []Block{
		Summary: p.summary, ViewsDiffer: p.viewsDiffer, NotYetKnown: p.notYetKnown, Since: p.since, Lenses: p.lenses,
		Agreed: p.agreed, Actions: p.followed, Notes: p.notes, Evidence: p.pointed, Method: p.method,
	}
	var parts []Part
	empty := p.withheld()
	for _, s := range Sections {
		switch {
		case !p.holds(s):
		case slices.Contains(empty, s):
			if len(parts) == 0 {
				parts = append(parts, p.nothingShown(empty))
			}
		case s == Domains:
			parts = append(parts, p.domains()...)
		default:
			parts = append(parts, Part{Section: s, Title: titles[s], Blocks: write[s](), Follows: follows(s, parts)})
		}
	}
	return parts
}

// follows tells whether a part stands below those before it. The summary and the
// domains are handed out alone, and notes are the first thing left out of a copy.
func follows(s Section, before []Part) bool {
	if len(before) == 0 || s == Notes {
		return false
	}
	last := before[len(before)-1].Section
	return last != Summary && last != Domains && last != Notes
}

// withheld are the chosen sections of which a withheld report has nothing to say.
func (p maker) withheld() []Section {
	if !p.Report.Withheld {
		return nil
	}
	var all []Section
	for _, s := range []Section{Summary, Domains, ViewsDiffer, NotYetKnown, Since, Lenses, Notes} {
		if p.holds(s) {
			all = append(all, s)
		}
	}
	return all
}

// nothingShown stands for all the sections of a withheld report at once.
func (p maker) nothingShown(sections []Section) Part {
	lines := p.WithheldLines()
	blocks := []Block{Notice{lines[0]}}
	blocks = append(blocks, paragraphs(lines[1:]...)...)
	blocks = append(blocks, Facts{[]Fact{{"Who answered", p.whoAnswered()}}})
	var named []string
	for _, s := range sections {
		named = append(named, titles[s])
	}
	blocks = append(blocks, Paragraph{Text: "So nothing can be said in what was asked for here:"}, List{Items: named})
	blocks = append(blocks, Heading{2, "Questions for the board"}, List{Items: conversation.Instead(p.Report)})
	return Part{Section: sections[0], Title: "Nothing is shown of this round", Blocks: blocks}
}

// method says how everything was found, and what the foot of a page means.
func (p maker) method() []Block {
	blocks := []Block{Paragraph{Lead: true, Text: "Everything here follows from the answers by these rules. " +
		"They are the same for every trust, and were fixed before anybody answered."}}
	for _, s := range p.Method(p.hash) {
		blocks = append(blocks, Heading{2, s.Title})
		blocks = append(blocks, paragraphs(s.Lines...)...)
		if len(s.List) > 0 {
			blocks = append(blocks, List{Items: s.List})
		}
		if len(s.Terms) > 0 {
			blocks = append(blocks, Facts{factsOf(s.Terms)})
		}
		if len(s.Table.Rows) > 0 {
			blocks = append(blocks, tableOf(s.Table))
		}
		if s.Source != "" {
			blocks = append(blocks, Paragraph{Text: "Source: " + s.Source})
		}
	}
	pack := "At the foot of every page stand the round, the versions of the questionnaire and of the method, " +
		"the day on which the round closed, and the fingerprint of the report’s data. Made again from the same report and of the same sections, the files are the same to the last byte."
	if !p.Report.Withheld {
		pack += " " + exactFigures
	}
	return append(blocks, Heading{2, "This pack"}, Paragraph{Text: pack})
}

// exactFigures says where those are that a paper has no room for.
const exactFigures = "The spreadsheet of this pack has the exact figures of every statement, every group and every domain."

func factsOf(terms []reading.Term) []Fact {
	facts := make([]Fact, len(terms))
	for i, t := range terms {
		facts[i] = Fact{t.Term, t.Text}
	}
	return facts
}

// paragraphs are those lines that say something.
func paragraphs(lines ...string) []Block {
	var blocks []Block
	for _, line := range lines {
		if line != "" {
			blocks = append(blocks, Paragraph{Text: line})
		}
	}
	return blocks
}

// nameShare is the share of the column of names beside columns of figures.
const nameShare = 34

// figureColumn is a column of figures: wide enough for the longest word of its
// head, and some room beside it.
func figureColumn(head string) Column {
	const least, room = 6, 3
	share := least
	for _, word := range strings.Fields(head) {
		share = max(share, utf8.RuneCountInString(word)+room)
	}
	return Column{Head: head, Share: share, Number: true}
}

// tableOf is a table of figures.
func tableOf(t reading.Table) Table {
	table := Table{Caption: t.Caption, Columns: []Column{{Head: t.Head[0], Share: nameShare}}}
	for _, head := range t.Head[1:] {
		table.Columns = append(table.Columns, figureColumn(head))
	}
	for _, row := range t.Rows {
		table.Rows = append(table.Rows, append([]string{row.Name}, row.Cells...))
	}
	return table
}
