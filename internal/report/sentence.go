package report

import "sevenfold/internal/insight"

// tookPart names all whose responses were submitted.
const tookPart = "who took part"

// Reason says in words what a finding was found from. It names no part smaller
// than two, and none can be worked out from it; exact counts stand in the charts
// and tables beside it.
func (r Report) Reason(v Vocabulary, s Statement) string {
	switch s.Finding {
	case insight.Strength, insight.Challenge:
		return v.leaning(s) + "." + r.evidence(s)
	case insight.ViewsDiffer:
		return v.differing(s) + "." + r.evidence(s)
	case insight.Balanced:
		return v.balance(s) + "." + r.evidence(s)
	case insight.NotYetKnown:
		return unknown(*s.Counts) + "."
	case insight.DoesNotApply:
		answered := s.Counts.Submitted() - s.Counts.Unanswered
		return share(s.Counts.Apart, answered, "who answered", "say that this does not apply to our trust") + "."
	case insight.TooFewAnswers:
		return r.tooFew(v, *s.Counts)
	default:
		return r.WithheldReason()
	}
}

// Remarks are what is to be said beside a finding, in order; mostly nothing.
func (s Statement) Remarks() []string {
	var remarks []string
	if s.ReassuredNotAssured {
		remarks = append(remarks, "Reassured, not assured: under half of those who placed this point to evidence.")
	}
	if s.Steady == insight.CloseToOther {
		remarks = append(remarks, "Close: this could have come out differently with one answer fewer.")
	}
	return remarks
}

// SmallNumbers says once, for the whole report, that findings of few answers
// move easily; empty where there are none.
func (r Report) SmallNumbers() string {
	for _, s := range r.Statements {
		switch s.Finding {
		case insight.Strength, insight.Challenge, insight.ViewsDiffer, insight.Balanced:
			if s.Steady == insight.Unmarked {
				return "Small numbers move easily: where fewer than eight people placed a statement, one answer could change what is found."
			}
		}
	}
	return ""
}

// WithheldReason says why nothing is shown of anyone's answers.
func (r Report) WithheldReason() string {
	return "Fewer than " + Number(r.Minimum) + " people sent in their own answers, so nothing is shown of what anyone answered."
}

// leaning is the reason of a strength or a challenge.
func (v Vocabulary) leaning(s Statement) string {
	points := s.Positions.Points
	lower, upper := insight.Halves(points)
	part, end := upper, points[len(points)-1]
	if s.Finding == insight.Challenge {
		part, end = lower, points[0]
	}
	see, _ := v.see(s.Finding)
	placed, who := s.Counts.Placed, "who placed this"
	if placed == s.Counts.Submitted() && part == placed {
		who = tookPart
	}
	sentence := share(part, placed, who, see)
	if s.Significant {
		one, _ := v.strongly()
		sentence += most(end, part, points, one)
	}
	return sentence + notKnowing(*s.Counts)
}

// most says how many of those just named stand at the end of their side. Where
// a side is one point, all of them do, and it goes without saying.
func most(end, part int, points []int, strongly string) string {
	switch {
	case len(points)/2 == 1:
		return ""
	case end == part:
		return ", all of them " + strongly
	case 2*end > part:
		return ", most of them " + strongly
	case 2*end == part:
		return ", half of them " + strongly
	default:
		return ""
	}
}

// notKnowing adds those who do not know, where they are more than one.
func notKnowing(c Counts) string {
	if c.Unknown < 2 {
		return ""
	}
	return "; " + Number(c.Unknown) + " did not know"
}

// differing is the reason where views differ.
func (v Vocabulary) differing(s Statement) string {
	points := s.Positions.Points
	sides, ok := v.bothSides(points)
	if !ok {
		return "Those who placed this stand far apart" + notKnowing(*s.Counts)
	}
	lower, upper := insight.Halves(points)
	if lower+upper == s.Counts.Placed {
		if ends := points[0] + points[len(points)-1]; 2*ends > lower+upper {
			_, either := v.strongly()
			sides += most(ends, lower+upper, points, either)
		}
	}
	return sides + notKnowing(*s.Counts)
}

// balance is the reason where views lean neither way enough to call.
func (v Vocabulary) balance(s Statement) string {
	const neither = "Views lean neither way enough to call"
	sides, ok := v.bothSides(s.Positions.Points)
	if !ok {
		return neither + notKnowing(*s.Counts)
	}
	return sides + notKnowing(*s.Counts) + ". " + neither
}

// bothSides says how many see a challenge, a strength, and neither. It is not
// ok where one of these is a single person, or where all see the same.
func (v Vocabulary) bothSides(points []int) (sentence string, ok bool) {
	lower, upper := insight.Halves(points)
	between := Positions{Points: points}.Placed() - lower - upper
	if lower == 1 || upper == 1 || between == 1 {
		return "", false
	}
	var parts []string
	add := func(people int, first, also string) {
		switch {
		case people == 0:
		case len(parts) == 0:
			parts = append(parts, count(people, first))
		default:
			parts = append(parts, Number(people)+" "+also)
		}
	}
	first, also := v.see(insight.Challenge)
	add(lower, first, also)
	first, also = v.see(insight.Strength)
	add(upper, first, also)
	first, also = v.neither()
	add(between, first, also)
	return listed(parts), len(parts) > 1
}

// unknown is the reason of what is not yet known.
func unknown(c Counts) string {
	const do, did = "do not know", "did not answer"
	others := c.Submitted() - c.Unknown
	switch {
	case c.Unknown < 2:
		return "At least a third of those this applies to do not know, or did not answer"
	case c.Unanswered >= 2 && others-c.Unanswered == 1:
		return count(c.Unknown, do) + ", and " + Number(c.Unanswered) + " " + did
	case c.Unanswered >= 2:
		return share(c.Unknown, c.Submitted(), tookPart, do) + ", and " + Number(c.Unanswered) + " " + did
	default:
		return share(c.Unknown, c.Submitted(), tookPart, do)
	}
}

// evidence adds how many of those who placed a statement point to evidence.
func (r Report) evidence(s Statement) string {
	placed, with := s.Counts.Placed, s.Positions.Evidence
	const point = "point to evidence"
	switch {
	case !r.BasisAsked:
		return ""
	case with < 2:
		return " Few or none " + point + "."
	case with == placed:
		return " All who placed it " + point + "."
	case nearlyAll(with, placed):
		return " Nearly all who placed it " + point + "."
	default:
		return " " + count(with, point) + "."
	}
}

// tooFew says why there are too few answers to show where anyone stands.
func (r Report) tooFew(v Vocabulary, c Counts) string {
	switch minimum := Number(r.Minimum); {
	case c.Placed < r.Minimum:
		return "Fewer than " + minimum + " people placed this, so where they stand is not shown."
	case 3*(c.Unknown+c.Unanswered) >= c.Applies() && v.noUnknown:
		return "At least a third of those this applies to did not answer, so where the others stand is not shown."
	case 3*(c.Unknown+c.Unanswered) >= c.Applies():
		return "At least a third of those this applies to did not answer, or do not know, so where the others stand is not shown."
	default:
		return "Fewer than " + minimum + " people placed this themselves, so where they stand is not shown."
	}
}
