package audit_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"sevenfold/internal/audit"
)

// instants are what a schedule means, in UTC.
func instants(all []time.Time) []string {
	var texts []string
	for _, t := range all {
		texts = append(texts, t.UTC().Format(time.RFC3339))
	}
	return texts
}

func TestAScheduleRemindsAtNineInLondonOnEitherSideOfTheClocks(t *testing.T) {
	for _, c := range []struct {
		name   string
		closes time.Time
		days   []int
		want   []string // in UTC
	}{
		{
			"all in winter", audit.EndOfDay(2027, time.March, 25),
			[]int{7, 2, 1},
			[]string{"2027-03-18T09:00:00Z", "2027-03-23T09:00:00Z", "2027-03-24T09:00:00Z"},
		},
		{
			"the clocks go forward between two reminders", audit.EndOfDay(2027, time.March, 30),
			[]int{7, 2, 1},
			[]string{"2027-03-23T09:00:00Z", "2027-03-28T08:00:00Z", "2027-03-29T08:00:00Z"},
		},
		{
			"it closes on the night on which they go forward", audit.EndOfDay(2027, time.March, 27),
			[]int{1},
			[]string{"2027-03-26T09:00:00Z"},
		},
		{
			"the clocks go back between two reminders", audit.EndOfDay(2027, time.November, 2),
			[]int{7, 2, 1},
			[]string{"2027-10-26T08:00:00Z", "2027-10-31T09:00:00Z", "2027-11-01T09:00:00Z"},
		},
		{
			"it closes on the day on which they go back", audit.EndOfDay(2027, time.October, 31),
			[]int{1},
			[]string{"2027-10-30T08:00:00Z"},
		},
		{
			"over the end of a year", audit.EndOfDay(2028, time.January, 3),
			[]int{7, 5},
			[]string{"2027-12-27T09:00:00Z", "2027-12-29T09:00:00Z"},
		},
		{
			"over the end of a leap February", audit.EndOfDay(2028, time.March, 1),
			[]int{2, 1},
			[]string{"2028-02-28T09:00:00Z", "2028-02-29T09:00:00Z"},
		},
		{
			"in any order, and one day twice", audit.EndOfDay(2027, time.March, 25),
			[]int{1, 7, 1},
			[]string{"2027-03-18T09:00:00Z", "2027-03-24T09:00:00Z"},
		},
		{"no schedule", audit.EndOfDay(2027, time.March, 25), nil, nil},
	} {
		r := audit.Round{ClosesAt: c.closes, Messages: audit.Messages{ReminderDays: c.days}}
		if got := instants(r.Reminders()); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTheNextReminderIsTheFirstThatIsStillToCome(t *testing.T) {
	r := audit.Round{
		OpensAt: audit.StartOfDay(2027, time.March, 4), ClosesAt: audit.EndOfDay(2027, time.March, 25),
		Messages: audit.Messages{ReminderDays: []int{60, 21, 7, 1}},
	}
	for _, c := range []struct {
		name string
		now  time.Time
		want string // in UTC; "" for none
	}{
		{"a schedule longer than the round begins with what is left of it", r.OpensAt, "2027-03-04T09:00:00Z"},
		{"opened after nine on that day", r.OpensAt.Add(9*time.Hour + time.Minute), "2027-03-18T09:00:00Z"},
		{"at the very instant it is over", time.Date(2027, time.March, 18, 9, 0, 0, 0, audit.London), "2027-03-24T09:00:00Z"},
		{"a second before", time.Date(2027, time.March, 18, 8, 59, 59, 0, audit.London), "2027-03-18T09:00:00Z"},
		{"on the closing day none is left", time.Date(2027, time.March, 25, 0, 0, 0, 0, audit.London), ""},
	} {
		got := ""
		if at := r.NextReminder(c.now); at != nil {
			got = at.UTC().Format(time.RFC3339)
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAScheduleThatCouldNeverRunIsRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		days []int
		want error
	}{
		{"none", nil, nil},
		{"that of a new round", audit.DefaultReminderDays, nil},
		{"five, from the first day to the last that there may be", []int{60, 30, 7, 2, 1}, nil},
		{"six", []int{6, 5, 4, 3, 2, 1}, audit.ErrBadSchedule},
		{"on the closing day itself", []int{0}, audit.ErrBadSchedule},
		{"after it", []int{-1}, audit.ErrBadSchedule},
		{"too long before", []int{61}, audit.ErrBadSchedule},
	} {
		if got := (audit.Messages{ReminderDays: c.days}).Check(); !errors.Is(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestNobodyIsRemindedOnTheDayOfTheInvitation(t *testing.T) {
	opened := audit.Morning(2027, time.March, 4)
	r := audit.Round{ClosesAt: audit.EndOfDay(2027, time.March, 6), OpenedAt: &opened, Messages: audit.Messages{ReminderDays: []int{7, 2, 1}}}
	next := r.NextReminder(opened)
	if want := time.Date(2027, time.March, 5, 9, 0, 0, 0, audit.London); next == nil || !next.Equal(want) {
		t.Errorf("opened at eight, two days before it closes: got %v, want %v", next, want)
	}
}
