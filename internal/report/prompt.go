package report

import (
	"slices"

	"sevenfold/internal/insight"
)

// Prompts are questions that a finding puts to the board: about evidence, never
// about people. A finding that stands on no agenda has none.
func (s Statement) Prompts(v Vocabulary) []string {
	own := v.own[s.Finding]
	switch {
	case len(own.Prompts) > 0:
		return slices.Clone(own.Prompts)
	case own.Title != "" && s.Finding == insight.Strength && !s.ReassuredNotAssured:
		return []string{"What could we show to somebody who asked how we know?", "What keeps it so?"}
	case own.Title != "" && s.Finding == insight.Challenge:
		return []string{"What have we seen that tells us this?", "What would help most?"}
	}
	switch s.Finding {
	case insight.Strength:
		if s.ReassuredNotAssured {
			return []string{
				"What would let us see this for ourselves?",
				"What have we been told, and what stands behind it?",
			}
		}
		return []string{"What could we show to somebody who asked how we know?", "What keeps this strong, and what would weaken it?"}
	case insight.Challenge:
		return []string{"What have we seen that tells us this?", "What would we see first if it were getting better?"}
	case insight.ViewsDiffer:
		return []string{"What have some seen that others have not?", "Which one thing could we all look at?"}
	case insight.Balanced:
		return []string{"What evidence would tip our view one way or the other?"}
	case insight.NotYetKnown:
		return []string{"What would tell us, and where is it kept?", "When could the board see it?"}
	case insight.DoesNotApply:
		return []string{"What shows that this does not apply to our trust?"}
	default:
		return nil
	}
}
