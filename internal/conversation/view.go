package conversation

import (
	"fmt"
	"time"

	"github.com/rivo/uniseg"

	"sevenfold/internal/fault"
)

// WhyLimit is the longest reason of an agreed view, in characters as a person
// counts them.
const WhyLimit = 2000

// View is what a board agreed of one statement, and why. It is kept beside what
// individuals answered.
type View struct {
	Statement string
	Position  int // 1 to the number of points, from challenge to strength; 0: no agreed view yet
	Why       string
	// Revision counts the versions: 0 is never recorded. What is recorded names
	// the revision it was read at, so that it can't cover a newer one unseen.
	Revision int
	By       string // who recorded it, by the name that the trust knows them by
	ByID     string
	At       time.Time
}

// What can be wrong with an agreed view.
var (
	ErrNoSuchPosition = fmt.Errorf("no such position on the scale: %w", fault.Invalid)
	ErrWhyTooLong     = fmt.Errorf("reason is longer than %d characters: %w", WhyLimit, fault.Invalid)
)

// Same tells whether two versions say the same, whoever recorded them.
func (v View) Same(other View) bool { return v.Position == other.Position && v.Why == other.Why }

// Empty tells whether nothing is said.
func (v View) Empty() bool { return v.Same(View{}) }

// Check refuses what no form of a scale with so many points could send.
func (v View) Check(points int) error {
	switch {
	case v.Position < 0 || v.Position > points:
		return ErrNoSuchPosition
	case uniseg.GraphemeClusterCount(v.Why) > WhyLimit:
		return ErrWhyTooLong
	}
	return nil
}

// OvertakenError carries a view that would have covered a newer one. Nothing of
// it was kept.
type OvertakenError struct{ Given, Stored View }

func (e *OvertakenError) Error() string { return "the agreed view was recorded elsewhere meanwhile" }

// Unwrap makes it a conflict.
func (e *OvertakenError) Unwrap() error { return fault.Conflict }

// Sitting is what one person saved without a longer pause: the last version of
// it, and how often they saved.
type Sitting struct {
	View
	Saves int
}

// Sittings puts together, of versions given with the newest first, those that
// one person saved in one go: a form that saves as somebody types makes many.
func Sittings(versions []View) []Sitting {
	var all []Sitting
	var earliest time.Time
	for _, v := range versions {
		if n := len(all); n > 0 && all[n-1].ByID == v.ByID && earliest.Sub(v.At) < SittingGap {
			all[n-1].Saves++
		} else {
			all = append(all, Sitting{v, 1})
		}
		earliest = v.At
	}
	return all
}
