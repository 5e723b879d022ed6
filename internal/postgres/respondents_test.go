package postgres_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/postgres"
	"sevenfold/internal/trust"
)

func (b *board) invite(t testing.TB, now time.Time, people ...string) error {
	t.Helper()
	invited := map[string]trust.Group{}
	for _, person := range people {
		invited[person] = trust.Executives
	}
	return b.store.AddRespondents(t.Context(), b.trustID, b.roundID, b.clerk, invited, now)
}

func TestSomebodyAddedToAnOpenRoundIsInvitedOnce(t *testing.T) {
	b := newBoard(t, 2)
	late, gone := b.add(t, "late", trust.Executive), b.add(t, "gone", trust.Executive)
	must(t, b.store.EndMembership(t.Context(), b.trustID, b.clerk, gone, thursday))
	other := board{store: b.store, db: b.db}
	other.found(t, "Another Learning Trust", 1)
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() {
			if err := b.invite(t, thursday, late, gone, other.people[0], nobody, b.people[0]); err != nil {
				t.Errorf("got %v, want them invited", err)
			}
		})
	}
	all.Wait()
	if got, want := b.invited(t), sorted(late, b.people[0], b.people[1]); !slices.Equal(got, want) {
		t.Errorf("got %v invited, want %v: nobody who left, or is of another trust", got, want)
	}
	if got, want := recipients(b.messages(t)), sorted(late, b.people[0], b.people[1]); !slices.Equal(got, want) {
		t.Errorf("got messages to %v, want one to each of %v", got, want)
	}
	progress, err := b.store.Progress(t.Context(), b.trustID, b.roundID)
	must(t, err)
	for _, p := range progress {
		if want := map[bool]trust.Group{true: trust.Executives, false: trust.Trustees}[p.PersonID == late]; p.Group != want {
			t.Errorf("got %s in the group %s, want %s: whoever was invited before stays as they are", p.Name, p.Group, want)
		}
	}
	deed := "added a respondent to an open round"
	want := postgres.Entry{TrustID: b.trustID, PersonID: b.clerk, Deed: deed, Thing: b.roundID, About: late, At: thursday}
	if !b.trailHolds(t, want) || b.count(t, `SELECT count(*) FROM audit_trail WHERE deed = $1`, deed) != 1 {
		t.Errorf("got no line %+v in the trail, or more than one, want that one", want)
	}
}

func TestNobodyIsAddedToARoundThatTakesNoAnswers(t *testing.T) {
	b := newBoard(t, 1)
	late := b.add(t, "late", trust.Executive)
	if err := b.invite(t, closing, late); !errors.Is(err, audit.ErrRoundClosed) {
		t.Errorf("past its closing: got %v, want it refused", err)
	}
	must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday))
	if err := b.invite(t, thursday, late); !errors.Is(err, audit.ErrRoundClosed) {
		t.Errorf("closed: got %v, want it refused", err)
	}
	b.draft(t)
	if err := b.invite(t, thursday, late); !errors.Is(err, audit.ErrRoundNotOpen) {
		t.Errorf("a draft: got %v, want it refused", err)
	}
	if got := b.count(t, `SELECT count(*) FROM messages WHERE person_id = $1 AND kind = 'invitation'`, late); got != 0 {
		t.Errorf("got %d invitations of theirs, want none", got)
	}
}

func (b *board) takeOut(t testing.TB, person string, now time.Time) error {
	t.Helper()
	return b.store.TakeOut(t.Context(), b.trustID, b.roundID, b.clerk, person, now)
}

func TestWhoeverIsTakenOutTakesTheirAnswersAlong(t *testing.T) {
	b := newBoard(t, 3)
	ctx := t.Context()
	out := b.people[0]
	for _, p := range b.people[:2] {
		b.answer(t, p, 3)
	}
	invitation := b.message(t, audit.InvitationMessage, out)
	b.send(t, invitation, audit.Outcome{State: audit.Sent}, thursday)
	_, err := b.store.Remind(ctx, b.trustID, b.roundID, b.clerk, "form", thursday)
	must(t, err)
	must(t, b.takeOut(t, out, thursday))
	if got, want := b.invited(t), sorted(b.people[1:]...); !slices.Equal(got, want) {
		t.Errorf("got %v invited, want %v", got, want)
	}
	for table, want := range map[string]int{"responses": 1, "answers": len(b.asked)} {
		if got := b.count(t, `SELECT count(*) FROM `+table); got != want {
			t.Errorf("got %d %s left, want the other person's %d", got, table, want)
		}
	}
	if _, err := b.store.SaveAnswers(ctx, b.trustID, b.roundID, out, b.answers(1), thursday); !errors.Is(err, fault.NotFound) {
		t.Errorf("got %v for a save of theirs, want not found", err)
	}
	if _, err := b.store.UseLinkOfRound(ctx, b.trustID, b.roundID, marks(invitation.ID).LinkHash, thursday); !errors.Is(err, audit.ErrLinkOver) {
		t.Errorf("got %v for their link, want it dead", err)
	}
	if err := b.store.SendFreshLink(ctx, b.trustID, b.roundID, marks(invitation.ID).LinkHash, thursday); !errors.Is(err, fault.NotFound) {
		t.Errorf("got %v for a fresh one, want not found", err)
	}
	want := postgres.Entry{
		TrustID: b.trustID, PersonID: b.clerk, Deed: "took a respondent out of a round, and their answers with them",
		Thing: b.roundID, About: out, At: thursday,
	}
	if !b.trailHolds(t, want) {
		t.Errorf("got no line %+v in the trail", want)
	}
	for _, m := range b.messages(t, audit.InvitationMessage, audit.ReminderMessage) {
		if m.PersonID == out && m.State == audit.Waiting {
			t.Errorf("got a message that waits to be sent to them: %+v", m)
		}
	}
	if err := b.takeOut(t, out, thursday); !errors.Is(err, fault.NotFound) {
		t.Errorf("a second time: got %v, want not found", err)
	}
}

func TestWhoeverIsAddedAgainIsInvitedAgainAndBeginsAnew(t *testing.T) {
	b := newBoard(t, 2)
	out := b.people[0]
	for i := range 3 {
		now := thursday.Add(time.Duration(i) * time.Hour)
		b.answer(t, out, 3)
		for _, m := range b.messages(t, audit.InvitationMessage) {
			if m.PersonID == out && m.State == audit.Waiting {
				b.send(t, m, audit.Outcome{State: audit.Sent}, now)
			}
		}
		must(t, b.takeOut(t, out, now))
		must(t, b.invite(t, now, out))
		fresh := 0
		for _, m := range b.messages(t, audit.InvitationMessage) {
			if m.PersonID == out && m.State == audit.Waiting {
				fresh++
			}
		}
		if fresh != 1 {
			t.Errorf("added for time %d: got %d new invitations, want 1", i+2, fresh)
		}
		_, response, err := b.store.Response(t.Context(), b.trustID, b.roundID, out)
		must(t, err)
		if response.Stage() != audit.NotStarted || len(response.Answers) != 0 || response.Group != trust.Executives {
			t.Errorf("got %+v, want nothing of what they had answered", response)
		}
	}
	if got := len(b.messages(t, audit.InvitationMessage)); got != 5 {
		t.Errorf("got %d invitations, want four to one and one to the other", got)
	}
}

func TestNobodyIsTakenOutOfARoundThatIsNotOpen(t *testing.T) {
	b := newBoard(t, 5)
	for _, p := range b.people {
		b.answer(t, p, 3)
	}
	must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday))
	if err := b.takeOut(t, b.people[0], thursday); !errors.Is(err, audit.ErrAlreadyClosed) {
		t.Errorf("closed: got %v, want it refused", err)
	}
	if got, want := b.count(t, `SELECT count(*) FROM answers`), 5*len(b.asked); got != want {
		t.Errorf("got %d answers, want all %d", got, want)
	}
	b.draft(t, b.people[0])
	if err := b.takeOut(t, b.people[0], thursday); !errors.Is(err, audit.ErrRoundNotOpen) {
		t.Errorf("a draft: got %v, want it refused", err)
	}
	if err := b.takeOut(t, nobody, thursday); !errors.Is(err, fault.Conflict) {
		t.Errorf("somebody unknown, of a draft: got %v, want it refused", err)
	}
}

// TestTakingOutStandsBesideEverythingElse runs it beside what holds the same rows
// in another order: nobody is to wait for each other in a ring.
func TestTakingOutStandsBesideEverythingElse(t *testing.T) {
	b := newBoard(t, 6)
	ctx := t.Context()
	deadline := time.Now().Add(4 * time.Second)
	var all sync.WaitGroup
	try := func(name string, deed func(i int) error) {
		all.Go(func() {
			for i := 0; time.Now().Before(deadline); i++ {
				err := deed(i)
				if err != nil && (code(err) == "40P01" || strings.Contains(err.Error(), "deadlock")) {
					t.Errorf("%s: got %v, want no ring", name, err)
					return
				}
			}
		})
	}
	try("taking out and adding", func(i int) error {
		person := b.people[i%2]
		return errors.Join(b.takeOut(t, person, thursday), b.invite(t, thursday, person))
	})
	try("saving and submitting", func(i int) error {
		_, err := b.store.SaveAnswers(ctx, b.trustID, b.roundID, b.people[i%2], b.answers(1)[:1], thursday)
		return errors.Join(err, b.store.Submit(ctx, b.trustID, b.roundID, b.people[i%2], thursday))
	})
	try("asking for a link", func(i int) error {
		return b.store.SendComeBack(ctx, b.trustID, b.roundID, b.people[i%2], thursday.Add(time.Duration(i)*time.Hour/10))
	})
	try("sending", func(int) error {
		messages, err := b.store.Messages(ctx, b.trustID, b.roundID)
		for _, m := range messages[:min(len(messages), 20)] {
			if m.State == audit.Waiting {
				_, beginErr := b.store.BeginSending(ctx, b.trustID, m.ID, marks(m.ID), thursday)
				err = errors.Join(err, beginErr)
			}
		}
		return err
	})
	try("reminding", func(i int) error {
		time.Sleep(20 * time.Millisecond)
		_, err := b.store.Remind(ctx, b.trustID, b.roundID, b.clerk, time.Duration(i).String(), thursday)
		return err
	})
	all.Wait()
}
