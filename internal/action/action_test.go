package action_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
)

func due(year int, month time.Month, day int) action.Action {
	return action.Action{ID: "a", State: action.Planned, DueOn: trust.Day(year, month, day)}
}

func TestDaysAreCountedAsLondonCountsThem(t *testing.T) {
	for _, c := range []struct {
		name string
		due  action.Action
		now  time.Time
		left int
	}{
		{"the day itself, just begun", due(2027, time.March, 4), time.Date(2027, 3, 4, 0, 0, 0, 0, audit.London), 0},
		{"the day itself, nearly over", due(2027, time.March, 4), time.Date(2027, 3, 4, 23, 59, 59, 0, audit.London), 0},
		{"the day after", due(2027, time.March, 4), time.Date(2027, 3, 5, 0, 0, 0, 0, audit.London), -1},
		{"in summer time it is a day earlier in UTC", due(2027, time.July, 4), time.Date(2027, 7, 4, 23, 30, 0, 0, time.UTC), -1},
		{"over the change of the clocks", due(2027, time.March, 30), time.Date(2027, 3, 26, 12, 0, 0, 0, audit.London), 4},
		{"over a leap day", due(2028, time.March, 1), time.Date(2028, 2, 28, 12, 0, 0, 0, audit.London), 2},
	} {
		if got := c.due.DaysLeft(c.now); got != c.left {
			t.Errorf("%s: got %d days left, want %d", c.name, got, c.left)
		}
		if got := c.due.Overdue(c.now); got != (c.left < 0) {
			t.Errorf("%s: got overdue %v, want %v", c.name, got, c.left < 0)
		}
	}
	late := time.Date(2027, 3, 9, 12, 0, 0, 0, audit.London)
	for _, state := range []action.State{action.Done, action.Dropped} {
		a := due(2027, time.March, 4)
		a.State = state
		if a.Overdue(late) {
			t.Errorf("%s: got it overdue, want nothing left to do", state)
		}
	}
}

func TestRemindersComeAWeekBeforeAndTheDayAfter(t *testing.T) {
	a := due(2027, time.April, 1) // the clocks change between the two
	before, after := time.Date(2027, 3, 25, 9, 0, 0, 0, audit.London), time.Date(2027, 4, 2, 9, 0, 0, 0, audit.London)
	for _, c := range []struct {
		name     string
		now      time.Time
		state    action.State
		want     *time.Time
		occasion string
	}{
		{"long before", before.AddDate(0, -1, 0), action.Planned, &before, "action a due 2027-04-01, before"},
		{"at the first", before, action.UnderWay, &after, "action a due 2027-04-01, before"},
		{"between", after.Add(-time.Second), action.Planned, &after, "action a due 2027-04-01, before"},
		{"at the second", after, action.Planned, nil, "action a due 2027-04-01, after"},
		{"done", before.AddDate(0, -1, 0), action.Done, nil, "action a due 2027-04-01, before"},
		{"dropped", before.AddDate(0, -1, 0), action.Dropped, nil, "action a due 2027-04-01, before"},
	} {
		a.State = c.state
		got := a.NextReminder(c.now)
		if (got == nil) != (c.want == nil) || got != nil && !got.Equal(*c.want) {
			t.Errorf("%s: got the next reminder at %v, want %v", c.name, got, c.want)
		}
		if got := a.Occasion(c.now); got != c.occasion {
			t.Errorf("%s: got %q, want %q", c.name, got, c.occasion)
		}
	}
}

func TestAMove(t *testing.T) {
	for _, c := range []struct {
		name         string
		move         action.Move
		stored       action.State
		check, moved error
		to           action.State
	}{
		{"words alone", action.Move{Words: "Met twice.", Seen: "planned", State: "planned"}, "planned", nil, nil, ""},
		{"words alone, moved meanwhile", action.Move{Words: "Met twice.", Seen: "planned", State: "planned"}, "done", nil, nil, ""},
		{"a move alone", action.Move{Seen: "planned", State: "under way"}, "planned", nil, nil, "under way"},
		{"nothing", action.Move{Seen: "planned", State: "planned"}, "planned", action.ErrNoUpdate, nil, ""},
		{"dropped without a reason", action.Move{Seen: "planned", State: "dropped"}, "planned", action.ErrNoReason, nil, "dropped"},
		{"dropped with a reason", action.Move{Words: "Overtaken.", Seen: "planned", State: "dropped"}, "planned", nil, nil, "dropped"},
		{"taken up again", action.Move{Words: "Back.", Seen: "dropped", State: "planned"}, "dropped", nil, nil, "planned"},
		{"moved there by somebody else", action.Move{Seen: "planned", State: "done"}, "done", nil, nil, ""},
		{"moved elsewhere by somebody else", action.Move{Seen: "planned", State: "under way"}, "done", nil, action.ErrMoved, ""},
	} {
		if err := c.move.Check(); !errors.Is(err, c.check) || c.check == nil && err != nil {
			t.Errorf("%s: got %v, want %v", c.name, err, c.check)
		}
		to, err := c.move.To(c.stored)
		if to != c.to || !errors.Is(err, c.moved) || c.moved == nil && err != nil {
			t.Errorf("%s: got %q, %v, want %q, %v", c.name, to, err, c.to, c.moved)
		}
	}
}

func TestChallengesAreFollowedAcrossRounds(t *testing.T) {
	before := action.Action{ID: "before", For: []action.Finding{{RoundID: "r1", Statement: "gap"}, {RoundID: "r2", Statement: "gap"}}}
	now := action.Action{ID: "now", For: []action.Finding{{RoundID: "r2", Statement: "gap"}, {RoundID: "r2", Statement: "staff"}}}
	free := action.Action{ID: "free"}
	got := action.Follow([]string{"staff", "gap", "money"}, []action.Action{before, now, free})
	var ids [][]string
	for _, f := range got {
		var of []string
		for _, a := range f.Actions {
			of = append(of, a.ID)
		}
		ids = append(ids, of)
	}
	want := [][]string{{"now"}, {"before", "now"}, nil}
	if !slices.EqualFunc(ids, want, slices.Equal) {
		t.Errorf("got %v, want %v", ids, want)
	}
	if now.ForRound("r1", "gap") || !before.ForRound("r1", "gap") {
		t.Error("got the rounds mixed up, want each action for its own")
	}
}

func TestAFindingIsReadAsItWasWritten(t *testing.T) {
	f := action.Finding{RoundID: "22222222-2222-4222-8222-222222222222", Statement: "ie-gap_send"}
	if got := action.FindingOf(f.String()); got != f {
		t.Errorf("got %v, want %v", got, f)
	}
	for _, text := range []string{"", "_", "round", "round_", "_statement"} {
		if got := action.FindingOf(text); got != (action.Finding{}) {
			t.Errorf("%q: got %v, want none", text, got)
		}
	}
}

func TestVersionsThatSayTheSame(t *testing.T) {
	a := due(2027, time.March, 4)
	a.For = []action.Finding{{RoundID: "r", Statement: "b"}, {RoundID: "r", Statement: "a"}}
	b := a
	b.For = []action.Finding{{RoundID: "r", Statement: "a"}, {RoundID: "r", Statement: "b"}, {RoundID: "r", Statement: "b"}}
	b.Revision, b.State = 7, action.Done
	if !a.Same(b) {
		t.Error("got a difference, want the same whatever the order and the state")
	}
	b.Title = "Another"
	if a.Same(b) {
		t.Error("got the same, want another title to differ")
	}
	if got := action.State("under way").Title(); got != "Under way" {
		t.Errorf("got %q, want %q", got, "Under way")
	}
}
