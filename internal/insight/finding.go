// Package insight says what a set of answers to one statement amounts to:
// answers in, findings out. It is pure: the same answers always give the same
// finding, on every machine.
package insight

// Kind is what the responses say of one statement.
type Kind string

// The findings, in the order in which they are looked for.
const (
	Withheld      Kind = "withheld"
	DoesNotApply  Kind = "does-not-apply"
	NotYetKnown   Kind = "not-yet-known"
	TooFewAnswers Kind = "too-few-answers"
	ViewsDiffer   Kind = "views-differ"
	Strength      Kind = "strength"
	Challenge     Kind = "challenge"
	Balanced      Kind = "balanced"
)

// Views differ where agreement is below agreementFloor; what comes to within
// agreementTolerance of the floor is on it, not below.
const (
	agreementFloor     = 0.3
	agreementTolerance = 1e-9
)

// Counts is what one set of respondents answered to one statement.
type Counts struct {
	Points     []int // how many placed it at each point, from challenge to strength
	Unknown    int   // how many do not know
	Apart      int   // how many say that it does not apply
	Unanswered int   // how many submitted a response without answering it
	Evidence   int   // how many of the placed answers rest on evidence
	// EnteredByOther is how many of the placed answers somebody else typed in:
	// they count in the finding, never towards a minimum.
	EnteredByOther int
}

// Placed is how many put it somewhere on the scale.
func (c Counts) Placed() int { return sum(c.Points) }

// Answered is how many placed it, do not know, or say that it does not apply.
func (c Counts) Answered() int { return c.Placed() + c.Unknown + c.Apart }

// Submitted is how many responses were counted, whatever they say.
func (c Counts) Submitted() int { return c.Answered() + c.Unanswered }

// EnoughPlaced reports whether positions may be shown as far as numbers go.
// At least one is asked for, whatever the minimum.
func (c Counts) EnoughPlaced(minimum int) bool {
	return c.Placed()-c.EnteredByOther >= max(minimum, 1)
}

// Setting is what a finding takes from its round.
type Setting struct {
	Minimum    int  // fewest responses, and fewest placed answers, of which anything is shown
	Counting   int  // submitted responses that count towards the minimum
	BasisAsked bool // whether "how do you know?" was asked
}

// Finding is what the responses say of one statement, and what may be shown of them.
type Finding struct {
	Kind        Kind
	Significant bool   // of a strength or a challenge: at least half stand at its end
	Steady      Steady // whether one answer fewer could have changed it
	// ShowPositions allows the positions, their basis and the notes to be shown.
	ShowPositions bool
	// ReassuredNotAssured marks a strength of which under half of the placed
	// answers rest on evidence.
	ReassuredNotAssured bool
}

// Find says what the counts amount to. The rules stand in order: the first that
// holds is the finding.
func Find(c Counts, s Setting) Finding {
	enough := c.EnoughPlaced(s.Minimum)
	switch {
	case s.Counting < s.Minimum:
		return Finding{Kind: Withheld}
	case 2*c.Apart > c.Answered():
		return Finding{Kind: DoesNotApply, ShowPositions: enough}
	case c.manyMissing() && c.Unknown >= c.Unanswered:
		return Finding{Kind: NotYetKnown, ShowPositions: enough}
	case !enough || c.manyMissing():
		return Finding{Kind: TooFewAnswers}
	}
	kind := call(c.Points)
	return Finding{
		Kind:                kind,
		Significant:         significant(kind, c.Points),
		Steady:              steadiness(kind, c.Points),
		ShowPositions:       true,
		ReassuredNotAssured: kind == Strength && s.BasisAsked && 2*c.Evidence < c.Placed(),
	}
}

// manyMissing reports whether a third or more of those to whom the statement
// applies do not know or did not answer.
func (c Counts) manyMissing() bool {
	applies := c.Submitted() - c.Apart
	return applies > 0 && 3*(c.Unknown+c.Unanswered) >= applies
}

// call names the finding by the rules of agreement and thirds alone.
func call(points []int) Kind {
	placed := sum(points)
	lower, upper := Halves(points)
	mostLower, mostUpper := 3*lower >= 2*placed, 3*upper >= 2*placed
	first, last := points[0], points[len(points)-1]
	switch {
	case Agreement(points) < agreementFloor-agreementTolerance,
		mostUpper && standsApart(first, placed),
		mostLower && standsApart(last, placed):
		return ViewsDiffer
	case mostUpper:
		return Strength
	case mostLower:
		return Challenge
	default:
		return Balanced
	}
}

// standsApart reports whether the far end holds enough to say that views
// differ, although two thirds stand in the other half: one in five, and two people.
func standsApart(farEnd, placed int) bool { return farEnd >= 2 && 5*farEnd >= placed }

// Halves counts the placed answers in the lower and the upper half of the
// scale. The middle point of an odd scale is in neither.
func Halves(points []int) (lower, upper int) {
	half := len(points) / 2
	return sum(points[:half]), sum(points[len(points)-half:])
}

func significant(kind Kind, points []int) bool {
	switch kind {
	case Strength:
		return 2*points[len(points)-1] >= sum(points)
	case Challenge:
		return 2*points[0] >= sum(points)
	default:
		return false
	}
}
