package reading

import (
	"strings"

	"sevenfold/internal/framework"
	"sevenfold/internal/report"
)

// What is said of all lenses together.
const (
	LensesTitle = "The same statements, grouped another way"
	LensesLead  = "A domain is one way to put statements together. A lens is another: its figures are sums of what the same statements show. " +
		"No statement is asked, or found, a second time."
)

// Category is one group of a lens.
type Category struct {
	ID, Title, About string
	State            string // where it stands in a chain; empty elsewhere
	Empty            string // why it holds no statement; empty where it holds some
	Found            string
	LeftOut          []string
	Items            []Item
}

// Thread is something that runs through the domains, in a sentence.
type Thread struct{ Title, Text, Lens string }

// NoLenses says why the report holds no lenses; nothing where it holds some.
func (g Reading) NoLenses() []string {
	if len(g.Report.Lenses) > 0 {
		return nil
	}
	if lacks := g.Report.Lacks(); len(lacks) > 0 {
		return lacks
	}
	return []string{"The questionnaire of this round has no other ways to group its statements."}
}

// LensWords are the words of a lens; empty where they are no longer kept.
func (g Reading) LensWords(id string) framework.Lens {
	words, _ := g.Words.Framework.Lens(id)
	return words
}

// LensTitle is what a lens is called.
func (g Reading) LensTitle(id string) string {
	if title := g.LensWords(id).Title; title != "" {
		return title
	}
	return Capital(NameOf(id))
}

func categoryWords(lens framework.Lens, id string) framework.Category {
	for _, c := range lens.Categories {
		if c.ID == id {
			return c
		}
	}
	return framework.Category{ID: id}
}

func (g Reading) categoryTitle(lens report.Lens, id string) string {
	if title := categoryWords(g.LensWords(lens.ID), id).Title; title != "" {
		return title
	}
	return Capital(NameOf(id))
}

// Category lists the statements of the group of a lens that stands at a place,
// from 0: those of the culture thread side by side, as their domains stand; any
// others with the most significant first.
func (g Reading) Category(lens report.Lens, at int) Category {
	c := lens.Categories[at]
	words := categoryWords(g.LensWords(lens.ID), c.ID)
	v := Category{
		ID: c.ID, Title: g.categoryTitle(lens, c.ID), About: words.About, Empty: c.EmptyReason(words), Found: c.FindingsInWords(g.Words.Vocabulary),
		State: g.chainState(lens, at),
	}
	for _, line := range []string{c.LeftOutInWords(), groupsNote(c)} {
		if line != "" {
			v.LeftOut = append(v.LeftOut, line)
		}
	}
	ids := c.Statements
	if lens.ID == report.CultureLens {
		ids = g.Report.InOrder(ids)
	}
	v.Items = g.Items(ids)
	for i := range v.Items {
		v.Items[i].Domain = g.Numbered(v.Items[i].Statement.Domain)
	}
	return v
}

// LensReason says what a lens comes to that is read in a way of its own; empty
// for any other.
func (g Reading) LensReason(id string) string {
	switch {
	case g.Report.Chain != nil && id == g.Report.Chain.Lens:
		return g.Report.ChainReason(g.Words.Vocabulary, g.LensWords(id))
	case id == report.CultureLens:
		return g.Report.CultureReason(g.Words.Vocabulary)
	case id == report.AimLens:
		return g.Report.BaselineReason(g.Words.Vocabulary)
	}
	return ""
}

// LensFound says in a sentence what a lens comes to, or how many groups it has.
func (g Reading) LensFound(lens report.Lens) string {
	if reason := g.LensReason(lens.ID); reason != "" {
		return reason
	}
	filled := 0
	for _, c := range lens.Categories {
		if len(c.Statements) > 0 {
			filled++
		}
	}
	switch all := len(lens.Categories); {
	case all == 1:
		if filled == 0 {
			return "None of its statements was asked in this round."
		}
		return lens.Categories[0].FindingsInWords(g.Words.Vocabulary)
	case filled == all:
		return Capital(report.Number(all)) + " groups of statements."
	default:
		return Capital(report.Number(all)) + " groups, of which " + report.Number(filled) + " " + plural(filled, "holds", "hold") + " statements of this round."
	}
}

// Threads are the lenses that a report reads in a way of its own. A report
// without them, or a round that asked nothing of one, has no sentence for it.
func (g Reading) Threads() []Thread {
	chain := report.ChainLens
	if g.Report.Chain != nil {
		chain = g.Report.Chain.Lens
	}
	var all []Thread
	for _, thread := range []struct{ lens, title, text string }{
		{chain, "The chain of improvement", g.Report.ChainReason(g.Words.Vocabulary, g.LensWords(chain))},
		{report.CultureLens, "Culture", g.Report.CultureReason(g.Words.Vocabulary)},
		{report.SafeguardingLens, "Safeguarding", g.lensInWords(report.SafeguardingLens)},
		{report.AimLens, "Preventing harm", g.Report.BaselineReason(g.Words.Vocabulary)},
	} {
		if thread.text != "" {
			all = append(all, Thread{thread.title, thread.text, thread.lens})
		}
	}
	return all
}

// lensInWords says what was found of all statements of a lens of one category.
func (g Reading) lensInWords(id string) string {
	lens, _ := g.Report.Lens(id)
	for _, c := range lens.Categories {
		if len(c.Statements) > 0 {
			return c.FindingsInWords(g.Words.Vocabulary)
		}
	}
	return ""
}

// LensOpening is what is said before anything else of a lens: what is said of a
// domain, where most of its statements are of that domain; mostly nothing.
func (g Reading) LensOpening(lens report.Lens) string {
	if g.Words.reflection {
		return notAnAppraisal
	}
	all, of := 0, map[string]int{}
	for _, c := range lens.Categories {
		for _, id := range c.Statements {
			all++
			if s, ok := g.Report.Statement(id); ok {
				of[s.Domain]++
			}
		}
	}
	for domain, n := range of {
		if 2*n > all {
			return g.Words.Framework.Notice(domain)
		}
	}
	return ""
}

// SourcesOf are the publications that the statements of a lens are drawn from.
func (g Reading) SourcesOf(lens report.Lens) []string {
	named := map[string]bool{}
	for _, c := range lens.Categories {
		for _, id := range c.Statements {
			named[g.Words.Statement(id).Source] = true
		}
	}
	var all []string
	for _, source := range g.Words.Framework.Sources {
		for name := range named {
			if strings.HasPrefix(name, source.Title) {
				all = append(all, Stopped(source.Title)+" "+Stopped(published(source.Author, source.Publisher, source.Year)))
				break
			}
		}
	}
	return all
}
