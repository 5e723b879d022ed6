package action

import (
	"time"

	"sevenfold/internal/audit"
)

// Whoever owns an action is reminded at nine in the morning in London, seven
// days before it is due and on the day after.
const (
	remindBefore = 7
	remindAfter  = 1
	remindHour   = 9
)

// Reminders are the two instants at which the owner is reminded.
func (a Action) Reminders() (before, after time.Time) {
	at := func(days int) time.Time {
		return time.Date(a.DueOn.Year(), a.DueOn.Month(), a.DueOn.Day()+days, remindHour, 0, 0, 0, audit.London)
	}
	return at(-remindBefore), at(remindAfter)
}

// NextReminder is the first reminder after an instant; nil where there is none
// left, or nothing to do any more.
func (a Action) NextReminder(now time.Time) *time.Time {
	if !a.State.Stands() {
		return nil
	}
	before, after := a.Reminders()
	switch {
	case before.After(now):
		return &before
	case after.After(now):
		return &after
	}
	return nil
}

// Occasion names the reminder that is the last to have come due, so that nobody
// gets it twice; a new due date brings reminders of its own.
func (a Action) Occasion(now time.Time) string {
	side := "before"
	if _, after := a.Reminders(); !now.Before(after) {
		side = "after"
	}
	return "action " + a.ID + " due " + a.DueOn.Format(time.DateOnly) + ", " + side
}
