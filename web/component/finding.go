package component

import (
	"sevenfold/internal/chart"
	"sevenfold/internal/insight"
	"sevenfold/internal/reading"
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

// KeyView is one colour of a chart and what it stands for.
type KeyView struct{ Swatch, Label string }

// KeyOf is the key of a chart: the points of a scale by their labels, and then
// the answer "I do not know".
func KeyOf(labels []string) []KeyView {
	var key []KeyView
	for i, label := range labels {
		key = append(key, KeyView{chart.Swatch(len(labels), i+1), label})
	}
	return append(key, KeyView{chart.UnknownSwatch(), reading.UnknownLabel})
}
