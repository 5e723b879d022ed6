package audit_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"sevenfold/internal/audit"
)

func TestTheNightOfEachChangeOfTheClocksHasItsLastSecond(t *testing.T) {
	for _, c := range []struct {
		name   string
		closes time.Time
		last   string // the last second that takes an answer, in UTC
	}{
		{"they go forward in this night", audit.EndOfDay(2027, time.March, 27), "2027-03-27T23:59:58Z"},
		{"they went forward this morning", audit.EndOfDay(2027, time.March, 28), "2027-03-28T22:59:58Z"},
		{"they go back in this night", audit.EndOfDay(2027, time.October, 30), "2027-10-30T22:59:58Z"},
		{"they went back this morning", audit.EndOfDay(2027, time.October, 31), "2027-10-31T23:59:58Z"},
	} {
		last, err := time.Parse(time.RFC3339, c.last)
		if err != nil {
			t.Fatal(err)
		}
		r := audit.Round{State: audit.Open, ClosesAt: c.closes, ClosesByDate: true}
		if !r.AcceptsAnswers(last) || r.AcceptsAnswers(last.Add(time.Second)) {
			t.Errorf("%s: got %v and %v, want an answer taken at %s and none a second later",
				c.name, r.AcceptsAnswers(last), r.AcceptsAnswers(last.Add(time.Second)), c.last)
		}
		if r.ClosesNow(last) || !r.ClosesNow(last.Add(time.Second)) {
			t.Errorf("%s: got %v and %v, want it closed a second after %s and not before",
				c.name, r.ClosesNow(last), r.ClosesNow(last.Add(time.Second)), c.last)
		}
	}
}

func TestARoundOpensAndClosesByItselfOnlyWhereItIsToAndItIsTime(t *testing.T) {
	opens, closes := audit.StartOfDay(2027, time.March, 4), audit.EndOfDay(2027, time.March, 25)
	draft := audit.Round{State: audit.Draft, OpensAt: opens, ClosesAt: closes, OpensByDate: true, ClosesByDate: true}
	open, byHand, closed := draft, draft, draft
	open.State, closed.State = audit.Open, audit.Closed
	byHand.OpensByDate, byHand.ClosesByDate = false, false
	for _, c := range []struct {
		name          string
		round         audit.Round
		now           time.Time
		opens, closes bool
	}{
		{"a draft on its day", draft, opens, true, false},
		{"a draft a second before", draft, opens.Add(-time.Second), false, false},
		{"a draft that a person opens", byHand, closes, false, false},
		{"an open one before its closing", open, closes.Add(-time.Second), false, false},
		{"an open one at its closing", open, closes, false, true},
		{"a closed one", closed, closes, false, false},
	} {
		if got := c.round.OpensNow(c.now); got != c.opens {
			t.Errorf("%s: got %v for whether it opens, want %v", c.name, got, c.opens)
		}
		if got := c.round.ClosesNow(c.now); got != c.closes {
			t.Errorf("%s: got %v for whether it closes, want %v", c.name, got, c.closes)
		}
	}
	byHand.State = audit.Open
	if byHand.ClosesNow(closes) {
		t.Error("got a round closed that a person closes, want it left open")
	}
}

func TestAClosingIsOnlyEverMovedLater(t *testing.T) {
	closes := audit.EndOfDay(2027, time.March, 25)
	for _, c := range []struct {
		name   string
		state  audit.State
		to     time.Time
		now    time.Time
		wanted error
	}{
		{"a week later", audit.Open, closes.AddDate(0, 0, 7), closes.AddDate(0, 0, -1), nil},
		{"to the same instant", audit.Open, closes, closes.AddDate(0, 0, -1), audit.ErrNotLater},
		{"to an earlier one", audit.Open, closes.AddDate(0, 0, -1), closes.AddDate(0, 0, -2), audit.ErrNotLater},
		{"after it has passed, to one that is still to come", audit.Open, closes.AddDate(0, 0, 7), closes.AddDate(0, 0, 2), nil},
		{"after it has passed, to one that has passed too", audit.Open, closes.AddDate(0, 0, 1), closes.AddDate(0, 0, 2), audit.ErrNotLater},
		{"of a draft", audit.Draft, closes.AddDate(0, 0, 7), closes.AddDate(0, 0, -1), audit.ErrRoundNotOpen},
		{"of a closed round", audit.Closed, closes.AddDate(0, 0, 7), closes.AddDate(0, 0, -1), audit.ErrRoundClosed},
	} {
		got := audit.Round{State: c.state, ClosesAt: closes}.CheckExtend(c.to, c.now)
		if !errors.Is(got, c.wanted) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.wanted)
		}
	}
}

func TestACopyTakesAnswersForAsManyDaysWhereverTheClocksChange(t *testing.T) {
	for _, c := range []struct {
		name          string
		opens, closes time.Time // of the round that is copied
		now           time.Time
		want          time.Time // when the copy closes
	}{
		{
			"22 days in winter, and again",
			audit.StartOfDay(2027, time.February, 1), audit.EndOfDay(2027, time.February, 22),
			time.Date(2027, time.March, 1, 16, 0, 0, 0, audit.London), audit.EndOfDay(2027, time.March, 22),
		},
		{
			"22 days with the clocks going forward, copied in summer",
			audit.StartOfDay(2027, time.March, 15), audit.EndOfDay(2027, time.April, 5),
			time.Date(2027, time.May, 1, 16, 0, 0, 0, audit.London), audit.EndOfDay(2027, time.May, 22),
		},
		{
			"22 days with the clocks going back, copied in winter",
			audit.StartOfDay(2027, time.October, 18), audit.EndOfDay(2027, time.November, 8),
			time.Date(2027, time.December, 1, 16, 0, 0, 0, audit.London), audit.EndOfDay(2027, time.December, 22),
		},
		{
			"22 days in summer, copied while the clocks go back",
			audit.StartOfDay(2027, time.June, 1), audit.EndOfDay(2027, time.June, 22),
			time.Date(2027, time.October, 20, 16, 0, 0, 0, audit.London), audit.EndOfDay(2027, time.November, 10),
		},
		{
			"22 days in winter, copied while the clocks go forward",
			audit.StartOfDay(2027, time.February, 1), audit.EndOfDay(2027, time.February, 22),
			time.Date(2027, time.March, 20, 16, 0, 0, 0, audit.London), audit.EndOfDay(2027, time.April, 10),
		},
		{
			"copied just after midnight in summer, when it is still yesterday in UTC",
			audit.StartOfDay(2027, time.June, 1), audit.EndOfDay(2027, time.June, 2),
			time.Date(2027, time.July, 1, 0, 30, 0, 0, audit.London), audit.EndOfDay(2027, time.July, 2),
		},
		{
			"one day, which leaves no day to look it through, becomes two",
			audit.StartOfDay(2027, time.June, 1), audit.EndOfDay(2027, time.June, 1),
			time.Date(2027, time.July, 1, 16, 0, 0, 0, audit.London), audit.EndOfDay(2027, time.July, 2),
		},
	} {
		past := audit.Round{
			ID: "past", TrustID: "trust", Title: "Spring", Instrument: "seven-domains", Minimum: 6, State: audit.Closed,
			OpensAt: c.opens, ClosesAt: c.closes, OpensByDate: true, ClosesByDate: true, FrameworkHash: "hash",
			Messages: audit.Messages{InvitationWords: "Dear all", ReminderWords: "Please", ReminderDays: []int{7, 1}},
		}
		got := past.Copy(c.now)
		day := c.now.In(audit.London)
		if !got.ClosesAt.Equal(c.want) || !got.OpensAt.Equal(audit.StartOfDay(day.Date())) {
			t.Errorf("%s: got %v to %v, want from the first second of that day to %v", c.name, got.OpensAt, got.ClosesAt, c.want)
		}
		if got.ID != "" || got.State != "" || got.FrameworkHash != "" || got.OpensByDate {
			t.Errorf("%s: got %+v, want a plan alone, that a person opens", c.name, got)
		}
		if got.Title != past.Title || got.Instrument != past.Instrument || got.Minimum != 6 || !got.ClosesByDate ||
			got.InvitationWords != "Dear all" || got.ReminderWords != "Please" || !slices.Equal(got.ReminderDays, []int{7, 1}) {
			t.Errorf("%s: got %+v, want what the past round had", c.name, got)
		}
	}
}

func TestOnlyAMessageThatMayNotHaveArrivedIsSentAgain(t *testing.T) {
	for state, want := range map[audit.MessageState]bool{
		audit.Waiting: false, audit.Sending: false, audit.Sent: false, audit.Dropped: false, audit.Failed: true, audit.InDoubt: true,
	} {
		if got := (audit.Message{State: state}).MayBeSentAgain(); got != want {
			t.Errorf("%s: got %v, want %v", state, got, want)
		}
	}
}
