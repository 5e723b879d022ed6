package boardpack

import (
	"slices"
	"strings"

	"sevenfold/internal/action"
	"sevenfold/internal/chart"
	"sevenfold/internal/evidence"
	"sevenfold/internal/insight"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
)

// domains are a part for each domain, statement by statement.
func (p maker) domains() []Part {
	var parts []Part
	for i, d := range p.Report.Domains {
		part := Part{Domains, p.Numbered(d.ID), p.domain(d)}
		if i == 0 && !p.holds(Summary) {
			part.Blocks = append(paragraphs(p.Report.SmallNumbers()), part.Blocks...)
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return []Part{{Domains, titles[Domains], []Block{Paragraph{Text: "This round asked no statements."}}}}
	}
	return parts
}

func (p maker) domain(d report.Domain) []Block {
	var blocks []Block
	if opening := p.Opening(d); opening != "" {
		blocks = append(blocks, Notice{opening})
	}
	if culture := p.Culture(d.ID); culture != "" {
		blocks = append(blocks, Paragraph{Lead: true, Text: culture})
	}
	blocks = append(blocks, Paragraph{Text: inOneLine(p.FindingCounts(d))})
	if f := p.StatementsFigure(d); drawn(f) {
		blocks = append(blocks, pictures(f, "How many people placed each statement where, in order of significance.")...)
	}
	blocks = append(blocks, Heading{2, "Statement by statement"})
	for _, s := range p.Statements(d, every) {
		blocks = append(blocks, p.whole(s))
	}
	blocks = append(blocks, p.groups(d)...)
	blocks = append(blocks, questions(p.Questions(d))...)
	blocks = append(blocks, p.explore(d)...)
	// How people know stands at each statement: of the tables, only that of where they stand.
	return append(blocks, Heading{2, "The exact figures"}, tableOf(p.StatementFigures(d)[0]))
}

func every(report.Statement) bool { return true }

// finding is what was found of one statement, and what the board made of it. At a
// strength that rests on evidence, the board need not ask how it could know.
func (p maker) finding(s report.Statement) Finding {
	f := p.Finding(s)
	found := Finding{
		Statement: f.Text, Name: f.Title, Look: chart.Look(s.Finding), Significant: s.Significant, Own: s.Own,
		Reasons: slices.Concat([]string{f.Why}, f.Remarks, f.Groups),
	}
	if f.Since != "" {
		found.Reasons = append(found.Reasons, f.Since)
	}
	if s.Finding != insight.Strength || s.ReassuredNotAssured {
		found.add(f.AskTitle, f.Ask)
	}
	if p.holds(Agreed) {
		found.add("The board agreed", p.position(s.ID))
	}
	return found
}

// whole is all that is said of one statement, but for people's notes.
func (p maker) whole(s report.Statement) Finding {
	found := p.finding(s)
	var known, pieces []string
	for _, basis := range p.Finding(s).Basis {
		known = append(known, basis.Name+" "+basis.Figure)
	}
	found.add("How people know", strings.Join(known, between))
	if p.holds(Actions) {
		found.add("Actions", inLine(p.actionsBy[s.ID]))
	}
	if p.holds(Evidence) {
		for _, e := range p.evidenceBy[s.ID] {
			pieces = append(pieces, e.Title)
		}
		found.add("Evidence", strings.Join(pieces, between))
	}
	return found
}

// add says a fact, where there is something to say.
func (f *Finding) add(name, text string) {
	if text != "" {
		f.Facts = append(f.Facts, Fact{name, text})
	}
}

// inLine names actions, and where each stands.
func inLine(actions []action.Action) string {
	var all []string
	for _, a := range actions {
		all = append(all, a.Title+" ("+string(a.State)+")")
	}
	return strings.Join(all, between)
}

// nothingYet tells whether many have seen evidence, and none is named.
func nothingYet(s report.Statement, pieces []evidence.Evidence) bool {
	return s.Positions != nil && s.Counts != nil && evidence.NothingToPointTo(s.Counts.Placed, s.Positions.Evidence, pieces)
}

// groups sets groups side by side: over all statements of a domain, and at
// those that they see differently. The spreadsheet has the others.
func (p maker) groups(d report.Domain) []Block {
	blocks := []Block{Heading{2, "Groups side by side"}}
	if lines := p.NoGroups(); len(lines) > 0 {
		return append(blocks, paragraphs(lines...)...)
	}
	blocks = append(blocks, paragraphs(p.SomeGroups()...)...)
	f := p.GroupsFigure(d)
	if len(f.Parts) == 0 {
		return append(blocks, Paragraph{Text: "At none of its statements can groups be told apart."})
	}
	shown := p.Statements(d, reading.ToldApart)
	some := f.Parts[:1:1]
	for i, s := range shown {
		if slices.ContainsFunc(p.Report.SeenDifferently, func(d report.Difference) bool { return d.Statement == s.ID }) {
			some = append(some, f.Parts[i+1])
		}
	}
	all := len(f.Parts)
	f.Parts = some
	blocks = append(blocks, pictures(f, "All statements of the domain together, and those that groups see differently.")...)
	if len(some) < all {
		blocks = append(blocks, Paragraph{Text: "At the other statements at which groups can be told apart they do not stand far enough apart to say so. The spreadsheet of this pack has their figures."})
	}
	return blocks
}

// How much of the height of a picture its headings and bars take, so that it fits
// on a page: a bar below no heading has a long name of its own.
const (
	tallest    = 54
	ofHeading  = 2
	ofBar      = 2
	ofNamedBar = 3
)

// pictures are a chart on as many pictures as it needs.
func pictures(f chart.Figure, caption string) []Block {
	var figures []chart.Figure
	left := 0
	for _, part := range f.Parts {
		heading, bar := ofHeading, ofBar
		if part.Heading == "" {
			heading, bar = 0, ofNamedBar
		}
		rest := part.Rows
		for first := true; first || len(rest) > 0; first = false {
			if left < heading+bar*min(len(rest), 2) { // a bar beside which another stands is not parted from it
				next := f
				next.Parts = nil
				figures, left = append(figures, next), tallest
			}
			n := min(len(rest), (left-heading)/bar)
			last := &figures[len(figures)-1]
			last.Parts = append(last.Parts, chart.Part{Heading: part.Heading, Rows: rest[:n], Note: part.Note})
			rest, left = rest[n:], left-heading-bar*n
		}
	}
	var blocks []Block
	for i, one := range figures {
		if len(figures) > 1 {
			one.Title += " (" + reading.OutOf(i+1, len(figures)) + ")"
		}
		blocks = append(blocks, Picture{one, caption})
	}
	return blocks
}

// questions are those that findings put to a board.
func questions(all []reading.Questions) []Block {
	if len(all) == 0 {
		return nil
	}
	var facts []Fact
	for _, q := range all {
		facts = append(facts, Fact{q.Title, strings.Join(q.Questions, " ")})
	}
	return []Block{Heading{2, "Questions for the board"}, Facts{facts}}
}

// explore are publications to go on with.
func (p maker) explore(d report.Domain) []Block {
	if p.Words.Missing() != "" {
		return nil
	}
	blocks := []Block{Heading{2, "Things to explore next"}}
	var items []string
	for _, r := range p.Resources(d.ID) {
		item := reading.Stopped(r.Title) + " " + reading.Stopped(r.By)
		if r.For != "" {
			item += " " + reading.Stopped(r.For)
		}
		items = append(items, item)
	}
	if len(items) == 0 {
		return append(blocks, Paragraph{Text: "No publications are listed for this domain."})
	}
	return append(blocks, List{Items: items})
}

// statementsIn counts statements: "two statements".
func statementsIn(n int) string { return reading.Count(n, "statement", "statements") }
