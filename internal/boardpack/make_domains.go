package boardpack

import (
	"slices"
	"strconv"
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
		part := Part{Section: Domains, Title: p.Numbered(d.ID), Blocks: p.domain(d, i == 0)}
		if i == 0 && !p.holds(Summary) {
			part.Blocks = append(paragraphs(p.Report.SmallNumbers()), part.Blocks...)
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return []Part{{Section: Domains, Title: titles[Domains], Blocks: []Block{Paragraph{Text: "This round asked no statements."}}}}
	}
	return parts
}

// howToReadBars is said once, in the first domain.
func (p maker) howToReadBars() string {
	said := "A bar shows how many people placed a statement where, in the colours above"
	if unknown := p.Words.Vocabulary.Unknown(); unknown != "" {
		said += "; the box at its end, how many " + unknown
	}
	said += "."
	if p.Report.BasisAsked {
		said += " Beside it stands how those know who placed it."
	}
	return said + " " + exactFigures
}

func (p maker) domain(d report.Domain, first bool) []Block {
	var blocks []Block
	if opening := p.Opening(d); opening != "" {
		blocks = append(blocks, Notice{opening})
	}
	if culture := p.Culture(d.ID); culture != "" {
		blocks = append(blocks, Paragraph{Lead: true, Text: culture})
	}
	blocks = append(blocks, Paragraph{Text: inOneLine(p.FindingCounts(d))})
	if f := p.WholeFigure(d); drawn(f) {
		caption := ""
		if first {
			caption = "Of the answers that were placed in this domain, which share stands where."
		}
		blocks = append(blocks, pictures(f, caption)...)
	}
	blocks = append(blocks, Heading{2, "Statement by statement"})
	if first {
		blocks = append(blocks, Paragraph{Text: p.howToReadBars()})
	}
	statements := p.Statements(d, reading.Every)
	bars := p.bars(statements)
	for i, s := range statements {
		found := p.whole(s)
		found.Bar = bars[i]
		blocks = append(blocks, found)
	}
	blocks = append(blocks, p.groups(d, first)...)
	blocks = append(blocks, questions(p.Questions(d))...)
	return append(blocks, p.explore(d)...)
}

// bars are those of some statements, drawn together, so that they compare; nil
// where there is nothing to draw.
func (p maker) bars(statements []report.Statement) []Drawing {
	f := p.FigureOf("", statements)
	f.Paper = true
	bars := make([]Drawing, len(statements))
	for i, strip := range f.Strips()[0] {
		if !strip.Empty() {
			bars[i] = strip
		}
	}
	return bars
}

// finding is what was found of one statement, and why.
func (p maker) finding(s report.Statement) Finding {
	f := p.Finding(s)
	found := Finding{
		Statement: f.Text, Name: f.Title, Look: chart.Look(s.Finding), Significant: s.Significant, Own: s.Own,
		Reasons: slices.Concat([]string{f.Why}, f.Remarks, f.Groups),
	}
	if f.Since != "" {
		found.Reasons = append(found.Reasons, f.Since)
	}
	return found
}

// whole is all that is said of one statement, but for people's notes. Where the
// board sees no strength, or can't see, it is asked how it could know.
func (p maker) whole(s report.Statement) Finding {
	found := p.finding(s)
	found.Known = p.known(s)
	if f := p.Finding(s); s.Finding == insight.Challenge || s.Finding == insight.NotYetKnown {
		found.add(f.AskTitle, f.Ask)
		found.add("To explore next", f.Explore)
	}
	if p.holds(Agreed) {
		found.add("The board agreed", p.position(s.ID))
	}
	if p.holds(Actions) {
		found.add("Actions", inLine(p.actionsBy[s.ID]))
	}
	if p.holds(Evidence) {
		var pieces []string
		for _, e := range p.evidenceBy[s.ID] {
			pieces = append(pieces, e.Title)
		}
		found.add("Evidence", strings.Join(pieces, between))
	}
	return found
}

// unparted is a space at which no line ends.
const unparted = "\u00a0"

// known says in a few words how those know who placed a statement: "Seen 8 ·
// reported 2". The method has the words that they chose.
func (p maker) known(s report.Statement) string {
	if s.Positions == nil || !p.Report.BasisAsked {
		return ""
	}
	var all []string
	for _, b := range s.Positions.Basis {
		if b.Count > 0 {
			all = append(all, reading.NameOf(b.ID)+unparted+strconv.Itoa(b.Count))
		}
	}
	if s.Positions.NotSaid > 0 {
		all = append(all, "not said"+unparted+strconv.Itoa(s.Positions.NotSaid))
	}
	return reading.Capital(strings.Join(all, unparted+"· "))
}

// asked is the question how the board could know, and what it is called.
func (p maker) asked(s report.Statement) (title, question string) {
	f := p.Finding(s)
	return f.AskTitle, f.Ask
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

// groups sets groups side by side where they see a statement of a domain
// differently: over the whole domain, and at those statements. Why none are shown
// is said once.
func (p maker) groups(d report.Domain, first bool) []Block {
	heading := Heading{2, "Groups side by side"}
	if lines := p.NoGroups(); len(lines) > 0 {
		if !first {
			return nil
		}
		return append([]Block{heading}, paragraphs(lines...)...)
	}
	blocks := []Block{heading}
	if first {
		blocks = append(blocks, paragraphs(p.SomeGroups()...)...)
	}
	f := p.GroupsFigure(d)
	if len(f.Parts) == 0 {
		return append(blocks, Paragraph{Text: "At none of its statements can groups be told apart."})
	}
	some := f.Parts[:1:1]
	for i, s := range p.Statements(d, reading.ToldApart) {
		if slices.ContainsFunc(p.Report.SeenDifferently, func(d report.Difference) bool { return d.Statement == s.ID }) {
			some = append(some, f.Parts[i+1])
		}
	}
	if len(some) == 1 {
		return append(blocks, Paragraph{Text: "At no statement of this domain do groups stand far enough apart to say that they see it differently."})
	}
	f.Parts = some
	return append(blocks, pictures(f, "All statements of the domain together, and those that groups see differently.")...)
}

// How much of the height of a picture its headings and bars take, so that it fits
// on a page with room for what stands above it: a bar below no heading has a long
// name of its own.
const (
	tallest    = 24
	ofHeading  = 1
	ofBar      = 1
	ofNamedBar = 2
)

// pictures are a chart on as many pictures as it needs.
func pictures(f chart.Figure, caption string) []Block {
	f.Paper = true
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
		said := caption
		if len(figures) > 1 {
			one.Title += " (" + reading.OutOf(i+1, len(figures)) + ")"
			said += " (" + reading.OutOf(i+1, len(figures)) + ")"
		}
		blocks = append(blocks, Picture{one, said})
	}
	return blocks
}

// questions are those that findings put to a board.
func questions(all []reading.Questions) []Block {
	if len(all) == 0 {
		return nil
	}
	var items []string
	for _, q := range all {
		items = append(items, q.Title+": "+strings.Join(q.Questions, " "))
	}
	return []Block{Heading{2, "Questions for the board"}, List{Aside: true, Items: items}}
}

// explore are publications to go on with.
func (p maker) explore(d report.Domain) []Block {
	if p.Words.Missing() != "" {
		return nil
	}
	blocks := []Block{Heading{2, "Things to explore next"}}
	var items []string
	for _, r := range p.Resources(d.ID) {
		items = append(items, reading.Stopped(r.Title)+" "+reading.Stopped(r.By))
	}
	if len(items) == 0 {
		return append(blocks, Paragraph{Text: "No publications are listed for this domain."})
	}
	return append(blocks, List{Aside: true, Items: items})
}

// statementsIn counts statements: "two statements".
func statementsIn(n int) string { return reading.Count(n, "statement", "statements") }
