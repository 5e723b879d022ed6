package reading

import (
	"slices"

	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

// Link is one proposition of the improvement chain.
type Link struct {
	ID, Title, State string
	Breaks, Beyond   bool // it is where the chain breaks or can be followed no further, or beyond that
}

// Chain has the propositions of the improvement chain in order; none for any
// other lens.
func (g Reading) Chain(lens report.Lens) []Link {
	if g.Report.Chain == nil || lens.ID != g.Report.Chain.Lens {
		return nil
	}
	var links []Link
	at := chainBreak(g.Report, lens)
	for i, c := range lens.Categories {
		links = append(links, Link{
			ID: c.ID, Title: g.categoryTitle(lens, c.ID), State: g.chainState(lens, i), Breaks: at >= 0 && i == at, Beyond: at >= 0 && i > at,
		})
	}
	return links
}

// chainBreak is where the chain breaks, or can be followed no further; -1 where
// the whole of it holds.
func chainBreak(r report.Report, lens report.Lens) int {
	return slices.IndexFunc(lens.Categories, func(c report.Category) bool { return c.ID == r.Chain.Breaks })
}

// chainState says where a proposition stands in the chain; empty where the lens
// is no chain.
func (g Reading) chainState(lens report.Lens, i int) string {
	if g.Report.Chain == nil || lens.ID != g.Report.Chain.Lens {
		return ""
	}
	at := chainBreak(g.Report, lens)
	if at < 0 || i < at {
		return "The chain holds here"
	}
	found := lens.Categories[at].Findings
	broken := found[insight.Challenge]+found[insight.ViewsDiffer]+found[insight.Balanced] > 0
	switch {
	case broken && i == at:
		return "The chain breaks here"
	case broken:
		return "Beyond where the chain breaks"
	case i == at:
		return "The chain can be followed as far as here"
	}
	return "Beyond where the chain can be followed"
}
