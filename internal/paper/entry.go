package paper

import (
	"fmt"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
)

// Lifetime is how long what was read from paper waits to be saved. It holds
// answers, so that is not long.
const Lifetime = time.Hour

// Entry is a response on paper that waits to be saved.
type Entry struct {
	ID       string
	RoundID  string
	PersonID string // the respondent, whose it is
	Way      Way
	Filled   Filled // as read from the file, or as typed the first time
}

// Way is how a response on paper came in.
type Way string

// The two ways.
const (
	Typed Way = "typed"
	File  Way = "file"
)

// The ways in which a response on paper is refused.
var (
	ErrOwn      = fmt.Errorf("one's own answers are not typed in from paper: %w", fault.Conflict)
	ErrAnswered = fmt.Errorf("the respondent has a response already: %w", fault.Conflict)
	ErrOver     = fmt.Errorf("what was read from paper is too old, or was given up: %w", fault.Gone)
	ErrSaved    = fmt.Errorf("what was read from paper was saved before: %w", fault.Conflict)
)

// Deed is what the audit trail says of the saving.
func (w Way) Deed() string {
	if w == File {
		return "entered a response from a file that was filled in"
	}
	return "typed in a response from paper"
}

// Waiting lists whose paper can be entered by somebody: the respondents who have
// not begun a response of their own, without whoever enters it.
func Waiting(invited []audit.Progress, byID string) []audit.Progress {
	var all []audit.Progress
	for _, one := range invited {
		if one.Stage == audit.NotStarted && one.PersonID != byID {
			all = append(all, one)
		}
	}
	return all
}
