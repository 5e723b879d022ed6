package postgres_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
)

// invitation sends a person's invitation, and gives the hashes of its links.
func (b *board) invitation(t testing.TB, person string) audit.Marks {
	t.Helper()
	m := b.message(t, audit.InvitationMessage, person)
	b.send(t, m, audit.Outcome{State: audit.Sent}, thursday)
	return marks(m.ID)
}

func (b *board) use(t testing.TB, link []byte, now time.Time) (string, error) {
	t.Helper()
	return b.store.UseLinkOfRound(t.Context(), b.trustID, b.roundID, link, now)
}

// holds tells whether a link still lets its reader in, as looking at it says.
func (b *board) holds(t testing.TB, link []byte, now time.Time) bool {
	t.Helper()
	round, holds, err := b.store.LinkOfRound(t.Context(), b.trustID, b.roundID, link, now)
	must(t, err)
	if round.ID != b.roundID {
		t.Errorf("got the round %s, want %s", round.ID, b.roundID)
	}
	return holds
}

func TestLookingAtALinkUsesNothingUp(t *testing.T) {
	b := newBoard(t, 1)
	link := b.invitation(t, b.people[0]).LinkHash
	for range 20 {
		if !b.holds(t, link, thursday) {
			t.Fatal("got a link used up by looking, want it to hold")
		}
	}
	if person, err := b.use(t, link, thursday); err != nil || person != b.people[0] {
		t.Errorf("got %s, %v, want the reader let in", person, err)
	}
	if b.holds(t, link, thursday) {
		t.Error("got a used link that holds, want it over")
	}
}

func TestALinkLetsItsReaderInOnce(t *testing.T) {
	b := newBoard(t, 1)
	link := b.invitation(t, b.people[0]).LinkHash
	var all sync.WaitGroup
	var mu sync.Mutex
	in := 0
	for range 10 {
		all.Go(func() {
			person, err := b.use(t, link, thursday)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil && person == b.people[0]:
				in++
			case !errors.Is(err, audit.ErrLinkOver) || person != "":
				t.Errorf("got %q, %v, want the link over", person, err)
			}
		})
	}
	all.Wait()
	if in != 1 {
		t.Errorf("got its reader let in %d times, want once", in)
	}
}

func TestALinkIsDeadOnceItLeadsNowhere(t *testing.T) {
	nothing := func(board, string) error { return nil }
	for _, c := range []struct {
		name string
		deed func(b board, person string) error
		now  time.Time
		want error
	}{
		{"to the last second it holds", nothing, closing.Add(-time.Second), nil},
		{"the closing date has passed", nothing, closing, audit.ErrLinkOver},
		{"the round was closed", func(b board, _ string) error {
			return b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday)
		}, thursday, audit.ErrLinkOver},
		{"its reader was taken out", func(b board, person string) error {
			return b.store.TakeOut(t.Context(), b.trustID, b.roundID, b.clerk, person, thursday)
		}, thursday, audit.ErrLinkOver},
		{"its reader has left", func(b board, person string) error {
			return b.store.EndMembership(t.Context(), b.trustID, b.clerk, person, thursday)
		}, thursday, audit.ErrLinkOver},
		{"the trust is off", func(b board, _ string) error {
			return b.exec(t, `UPDATE trusts SET off_at = now() WHERE id = $1`, b.trustID)
		}, thursday, audit.ErrLinkOver},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBoard(t, 1)
			link := b.invitation(t, b.people[0]).LinkHash
			must(t, c.deed(b, b.people[0]))
			if got := b.holds(t, link, c.now); got != (c.want == nil) {
				t.Errorf("got %v by looking, want %v", got, c.want == nil)
			}
			if person, err := b.use(t, link, c.now); !errors.Is(err, c.want) || (person == "") != (c.want != nil) {
				t.Errorf("got %q, %v, want %v", person, err, c.want)
			}
		})
	}
}

func TestALinkIsGoodForOnePurposeInOneRoundOfOneTrust(t *testing.T) {
	b := newBoard(t, 1)
	ctx := t.Context()
	_, err := b.store.Remind(ctx, b.trustID, b.roundID, b.clerk, "form", thursday)
	must(t, err)
	reminder := b.message(t, audit.ReminderMessage, b.people[0])
	b.send(t, reminder, audit.Outcome{State: audit.Sent}, thursday)
	link, stop := marks(reminder.ID).LinkHash, marks(reminder.ID).StopHash
	second := b
	second.draft(t, b.people...)
	must(t, second.openDue(t, plan().OpensAt))
	other := board{store: b.store, db: b.db}
	other.found(t, "Another Learning Trust", 1)
	for _, c := range []struct {
		name           string
		trustID, round string
		link, stop     []byte
	}{
		{"the link that stops, as the one that lets in, and the reverse", b.trustID, b.roundID, stop, link},
		{"another round of the trust", second.trustID, second.roundID, link, stop},
		{"another trust's round", other.trustID, other.roundID, link, stop},
		{"the round, under another trust", other.trustID, b.roundID, link, stop},
		{"a link of nobody", b.trustID, b.roundID, identity.Hash("x"), identity.Hash("x")},
		{"no link", b.trustID, b.roundID, nil, nil},
	} {
		_, holds, lookErr := b.store.LinkOfRound(ctx, c.trustID, c.round, c.link, thursday)
		person, useErr := b.store.UseLinkOfRound(ctx, c.trustID, c.round, c.link, thursday)
		freshErr := b.store.SendFreshLink(ctx, c.trustID, c.round, c.link, thursday)
		_, stopped, stopErr := b.store.RoundOfStop(ctx, c.trustID, c.round, c.stop)
		for _, err := range []error{lookErr, useErr, freshErr, stopErr} {
			if !errors.Is(err, fault.NotFound) {
				t.Errorf("%s: got %v, want not found", c.name, err)
			}
		}
		if holds || stopped || person != "" {
			t.Errorf("%s: got %v, %v and %q, want nothing told", c.name, holds, stopped, person)
		}
		must(t, b.store.StopReminders(ctx, c.trustID, c.round, c.stop, thursday))
	}
	if got := b.count(t, `SELECT count(*) FROM respondents WHERE no_reminders_at IS NOT NULL`); got != 0 {
		t.Errorf("got the reminders of %d people stopped, want nobody's", got)
	}
	if !b.holds(t, link, thursday) || len(b.messages(t, audit.ComeBackMessage)) != 0 {
		t.Error("got the link used up, or a fresh one sent, want neither")
	}
}

func TestRemindersStopByTheLinkOfOne(t *testing.T) {
	b := newBoard(t, 2)
	ctx := t.Context()
	_, err := b.store.Remind(ctx, b.trustID, b.roundID, b.clerk, "form", thursday)
	must(t, err)
	reminder := b.message(t, audit.ReminderMessage, b.people[0])
	b.send(t, reminder, audit.Outcome{State: audit.Sent}, thursday)
	stop := marks(reminder.ID).StopHash
	for _, want := range []bool{false, true, true} {
		round, stopped, err := b.store.RoundOfStop(ctx, b.trustID, b.roundID, stop)
		must(t, err)
		if stopped != want || round.ID != b.roundID {
			t.Errorf("got %v, want %v", stopped, want)
		}
		must(t, b.store.StopReminders(ctx, b.trustID, b.roundID, stop, thursday))
	}
	n, err := b.store.Remind(ctx, b.trustID, b.roundID, b.clerk, "another form", thursday)
	must(t, err)
	if n != 1 {
		t.Errorf("got %d reminders, want the other person's alone", n)
	}
	progress, err := b.store.Progress(ctx, b.trustID, b.roundID)
	must(t, err)
	for _, p := range progress {
		if p.NoReminders != (p.PersonID == b.people[0]) {
			t.Errorf("got %v for %s, want it shown of the first person alone", p.NoReminders, p.Name)
		}
	}
	// A press counts after the close too, and after its reader was taken out: it says that they are stopped.
	must(t, b.takeOut(t, b.people[0], thursday))
	if _, stopped, err := b.store.RoundOfStop(ctx, b.trustID, b.roundID, stop); err != nil || !stopped {
		t.Errorf("taken out: got %v, %v, want it said that they are stopped", stopped, err)
	}
}

func TestFreshLinksAreFiveAnHour(t *testing.T) {
	b := newBoard(t, 2)
	ctx := t.Context()
	old := b.invitation(t, b.people[0]).LinkHash
	ask := func(now time.Time) error { return b.store.SendFreshLink(ctx, b.trustID, b.roundID, old, now) }
	for i := range audit.LinksPerHour {
		var all sync.WaitGroup
		for range 10 {
			all.Go(func() { // while one waits to be sent, it is enough
				if err := ask(thursday); err != nil {
					t.Errorf("ask %d: got %v, want a fresh link sent", i+1, err)
				}
			})
		}
		all.Wait()
		fresh := b.messages(t, audit.ComeBackMessage)
		if len(fresh) != i+1 {
			t.Fatalf("got %d fresh links after ask %d, want %d", len(fresh), i+1, i+1)
		}
		for _, m := range fresh {
			if m.PersonID != b.people[0] {
				t.Errorf("got one sent to %s, want to whoever the old one was sent to", m.Name)
			}
			if m.State == audit.Waiting {
				b.send(t, m, audit.Outcome{State: audit.Sent}, thursday)
			}
		}
	}
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			if err := ask(thursday.Add(time.Hour - time.Second)); !errors.Is(err, audit.ErrTooManyFor) || !errors.Is(err, fault.TooMany) {
				t.Errorf("a sixth within the hour: got %v, want it refused", err)
			}
		})
	}
	all.Wait()
	must(t, b.store.SendComeBack(ctx, b.trustID, b.roundID, b.people[1], thursday))
	must(t, ask(thursday.Add(time.Hour)))
	if got := len(b.messages(t, audit.ComeBackMessage)); got != 7 {
		t.Errorf("got %d fresh links, want five, the other person's, and one after the hour", got)
	}
}

func TestAFreshLinkIsSentOnlyWhereItLeadsSomewhere(t *testing.T) {
	b := newBoard(t, 1)
	ctx := t.Context()
	link := b.invitation(t, b.people[0]).LinkHash
	if err := b.store.SendComeBack(ctx, b.trustID, b.roundID, b.clerk, thursday); !errors.Is(err, fault.NotFound) {
		t.Errorf("somebody who is not invited: got %v, want not found", err)
	}
	if err := b.store.SendFreshLink(ctx, b.trustID, b.roundID, link, closing); !errors.Is(err, audit.ErrRoundClosed) {
		t.Errorf("past the closing: got %v, want the round closed", err)
	}
	_, err := b.use(t, link, thursday)
	must(t, err)
	must(t, b.store.SendFreshLink(ctx, b.trustID, b.roundID, link, thursday))
	fresh := b.message(t, audit.ComeBackMessage, b.people[0])
	b.send(t, fresh, audit.Outcome{State: audit.Sent}, thursday)
	if person, err := b.use(t, marks(fresh.ID).LinkHash, thursday); err != nil || person != b.people[0] {
		t.Errorf("got %q, %v, want its reader let in by the fresh one", person, err)
	}
	must(t, b.store.CloseRound(ctx, b.trustID, b.roundID, b.clerk, thursday))
	if err := b.store.SendFreshLink(ctx, b.trustID, b.roundID, link, thursday); !errors.Is(err, audit.ErrRoundClosed) {
		t.Errorf("closed: got %v, want the round closed", err)
	}
}
