// Package audit holds the rules of a round: who may answer, when, and what an
// answer is.
package audit

import (
	"fmt"
	"time"

	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/trust"
)

// State is where a round stands. It only ever moves forward.
type State string

// The states of a round.
const (
	Draft  State = "draft"
	Open   State = "open"
	Closed State = "closed"
)

// MinimumResponses is the floor below which a result would point at a person.
const MinimumResponses = 5

// Round is one running of an instrument in one trust.
type Round struct {
	ID         string
	TrustID    string
	Title      string
	Instrument string
	State      State
	// OpensAt and ClosesAt are what was planned: instants, the first and the
	// last second in London of the days that were chosen.
	OpensAt  time.Time
	ClosesAt time.Time
	// Minimum is how many responses must count before anything is shown.
	Minimum int
	// FrameworkHash names the exact text that the round was opened with; empty in a draft.
	FrameworkHash string
	OpenedAt      *time.Time
	ClosedAt      *time.Time
	// OpensByDate and ClosesByDate: the program does it by itself at the instant that was planned.
	OpensByDate  bool
	ClosesByDate bool
	Messages
	// NextReminderAt is when the schedule reminds next, while the round is open.
	NextReminderAt *time.Time
	// OpeningMissedAt is when the round was to open by itself and could not.
	OpeningMissedAt *time.Time
	// ClosingHeldAt is when the round was to close by itself and had fewer
	// responses than its minimum: closing would have withheld everything for
	// good, so it was left to a person.
	ClosingHeldAt *time.Time
	// SharedWithAll: local governors and members read its report too. It is
	// settled when the round opens, and respondents are told.
	SharedWithAll bool
	// LocalTier is what the trust had when the round opened: what fits none of
	// its tiers is not asked.
	LocalTier trust.LocalTier
}

// The ways in which a round stops somebody.
var (
	ErrNotDraft      = fmt.Errorf("round is no longer a draft: %w", fault.Conflict)
	ErrRoundNotOpen  = fmt.Errorf("round is not open: %w", fault.Conflict)
	ErrRoundClosed   = fmt.Errorf("round is closed: %w", fault.Gone)
	ErrAlreadyClosed = fmt.Errorf("round was closed before: %w", fault.Conflict)
	ErrNotOffered    = fmt.Errorf("round's questionnaire is not offered: %w", fault.Invalid)
	ErrNothingFits   = fmt.Errorf("no statement of the round's questionnaire fits the trust's local tier: %w", fault.Invalid)
	ErrNoRespondents = fmt.Errorf("round has no respondents: %w", fault.Invalid)
	ErrClosesTooSoon = fmt.Errorf("round would close before it opens: %w", fault.Invalid)
	ErrDatesReversed = fmt.Errorf("round closes before it opens: %w", fault.Invalid)
	ErrNotLater      = fmt.Errorf("round would not close later than planned: %w", fault.Invalid)
	ErrMinimumTooLow = fmt.Errorf("round's minimum is under %d: %w", MinimumResponses, fault.Invalid)
	ErrTooFew        = fmt.Errorf("round has fewer responses than its minimum: %w", fault.Conflict)
	// ErrNotDue: it is not, or no longer, to be opened or closed by itself now.
	ErrNotDue = fmt.Errorf("round is not to be opened or closed by itself now: %w", fault.Conflict)
)

// TookAnswersUntil is when a round stopped taking answers: when it was closed,
// or on its closing date, if that came first.
func (r Round) TookAnswersUntil() time.Time {
	if r.ClosedAt != nil && r.ClosedAt.Before(r.ClosesAt) {
		return *r.ClosedAt
	}
	return r.ClosesAt
}

// AcceptsAnswers tells whether an answer given now is taken.
func (r Round) AcceptsAnswers(now time.Time) bool {
	return r.State == Open && now.Before(r.ClosesAt)
}

// RefuseAnswers is nil where an answer given now is taken, and says why not otherwise.
func (r Round) RefuseAnswers(now time.Time) error {
	switch {
	case r.State == Draft:
		return ErrRoundNotOpen
	case r.AcceptsAnswers(now):
		return nil
	}
	return ErrRoundClosed
}

// CheckPlan refuses a plan that could never run.
func (r Round) CheckPlan() error {
	switch {
	case !r.ClosesAt.After(r.OpensAt):
		return ErrDatesReversed
	case r.Minimum < MinimumResponses:
		return ErrMinimumTooLow
	}
	return nil
}

// CheckOpen refuses to open a round that is no draft, that invites nobody, or
// whose closing has passed.
func (r Round) CheckOpen(respondents int, now time.Time) error {
	switch {
	case r.State != Draft:
		return ErrNotDraft
	case respondents == 0:
		return ErrNoRespondents
	case !r.ClosesAt.After(now):
		return ErrClosesTooSoon
	}
	return r.CheckPlan()
}

// CheckClose refuses to close a round that is not open.
func (r Round) CheckClose() error {
	switch r.State {
	case Open:
		return nil
	case Closed:
		return ErrAlreadyClosed
	}
	return ErrRoundNotOpen
}

// OpensNow tells whether the program is to open the round by itself now.
func (r Round) OpensNow(now time.Time) bool {
	return r.State == Draft && r.OpensByDate && !now.Before(r.OpensAt)
}

// ClosesNow tells whether the program is to close the round by itself now.
func (r Round) ClosesNow(now time.Time) bool {
	return r.State == Open && r.ClosesByDate && !now.Before(r.ClosesAt)
}

// CheckExtend refuses to move the closing of a round that is not open, or to an
// instant that is not later.
func (r Round) CheckExtend(closesAt, now time.Time) error {
	switch {
	case r.State == Closed:
		return ErrRoundClosed
	case r.State != Open:
		return ErrRoundNotOpen
	case !closesAt.After(r.ClosesAt) || !closesAt.After(now):
		return ErrNotLater
	}
	return nil
}

// Copy plans a round like this one, from today: it takes answers for as many days.
func (r Round) Copy(now time.Time) Round {
	today := now.In(London)
	nights := int(dateOf(r.ClosesAt).Sub(dateOf(r.OpensAt)) / (24 * time.Hour))
	return Round{
		TrustID: r.TrustID, Title: r.Title, Instrument: r.Instrument, Minimum: r.Minimum, ClosesByDate: r.ClosesByDate, Messages: r.Messages,
		SharedWithAll: r.SharedWithAll,
		OpensAt:       StartOfDay(today.Year(), today.Month(), today.Day()),
		ClosesAt:      EndOfDay(today.Year(), today.Month(), today.Day()+max(nights, 1)),
	}
}

// dateOf is the date in London as an instant that no change of the clocks
// moves, so that days between two dates can be counted.
func dateOf(t time.Time) time.Time {
	year, month, day := t.In(London).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// Respondent is a person invited to a round.
type Respondent struct {
	ID       string
	PersonID string
	Name     string
	Group    trust.Group
}

// Progress is how far a respondent has come; never what they answered.
type Progress struct {
	Respondent
	Stage Stage
	// NoReminders: they asked for no reminders of this round.
	NoReminders bool
	// EnteredBy is the name of whoever entered their response from paper; "" for
	// a response of their own.
	EnteredBy string
}

// Stage is where a response stands.
type Stage string

// The stages of a response.
const (
	NotStarted Stage = "not started"
	InProgress Stage = "in progress"
	Submitted  Stage = "submitted"
)

// Title is the stage as a page shows it: "In progress".
func (s Stage) Title() string {
	switch s {
	case InProgress:
		return "In progress"
	case Submitted:
		return "Submitted"
	}
	return "Not started"
}

// Response is what one respondent has answered so far.
type Response struct {
	// ID is empty until the first answer is saved.
	ID           string
	RespondentID string
	Group        trust.Group
	SubmittedAt  *time.Time
	// EnteredByOther marks a paper response that somebody else typed in.
	EnteredByOther bool
	// EnteredBy is the name of whoever typed it in; the respondent's own once they took it over.
	EnteredBy string
	StartedAt time.Time         // when it was begun or typed in
	Answers   map[string]Answer // by statement id
}

// Stage tells how far the response has come.
func (r Response) Stage() Stage {
	switch {
	case r.SubmittedAt != nil:
		return Submitted
	case r.ID != "":
		return InProgress
	}
	return NotStarted
}

// Answered counts the statements given that have an answer.
func (r Response) Answered(statements []framework.Statement) int {
	n := 0
	for _, s := range statements {
		if r.Answers[s.ID].Answered() {
			n++
		}
	}
	return n
}

// Invitation is a round that somebody is invited to, and how far they have come.
type Invitation struct {
	Round
	Stage Stage
}
