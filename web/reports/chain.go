package reports

import (
	"slices"

	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

// linkOfChain is one proposition of the improvement chain.
type linkOfChain struct {
	Title, Path, State string
	Kind               string // sf-chain__link--holds, --breaks or --beyond
}

// chain has the propositions of the improvement chain in order; none for any
// other lens.
func (g reading) chain(lens report.Lens) []linkOfChain {
	if g.report.Chain == nil || lens.ID != g.report.Chain.Lens {
		return nil
	}
	var links []linkOfChain
	at := chainBreak(g.report, lens)
	for i, c := range lens.Categories {
		link := linkOfChain{Title: g.categoryTitle(lens, c.ID), Path: "#" + c.ID, State: g.chainState(lens, i), Kind: "sf-chain__link--holds"}
		switch {
		case at >= 0 && i == at:
			link.Kind = "sf-chain__link--breaks"
		case at >= 0 && i > at:
			link.Kind = "sf-chain__link--beyond"
		}
		links = append(links, link)
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
func (g reading) chainState(lens report.Lens, i int) string {
	if g.report.Chain == nil || lens.ID != g.report.Chain.Lens {
		return ""
	}
	at := chainBreak(g.report, lens)
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
