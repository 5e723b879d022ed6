package boardpack

import (
	"slices"
	"strconv"
	"strings"

	"sevenfold/internal/insight"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
)

// What stands where a figure may not be shown.
const (
	tooFewInAll = Withheld("withheld: too few people answered")
	tooFewHere  = Withheld("not shown: too few answers")
	tooFewGroup = Withheld("not shown: what a few people answered could be worked out")
	tooFewApart = Withheld("not shown: groups are not told apart here")
)

// Figures are the exact figures of a report, as a spreadsheet or as data, with
// the trust's actions and what the board agreed. Nobody's notes are in it.
func Figures(m Material) Workbook {
	p := newMaker(m, "")
	return Workbook{
		Title: p.Title(), Trust: p.Trust, Source: p.source(), Hash: m.Hash, ClosedAt: p.ClosedAt(),
		Sheets: []Sheet{p.domainSheet(), p.statementSheet(), p.groupSheet(), p.actionSheet(), p.agreedSheet(), p.methodSheet()},
	}
}

// The widths of columns, in characters.
const (
	narrow = 12
	middle = 24
	wide   = 60
)

// textColumn, countColumn and dateColumn are columns of those kinds.
func textColumn(name, head, about string, width int) SheetColumn {
	return SheetColumn{Name: name, Head: head, About: "Text. " + about, Width: width}
}

func countColumn(name, head, about string) SheetColumn {
	return SheetColumn{Name: name, Head: head, About: "Whole number. " + about, Width: narrow}
}

func dateColumn(name, head, about string) SheetColumn {
	return SheetColumn{Name: name, Head: head, About: "Day. " + about, Width: narrow}
}

// placed are the columns of where people stand, and of who stands nowhere.
func (p maker) placed(of string) []SheetColumn {
	low, _ := p.Words.Vocabulary.Ends()
	var columns []SheetColumn
	for i, label := range p.Words.Labels() {
		columns = append(columns, countColumn("point_"+strconv.Itoa(i+1), reading.Capital(label),
			"How many "+of+" stand at point "+strconv.Itoa(i+1)+" of "+strconv.Itoa(p.Report.Points)+", of which the first is nearest to "+low+"."))
	}
	columns = append(columns, countColumn("placed", "Placed", "How many "+of+" stand at any point."))
	if unknown := p.Words.Vocabulary.Unknown(); unknown != "" {
		columns = append(columns, countColumn("do_not_know", reading.Capital(unknown), "How many "+of+" are: I "+unknown+"."))
	}
	if apart := p.Words.Vocabulary.Apart(); apart != "" {
		columns = append(columns, countColumn("does_not_apply", reading.Capital(apart), "How many "+of+" are: "+apart+" to our trust."))
	}
	return append(columns, countColumn("not_answered", "Not answered", "How many "+of+" were left out."))
}

// figures are the cells below placed. Why stands for what may not be shown.
func (p maker) figures(c *report.Counts, points []int, why Withheld) []Cell {
	var cells []Cell
	placed := 0
	for i := range p.Report.Points {
		if points == nil {
			cells = append(cells, why)
			continue
		}
		cells = append(cells, points[i])
		placed += points[i]
	}
	apart := []Cell{why, why, why, why}
	if c != nil {
		if points == nil {
			placed = c.Placed
		}
		apart = []Cell{placed, c.Unknown, c.Apart, c.Unanswered}
	}
	cells = append(cells, apart[0])
	if p.Words.Vocabulary.Unknown() != "" {
		cells = append(cells, apart[1])
	}
	if p.Words.Vocabulary.Apart() != "" {
		cells = append(cells, apart[2])
	}
	return append(cells, apart[3])
}

// why says in a few words why the positions of a statement are not shown.
func (p maker) why() Withheld {
	if p.Report.Withheld {
		return tooFewInAll
	}
	return tooFewHere
}

func pointsOf(p *report.Positions) []int {
	if p == nil {
		return nil
	}
	return p.Points
}

// domainSheet has a row for each domain.
func (p maker) domainSheet() Sheet {
	kinds := []insight.Kind{
		insight.Strength, insight.Challenge, insight.ViewsDiffer, insight.NotYetKnown,
		insight.Balanced, insight.DoesNotApply, insight.TooFewAnswers, insight.Withheld,
	}
	s := Sheet{Name: "Summary", Title: p.ProfileTitle(), Lead: slices.Concat(
		[]string{p.whoAnswered(), howToRead, inConfidence}, p.WithheldLines(), p.Report.Lacks(),
	)}
	for _, line := range []string{p.Words.Missing(), p.Report.SmallNumbers(), p.Report.GroupsReason(), p.Report.NotesTakenOutReason()} {
		if line != "" {
			s.Lead = append(s.Lead, line)
		}
	}
	s.Columns = []SheetColumn{
		textColumn("domain_id", "Domain id", "The domain, by its id in the questionnaire.", middle),
		textColumn("domain", "Domain", "Its title.", middle),
		countColumn("statements", "Statements", "How many of its statements the round asked."),
	}
	for _, kind := range kinds {
		head := reading.Capital(p.Words.Vocabulary.Noun(kind, 2))
		if kind == insight.DoesNotApply {
			head = "Said not to apply" // the answers have a column of the other name
		}
		s.Columns = append(s.Columns, countColumn("found_"+fieldOf(string(kind)), head, "How many of its statements were found to be this."))
	}
	s.Columns = append(s.Columns, p.placed("answers to its statements")...)
	s.Columns = append(s.Columns, countColumn("left_out", "Statements left out", "How many of its statements are not in the points, because where people stand is not shown."))
	for _, d := range p.Report.Domains {
		row := []Cell{d.ID, p.Numbered(d.ID), len(d.Statements)}
		for _, kind := range kinds {
			row = append(row, d.Findings[kind])
		}
		row = append(row, p.figures(d.Counts, pointsOf(d.Positions), p.why())...)
		s.Rows = append(s.Rows, append(row, d.LeftOut))
	}
	return s
}

// fieldOf is an id as the name of a field.
func fieldOf(id string) string { return strings.ReplaceAll(id, "-", "_") }

// identified are the columns that say which statement a row is of.
func identified() []SheetColumn {
	return []SheetColumn{
		textColumn("statement_id", "Id", "The statement, by its id in the questionnaire.", middle),
		textColumn("domain", "Domain", "The title of its domain.", middle),
		textColumn("statement", "Statement", "The sentence that was asked.", wide),
	}
}

func (p maker) identify(s report.Statement) []Cell {
	return []Cell{s.ID, p.Numbered(s.Domain), p.Words.Statement(s.ID).Text}
}

// statementSheet has a row for each statement, in the order of the framework.
func (p maker) statementSheet() Sheet {
	s := Sheet{Name: "Statements", Title: "Every statement, and what was found of it", Lead: p.WithheldLines()}
	s.Columns = append(identified(),
		textColumn("finding", "Finding", "What was found of it.", middle),
		textColumn("significant", "Significant", "Whether at least half stand at the very end of the scale, where most stand on one side of it: yes, no, or nothing where they do not.", narrow),
		textColumn("close", "Close", "Whether one answer fewer could have given another finding: yes, no, or nothing where that was not tested.", narrow),
	)
	s.Columns = append(s.Columns, p.placed("answers")...)
	bases := p.basesAsked()
	if p.Report.BasisAsked {
		s.Columns = append(s.Columns, countColumn("on_evidence", "On evidence", "How many of those placed rest on evidence."))
		for _, id := range bases {
			s.Columns = append(s.Columns, countColumn("basis_"+fieldOf(id), p.Words.Basis(id), "How many of those placed rest on this."))
		}
		s.Columns = append(s.Columns, countColumn("basis_not_said", "How they know: not said", "Of how many of those placed it was not said."))
	}
	s.Columns = append(s.Columns,
		textColumn("reason", "Why", "What it was found from, and what is to be said beside it.", wide),
		textColumn("before", "Found before", "What was found of it in the round before; nothing where that can't be told.", middle),
		textColumn("moved", "Moved", "Which way its answers moved since then; nothing where they did not.", middle),
		textColumn("own", "The trust’s own", "Whether the trust added it to the round: yes or no. Lenses and comparisons leave such a one out.", narrow),
	)
	for _, statement := range p.Report.Statements {
		row := append(p.identify(statement), p.Words.Vocabulary.Title(statement.Finding, statement.Significant), significant(statement), closeTo(statement))
		row = append(row, p.figures(statement.Counts, pointsOf(statement.Positions), p.why())...)
		if p.Report.BasisAsked {
			row = append(row, p.basis(statement.Positions, bases)...)
		}
		why := strings.Join(append([]string{p.Report.Reason(p.Words.Vocabulary, statement)}, statement.Remarks()...), " ")
		s.Rows = append(s.Rows, append(append(append(row, why), p.before(statement)...), yesOrNo(statement.Own)))
	}
	return s
}

// basesAsked are the ways of knowing that the report tells apart.
func (p maker) basesAsked() []string {
	for _, s := range p.Report.Statements {
		if s.Positions == nil {
			continue
		}
		var ids []string
		for _, b := range s.Positions.Basis {
			ids = append(ids, b.ID)
		}
		return ids
	}
	return nil
}

func (p maker) basis(positions *report.Positions, bases []string) []Cell {
	if positions == nil {
		return slices.Repeat([]Cell{p.why()}, len(bases)+2)
	}
	cells := []Cell{positions.Evidence}
	for _, b := range positions.Basis {
		cells = append(cells, b.Count)
	}
	return append(cells, positions.NotSaid)
}

func significant(s report.Statement) Cell {
	if s.Finding != insight.Strength && s.Finding != insight.Challenge {
		return nil
	}
	return yesOrNo(s.Significant)
}

func closeTo(s report.Statement) Cell {
	if s.Steady == insight.Unmarked {
		return nil
	}
	return yesOrNo(s.Steady == insight.CloseToOther)
}

func yesOrNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// before is what a statement was found as in the round before, and which way it moved.
func (p maker) before(s report.Statement) []Cell {
	if !p.Compared() {
		return []Cell{nil, nil}
	}
	c, asked := p.Report.Since.Change(s.ID)
	if !asked {
		return []Cell{nil, nil}
	}
	row := []Cell{p.Words.Vocabulary.Title(c.Finding, c.Significant), nil}
	low, high := p.Words.Vocabulary.Ends()
	switch c.Moved {
	case insight.TowardsStrength:
		row[1] = "towards " + high
	case insight.TowardsChallenge:
		row[1] = "towards " + low
	}
	return row
}

// groupSheet has a row for each statement and each group that took part.
func (p maker) groupSheet() Sheet {
	s := Sheet{Name: "Positions by group", Title: "Where each group stands, statement by statement"}
	s.Lead = slices.Concat(p.WithheldLines(), p.NoGroups())
	if p.Report.Withheld {
		s.Lead = p.WithheldLines()
	} else if len(p.NoGroups()) == 0 {
		s.Lead = p.SomeGroups()
	}
	s.Columns = append(identified(), textColumn("group", "Group", "The group of people who answered.", middle))
	s.Columns = append(s.Columns, p.placed("answers of the group")...)
	if p.Report.Method < 2 {
		return s
	}
	for _, statement := range p.Report.Statements {
		for _, group := range p.Report.Groups {
			if group.Submitted == 0 {
				continue
			}
			row := append(p.identify(statement), Cell(reading.GroupTitle(group.ID)))
			s.Rows = append(s.Rows, append(row, p.groupFigures(statement, group.ID)...))
		}
	}
	return s
}

// groupFigures are how a group answered a statement, where that is shown.
func (p maker) groupFigures(s report.Statement, group string) []Cell {
	for _, figures := range s.Groups {
		if figures.ID == group {
			return p.figures(&figures.Counts, figures.Points, tooFewApart)
		}
	}
	why := tooFewApart
	switch {
	case p.Report.Withheld || s.Positions == nil:
		why = p.why()
	case !slices.Contains(p.Report.ShownGroups, group):
		why = tooFewGroup
	}
	return p.figures(nil, nil, why)
}
