package audit

import (
	"fmt"
	"slices"
	"time"

	"sevenfold/internal/fault"
)

// What a schedule of reminders may hold.
const (
	MostReminders    = 5
	MostReminderDays = 60
)

// DefaultReminderDays is the schedule of a new round: seven, two and one day
// before it closes.
var DefaultReminderDays = []int{7, 2, 1}

// reminderHour is the hour in London at which the schedule reminds.
const reminderHour = 9

// Messages is what a round's messages say beside what they always say, and
// when the schedule reminds.
type Messages struct {
	InvitationWords string
	ReminderWords   string
	// ReminderDays are days before the closing date, the earliest first: 7, 2, 1.
	ReminderDays []int
}

// ErrBadSchedule: a schedule that could never run.
var ErrBadSchedule = fmt.Errorf("not a schedule of reminders: %w", fault.Invalid)

// Check refuses a schedule with too many reminders, or days that are none.
func (m Messages) Check() error {
	if len(m.ReminderDays) > MostReminders || slices.ContainsFunc(m.ReminderDays, func(d int) bool { return d < 1 || d > MostReminderDays }) {
		return ErrBadSchedule
	}
	return nil
}

// Reminders are the instants that the schedule means: nine in the morning in
// London, so many days before the day on which the round closes; none on the
// day on which it was opened, when everybody is invited.
func (r Round) Reminders() []time.Time {
	closes := r.ClosesAt.In(London)
	var all []time.Time
	for _, days := range r.ReminderDays {
		all = append(all, time.Date(closes.Year(), closes.Month(), closes.Day()-days, reminderHour, 0, 0, 0, London))
	}
	if r.OpenedAt != nil {
		all = slices.DeleteFunc(all, func(at time.Time) bool { return Date(at) == Date(*r.OpenedAt) })
	}
	slices.SortFunc(all, time.Time.Compare)
	return slices.CompactFunc(all, time.Time.Equal)
}

// NextReminder is the first reminder of the schedule after an instant; nil
// where there is none left.
func (r Round) NextReminder(after time.Time) *time.Time {
	for _, at := range r.Reminders() {
		if at.After(after) {
			return &at
		}
	}
	return nil
}
