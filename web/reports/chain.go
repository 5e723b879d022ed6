package reports

import "sevenfold/internal/report"

// linkOfChain is one proposition of the improvement chain.
type linkOfChain struct {
	Title, Path, State string
	Kind               string // sf-chain__link--holds, --breaks or --beyond
}

// chain has the propositions of the improvement chain in order; none for any
// other lens.
func (g reader) chain(lens report.Lens) []linkOfChain {
	var links []linkOfChain
	for _, l := range g.Chain(lens) {
		link := linkOfChain{Title: l.Title, Path: "#" + l.ID, State: l.State, Kind: "sf-chain__link--holds"}
		switch {
		case l.Breaks:
			link.Kind = "sf-chain__link--breaks"
		case l.Beyond:
			link.Kind = "sf-chain__link--beyond"
		}
		links = append(links, link)
	}
	return links
}
