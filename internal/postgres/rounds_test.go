package postgres_test

import (
	"errors"
	"testing"
	"time"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/insight"
	"sevenfold/internal/trust"
)

func TestARoundIsOpenedOnceAndPinned(t *testing.T) {
	b := newBoard(t, 1)
	ctx := t.Context()
	id, err := b.store.AddRound(ctx, b.trustID, b.clerk, plan(), thursday)
	must(t, err)
	if err := b.store.OpenRound(ctx, b.trustID, id, b.clerk, sevenfold.Domains, thursday); !errors.Is(err, audit.ErrNoRespondents) {
		t.Errorf("nobody invited: got %v, want it refused", err)
	}
	invited := map[string]trust.Group{b.people[0]: trust.Trustees}
	must(t, b.store.SetRespondents(ctx, b.trustID, id, invited))
	late := audit.EndOfDay(2027, time.March, 25).Add(time.Second)
	if err := b.store.OpenRound(ctx, b.trustID, id, b.clerk, sevenfold.Domains, late); !errors.Is(err, audit.ErrClosesTooSoon) {
		t.Errorf("past its closing date: got %v, want it refused", err)
	}
	must(t, b.store.OpenRound(ctx, b.trustID, id, b.clerk, sevenfold.Domains, thursday))
	for name, err := range map[string]error{
		"opening again":      b.store.OpenRound(ctx, b.trustID, id, b.clerk, []byte("other text"), thursday),
		"changing it":        b.store.ChangeRound(ctx, b.trustID, audit.Round{ID: id, Title: "Other", Instrument: "x", Minimum: 6}),
		"inviting others":    b.store.SetRespondents(ctx, b.trustID, id, invited),
		"in another's trust": b.store.ChangeRound(ctx, b.clerk, audit.Round{ID: id}),
	} {
		want := fault.Conflict
		if name == "in another's trust" {
			want = fault.NotFound
		}
		if !errors.Is(err, want) {
			t.Errorf("%s once it is open: got %v, want %v", name, err, want)
		}
	}
	round, err := b.store.Round(ctx, b.trustID, id)
	must(t, err)
	f, err := b.store.Framework(ctx, round.FrameworkHash)
	must(t, err)
	if len(f.Domains) != 7 {
		t.Errorf("got %d domains in the pinned text, want 7", len(f.Domains))
	}
}

func TestOnlySubmittedResponsesCount(t *testing.T) {
	b := newBoard(t, 7)
	for _, p := range b.people[:5] {
		b.answer(t, p, 4)
	}
	_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, b.people[5], b.answers(1), thursday)
	must(t, err)
	must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday))
	if err := b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday); !errors.Is(err, audit.ErrAlreadyClosed) {
		t.Errorf("closing twice: got %v, want it refused", err)
	}
	round, r, err := b.store.Report(t.Context(), b.trustID, b.roundID)
	must(t, err)
	if round.State != audit.Closed || r.Submitted != 5 || r.Withheld {
		t.Errorf("got %s with %d submitted, want closed with 5", round.State, r.Submitted)
	}
	if got := r.Statements[0]; got.Finding != insight.Strength || !got.Significant || got.Positions.Points[3] != 5 {
		t.Errorf("got %+v, want a significant strength of five", got)
	}
	if _, _, err := b.store.Report(t.Context(), b.clerk, b.roundID); !errors.Is(err, fault.NotFound) {
		t.Errorf("from another trust: got %v, want not found", err)
	}
	// In progress at the close: shown to that person alone.
	_, left, err := b.store.Response(t.Context(), b.trustID, b.roundID, b.people[5])
	must(t, err)
	if len(left.Answers) != len(b.asked) {
		t.Errorf("got %d answers of the person in progress, want them kept for that person", len(left.Answers))
	}
}

func TestBelowTheMinimumNothingIsInTheReport(t *testing.T) {
	b := newBoard(t, 6)
	for _, p := range b.people[:4] {
		b.answer(t, p, 2)
	}
	must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday))
	_, r, err := b.store.Report(t.Context(), b.trustID, b.roundID)
	must(t, err)
	if !r.Withheld {
		t.Fatal("got a report of four, want it withheld")
	}
	for _, s := range r.Statements {
		if s.Counts != nil || s.Positions != nil || s.Notes != nil || s.Finding != insight.Withheld {
			t.Fatalf("got %+v, want nothing of anybody's answers", s)
		}
	}
}

func TestProgressTellsStagesOnly(t *testing.T) {
	b := newBoard(t, 3)
	b.answer(t, b.people[0], 4)
	_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, b.people[1], b.answers(1)[:1], thursday)
	must(t, err)
	progress, err := b.store.Progress(t.Context(), b.trustID, b.roundID)
	must(t, err)
	got := map[string]audit.Stage{}
	for _, p := range progress {
		got[p.PersonID] = p.Stage
	}
	for i, want := range []audit.Stage{audit.Submitted, audit.InProgress, audit.NotStarted} {
		if got[b.people[i]] != want {
			t.Errorf("got %s, want %s", got[b.people[i]], want)
		}
	}
}
