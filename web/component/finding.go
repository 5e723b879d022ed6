package component

import (
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

// PillKind is the look of a finding's name.
func PillKind(s report.Statement) string {
	switch s.Finding {
	case insight.Strength, insight.Challenge:
		kind := "sf-pill--" + string(s.Finding)
		if s.Significant {
			kind += " sf-pill--most"
		}
		return kind
	case insight.ViewsDiffer:
		return "sf-pill--differ"
	case insight.NotYetKnown:
		return "sf-pill--unknown"
	case insight.TooFewAnswers, insight.Withheld:
		return "sf-pill--withheld"
	default:
		return ""
	}
}
