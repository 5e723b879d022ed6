package report

import (
	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
)

// Lenses that the report reads in a way of its own.
const (
	// ChainLens has the propositions of the improvement chain for categories.
	ChainLens = "improvement-chain"
	// AimLens sets baseline beside aspiration.
	AimLens = "aim"
	// CultureLens has one statement of each domain.
	CultureLens = "culture"
	// SafeguardingLens has every statement that bears on safeguarding.
	SafeguardingLens = "safeguarding"

	baselineCategory = "baseline"
)

// lenses regroups the statements of the round. A lens that takes none of them is
// left out.
func (l ledger) lenses(f *framework.Framework) []Lens {
	var all []Lens
	for _, lens := range f.Lenses {
		regrouped, taken := Lens{ID: lens.ID}, 0
		for _, category := range lens.Categories {
			var places []int
			for i, asked := range l.statements {
				if s, ok := f.Statement(asked.ID); ok && category.Takes(asked.Domain, s) {
					places = append(places, i)
				}
			}
			taken += len(places)
			regrouped.Categories = append(regrouped.Categories, Category{ID: category.ID, Sum: l.sum(places)})
		}
		if taken > 0 {
			all = append(all, regrouped)
		}
	}
	return all
}

// findChain finds where the improvement chain breaks. There is none where the
// round asked nothing of it.
func (r *Report) findChain() *Chain {
	lens, ok := r.Lens(ChainLens)
	if !ok || r.Withheld {
		return nil
	}
	asked := 0
	propositions := make([][]insight.Kind, len(lens.Categories))
	for i, category := range lens.Categories {
		for kind, n := range category.Findings {
			for range n {
				propositions[i] = append(propositions[i], kind)
			}
		}
		asked += len(category.Statements)
	}
	if asked == 0 {
		return nil
	}
	chain := &Chain{Lens: lens.ID}
	if at := insight.ChainBreak(propositions); at >= 0 {
		chain.Breaks = lens.Categories[at].ID
	}
	return chain
}

// BaselineInQuestion lists those statements about preventing harm that are
// challenges, at which views differ, or that are not yet known, in the order of
// the framework.
func (r Report) BaselineInQuestion() []string {
	lens, _ := r.Lens(AimLens)
	baseline, _ := lens.Category(baselineCategory)
	var ids []string
	for _, id := range r.InOrder(baseline.Statements) {
		switch s, _ := r.Statement(id); s.Finding {
		case insight.Challenge, insight.ViewsDiffer, insight.NotYetKnown:
			ids = append(ids, id)
		}
	}
	return ids
}
