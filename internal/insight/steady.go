package insight

// Steady says whether a finding hangs on one answer.
type Steady string

// The marks. Unmarked stands where fewer than steadyFrom placed the statement,
// and beside findings that do not come from positions.
const (
	Unmarked     Steady = ""
	HoldsSteady  Steady = "steady"
	CloseToOther Steady = "close"
)

// steadyFrom is how many placed answers it takes to mark a finding as steady
// or close. With fewer, nearly every finding would be close; the report says
// once, instead, that small numbers move easily.
const steadyFrom = 8

// steadiness takes away each placed answer in turn. Where one answer fewer
// would have been called otherwise, the finding is close.
func steadiness(kind Kind, points []int) Steady {
	if sum(points) < steadyFrom {
		return Unmarked
	}
	fewer := append([]int(nil), points...)
	for i := range fewer {
		if fewer[i] == 0 {
			continue
		}
		fewer[i]--
		changed := call(fewer) != kind
		fewer[i]++
		if changed {
			return CloseToOther
		}
	}
	return HoldsSteady
}
