package respond

import (
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/web/component"
)

// choiceWords is what was chosen, as the form words it; "" where nothing was.
func choiceWords(scale framework.Scale, n audit.Answer) string {
	switch {
	case n.Escape == audit.Unknown:
		return scale.Unknown
	case n.Escape == audit.Apart:
		return scale.Apart
	case n.Position > 0 && n.Position <= len(scale.Points):
		return scale.Points[n.Position-1].Text
	}
	return ""
}

func basisWords(bases []framework.Basis, id string) string {
	for _, b := range bases {
		if b.ID == id {
			return b.Text
		}
	}
	return ""
}

// when is a moment as a sentence tells it: "at 10:42", or, if it was not
// today, "on Thursday 4 March at 10:42".
func when(t, now time.Time) string {
	if component.Date(t) == component.Date(now) {
		return "at " + component.Clock(t)
	}
	return "on " + component.ShortDate(t) + " at " + component.Clock(t)
}
