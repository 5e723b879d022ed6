package postgres_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/postgres"
	"sevenfold/internal/trust"
)

// closesByDate has the board's open round close by itself.
func (b *board) closesByDate(t testing.TB, closes time.Time) {
	t.Helper()
	must(t, b.exec(t, `UPDATE rounds SET closes_by_date = true, closes_at = $3 WHERE trust_id = $1 AND id = $2`, b.trustID, b.roundID, closes))
}

func (b *board) closeDue(t testing.TB, now time.Time) error {
	return b.store.CloseByDate(t.Context(), b.trustID, b.roundID, now)
}

func TestARoundClosesByItselfOnTheNightOfEachChangeOfTheClocks(t *testing.T) {
	for _, c := range []struct {
		name   string
		closes time.Time
		at     string // in UTC
	}{
		{"they go forward in this night", audit.EndOfDay(2027, time.March, 27), "2027-03-27T23:59:59Z"},
		{"they went forward this morning", audit.EndOfDay(2027, time.March, 28), "2027-03-28T22:59:59Z"},
		{"they go back in this night", audit.EndOfDay(2027, time.October, 30), "2027-10-30T22:59:59Z"},
		{"they went back this morning", audit.EndOfDay(2027, time.October, 31), "2027-10-31T23:59:59Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBoard(t, 5)
			for _, p := range b.people {
				b.answer(t, p, 3)
			}
			b.closesByDate(t, c.closes)
			at, err := time.Parse(time.RFC3339, c.at)
			must(t, err)
			if due, err := b.store.WorkDue(t.Context(), at.Add(-time.Second)); err != nil || len(due) != 0 {
				t.Errorf("a second before: got %v, %v, want nothing due", due, err)
			}
			if err := b.closeDue(t, at.Add(-time.Second)); !errors.Is(err, audit.ErrNotDue) {
				t.Errorf("a second before: got %v, want it left open", err)
			}
			if _, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, b.people[0],
				[]audit.Answer{{Statement: b.asked[0].ID, Position: 1, Revision: 1}}, at.Add(-time.Second)); err != nil {
				t.Errorf("a second before: got %v, want an answer taken", err)
			}
			due, err := b.store.WorkDue(t.Context(), at)
			must(t, err)
			if want := []audit.Due{{TrustID: b.trustID, RoundID: b.roundID, Deed: audit.CloseByDate}}; !slices.Equal(due, want) {
				t.Errorf("got %v due, want %v", due, want)
			}
			must(t, b.closeDue(t, at))
			if got := b.round(t); got.State != audit.Closed || !got.ClosedAt.Equal(at) {
				t.Errorf("got %s at %v, want closed at %v", got.State, got.ClosedAt, at)
			}
		})
	}
}

func TestAClosingTellsWhoeverMayReadTheReportOnce(t *testing.T) {
	b := newBoard(t, 5)
	for _, p := range b.people {
		b.answer(t, p, 3)
	}
	chair, executive := b.add(t, "chair", trust.Chair), b.add(t, "executive", trust.Executive)
	b.add(t, "local", trust.LocalGovernor)
	gone := b.add(t, "gone", trust.Trustee)
	must(t, b.store.EndMembership(t.Context(), b.trustID, b.clerk, gone, thursday))
	b.closesByDate(t, closing)
	must(t, b.closeDue(t, closing))
	for range 2 {
		if err := b.closeDue(t, closing); !errors.Is(err, audit.ErrAlreadyClosed) {
			t.Errorf("a second time: got %v, want it refused", err)
		}
	}
	if got, want := recipients(b.messages(t, audit.ReportReadyMessage)), sorted(append(b.people, b.clerk, chair, executive)...); !slices.Equal(got, want) {
		t.Errorf("got messages to %v, want one to each of %v: neither to a local governor nor to whoever left", got, want)
	}
	want := postgres.Entry{TrustID: b.trustID, Deed: "closed a round", Thing: b.roundID, At: closing}
	if !b.trailHolds(t, want) {
		t.Errorf("got no line %+v in the trail", want)
	}
	if _, r, err := b.store.Report(t.Context(), b.trustID, b.roundID); err != nil || r.Withheld || r.Submitted != 5 {
		t.Errorf("got %v, and %d submitted, want a report of five", err, r.Submitted)
	}
}

func TestAClosingBelowTheMinimumIsHeldAndToldOnce(t *testing.T) {
	b := newBoard(t, 6)
	for _, p := range b.people[:5] {
		b.answer(t, p, 3)
	}
	// One of the five was typed in by somebody else: it counts in the findings, never towards the minimum.
	must(t, b.exec(t, `
		UPDATE responses SET entered_by = $3
		WHERE trust_id = $1 AND respondent_id = (SELECT id FROM respondents WHERE trust_id = $1 AND person_id = $2)`,
		b.trustID, b.people[0], b.clerk))
	b.closesByDate(t, closing)
	must(t, b.closeDue(t, closing))
	for i := range 3 {
		if err := b.closeDue(t, closing.Add(time.Duration(i)*time.Minute)); !errors.Is(err, audit.ErrNotDue) {
			t.Errorf("again: got %v, want it left to a person", err)
		}
	}
	round := b.round(t)
	if round.State != audit.Open || round.ClosesByDate || round.ClosingHeldAt == nil || !round.ClosingHeldAt.Equal(closing) {
		t.Errorf("got %+v, want it open, held since %v, and left to a person", round, closing)
	}
	if got := b.messages(t, audit.ClosingHeldMessage, audit.ReportReadyMessage); len(got) != 1 || got[0].PersonID != b.clerk {
		t.Errorf("got %v, want the governance professional told once", got)
	}
	if due, err := b.store.WorkDue(t.Context(), closing.AddDate(0, 1, 0)); err != nil || len(due) != 0 {
		t.Errorf("got %v, %v, want nothing due any more", due, err)
	}
	held := b.messages(t, audit.ClosingHeldMessage)[0]

	later := closing.AddDate(0, 0, 7)
	must(t, b.store.ExtendRound(t.Context(), b.trustID, b.roundID, b.clerk, later, true, closing.Add(time.Hour)))
	if got := b.round(t); got.ClosingHeldAt != nil || !got.ClosesByDate {
		t.Errorf("got %+v, want it no longer held once it is extended", got)
	}
	if _, err := b.store.BeginSending(t.Context(), b.trustID, held.ID, marks(held.ID), closing.Add(time.Hour)); !errors.Is(err, audit.ErrNotToSend) {
		t.Errorf("got %v, want it told to nobody any more", err)
	}
	must(t, b.closeDue(t, later))
	if got := b.messages(t, audit.ClosingHeldMessage); len(got) != 2 {
		t.Errorf("got %d messages, want it told anew that it is held anew", len(got))
	}
	must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, later))
	if _, r, err := b.store.Report(t.Context(), b.trustID, b.roundID); err != nil || !r.Withheld {
		t.Errorf("got %v, want a person to close it all the same, and everything withheld", err)
	}
}

func TestAClosingThatWasMovedMeanwhileIsNotRun(t *testing.T) {
	for name, move := range map[string]func(b board) error{
		"extended": func(b board) error {
			return b.store.ExtendRound(t.Context(), b.trustID, b.roundID, b.clerk, closing.AddDate(0, 0, 7), true, closing)
		},
		"left to a person": func(b board) error {
			return b.exec(t, `UPDATE rounds SET closes_by_date = false WHERE trust_id = $1 AND id = $2`, b.trustID, b.roundID)
		},
	} {
		for _, submitted := range []int{4, 5} {
			b := newBoard(t, 5)
			for _, p := range b.people[:submitted] {
				b.answer(t, p, 3)
			}
			b.closesByDate(t, closing)
			must(t, move(b))
			if err := b.closeDue(t, closing); !errors.Is(err, fault.Conflict) && err != nil {
				t.Errorf("%s: got %v, want it left alone", name, err)
			}
			if round := b.round(t); round.State != audit.Open || round.ClosingHeldAt != nil || len(b.messages(t, audit.ClosingHeldMessage, audit.ReportReadyMessage)) != 0 {
				t.Errorf("%s, with %d submitted: got %+v, want it open as before, and nobody told", name, submitted, round)
			}
		}
	}
}

func TestAPersonWhoClosesOrExtendsAtTheSameMomentIsNotOvertaken(t *testing.T) {
	for i := range 6 {
		b := newBoard(t, 5)
		for _, p := range b.people {
			b.answer(t, p, 3)
		}
		b.closesByDate(t, closing)
		byHand := make(chan error, 1)
		go func() {
			if i%2 == 0 {
				byHand <- b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, closing)
			} else {
				byHand <- b.store.ExtendRound(t.Context(), b.trustID, b.roundID, b.clerk, closing.AddDate(0, 0, 7), true, closing)
			}
		}()
		byItself := b.closeDue(t, closing)
		person := <-byHand
		if (person == nil) == (byItself == nil) {
			t.Errorf("got %v for the person and %v for the program, want one of them", person, byItself)
		}
		round, told := b.round(t), len(b.messages(t, audit.ReportReadyMessage))
		if extended := i%2 == 1 && person == nil; extended != (round.State == audit.Open) || extended != (told == 0) {
			t.Errorf("got %s with %d told, want what the one who was quicker meant", round.State, told)
		}
	}
}

// TestNobodyIsTakenOutBesideAClosing: otherwise a closing could count five and keep four.
func TestNobodyIsTakenOutBesideAClosing(t *testing.T) {
	for range 6 {
		b := newBoard(t, 5)
		for _, p := range b.people {
			b.answer(t, p, 3)
		}
		b.closesByDate(t, closing)
		out := make(chan error, 1)
		go func() { out <- b.store.TakeOut(t.Context(), b.trustID, b.roundID, b.clerk, b.people[0], closing) }()
		must(t, b.closeDue(t, closing))
		taken := <-out
		if round := b.round(t); (taken == nil) != (round.State == audit.Open) {
			t.Errorf("got %v for taking out, and the round %s, want it held at four or closed with five", taken, round.State)
		}
		if b.round(t).State == audit.Closed {
			if _, r, err := b.store.Report(t.Context(), b.trustID, b.roundID); err != nil || r.Withheld || r.Submitted != 5 {
				t.Errorf("got %d submitted, %v, want the five that were counted", r.Submitted, err)
			}
		}
	}
}
