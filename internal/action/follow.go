package action

import "slices"

// NothingToFollow is said of a round of which nothing is shown.
const NothingToFollow = "Nothing is shown of this round, so there is nothing to follow."

// Followed is a challenge of a closed round, and what was done about it.
type Followed struct {
	Statement string
	Actions   []Action
}

// Follow puts beside each challenge the actions for it. An action that was
// begun for the same statement in another round counts too: it is carried over,
// and a statement keeps its id for as long as its meaning stays.
func Follow(challenges []string, actions []Action) []Followed {
	by := ByStatement(actions)
	all := make([]Followed, len(challenges))
	for i, statement := range challenges {
		all[i] = Followed{statement, by[statement]}
	}
	return all
}

// ByStatement groups actions by the statements that they are for, keeping their
// order; an action for several stands at each.
func ByStatement(actions []Action) map[string][]Action {
	by := map[string][]Action{}
	for _, a := range actions {
		var seen []string
		for _, f := range a.For {
			if !slices.Contains(seen, f.Statement) {
				seen = append(seen, f.Statement)
				by[f.Statement] = append(by[f.Statement], a)
			}
		}
	}
	return by
}

// ForRound tells whether the action was taken for a finding of that round.
func (a Action) ForRound(roundID, statement string) bool {
	return slices.Contains(a.For, Finding{roundID, statement})
}
