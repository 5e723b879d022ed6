package postgres_test

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/postgres"
	"sevenfold/internal/trust"
)

// draft adds a draft that opens and closes by its dates, and makes it the board's round.
func (b *board) draft(t testing.TB, invited ...string) audit.Round {
	t.Helper()
	planned := plan()
	planned.OpensByDate, planned.ClosesByDate = true, true
	var err error
	b.roundID, err = b.store.AddRound(t.Context(), b.trustID, b.clerk, planned, thursday.AddDate(0, 0, -7))
	must(t, err)
	chosen := map[string]trust.Group{}
	for _, person := range invited {
		chosen[person] = trust.Trustees
	}
	must(t, b.store.SetRespondents(t.Context(), b.trustID, b.roundID, chosen))
	return b.round(t)
}

func (b *board) round(t testing.TB) audit.Round {
	t.Helper()
	round, err := b.store.Round(t.Context(), b.trustID, b.roundID)
	must(t, err)
	return round
}

// openDue opens the board's round as the program does by itself.
func (b *board) openDue(t testing.TB, now time.Time) error {
	return b.store.OpenByDate(t.Context(), b.trustID, b.roundID, sevenfold.Domains, now)
}

func TestARoundOpensByItselfOnItsDate(t *testing.T) {
	b := newBoard(t, 2)
	planned := b.draft(t, b.people...)
	if err := b.openDue(t, planned.OpensAt.Add(-time.Second)); !errors.Is(err, audit.ErrNotDue) {
		t.Errorf("a second before: got %v, want it left alone", err)
	}
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() {
			if err := b.openDue(t, planned.OpensAt); err != nil && !errors.Is(err, fault.Conflict) {
				t.Errorf("got %v, want opened once", err)
			}
		})
	}
	all.Wait()
	round := b.round(t)
	if round.State != audit.Open || !round.OpenedAt.Equal(planned.OpensAt) {
		t.Errorf("got %s, opened at %v, want open since %v", round.State, round.OpenedAt, planned.OpensAt)
	}
	if got, want := recipients(b.messages(t)), sorted(b.people...); !slices.Equal(got, want) {
		t.Errorf("got messages to %v, want an invitation to each of %v", got, want)
	}
	want := postgres.Entry{TrustID: b.trustID, Deed: "opened a round", Thing: b.roundID, At: planned.OpensAt}
	if !b.trailHolds(t, want) {
		t.Errorf("got no line %+v in the trail", want)
	}
}

func TestAnOpeningThatWasPlannedAnewIsNotRun(t *testing.T) {
	for name, change := range map[string]func(*audit.Round){
		"moved to a later day":   func(r *audit.Round) { r.OpensAt = r.OpensAt.AddDate(0, 0, 5) },
		"left to a person":       func(r *audit.Round) { r.OpensByDate = false },
		"made one that can't be": func(r *audit.Round) { r.OpensAt, r.ClosesAt = r.OpensAt.AddDate(0, 1, 0), r.ClosesAt.AddDate(0, 1, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBoard(t, 1)
			planned := b.draft(t, b.people...)
			due := planned.OpensAt
			change(&planned)
			must(t, b.store.ChangeRound(t.Context(), b.trustID, planned))
			if err := b.openDue(t, due); !errors.Is(err, audit.ErrNotDue) {
				t.Errorf("got %v, want it left alone", err)
			}
			if round := b.round(t); round.State != audit.Draft || round.OpeningMissedAt != nil || len(b.messages(t)) != 0 {
				t.Errorf("got %+v and %d messages, want the draft as it was planned", round, len(b.messages(t)))
			}
		})
	}
}

func TestAnOpeningThatCannotBeIsCalledOffAndTheGovernanceProfessionalsAreToldOnce(t *testing.T) {
	for _, c := range []struct {
		name string
		now  time.Time
		with int // respondents
	}{
		{"nobody is invited", plan().OpensAt, 0},
		{"the program comes back after the closing date", closing.Add(time.Hour), 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBoard(t, 1)
			second := b.add(t, "second clerk", trust.GovernanceProfessional)
			gone := b.add(t, "clerk of before", trust.GovernanceProfessional)
			must(t, b.store.EndMembership(t.Context(), b.trustID, b.clerk, gone, thursday))
			b.draft(t, b.people[:c.with]...)
			for i := range 3 {
				if err := b.openDue(t, c.now.Add(time.Duration(i)*time.Second)); err != nil && !errors.Is(err, fault.Conflict) {
					t.Errorf("got %v, want it called off", err)
				}
			}
			round := b.round(t)
			if round.State != audit.Draft || round.OpensByDate || round.OpeningMissedAt == nil {
				t.Errorf("got %+v, want a draft that waits for a person and says so", round)
			}
			if got, want := recipients(b.messages(t)), sorted(b.clerk, second); !slices.Equal(got, want) {
				t.Errorf("got messages to %v, want one to each governance professional %v", got, want)
			}
			if m := b.messages(t)[0]; m.Kind != audit.OpeningMissedMessage {
				t.Errorf("got a message of the kind %s, want %s", m.Kind, audit.OpeningMissedMessage)
			}
			planned := round
			planned.OpensByDate, planned.OpensAt, planned.ClosesAt = true, c.now.AddDate(0, 0, 1), c.now.AddDate(0, 0, 9)
			must(t, b.store.ChangeRound(t.Context(), b.trustID, planned))
			if got := b.round(t).OpeningMissedAt; got != nil {
				t.Errorf("got it missed at %v, want that forgotten once it is planned anew", got)
			}
		})
	}
}

func TestAPersonWhoOpensAtTheSameMomentOpensOnce(t *testing.T) {
	b := newBoard(t, 2)
	planned := b.draft(t, b.people...)
	byHand := make(chan error, 1)
	go func() {
		byHand <- b.store.OpenRound(t.Context(), b.trustID, b.roundID, b.clerk, sevenfold.Domains, planned.OpensAt)
	}()
	byItself := b.openDue(t, planned.OpensAt)
	if other := <-byHand; (other == nil) == (byItself == nil) || (other != nil && !errors.Is(other, fault.Conflict)) ||
		(byItself != nil && !errors.Is(byItself, fault.Conflict)) {
		t.Errorf("got %v and %v, want one of them to open it and the other to be told", other, byItself)
	}
	if got := len(b.messages(t)); got != 2 {
		t.Errorf("got %d invitations, want 2", got)
	}
}

func TestARoundIsExtended(t *testing.T) {
	b := newBoard(t, 1)
	ctx := t.Context()
	b.schedule(t, 7, 1)
	later := audit.EndOfDay(2027, time.April, 1)
	extend := func(closes, now time.Time) error {
		return b.store.ExtendRound(ctx, b.trustID, b.roundID, b.clerk, closes, true, now)
	}
	for _, c := range []struct {
		name string
		got  error
		want error
	}{
		{"to the day that it has", extend(closing, thursday), audit.ErrNotLater},
		{"to an earlier one", extend(closing.AddDate(0, 0, -1), thursday), audit.ErrNotLater},
		{"to one that has passed", extend(closing.AddDate(0, 0, 1), closing.AddDate(0, 0, 2)), audit.ErrNotLater},
		{"a round of nobody", b.store.ExtendRound(ctx, b.trustID, nobody, b.clerk, later, true, thursday), fault.NotFound},
		{"after the clocks have gone forward", extend(later, reminding.Add(time.Hour)), nil},
	} {
		if !errors.Is(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
	// Seven days before the first of April is the 25th of March, still in winter.
	if got, want := b.next(t), "2027-03-25T09:00:00Z"; got != want {
		t.Errorf("got the next reminder at %s, want %s", got, want)
	}
	if got := b.round(t); !got.ClosesAt.Equal(later) || !got.ClosesByDate {
		t.Errorf("got %+v, want it to close by itself at %v", got, later)
	}
	must(t, b.store.CloseRound(ctx, b.trustID, b.roundID, b.clerk, thursday))
	if err := extend(later.AddDate(0, 0, 7), thursday); !errors.Is(err, audit.ErrRoundClosed) {
		t.Errorf("a closed round: got %v, want it refused", err)
	}
	b.draft(t)
	if err := extend(later, thursday); !errors.Is(err, audit.ErrRoundNotOpen) {
		t.Errorf("a draft: got %v, want it refused", err)
	}
}

func TestARoundIsCopied(t *testing.T) {
	b := newBoard(t, 3)
	ctx := t.Context()
	b.schedule(t, 7, 1)
	must(t, b.store.EndMembership(ctx, b.trustID, b.clerk, b.people[2], thursday))
	const id = "11111111-1111-4111-8111-111111111111"
	now := time.Date(2027, time.October, 20, 16, 0, 0, 0, audit.London)
	past := b.roundID
	copied := func(now time.Time) error { return b.store.CopyRound(ctx, b.trustID, past, b.clerk, id, now) }
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() {
			if err := copied(now); err != nil {
				t.Errorf("got %v, want the same form to copy it once", err)
			}
		})
	}
	all.Wait()
	b.roundID = id
	got := b.round(t)
	if got.State != audit.Draft || got.Title != plan().Title || got.Minimum != 5 || got.ReminderWords != "Please do" ||
		!slices.Equal(got.ReminderDays, []int{7, 1}) || got.NextReminderAt != nil {
		t.Errorf("got %+v, want a draft like the past round", got)
	}
	if opens, closes := audit.StartOfDay(2027, time.October, 20), audit.EndOfDay(2027, time.November, 10); !got.OpensAt.Equal(opens) || !got.ClosesAt.Equal(closes) {
		t.Errorf("got %v to %v, want 22 days again, %v to %v", got.OpensAt, got.ClosesAt, opens, closes)
	}
	if got, want := b.invited(t), sorted(b.people[:2]...); !slices.Equal(got, want) {
		t.Errorf("got %v invited, want %v: without whoever has left", got, want)
	}
	if got := b.count(t, `SELECT count(*) FROM audit_trail WHERE deed = 'drafted a round' AND thing = $1`, id); got != 1 {
		t.Errorf("got %d lines in the trail, want one", got)
	}
	must(t, b.store.SetRespondents(ctx, b.trustID, id, map[string]trust.Group{b.people[1]: trust.Executives}))
	must(t, copied(now))
	if got, want := b.invited(t), []string{b.people[1]}; !slices.Equal(got, want) {
		t.Errorf("got %v invited after the same form came late, want %v as was chosen meanwhile", got, want)
	}
	if err := b.store.CopyRound(ctx, b.trustID, nobody, b.clerk, id, now); !errors.Is(err, fault.NotFound) {
		t.Errorf("a round of nobody: got %v, want not found", err)
	}
	if got := len(b.messages(t)); got != 0 {
		t.Errorf("got %d messages of the copy, want none before it is opened", got)
	}
}

// invited are the person ids of the board's respondents.
func (b *board) invited(t testing.TB) []string {
	t.Helper()
	progress, err := b.store.Progress(t.Context(), b.trustID, b.roundID)
	must(t, err)
	var ids []string
	for _, p := range progress {
		ids = append(ids, p.PersonID)
	}
	return sorted(ids...)
}

func TestOnlyADraftIsDiscarded(t *testing.T) {
	b := newBoard(t, 2)
	ctx := t.Context()
	if err := b.store.DiscardDraft(ctx, b.trustID, b.roundID, b.clerk, thursday); !errors.Is(err, audit.ErrNotDraft) {
		t.Errorf("an open round: got %v, want it refused", err)
	}
	discard := `DELETE FROM rounds WHERE trust_id = $1 AND id = $2`
	opened := b.roundID
	if err := b.exec(t, discard, b.trustID, opened); code(err) != "23514" {
		t.Errorf("an open round, past the store: got %v, want it refused", err)
	}
	must(t, b.store.CloseRound(ctx, b.trustID, opened, b.clerk, thursday))
	if err := b.store.DiscardDraft(ctx, b.trustID, opened, b.clerk, thursday); !errors.Is(err, audit.ErrNotDraft) {
		t.Errorf("a closed round: got %v, want it refused", err)
	}
	if err := b.exec(t, discard, b.trustID, opened); code(err) != "23514" {
		t.Errorf("a closed round, past the store: got %v, want it refused", err)
	}

	b.draft(t)
	must(t, b.openDue(t, plan().OpensAt)) // called off: its message stays with the draft
	missed := b.messages(t)[0]
	must(t, b.store.SetRespondents(ctx, b.trustID, b.roundID, map[string]trust.Group{b.people[0]: trust.Trustees}))
	must(t, b.store.DiscardDraft(ctx, b.trustID, b.roundID, b.clerk, thursday))
	if _, err := b.store.Round(ctx, b.trustID, b.roundID); !errors.Is(err, fault.NotFound) {
		t.Errorf("got %v for the draft, want it gone", err)
	}
	for _, table := range []string{"respondents", "messages"} {
		if got := b.count(t, `SELECT count(*) FROM `+table+` WHERE round_id = $1`, b.roundID); got != 0 {
			t.Errorf("got %d %s of the draft, want them gone with it", got, table)
		}
	}
	if _, err := b.store.BeginSending(ctx, b.trustID, missed.ID, marks(missed.ID), thursday); !errors.Is(err, audit.ErrNotToSend) {
		t.Errorf("its message: got %v, want it not sent", err)
	}
	if err := b.store.DiscardDraft(ctx, b.trustID, b.roundID, b.clerk, thursday); !errors.Is(err, fault.NotFound) {
		t.Errorf("a second time: got %v, want not found", err)
	}
	want := postgres.Entry{TrustID: b.trustID, PersonID: b.clerk, Deed: "discarded a draft", Thing: b.roundID, At: thursday}
	if !b.trailHolds(t, want) {
		t.Errorf("got no line %+v in the trail", want)
	}
}

func TestADraftIsOpenedOrDiscardedAtTheSameMomentNeverBoth(t *testing.T) {
	b := newBoard(t, 1)
	for i := range 20 {
		b.draft(t, b.people...)
		discarded := make(chan error, 1)
		go func() { discarded <- b.store.DiscardDraft(t.Context(), b.trustID, b.roundID, b.clerk, thursday) }()
		opened := b.store.OpenRound(t.Context(), b.trustID, b.roundID, b.clerk, sevenfold.Domains, thursday)
		if gone := <-discarded; (gone == nil) == (opened == nil) {
			t.Fatalf("try %d: got %v for discarding and %v for opening, want one of them", i, gone, opened)
		}
	}
	if got, want := b.count(t, `SELECT count(DISTINCT round_id) FROM messages`), b.count(t, `SELECT count(*) FROM rounds WHERE state = 'open'`); got != want {
		t.Errorf("got messages of %d rounds, want of the %d that are open", got, want)
	}
}

func TestARoundWhoseQuestionnaireIsNoLongerOfferedIsLeftToAPerson(t *testing.T) {
	b := newBoard(t, 5)
	planned := plan()
	planned.Instrument, planned.OpensByDate, planned.OpensAt = "gone-from-the-framework", true, thursday.Add(-time.Hour)
	id, err := b.store.AddRound(t.Context(), b.trustID, b.clerk, planned, thursday)
	must(t, err)
	must(t, b.store.SetRespondents(t.Context(), b.trustID, id, map[string]trust.Group{b.people[0]: trust.Trustees}))
	must(t, b.store.OpenByDate(t.Context(), b.trustID, id, sevenfold.Domains, thursday))
	found, err := b.store.Round(t.Context(), b.trustID, id)
	must(t, err)
	if found.State != audit.Draft || found.OpeningMissedAt == nil || found.OpensByDate {
		t.Errorf("got %s, missed %v, by date %v, want a draft that is left to a person", found.State, found.OpeningMissedAt, found.OpensByDate)
	}
}
