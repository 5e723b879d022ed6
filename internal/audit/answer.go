package audit

import (
	"fmt"
	"slices"
	"time"

	"github.com/rivo/uniseg"

	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
)

// Escape is an answer that stands apart from the scale.
type Escape string

// The two answers apart from the scale.
const (
	Unknown Escape = "unknown" // I do not know
	Apart   Escape = "apart"   // does not apply to our trust
)

// NoteLimit is the longest note, in characters as a person counts them.
const NoteLimit = 2000

// Answer is what a respondent says of one statement. A note may stand without
// a position: the statement then counts as unanswered.
type Answer struct {
	Statement string
	Position  int    // 1 to the number of points, from challenge to strength; 0: none chosen
	Escape    Escape // "" where a position, or nothing, was chosen
	Basis     string // "" is "not said"
	Note      string
	// Revision counts the saves: 0 is never saved. A save names the revision
	// it was read at, so that it can't cover a newer one unseen.
	Revision int
	SavedAt  time.Time
}

// Answered tells whether a position or an answer apart was chosen.
func (a Answer) Answered() bool { return a.Position > 0 || a.Escape != "" }

// Same tells whether two answers say the same, whenever they were saved.
func (a Answer) Same(b Answer) bool {
	return a.Position == b.Position && a.Escape == b.Escape && a.Basis == b.Basis && a.Note == b.Note
}

// Empty tells whether nothing at all was said.
func (a Answer) Empty() bool { return a.Same(Answer{}) }

// What can be wrong with an answer.
var (
	ErrNoteTooLong = fmt.Errorf("note is longer than %d characters: %w", NoteLimit, fault.Invalid)
	ErrNoSuchPoint = fmt.Errorf("no such point on the scale: %w", fault.Invalid)
	ErrNoSuchBasis = fmt.Errorf("no such basis: %w", fault.Invalid)
)

// Check refuses what no form of this scale could send.
func (a Answer) Check(scale framework.Scale, bases []framework.Basis) error {
	known := func(b framework.Basis) bool { return b.ID == a.Basis }
	switch {
	case a.Position < 0 || a.Position > len(scale.Points), a.Position > 0 && a.Escape != "",
		!slices.Contains([]Escape{"", Unknown, Apart}, a.Escape),
		a.Escape == Unknown && scale.Unknown == "", a.Escape == Apart && scale.Apart == "":
		return ErrNoSuchPoint
	case a.Basis != "" && (a.Position == 0 || !slices.ContainsFunc(bases, known)):
		return ErrNoSuchBasis
	case NoteLength(a.Note) > NoteLimit:
		return ErrNoteTooLong
	}
	return nil
}

// NoteLength counts the characters of a note as a person would: an emoji, or a
// letter with its accents, is one.
func NoteLength(note string) int { return uniseg.GraphemeClusterCount(note) }

// Overtaken is an answer that was saved elsewhere after this one was read.
type Overtaken struct {
	Given  Answer // what was now to be saved
	Stored Answer // what had been saved meanwhile
}

// ErrOvertaken carries every answer of a save that would have covered a newer
// one. Nothing of that save was kept.
type ErrOvertaken struct{ Answers []Overtaken }

func (e *ErrOvertaken) Error() string {
	return fmt.Sprintf("%d answers were changed elsewhere meanwhile", len(e.Answers))
}

// Unwrap makes it a conflict.
func (e *ErrOvertaken) Unwrap() error { return fault.Conflict }
