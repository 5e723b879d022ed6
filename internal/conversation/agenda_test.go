package conversation

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"sevenfold/internal/insight"
)

// found makes findings: so many where views differ, not yet known, challenges,
// strengths (the first five of them named), balanced.
func found(differ, unknown, challenges, strengths, balanced int) Findings {
	var all Findings
	for _, part := range []struct {
		kind   insight.Kind
		letter string
		n      int
	}{
		{insight.ViewsDiffer, "d", differ},
		{insight.NotYetKnown, "u", unknown},
		{insight.Challenge, "c", challenges},
		{insight.Strength, "s", strengths},
		{insight.Balanced, "b", balanced},
	} {
		for i := range part.n {
			all = append(all, Finding{Statement: fmt.Sprint(part.letter, i+1), Kind: part.kind, Named: i < 5})
		}
	}
	return all
}

// items are the statements of an agenda and their minutes: "d1:10".
func items(a Agenda) []string {
	var all []string
	for _, item := range a.Items {
		all = append(all, fmt.Sprint(item.Statement, ":", item.Minutes))
	}
	return all
}

func drafted(t *testing.T, findings Findings, length int) Agenda {
	t.Helper()
	a, err := Draft(findings, length)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestDraft(t *testing.T) {
	tests := []struct {
		name       string
		findings   Findings
		length     int
		want       []string
		discussion int
	}{
		{"nothing found", nil, 60, nil, 50},
		{"one finding takes no more than it can use", found(1, 0, 0, 0, 0), 60, []string{"d1:15"}, 35},
		{"one finding in the shortest meeting takes all there is", found(1, 0, 0, 0, 0), 5, []string{"d1:3"}, 0},
		{"the shortest meeting talks about the first thing only", found(2, 2, 2, 2, 0), 5, []string{"d1:3"}, 0},
		{"challenges alone", found(0, 0, 2, 0, 0), 30, []string{"c1:13", "c2:13"}, 0},
		{
			"an hour has something of each part, in the order of the parts", found(4, 6, 9, 12, 3), 60,
			[]string{"d1:8", "d2:8", "u1:5", "u2:5", "c1:8", "c2:8", "s1:4", "s2:4"},
			0,
		},
		{"strengths that are not among the most significant wait to be added", found(0, 0, 0, 7, 0), 240, []string{"s1:8", "s2:8", "s3:8", "s4:8", "s5:8"}, 190},
		{"what is balanced waits to be added", found(0, 0, 0, 0, 3), 60, nil, 50},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := drafted(t, tt.findings, tt.length)
			if got := items(a); !slices.Equal(got, tt.want) {
				t.Errorf("items: got %v, want %v", got, tt.want)
			}
			if got := a.Discussion(); got != tt.discussion {
				t.Errorf("open discussion: got %d minutes, want %d", got, tt.discussion)
			}
			holdsTogether(t, a)
		})
	}
}

func TestDraftRefusesLengthsOfNoMeeting(t *testing.T) {
	for _, length := range []int{-1, 0, 4, 241, 1 << 40} {
		if _, err := Draft(found(1, 1, 1, 1, 0), length); !errors.Is(err, ErrLength) {
			t.Errorf("%d minutes: got %v, want it refused", length, err)
		}
	}
}

// holdsTogether holds an agenda to its length, to the minute, and to each item once.
func holdsTogether(t *testing.T, a Agenda) {
	t.Helper()
	at := 0
	seen := map[string]bool{}
	for _, slot := range a.Timetable() {
		if slot.From != at || slot.Minutes < 1 {
			t.Fatalf("got %+v at minute %d, want it to begin there and last", slot, at)
		}
		at += slot.Minutes
		if slot.Kind == OfItem && seen[slot.Statement] {
			t.Fatalf("got %s twice on the agenda, want it once", slot.Statement)
		}
		seen[slot.Statement] = true
	}
	if at != a.Length {
		t.Fatalf("times: got %d minutes in all, want %d: %v", at, a.Length, a.Timetable())
	}
	for _, statement := range a.LeftOut {
		if a.Has(statement) {
			t.Fatalf("got %s left out and on the agenda", statement)
		}
	}
}

// TestTimesAddUpWhateverIsDone drafts agendas of every length and changes them
// at random: the times add up to the length at each step.
func TestTimesAddUpWhateverIsDone(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for length := ShortestMeeting; length <= LongestMeeting; length++ {
		findings := found(random.IntN(20), random.IntN(20), random.IntN(20), random.IntN(20), random.IntN(5))
		a := drafted(t, findings, length)
		if len(findings.worth(insight.ViewsDiffer)) > 0 && len(a.Items) == 0 {
			t.Fatalf("%d minutes: got nothing to talk about, want something", length)
		}
		if got, want := len(a.Items)+len(a.Others(findings)), len(findings); got != want {
			t.Fatalf("%d minutes: got %d findings on the agenda or beside it, want all %d", length, got, want)
		}
		for range 40 {
			a = changed(t, random, a, findings)
			holdsTogether(t, a)
		}
	}
}

func changed(t *testing.T, random *rand.Rand, a Agenda, findings Findings) Agenda {
	t.Helper()
	if len(findings) == 0 {
		return a
	}
	statement := findings[random.IntN(len(findings))].Statement
	var next Agenda
	var err error
	switch random.IntN(6) {
	case 0:
		next, err = a.Move(statement, random.IntN(7)-3)
	case 1:
		next, err = a.LeaveOut(statement)
	case 2:
		next, err = a.AddBack(statement, findings)
	case 3:
		next, err = a.Timed(map[string]int{statement: random.IntN(30)})
	case 4:
		next, err = a.Lasting(random.IntN(250), findings)
	default:
		next = a.Shared(findings)
	}
	if err != nil {
		return a
	}
	return next
}

func TestChangingAnAgenda(t *testing.T) {
	findings := found(3, 2, 2, 2, 1)
	before := drafted(t, findings, 60)
	begins := []string{"d1:8", "d2:8", "u1:5", "u2:5", "c1:8", "c2:8", "s1:4", "s2:4"}
	if got := items(before); !slices.Equal(got, begins) {
		t.Fatalf("got %v to begin with, want %v", got, begins)
	}
	then := func(first, second func(Agenda) (Agenda, error)) func(Agenda) (Agenda, error) {
		return func(a Agenda) (Agenda, error) {
			a, err := first(a)
			if err != nil {
				return a, err
			}
			return second(a)
		}
	}
	leaveOut := func(statement string) func(Agenda) (Agenda, error) {
		return func(a Agenda) (Agenda, error) { return a.LeaveOut(statement) }
	}
	addBack := func(statement string) func(Agenda) (Agenda, error) {
		return func(a Agenda) (Agenda, error) { return a.AddBack(statement, findings) }
	}
	lasting := func(length int) func(Agenda) (Agenda, error) {
		return func(a Agenda) (Agenda, error) { return a.Lasting(length, findings) }
	}
	tests := []struct {
		name   string
		change func(Agenda) (Agenda, error)
		want   []string // nil: there is no room
		over   int      // what is for open discussion
	}{
		{"an item moves up", func(a Agenda) (Agenda, error) { return a.Move("c1", -1) }, []string{"d1:8", "d2:8", "u1:5", "c1:8", "u2:5", "c2:8", "s1:4", "s2:4"}, 0},
		{"an item moves down", func(a Agenda) (Agenda, error) { return a.Move("d1", 1) }, []string{"d2:8", "d1:8", "u1:5", "u2:5", "c1:8", "c2:8", "s1:4", "s2:4"}, 0},
		{"the first stays first", func(a Agenda) (Agenda, error) { return a.Move("d1", -1) }, begins, 0},
		{"the last stays last", func(a Agenda) (Agenda, error) { return a.Move("s2", 1) }, begins, 0},
		{"what is left out leaves its minutes", leaveOut("u1"), []string{"d1:8", "d2:8", "u2:5", "c1:8", "c2:8", "s1:4", "s2:4"}, 5},
		{"nothing is added where every item has its fewest", addBack("d3"), nil, 0},
		{
			"what is added takes the open discussion first, and stands in its part", then(leaveOut("c1"), addBack("d3")),
			[]string{"d1:8", "d2:8", "d3:8", "u1:5", "u2:5", "c2:8", "s1:4", "s2:4"},
			0,
		},
		{"what a draft never holds is added at the end", then(leaveOut("d2"), addBack("b1")), []string{"d1:8", "u1:5", "u2:5", "c1:8", "c2:8", "s1:4", "s2:4", "b1:5"}, 3},
		{
			"then it takes of the longest, the later first", then(lasting(100), addBack("b1")),
			[]string{"d1:11", "d2:11", "d3:11", "u1:9", "u2:9", "c1:10", "c2:10", "s1:7", "s2:7", "b1:5"},
			0,
		},
		{"minutes by hand", func(a Agenda) (Agenda, error) { return a.Timed(map[string]int{"d1": 5, "c1": 10}) }, []string{"d1:5", "d2:8", "u1:5", "u2:5", "c1:10", "c2:8", "s1:4", "s2:4"}, 1},
		{"shared out again", then(leaveOut("d2"), func(a Agenda) (Agenda, error) { return a.Shared(findings), nil }), []string{"d1:10", "u1:6", "u2:6", "c1:9", "c2:9", "s1:5", "s2:5"}, 0},
		{"adding what is there changes nothing", addBack("d1"), begins, 0},
		{"a longer meeting takes more in", lasting(75), []string{"d1:9", "d2:9", "d3:9", "u1:6", "u2:6", "c1:9", "c2:9", "s1:4", "s2:4"}, 0},
		{"a shorter meeting loses the last", lasting(40), []string{"d1:8", "d2:8", "u1:5", "u2:5", "c1:8"}, 0},
		{"the shortest keeps the first", lasting(5), []string{"d1:3"}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := tt.change(before)
			if tt.want == nil {
				if !errors.Is(err, ErrNoRoom) {
					t.Fatalf("got %v, want no room", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := items(a); !slices.Equal(got, tt.want) {
				t.Errorf("items: got %v, want %v", got, tt.want)
			}
			if got := a.Discussion(); got != tt.over {
				t.Errorf("open discussion: got %d minutes, want %d", got, tt.over)
			}
			holdsTogether(t, a)
			if got := items(before); !slices.Equal(got, begins) {
				t.Errorf("the agenda before: got %v, want it as it was, %v", got, begins)
			}
		})
	}
}

func TestWhatWasLeftOutByHandStaysOut(t *testing.T) {
	findings := found(2, 0, 2, 0, 0)
	a, err := drafted(t, findings, 60).LeaveOut("c1")
	if err != nil {
		t.Fatal(err)
	}
	a, err = a.Lasting(120, findings)
	if err != nil {
		t.Fatal(err)
	}
	if a.Has("c1") {
		t.Errorf("got %v after a change of length, want c1 left out still", items(a))
	}
	a, err = a.AddBack("c1", findings)
	if err != nil || !a.Has("c1") || len(a.LeftOut) != 0 {
		t.Errorf("got %v, left out %v, %v, want c1 back", items(a), a.LeftOut, err)
	}
}

func TestChangesThatMakeNoSense(t *testing.T) {
	findings := found(2, 0, 0, 0, 0)
	a := drafted(t, findings, 30)
	var long TooLongError
	if _, err := a.Timed(map[string]int{"d1": 20, "d2": 20}); !errors.As(err, &long) || long.Over != 14 {
		t.Errorf("got %v, want it to be 14 minutes too long", err)
	}
	for name, err := range map[string]error{
		"no minutes":        second(a.Timed(map[string]int{"d1": 0})),
		"minutes below one": second(a.Timed(map[string]int{"d1": -5})),
		"more than a day":   second(a.Timed(map[string]int{"d1": 100000})),
	} {
		if !errors.Is(err, ErrMinutes) {
			t.Errorf("%s: got %v, want the minutes refused", name, err)
		}
	}
	for name, err := range map[string]error{
		"moving":      second(a.Move("x1", 1)),
		"leaving out": second(a.LeaveOut("x1")),
		"adding":      second(a.AddBack("x1", findings)),
	} {
		if !errors.Is(err, ErrNotToTalkOf) {
			t.Errorf("%s what is not there: got %v, want not found", name, err)
		}
	}
}

func second(_ Agenda, err error) error { return err }
