package conversation

import (
	"cmp"
	"slices"

	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

// FindingsOf takes from a report what can be talked about. Where views differ
// they stand with those furthest apart first; what is not yet known, with what
// is unknown to most first; strengths and challenges with the most significant
// first. A statement with too few answers stands on no agenda.
func FindingsOf(r report.Report) Findings {
	type weighed struct {
		Finding
		weight float64 // the smaller, the earlier
	}
	var all []weighed
	for _, s := range r.Statements {
		w := weighed{Finding: Finding{Statement: s.ID, Kind: s.Finding}}
		switch s.Finding {
		case insight.ViewsDiffer:
			if s.Positions != nil {
				w.weight = insight.Agreement(s.Positions.Points)
			}
		case insight.NotYetKnown:
			w.weight = -float64(s.Counts.Unknown)
		case insight.Strength:
			w.weight, w.Named = named(r.Strengths, s)
		case insight.Challenge:
			w.weight, w.Named = named(r.Challenges, s)
		case insight.Balanced, insight.DoesNotApply:
		default:
			continue
		}
		all = append(all, w)
	}
	slices.SortStableFunc(all, func(a, b weighed) int {
		return cmp.Or(cmp.Compare(place(a.Kind), place(b.Kind)), cmp.Compare(a.weight, b.weight))
	})
	findings := make(Findings, len(all))
	for i, w := range all {
		findings[i] = w.Finding
	}
	return findings
}

// named puts the most significant in their order, then those that are
// significant, then the others.
func named(most []string, s report.Statement) (weight float64, is bool) {
	if at := slices.Index(most, s.ID); at >= 0 {
		return float64(at), true
	}
	if s.Significant {
		return float64(len(most)), false
	}
	return float64(len(most) + 1), false
}

// Instead are questions for a board whose report has no finding to talk about;
// none where it has some.
func Instead(r report.Report) []string {
	switch {
	case r.Withheld:
		return []string{
			"What kept people from answering, and what would have helped them?",
			"When shall we ask again, and who should be invited?",
			"Which of the domains would each of us look at first, and what would we want to see?",
		}
	case len(FindingsOf(r)) == 0:
		return []string{
			"What kept people from placing these statements?",
			"Which of them could we look at together before the next meeting, and what would we need to see?",
			"Who could show us, and when?",
		}
	}
	return nil
}
