package audit

import (
	"fmt"
	"time"

	"sevenfold/internal/fault"
)

// NoteTakenOut is a note that was taken out of the report of a closed round:
// who did it, when and why; never what the note said.
type NoteTakenOut struct {
	Statement string
	Notes     int // how many of the same words
	Reason    string
	PersonID  string
	Name      string // as the trust knows them
	At        time.Time
	// HashBefore and HashAfter name the report before and after: what was made
	// from the one before holds the note still.
	HashBefore string
	HashAfter  string
}

// ErrNoSuchNote: the report has no such note, or no longer.
var ErrNoSuchNote = fmt.Errorf("report has no such note: %w", fault.NotFound)
