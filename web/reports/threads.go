package reports

import (
	"strings"

	"sevenfold/internal/framework"
	"sevenfold/internal/report"
	"sevenfold/web/component"
)

// threadView is something that runs through the domains, in a sentence, and
// where to read all of it.
type threadView struct {
	Title, Text string
	Link        linkView
}

// threads are the lenses that a report reads in a way of its own. A report
// without them, or a round that asked nothing of one, has no sentence for it.
func (g reading) threads() []threadView {
	chain := report.ChainLens
	if g.report.Chain != nil {
		chain = g.report.Chain.Lens
	}
	var all []threadView
	for _, thread := range []struct{ lens, title, text string }{
		{chain, "The chain of improvement", g.report.ChainReason(g.lensWords(chain))},
		{report.CultureLens, "Culture", g.report.CultureReason()},
		{report.SafeguardingLens, "Safeguarding", g.lensInWords(report.SafeguardingLens)},
		{report.AimLens, "Preventing harm", g.report.BaselineReason()},
	} {
		if thread.text != "" {
			all = append(all, threadView{thread.title, thread.text, linkView{g.lensTitle(thread.lens), g.lensPath(thread.lens)}})
		}
	}
	return all
}

func (g reading) lensPath(lens string) string { return g.path("/lenses/" + lens) }

// lensWords are the words of a lens; empty where they are no longer kept.
func (g reading) lensWords(id string) framework.Lens {
	words, _ := g.words.framework.Lens(id)
	return words
}

func (g reading) lensTitle(id string) string {
	if title := g.lensWords(id).Title; title != "" {
		return title
	}
	return component.Capital(strings.ReplaceAll(id, "-", " "))
}

// lensInWords says what was found of all statements of a lens of one category.
func (g reading) lensInWords(id string) string {
	lens, _ := g.report.Lens(id)
	for _, c := range lens.Categories {
		if len(c.Statements) > 0 {
			return c.FindingsInWords()
		}
	}
	return ""
}

// lenses lead to all the lenses of the report.
func (g reading) lenses() []linkView {
	var all []linkView
	for _, lens := range g.report.Lenses {
		all = append(all, linkView{g.lensTitle(lens.ID), g.lensPath(lens.ID)})
	}
	return all
}
