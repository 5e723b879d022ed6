package insight

// Two distributions lie far apart where |Cliff's delta| is at least 0.33; in whole
// hundredths, so that its edge is exact.
const farApartHundredths = 33

func farApart(first, second []int) bool {
	balance, pairs := dominance(first, second)
	return pairs > 0 && 100*max(balance, -balance) >= farApartHundredths*pairs
}

// SeenDifferently reports whether two groups see a statement differently: their
// medians lie a whole point or more apart, and |Cliff's delta| is at least 0.33.
func SeenDifferently(first, second []int) bool {
	between := Median(first) - Median(second)
	return max(between, -between) >= 1 && farApart(first, second)
}

// Direction is which way the answers to a statement moved between two rounds.
type Direction string

// The directions. DidNotMove stands too where the answers lie far apart and the
// finding is the same, or the other way round.
const (
	DidNotMove       Direction = ""
	TowardsStrength  Direction = "towards-strength"
	TowardsChallenge Direction = "towards-challenge"
)

// Standing is what was found of a statement in one round, and where those who
// placed it stand; no points where they may not be shown.
type Standing struct {
	Kind   Kind
	Points []int
}

// Moved says whether a statement moved from one round to the next, and which
// way: its finding changed, and |Cliff's delta| between the published
// distributions is at least 0.33. Both are on one scale.
func Moved(before, now Standing) Direction {
	if before.Kind == now.Kind || len(before.Points) != len(now.Points) || !farApart(now.Points, before.Points) {
		return DidNotMove
	}
	if balance, _ := dominance(now.Points, before.Points); balance > 0 {
		return TowardsStrength
	}
	return TowardsChallenge
}

// ChainBreak finds where a chain of propositions breaks: at the first whose
// finding is not a strength. A proposition that several statements stand for
// holds where each of them is a strength; one that none stands for does not.
// It is -1 where the whole chain holds, and for a chain of none.
func ChainBreak(propositions [][]Kind) int {
	for i, findings := range propositions {
		if len(findings) == 0 {
			return i
		}
		for _, kind := range findings {
			if kind != Strength {
				return i
			}
		}
	}
	return -1
}
