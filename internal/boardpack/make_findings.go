package boardpack

import (
	"slices"
	"strconv"

	"sevenfold/internal/chart"
	"sevenfold/internal/insight"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
)

// viewsDiffer are the statements of which views differ, and those that groups
// see differently.
func (p maker) viewsDiffer() []Block {
	statements := p.found(p.Report.ViewsDiffer)
	if len(statements) == 0 {
		return append(paragraphs(p.ViewsDiffer().Empty), p.further()...)
	}
	blocks := []Block{Paragraph{Lead: true, Text: reading.Capital(statementsIn(len(statements))) + ", in the order of the domains. Here a board begins: what have some seen that others have not?"}}
	if f := p.FigureOf(titles[ViewsDiffer], statements); drawn(f) && !p.holds(Domains) {
		blocks = append(blocks, pictures(f, "How many people placed each of these statements where.")...)
	}
	blocks = append(blocks, p.findings(statements)...)
	blocks = append(blocks, p.prompts(statements)...)
	return append(blocks, p.further()...)
}

// notYetKnown are the statements of which many do not know.
func (p maker) notYetKnown() []Block {
	statements := p.found(p.Report.NotYetKnown)
	if len(statements) == 0 {
		return paragraphs(p.NotYetKnown().Empty)
	}
	blocks := []Block{Paragraph{Lead: true, Text: reading.Capital(statementsIn(len(statements))) + ", in the order of the domains. Not to know is a good answer: it shows where assurance is missing."}}
	blocks = append(blocks, p.findings(statements)...)
	return append(blocks, p.prompts(statements)...)
}

func (p maker) found(ids []string) []report.Statement {
	var all []report.Statement
	for _, id := range ids {
		if s, ok := p.Report.Statement(id); ok {
			all = append(all, s)
		}
	}
	return all
}

// findings are statements of several domains, each saying of which it is, and how
// the board could know. Where the parts of the domains are chosen too, these have
// the rest.
func (p maker) findings(statements []report.Statement) []Block {
	var blocks []Block
	for _, s := range statements {
		f := p.finding(s)
		title, question := p.asked(s)
		if p.holds(Domains) {
			f.Reasons = f.Reasons[:1]
		} else {
			f = p.whole(s)
			f.Facts = slices.DeleteFunc(f.Facts, func(f Fact) bool { return f.Name == title })
		}
		f.Where = p.Numbered(s.Domain)
		if question != "" {
			f.Facts = slices.Insert(f.Facts, 0, Fact{title, question})
		}
		blocks = append(blocks, f)
	}
	return blocks
}

// prompts are the questions that statements of one finding put to a board.
func (p maker) prompts(statements []report.Statement) []Block {
	asked := statements[0].Prompts(p.Words.Vocabulary)
	if len(asked) == 0 {
		return nil
	}
	return []Block{Heading{2, "Questions for the board"}, List{Items: asked}}
}

// further are where groups stand apart, and strengths that rest on little evidence.
func (p maker) further() []Block {
	var blocks []Block
	for _, list := range p.Further() {
		blocks = append(blocks, Heading{2, list.Title})
		if len(list.Items) == 0 {
			blocks = append(blocks, paragraphs(list.Empty, list.Note)...)
			continue
		}
		blocks = append(blocks, paragraphs(list.Lead)...)
		if p.holds(Domains) { // which say why
			blocks = append(blocks, named(list))
		} else {
			blocks = append(blocks, statementTable(list, "Why"))
		}
		blocks = append(blocks, paragraphs(list.Note)...)
	}
	return blocks
}

// named are the statements of a list, each with its domain.
func named(list reading.List) List {
	l := List{Aside: true}
	for _, item := range list.Items {
		l.Items = append(l.Items, reading.Stopped(item.Text)+" "+reading.Stopped(item.Domain))
	}
	return l
}

// since is what changed since the round before.
func (p maker) since() []Block {
	if reason := p.NotCompared(); reason != "" {
		return paragraphs(reason)
	}
	blocks := []Block{Paragraph{Lead: true, Text: p.ThenAndThis()}, Facts{factsOf(p.SinceTerms())}}
	if !p.Compared() {
		return blocks
	}
	if moved := p.Changes(p.Report.Since.Moved); len(moved) > 0 {
		blocks = append(blocks, statementTable(reading.List{Title: "Statements that moved", Items: moved}, "Then and now"))
	}
	blocks = append(blocks, pictures(p.movedFigure(), "The statements that moved: what share of the answers stood where then, and stands where now.")...)
	blocks = append(blocks, pictures(p.SinceFigure(), "What share of the answers placed in each domain stood where then, and stands where now.")...)
	otherwise := reading.List{}
	asked := map[string][]string{}
	for _, d := range p.Report.Domains {
		if list := p.FoundOtherwise(d); list.Title != "" {
			otherwise.Title, otherwise.Items = list.Title, append(otherwise.Items, list.Items...)
		}
		for _, list := range p.AskedOtherwise(d) {
			for _, item := range list.Items {
				asked[list.Title] = append(asked[list.Title], item.Text)
			}
		}
	}
	if len(otherwise.Items) > 0 {
		blocks = append(blocks, Heading{2, otherwise.Title}, statementTable(otherwise, "Then and now"))
	}
	for _, title := range reading.AskedOtherwiseTitles {
		if len(asked[title]) > 0 {
			blocks = append(blocks, Heading{2, title}, List{Items: asked[title]})
		}
	}
	return blocks
}

// movedFigure sets all statements that moved beside themselves.
func (p maker) movedFigure() chart.Figure {
	all := p.SinceFigure()
	all.Title, all.Parts = "What moved, then and now", nil
	for _, d := range p.Report.Domains {
		all.Parts = append(all.Parts, p.MovedFigure(d).Parts...)
	}
	return all
}

// lenses regroup the same statements.
func (p maker) lenses() []Block {
	if none := p.NoLenses(); len(none) > 0 {
		return paragraphs(none...)
	}
	blocks := []Block{Paragraph{Lead: true, Text: reading.LensesLead}}
	for _, lens := range p.Report.Lenses {
		blocks = append(blocks, Heading{2, p.LensTitle(lens.ID)})
		if opening := p.LensOpening(lens); opening != "" {
			blocks = append(blocks, Notice{opening})
		}
		blocks = append(blocks, paragraphs(p.LensWords(lens.ID).About, p.LensReason(lens.ID))...)
		blocks = append(blocks, p.lens(lens)...)
	}
	return blocks
}

// lens counts the findings of each group of a lens, and says what it holds nothing of.
func (p maker) lens(lens report.Lens) []Block {
	kinds := kindsOf(lens)
	t := Table{
		Caption: p.LensTitle(lens.ID) + ": what its statements were found to be", Empty: "None of its statements was asked in this round.",
		Columns: []Column{{Head: "Group", Share: nameShare}, figureColumn("Statements")},
	}
	for _, kind := range kinds {
		t.Columns = append(t.Columns, figureColumn(reading.Capital(p.Words.Vocabulary.Noun(kind, 2))))
	}
	links := p.Chain(lens)
	if len(links) > 0 {
		t.Columns = append(t.Columns, Column{Head: "The chain", Share: nameShare / 2})
	}
	var unfilled []string
	for i, c := range lens.Categories {
		words := p.Category(lens, i)
		if len(c.Statements) == 0 {
			unfilled = append(unfilled, words.Title+": "+words.Empty)
			if len(links) == 0 {
				continue
			}
		}
		row := []string{words.Title, strconv.Itoa(len(c.Statements))}
		for _, kind := range kinds {
			row = append(row, strconv.Itoa(c.Findings[kind]))
		}
		if len(links) > 0 {
			row = append(row, links[i].State)
		}
		t.Rows = append(t.Rows, row)
	}
	blocks := []Block{t}
	if len(unfilled) > 0 {
		blocks = append(blocks, List{Items: unfilled})
	}
	return blocks
}

// kindsOf are the findings that a lens has a column for: the first four in any
// case, the others where there are some.
func kindsOf(lens report.Lens) []insight.Kind {
	kinds := []insight.Kind{insight.Strength, insight.Challenge, insight.ViewsDiffer, insight.NotYetKnown}
	for _, kind := range []insight.Kind{insight.Balanced, insight.DoesNotApply, insight.TooFewAnswers} {
		if slices.ContainsFunc(lens.Categories, func(c report.Category) bool { return c.Findings[kind] > 0 }) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}
