// Package action holds what a trust will do about what a report found: who
// does it, by when, and where it stands. An action belongs to the trust, so
// that it is carried over from round to round; nothing is deleted.
package action

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
)

// State is where an action stands.
type State string

// The states of an action.
const (
	Planned  State = "planned"
	UnderWay State = "under way"
	Done     State = "done"
	Dropped  State = "dropped"
)

// States lists every state, in the order in which pages show them.
var States = []State{Planned, UnderWay, Done, Dropped}

// Title is the state as a page shows it: "Under way".
func (s State) Title() string {
	if !slices.Contains(States, s) {
		return ""
	}
	return strings.ToUpper(string(s)[:1]) + string(s)[1:]
}

// Stands tells whether there is still something to do.
func (s State) Stands() bool { return s == Planned || s == UnderWay }

// The ways in which an action stops somebody.
var (
	// ErrChanged: somebody else changed it since it was read.
	ErrChanged = fmt.Errorf("action was changed meanwhile: %w", fault.Conflict)
	// ErrMoved: somebody else moved it to another state since it was read.
	ErrMoved = fmt.Errorf("action was moved to another state meanwhile: %w", fault.Conflict)
	// ErrNoReason: what is dropped is dropped for a reason.
	ErrNoReason = fmt.Errorf("action is dropped without a reason: %w", fault.Invalid)
	// ErrNoUpdate: an update says something, or moves the action.
	ErrNoUpdate = fmt.Errorf("update says nothing and moves nothing: %w", fault.Invalid)
	// ErrNoOwner: whoever is to do it belongs to the trust, and may read its actions.
	ErrNoOwner = fmt.Errorf("nobody who can own an action: %w", fault.Invalid)
)

// Finding is what an action is for: a statement, as the report of a closed
// round found it.
type Finding struct {
	RoundID   string
	Statement string
}

// String names the finding in one word, as a form carries it.
func (f Finding) String() string { return f.RoundID + "_" + f.Statement }

// FindingOf reads what String wrote; the zero Finding where it can't be one.
func FindingOf(text string) Finding {
	round, statement, found := strings.Cut(text, "_")
	if !found || round == "" || statement == "" {
		return Finding{}
	}
	return Finding{round, statement}
}

// Action is one thing that a trust will do.
type Action struct {
	ID        string
	TrustID   string
	Title     string
	Words     string // more about it, where the title does not say all
	OwnerID   string
	OwnerName string    // as the trust knows them
	OwnerLeft bool      // whether their membership has ended
	DueOn     time.Time // a day: midnight UTC
	State     State
	StateAt   time.Time // since when it stands so
	Reason    string    // why it was dropped
	// Revision counts the changes of everything but the state: whoever changes
	// it says which one they read.
	Revision  int
	AddedAt   time.Time
	ChangedBy string // the name of whoever changed it last
	ChangedAt time.Time
	For       []Finding // in order of round and statement; none where it is for nothing in particular
}

// Owner names whoever is to do it, and says so where they have left.
func (a Action) Owner() string {
	if a.OwnerLeft {
		return a.OwnerName + " (has left)"
	}
	return a.OwnerName
}

// Same tells whether two versions say the same, whatever became of the action since.
func (a Action) Same(b Action) bool {
	return a.Title == b.Title && a.Words == b.Words && a.OwnerID == b.OwnerID && a.DueOn.Equal(b.DueOn) &&
		slices.Equal(Ordered(a.For), Ordered(b.For))
}

// Ordered gives the findings in order, each once.
func Ordered(findings []Finding) []Finding {
	ordered := slices.Clone(findings)
	slices.SortFunc(ordered, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.RoundID, b.RoundID), strings.Compare(a.Statement, b.Statement))
	})
	return slices.Compact(ordered)
}

// DaysLeft is how many days there are until it is due, as London counts days;
// below nought once it is overdue.
func (a Action) DaysLeft(now time.Time) int {
	today := now.In(audit.London)
	from := time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	return int(a.DueOn.Sub(from).Hours() / 24)
}

// Overdue tells whether it should have been done by now, and is still to do.
func (a Action) Overdue(now time.Time) bool { return a.State.Stands() && a.DaysLeft(now) < 0 }

// Update is what somebody said of an action, and where they moved it.
type Update struct {
	ID       string
	ActionID string
	PersonID string
	Name     string // of the person, as the trust knows them
	At       time.Time
	Words    string
	State    State // what it was moved to; "" where it stayed
}

// Move is an update as somebody makes it: the state that they saw, and the one
// that they choose.
type Move struct {
	ID       string // from the form: the same update twice is one
	ActionID string
	Words    string
	Seen     State
	State    State
}

// Check refuses a move that says nothing, or drops an action without a reason.
func (m Move) Check() error {
	moves := m.State != m.Seen
	switch {
	case moves && m.State == Dropped && m.Words == "":
		return ErrNoReason
	case !moves && m.Words == "":
		return ErrNoUpdate
	}
	return nil
}

// To is the state in which the move leaves an action that stands at stored; ""
// where it stays. ErrMoved where somebody else moved it to a third.
func (m Move) To(stored State) (State, error) {
	switch {
	case m.State == m.Seen, m.State == stored:
		return "", nil
	case stored != m.Seen:
		return "", ErrMoved
	}
	return m.State, nil
}
