package component_test

import (
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/web/component"
)

func TestDatesReadAsPeopleWriteThemInLondon(t *testing.T) {
	lateInJune := time.Date(2027, time.June, 30, 23, 30, 0, 0, time.UTC) // already July in London
	if got, want := component.Date(lateInJune), "Thursday 1 July 2027"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := component.Clock(lateInJune), "00:30"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := component.Instant(lateInJune), "Thursday 1 July 2027 at 00:30"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCountsAreInWordsUpToNine(t *testing.T) {
	for n, want := range map[int]string{0: "no statements", 1: "one statement", 9: "nine statements", 10: "10 statements"} {
		if got := component.Count(n, "statement", "statements"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestDaysLeftAreDaysOfLondon(t *testing.T) {
	closes := audit.EndOfDay(2027, time.March, 28) // the clocks go forward that night
	for _, c := range []struct {
		now  time.Time
		want string
	}{
		{time.Date(2027, time.March, 28, 9, 0, 0, 0, audit.London), "closes today"},
		{time.Date(2027, time.March, 27, 23, 59, 0, 0, audit.London), "closes tomorrow"},
		{time.Date(2027, time.March, 20, 0, 1, 0, 0, audit.London), "8 days left"},
		{time.Date(2027, time.March, 29, 0, 0, 0, 0, audit.London), "closed"},
	} {
		if got := component.DaysLeft(c.now, closes); got != c.want {
			t.Errorf("%s: got %q, want %q", c.now, got, c.want)
		}
	}
}
