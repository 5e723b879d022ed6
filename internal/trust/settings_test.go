package trust_test

import (
	"testing"

	"sevenfold/internal/trust"
)

func TestALocalTierFitsWhatIsForIt(t *testing.T) {
	advisory, both := []string{"advisory"}, []string{"advisory", "committee"}
	for name, c := range map[string]struct {
		tier  trust.LocalTier
		tiers []string
		want  bool
	}{
		"a statement for every trust is asked where there is no tier": {trust.NoTier, nil, true},
		"a statement for a tier is not asked where there is none":     {trust.NoTier, both, false},
		"a statement for this tier is asked":                          {trust.SchoolCommittee, both, true},
		"a statement for another tier is not":                         {trust.GoverningBoard, both, false},
		"where nobody has said, every statement is asked":             {trust.TierNotSaid, advisory, true},
		"where it differs by school, every statement is asked":        {trust.TierBySchool, advisory, true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.tier.Fits(c.tiers); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestEveryLocalTierHasWords(t *testing.T) {
	seen := map[string]bool{}
	for _, tier := range trust.LocalTiers {
		if title := tier.Title(); title == "" || seen[title] {
			t.Errorf("%q: got the words %q, want some of its own", tier, title)
		}
		seen[tier.Title()] = true
	}
}
