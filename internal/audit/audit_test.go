package audit_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
)

func TestADayEndsInLondonOnEitherSideOfTheClocks(t *testing.T) {
	for _, c := range []struct {
		name  string
		year  int
		month time.Month
		day   int
		want  string // in UTC
	}{
		{"a winter's day", 2027, time.March, 4, "2027-03-04T23:59:59Z"},
		{"the day before the clocks go forward", 2027, time.March, 27, "2027-03-27T23:59:59Z"},
		{"the day the clocks go forward", 2027, time.March, 28, "2027-03-28T22:59:59Z"},
		{"a summer's day", 2027, time.June, 30, "2027-06-30T22:59:59Z"},
		{"the day the clocks go back", 2027, time.October, 31, "2027-10-31T23:59:59Z"},
	} {
		if got := audit.EndOfDay(c.year, c.month, c.day).UTC().Format(time.RFC3339); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	if got, want := audit.StartOfDay(2027, time.June, 30).UTC().Format(time.RFC3339), "2027-06-29T23:00:00Z"; got != want {
		t.Errorf("the first second of a summer's day: got %s, want %s", got, want)
	}
}

func TestARoundTakesAnswersToItsLastSecond(t *testing.T) {
	closes := audit.EndOfDay(2027, time.October, 31)
	open := audit.Round{State: audit.Open, ClosesAt: closes}
	for _, c := range []struct {
		name  string
		round audit.Round
		now   time.Time
		want  error
	}{
		{"a draft takes none", audit.Round{State: audit.Draft, ClosesAt: closes}, closes.Add(-time.Hour), audit.ErrRoundNotOpen},
		{"an open one takes them", open, closes.Add(-time.Second), nil},
		{"at its last second none is taken", open, closes, audit.ErrRoundClosed},
		{"a late answer is refused", open, closes.Add(time.Second), audit.ErrRoundClosed},
		{"closed early is closed", audit.Round{State: audit.Closed, ClosesAt: closes}, closes.Add(-time.Hour), audit.ErrRoundClosed},
	} {
		if got := c.round.RefuseAnswers(c.now); !errors.Is(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestARoundIsOpenedAndClosedOnlyWhereItMay(t *testing.T) {
	opens, closes := audit.StartOfDay(2027, time.March, 4), audit.EndOfDay(2027, time.March, 25)
	draft := audit.Round{State: audit.Draft, OpensAt: opens, ClosesAt: closes, Minimum: 5}
	with := func(change func(*audit.Round)) audit.Round {
		r := draft
		change(&r)
		return r
	}
	for _, c := range []struct {
		name        string
		round       audit.Round
		respondents int
		now         time.Time
		want        error
	}{
		{"a good plan", draft, 14, opens, nil},
		{"nobody invited", draft, 0, opens, audit.ErrNoRespondents},
		{"past its closing", draft, 14, closes, audit.ErrClosesTooSoon},
		{"open already", with(func(r *audit.Round) { r.State = audit.Open }), 14, opens, audit.ErrNotDraft},
		{"the wrong way round", with(func(r *audit.Round) { r.OpensAt = closes.Add(time.Hour) }), 14, opens, audit.ErrDatesReversed},
		{"a minimum of four", with(func(r *audit.Round) { r.Minimum = 4 }), 14, opens, audit.ErrMinimumTooLow},
	} {
		if got := c.round.CheckOpen(c.respondents, c.now); !errors.Is(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
	for state, want := range map[audit.State]error{
		audit.Open: nil, audit.Closed: audit.ErrAlreadyClosed, audit.Draft: audit.ErrRoundNotOpen,
	} {
		if got := (audit.Round{State: state}).CheckClose(); !errors.Is(got, want) {
			t.Errorf("closing a round that is %s: got %v, want %v", state, got, want)
		}
	}
}

func TestAnAnswerIsOneThatTheScaleKnows(t *testing.T) {
	scale := framework.Scale{Points: make([]framework.Point, 4), Unknown: "I do not know", Apart: "Does not apply"}
	bases := []framework.Basis{{ID: "seen"}}
	for _, c := range []struct {
		name   string
		answer audit.Answer
		want   error
	}{
		{"nothing said", audit.Answer{}, nil},
		{"a position and its basis", audit.Answer{Position: 4, Basis: "seen"}, nil},
		{"I do not know", audit.Answer{Escape: audit.Unknown}, nil},
		{"only a note", audit.Answer{Note: "To ask."}, nil},
		{"a point too many", audit.Answer{Position: 5}, audit.ErrNoSuchPoint},
		{"below the scale", audit.Answer{Position: -1}, audit.ErrNoSuchPoint},
		{"a position and apart", audit.Answer{Position: 1, Escape: audit.Apart}, audit.ErrNoSuchPoint},
		{"an escape nobody knows", audit.Answer{Escape: "maybe"}, audit.ErrNoSuchPoint},
		{"a basis nobody knows", audit.Answer{Position: 1, Basis: "heard"}, audit.ErrNoSuchBasis},
		{"a basis without a position", audit.Answer{Escape: audit.Unknown, Basis: "seen"}, audit.ErrNoSuchBasis},
		{"2,000 families of four", audit.Answer{Note: strings.Repeat("👨‍👩‍👧‍👦", 2000)}, nil},
		{"one character too many", audit.Answer{Note: strings.Repeat("é", 2001)}, audit.ErrNoteTooLong},
	} {
		if got := c.answer.Check(scale, bases); !errors.Is(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestAnAnswerThatAScaleDoesNotOfferIsRefused(t *testing.T) {
	scale := framework.Scale{Points: make([]framework.Point, 7)}
	for _, escape := range []audit.Escape{audit.Unknown, audit.Apart} {
		if got := (audit.Answer{Escape: escape}).Check(scale, nil); !errors.Is(got, audit.ErrNoSuchPoint) {
			t.Errorf("%s: got %v, want %v", escape, got, audit.ErrNoSuchPoint)
		}
	}
	if got := (audit.Answer{Position: 7}).Check(scale, nil); got != nil {
		t.Errorf("the last of seven points: got %v, want it taken", got)
	}
}

func TestAQuestionnaireIsWalkedFromEndToEnd(t *testing.T) {
	text, err := os.ReadFile("../../domains.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := framework.Load("domains.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	q, err := audit.NewQuestionnaire(f, "seven-domains")
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	element, previous := q.Domains[0].Elements[0].ID, ""
	for element != "" {
		p, ok := q.Place(element)
		if !ok || p.Element.ID != element || p.Previous != previous {
			t.Fatalf("%s: got %+v, want it after %q", element, p, previous)
		}
		asked += len(p.Element.Statements)
		previous, element = element, p.Next
	}
	if want := len(q.Statements()); asked != want || want == 0 {
		t.Errorf("got %d statements on the way, want %d", asked, want)
	}
	if _, ok := q.Place("nowhere"); ok {
		t.Error("got a place for an element that is not asked, want none")
	}
	if _, err := audit.NewQuestionnaire(f, "nothing"); err == nil {
		t.Error("got a questionnaire that does not exist, want an error")
	}
}
