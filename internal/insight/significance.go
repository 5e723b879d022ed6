package insight

import (
	"cmp"
	"slices"
)

// Item is a statement to be put in order with others of the same report.
type Item struct {
	Statement string
	Domain    string
	Counts    Counts
	Finding   Finding
}

// How many strengths, and how many challenges, are named as most significant:
// in all, and from one domain.
const (
	mostNamed         = 5
	mostNamedOfDomain = 3
)

// reading is the order in which findings are read within a domain.
var reading = []Kind{
	Strength, Challenge, ViewsDiffer, NotYetKnown, Balanced, DoesNotApply, TooFewAnswers, Withheld,
}

// BySignificance puts items, given in the order of the framework, in the order
// of significance: strengths, then challenges, then where views differ and the
// other findings. Strengths and challenges stand among themselves by being
// significant, then by lean, by agreement, by the share of placed answers that
// rest on evidence; what is still level keeps the order of the framework, and
// so do the other findings. The items given are left as they are.
func BySignificance(items []Item) []Item {
	type weighed struct {
		Item
		place                     int
		lean, agreement, evidence float64
	}
	all := make([]weighed, len(items))
	for i, item := range items {
		all[i] = weighed{Item: item, place: slices.Index(reading, item.Finding.Kind)}
		if kind := item.Finding.Kind; kind != Strength && kind != Challenge {
			continue
		}
		all[i].lean = Lean(item.Counts.Points)
		if item.Finding.Kind == Challenge {
			all[i].lean = -all[i].lean
		}
		all[i].agreement = Agreement(item.Counts.Points)
		all[i].evidence = float64(item.Counts.Evidence) / float64(item.Counts.Placed())
	}
	slices.SortStableFunc(all, func(a, b weighed) int {
		return cmp.Or(
			cmp.Compare(a.place, b.place),
			cmp.Compare(significantFirst(a.Finding), significantFirst(b.Finding)),
			cmp.Compare(b.lean, a.lean),
			cmp.Compare(b.agreement, a.agreement),
			cmp.Compare(b.evidence, a.evidence),
		)
	})
	ordered := make([]Item, len(all))
	for i := range all {
		ordered[i] = all[i].Item
	}
	return ordered
}

func significantFirst(f Finding) int {
	if f.Significant {
		return 0
	}
	return 1
}

// MostSignificant names the statements that are a trust's most significant
// strengths and challenges, the most significant first: at most five of each,
// and at most three from one domain. The items come in the order of the framework.
func MostSignificant(items []Item) (strengths, challenges []string) {
	ordered := BySignificance(items)
	return named(ordered, Strength), named(ordered, Challenge)
}

func named(ordered []Item, kind Kind) []string {
	var names []string
	ofDomain := map[string]int{}
	for _, item := range ordered {
		if item.Finding.Kind != kind || ofDomain[item.Domain] == mostNamedOfDomain {
			continue
		}
		ofDomain[item.Domain]++
		if names = append(names, item.Statement); len(names) == mostNamed {
			break
		}
	}
	return names
}
