package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/evidence"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/form"
)

// act leaves an action, an update of it, a calendar and a piece of evidence in
// a trust whose round has closed.
func (b *board) act(t testing.TB) {
	t.Helper()
	ctx := t.Context()
	a := b.action()
	must(t, b.store.AddAction(ctx, b.trustID, b.clerk, a, thursday))
	must(t, b.store.UpdateAction(ctx, b.trustID, b.clerk, action.Move{
		ID: form.NewID(), ActionID: a.ID, Words: "Begun.", Seen: action.Planned, State: action.UnderWay,
	}, thursday))
	must(t, b.store.SetCalendar(ctx, b.trustID, b.clerk, identity.Hash(a.ID), thursday))
	must(t, b.store.AddEvidence(ctx, b.trustID, b.clerk, b.evidence(), thursday))
}

// action is one that the first trustee owns, for a finding of the board's round.
func (b *board) action() action.Action {
	return action.Action{
		ID: form.NewID(), Title: "Ask families how long they wait", Words: "Of those with plans.", OwnerID: b.people[0],
		DueOn: trust.Day(2027, time.April, 1), For: []action.Finding{{RoundID: b.roundID, Statement: b.asked[0].ID}},
	}
}

func (b *board) evidence() evidence.Evidence {
	return evidence.Evidence{
		ID: form.NewID(), Title: "Outside review of safeguarding", Kind: evidence.Review, DatedOn: trust.Day(2027, time.January, 14),
		Link: "https://trust.example/review.pdf", KeeperID: b.people[0], Statements: []string{b.asked[0].ID, b.asked[1].ID},
	}
}

// closed is a board whose round has closed.
func closed(t testing.TB) board {
	t.Helper()
	b := newBoard(t, 5)
	for _, p := range b.people {
		b.answer(t, p, 1)
	}
	must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday))
	return b
}

func TestAnActionIsKeptOnceAndReadBack(t *testing.T) {
	b := closed(t)
	ctx := t.Context()
	want := b.action()
	want.For = append(want.For, action.Finding{RoundID: b.roundID, Statement: b.asked[2].ID})
	must(t, b.store.AddAction(ctx, b.trustID, b.clerk, want, thursday))
	must(t, b.store.AddAction(ctx, b.trustID, b.clerk, want, thursday.Add(time.Second)))
	got, updates, err := b.store.Action(ctx, b.trustID, want.ID)
	must(t, err)
	if !got.Same(want) || got.State != action.Planned || got.OwnerName != "trustee1" || got.ChangedBy != "clerk" || got.Revision != 1 ||
		!got.AddedAt.Equal(thursday) || len(updates) != 0 {
		t.Errorf("got %+v with %d updates, want %+v, planned, with none", got, len(updates), want)
	}
	other := want
	other.Title = "Another"
	if err := b.store.AddAction(ctx, b.trustID, b.clerk, other, thursday); !errors.Is(err, action.ErrChanged) {
		t.Errorf("another under the same id: got %v, want it refused", err)
	}
	all, err := b.store.Actions(ctx, b.trustID)
	must(t, err)
	owned, err := b.store.ActionsOf(ctx, b.trustID, b.people[0])
	must(t, err)
	none, err := b.store.ActionsOf(ctx, b.trustID, b.people[1])
	must(t, err)
	by, err := b.store.ActionsFor(ctx, b.trustID)
	must(t, err)
	if len(all) != 1 || len(owned) != 1 || len(none) != 0 || len(by[b.asked[2].ID]) != 1 || len(by[b.asked[1].ID]) != 0 {
		t.Errorf("got %d, %d owned, %d of another, by statement %v", len(all), len(owned), len(none), by)
	}
}

func TestWhoCanOwnAnAction(t *testing.T) {
	b := closed(t)
	ctx := t.Context()
	governor := b.add(t, "governor", trust.LocalGovernor)
	must(t, b.store.EndMembership(ctx, b.trustID, b.clerk, b.people[1], thursday))
	elsewhere := b
	elsewhere.found(t, "Another Learning Trust", 1)
	for name, owner := range map[string]string{
		"nobody": "", "no id at all": "me", "somebody who has left": b.people[1], "a local governor, who can't read it": governor,
		"somebody of another trust": elsewhere.people[0],
	} {
		a := b.action()
		a.OwnerID = owner
		if err := b.store.AddAction(ctx, b.trustID, b.clerk, a, thursday); !errors.Is(err, action.ErrNoOwner) {
			t.Errorf("%s: got %v, want it refused", name, err)
		}
	}
	a := b.action()
	must(t, b.store.AddAction(ctx, b.trustID, b.clerk, a, thursday))
	must(t, b.store.EndMembership(ctx, b.trustID, b.clerk, b.people[0], thursday))
	a.Revision, a.Title = 1, "Whoever left may stay named"
	must(t, b.store.ChangeAction(ctx, b.trustID, b.clerk, a, thursday))
	got, _, err := b.store.Action(ctx, b.trustID, a.ID)
	must(t, err)
	if !got.OwnerLeft || got.Title != a.Title {
		t.Errorf("got %+v, want the new title, and an owner who has left", got)
	}
}

func TestASecondChangeOfAnActionMeetsTheFirst(t *testing.T) {
	b := closed(t)
	ctx := t.Context()
	a := b.action()
	must(t, b.store.AddAction(ctx, b.trustID, b.clerk, a, thursday))
	first, second := a, a
	first.Revision, second.Revision = 1, 1
	first.Title, first.For = "The first", nil
	second.Title = "The second"
	must(t, b.store.ChangeAction(ctx, b.trustID, b.clerk, first, thursday))
	must(t, b.store.ChangeAction(ctx, b.trustID, b.clerk, first, thursday)) // its answer was lost
	if err := b.store.ChangeAction(ctx, b.trustID, b.people[0], second, thursday); !errors.Is(err, action.ErrChanged) {
		t.Fatalf("got %v, want the second change to meet the first", err)
	}
	got, _, err := b.store.Action(ctx, b.trustID, a.ID)
	must(t, err)
	if got.Title != "The first" || got.Revision != 2 || len(got.For) != 0 {
		t.Errorf("got %+v, want the first change alone", got)
	}
	second.Revision = 2
	must(t, b.store.ChangeAction(ctx, b.trustID, b.people[0], second, thursday))
	if got, _, err = b.store.Action(ctx, b.trustID, a.ID); err != nil || got.Title != "The second" || got.ChangedBy != "trustee1" {
		t.Errorf("got %+v, %v, want the second in its place once it was chosen", got, err)
	}
	// Ten at once: one is kept, and nobody's is lost unseen.
	var wait sync.WaitGroup
	results := make([]error, 10)
	for i := range results {
		wait.Go(func() {
			mine := second
			mine.Revision, mine.Title = 3, fmt.Sprint("At once ", i)
			results[i] = b.store.ChangeAction(ctx, b.trustID, b.clerk, mine, thursday)
		})
	}
	wait.Wait()
	kept := 0
	for _, err := range results {
		if err == nil {
			kept++
		} else if !errors.Is(err, action.ErrChanged) {
			t.Errorf("got %v, want it to meet the first", err)
		}
	}
	if kept != 1 {
		t.Errorf("got %d of ten changes kept, want one", kept)
	}
}

func TestAnActionIsMovedAndEveryMoveIsKept(t *testing.T) {
	b := closed(t)
	ctx := t.Context()
	a := b.action()
	must(t, b.store.AddAction(ctx, b.trustID, b.clerk, a, thursday))
	move := func(id, words string, seen, to action.State) error {
		return b.store.UpdateAction(ctx, b.trustID, b.clerk, action.Move{ID: id, ActionID: a.ID, Words: words, Seen: seen, State: to}, thursday)
	}
	begin := form.NewID()
	must(t, move(begin, "Begun.", action.Planned, action.UnderWay))
	must(t, move(begin, "Begun.", action.Planned, action.UnderWay))
	must(t, move(form.NewID(), "Words alone.", action.UnderWay, action.UnderWay))
	if err := move(form.NewID(), "", action.UnderWay, action.Dropped); !errors.Is(err, action.ErrNoReason) {
		t.Errorf("dropped without a reason: got %v, want it refused", err)
	}
	must(t, move(form.NewID(), "Overtaken.", action.UnderWay, action.Dropped))
	if err := move(form.NewID(), "It is done.", action.UnderWay, action.Done); !errors.Is(err, action.ErrMoved) {
		t.Errorf("moved from a state that it no longer has: got %v, want it refused", err)
	}
	got, updates, err := b.store.Action(ctx, b.trustID, a.ID)
	must(t, err)
	if got.State != action.Dropped || got.Reason != "Overtaken." || len(updates) != 3 {
		t.Errorf("got %+v after %d updates, want it dropped after three", got, len(updates))
	}
	must(t, move(form.NewID(), "", action.Dropped, action.Planned))
	if got, _, err = b.store.Action(ctx, b.trustID, a.ID); err != nil || got.Reason != "" || got.State != action.Planned {
		t.Errorf("got %+v, %v, want it planned again, with no reason left", got, err)
	}
	second := b.action()
	must(t, b.store.AddAction(ctx, b.trustID, b.clerk, second, thursday))
	err = b.store.UpdateAction(ctx, b.trustID, b.clerk, action.Move{ID: begin, ActionID: second.ID, Words: "x", Seen: action.Planned, State: action.Planned}, thursday)
	if !errors.Is(err, fault.Conflict) {
		t.Errorf("an update's id with another action: got %v, want it refused", err)
	}
	var deeds []string
	trail, err := b.store.Trail(ctx, b.trustID)
	must(t, err)
	for _, e := range trail {
		if e.Thing == a.ID {
			deeds = append(deeds, e.Deed)
		}
	}
	want := []string{"added an action", "moved an action to: under way", "updated an action", "moved an action to: dropped", "moved an action to: planned"}
	if slices.Sort(deeds); !slices.Equal(deeds, slices.Sorted(slices.Values(want))) {
		t.Errorf("got the deeds %q, want %q", deeds, want)
	}
}

func TestAnotherTrustsActionsAndEvidenceAreNotThere(t *testing.T) {
	b := closed(t)
	ctx := t.Context()
	a, e := b.action(), b.evidence()
	must(t, b.store.AddAction(ctx, b.trustID, b.clerk, a, thursday))
	must(t, b.store.AddEvidence(ctx, b.trustID, b.clerk, e, thursday))
	theirs := b
	theirs.found(t, "Another Learning Trust", 1)
	_, _, readErr := b.store.Action(ctx, theirs.trustID, a.ID)
	_, pieceErr := b.store.PieceOfEvidence(ctx, theirs.trustID, e.ID)
	changed, changedEvidence := a, e
	changed.OwnerID, changed.Revision, changed.For = theirs.people[0], 1, nil
	changedEvidence.KeeperID, changedEvidence.Revision = theirs.people[0], 1
	for name, err := range map[string]error{
		"reading":           readErr,
		"changing":          b.store.ChangeAction(ctx, theirs.trustID, theirs.clerk, changed, thursday),
		"updating":          b.store.UpdateAction(ctx, theirs.trustID, theirs.clerk, action.Move{ID: form.NewID(), ActionID: a.ID, Words: "x"}, thursday),
		"reading evidence":  pieceErr,
		"changing evidence": b.store.ChangeEvidence(ctx, theirs.trustID, theirs.clerk, changedEvidence, thursday),
		"ending evidence":   b.store.EndEvidence(ctx, theirs.trustID, theirs.clerk, e.ID, thursday),
	} {
		if !errors.Is(err, fault.NotFound) {
			t.Errorf("%s: got %v, want not found", name, err)
		}
	}
	pointing := theirs.action()
	pointing.For = []action.Finding{{RoundID: b.roundID, Statement: b.asked[0].ID}}
	if err := b.store.AddAction(ctx, theirs.trustID, theirs.clerk, pointing, thursday); err == nil {
		t.Error("got an action for another trust's finding, want it refused")
	}
	for _, list := range []func(context.Context, string) (map[string][]evidence.Evidence, error){b.store.EvidenceFor} {
		if found, err := list(ctx, theirs.trustID); err != nil || len(found) != 0 {
			t.Errorf("got %v, %v, want nothing", found, err)
		}
	}
}

func TestOwnersAreRemindedOnceBeforeAndOnceAfter(t *testing.T) {
	b := closed(t)
	ctx := t.Context()
	a := b.action() // due on 1 April
	must(t, b.store.AddAction(ctx, b.trustID, b.clerk, a, thursday))
	at := func(month time.Month, day, hour int) time.Time {
		return time.Date(2027, month, day, hour, 0, 0, 0, audit.London)
	}
	due := func(now time.Time) bool {
		all, err := b.store.WorkDue(ctx, now)
		must(t, err)
		return slices.Contains(all, audit.Due{TrustID: b.trustID, Deed: audit.RemindActions})
	}
	if due(at(3, 25, 8)) || !due(at(3, 25, 9)) {
		t.Fatal("want it due at nine, seven days before, and not earlier")
	}
	for range 2 {
		must(t, b.store.RemindOfActions(ctx, b.trustID, at(3, 25, 9)))
	}
	if due(at(4, 2, 8)) || !due(at(4, 2, 9)) {
		t.Fatal("want it due again on the day after, and not earlier")
	}
	b.wantLetters(t, at(3, 25, 9), false, a.ID)
	must(t, b.store.RemindOfActions(ctx, b.trustID, at(4, 2, 10)))
	b.wantLetters(t, at(4, 2, 10), true, a.ID)
	must(t, b.store.RemindOfActions(ctx, b.trustID, at(5, 1, 9)))
	b.wantLetters(t, at(5, 1, 9), true)
	sent, err := b.store.ActionReminders(ctx, b.trustID, a.ID)
	must(t, err)
	if len(sent) != 2 || sent[0].Name != "trustee1" || sent[0].State != audit.Sent || !sent[0].MadeAt.Equal(at(4, 2, 10)) {
		t.Errorf("got %+v, want both, the newest first", sent)
	}
	if due(at(12, 1, 9)) {
		t.Error("got it due a third time, want two reminders and no more")
	}
}

// wantLetters sends what waits of actions, and wants one letter of each action.
func (b *board) wantLetters(t *testing.T, now time.Time, overdue bool, actions ...string) {
	t.Helper()
	var got []string
	for _, id := range waitingReminders(t, b) {
		l, err := b.store.BeginSending(t.Context(), b.trustID, id, audit.Marks{MessageID: id + "@x", LinkHash: []byte(id), StopHash: []byte(id)}, now)
		if errors.Is(err, audit.ErrNotToSend) {
			continue
		}
		must(t, err)
		must(t, b.store.EndSending(t.Context(), b.trustID, id, audit.Outcome{State: audit.Sent}, now))
		if l.Kind != audit.ActionDueMessage || l.Action.Overdue != overdue || l.Action.TrustID != b.trustID || l.Name != "trustee1" {
			t.Errorf("got %+v, want a reminder to the owner, overdue %v", l, overdue)
		}
		got = append(got, l.Action.ID)
	}
	if !slices.Equal(got, actions) {
		t.Errorf("got letters of %v, want %v", got, actions)
	}
}

func waitingReminders(t *testing.T, b *board) []string {
	t.Helper()
	owner := connect(t, b.db.OwnerURL)
	var ids []string
	within(t, owner, setting{"sevenfold.trust", b.trustID}, func(tx pgx.Tx) error {
		return tx.QueryRow(t.Context(), `
			SELECT coalesce(array_agg(id::text), '{}') FROM messages WHERE kind = 'action-due' AND state = 'waiting'`).Scan(&ids)
	})
	return ids
}

func TestAReminderThatIsNoLongerWantedIsNotSent(t *testing.T) {
	remind := time.Date(2027, 3, 25, 9, 0, 0, 0, audit.London)
	for name, meanwhile := range map[string]func(b *board, a action.Action) error{
		"done": func(b *board, a action.Action) error {
			return b.store.UpdateAction(t.Context(), b.trustID, b.clerk, action.Move{ID: form.NewID(), ActionID: a.ID, Seen: action.Planned, State: action.Done}, remind)
		},
		"owned by somebody else": func(b *board, a action.Action) error {
			a.OwnerID, a.Revision = b.people[1], 1
			return b.store.ChangeAction(t.Context(), b.trustID, b.clerk, a, remind)
		},
		"due on another day": func(b *board, a action.Action) error {
			a.DueOn, a.Revision = trust.Day(2027, time.May, 1), 1
			return b.store.ChangeAction(t.Context(), b.trustID, b.clerk, a, remind)
		},
		"its owner has left": func(b *board, a action.Action) error {
			return b.store.EndMembership(t.Context(), b.trustID, b.clerk, a.OwnerID, remind)
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := closed(t)
			a := b.action()
			must(t, b.store.AddAction(t.Context(), b.trustID, b.clerk, a, thursday))
			must(t, b.store.RemindOfActions(t.Context(), b.trustID, remind))
			must(t, meanwhile(&b, a))
			b.wantLetters(t, remind, false)
		})
	}
}

func TestAfterALongNightOneReminderIsSent(t *testing.T) {
	b := closed(t)
	a := b.action()
	must(t, b.store.AddAction(t.Context(), b.trustID, b.clerk, a, thursday))
	late := time.Date(2027, 4, 20, 9, 0, 0, 0, audit.London)
	must(t, b.store.RemindOfActions(t.Context(), b.trustID, late))
	b.wantLetters(t, late, true, a.ID)
	// A new due date brings reminders of its own.
	a.DueOn, a.Revision = trust.Day(2027, time.June, 1), 1
	must(t, b.store.ChangeAction(t.Context(), b.trustID, b.clerk, a, late))
	again := time.Date(2027, 5, 25, 9, 0, 0, 0, audit.London)
	must(t, b.store.RemindOfActions(t.Context(), b.trustID, again))
	b.wantLetters(t, again, false, a.ID)
}

func TestACalendarLeadsSomewhereAsLongAsItShould(t *testing.T) {
	b := closed(t)
	ctx := t.Context()
	a := b.action()
	must(t, b.store.AddAction(ctx, b.trustID, b.clerk, a, thursday))
	person, first, second := b.people[0], identity.Hash("first"), identity.Hash("second")
	reads := func(hash []byte) bool {
		t.Helper()
		name, owned, err := b.store.Calendar(ctx, b.trustID, hash)
		if err != nil && !errors.Is(err, fault.NotFound) {
			t.Fatal(err)
		}
		if err == nil && (name != "Example Learning Trust" || len(owned) != 1 || owned[0].ID != a.ID) {
			t.Errorf("got %v of %q, want the one action", owned, name)
		}
		return err == nil
	}
	if reads(first) {
		t.Error("got a calendar before there was one")
	}
	must(t, b.store.SetCalendar(ctx, b.trustID, person, first, thursday))
	must(t, b.store.SetCalendar(ctx, b.trustID, person, first, thursday.Add(time.Hour)))
	since, err := b.store.CalendarSince(ctx, b.trustID, person)
	must(t, err)
	if !reads(first) || since == nil || !since.Equal(thursday) {
		t.Errorf("got a calendar since %v, want the first, since %v", since, thursday)
	}
	if _, _, err := b.store.Calendar(ctx, b.clerk, first); !errors.Is(err, fault.NotFound) {
		t.Errorf("under another trust: got %v, want not found", err)
	}
	must(t, b.store.SetCalendar(ctx, b.trustID, person, second, thursday))
	if reads(first) || !reads(second) {
		t.Error("made anew: want the second address to lead there, and the first nowhere")
	}
	must(t, b.store.EndCalendar(ctx, b.trustID, person, thursday))
	if since, err = b.store.CalendarSince(ctx, b.trustID, person); reads(second) || since != nil || err != nil {
		t.Errorf("ended: got one since %v, %v, want none", since, err)
	}
	must(t, b.store.SetCalendar(ctx, b.trustID, person, second, thursday))
	must(t, b.store.EndMembership(ctx, b.trustID, b.clerk, person, thursday))
	if reads(second) {
		t.Error("got a calendar of somebody who has left, want it ended with the membership")
	}
}

func TestEvidenceFromItsBeginningToItsEnd(t *testing.T) {
	b := closed(t)
	ctx := t.Context()
	want := b.evidence()
	for range 2 {
		must(t, b.store.AddEvidence(ctx, b.trustID, b.clerk, want, thursday))
	}
	other := want
	other.Title = "Another"
	if err := b.store.AddEvidence(ctx, b.trustID, b.clerk, other, thursday); !errors.Is(err, evidence.ErrChanged) {
		t.Errorf("another under the same id: got %v, want it refused", err)
	}
	got, err := b.store.PieceOfEvidence(ctx, b.trustID, want.ID)
	must(t, err)
	if !got.Same(want) || got.LookedAfterBy() != "trustee1" || got.Revision != 1 || !got.Stands() {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for name, change := range map[string]func(*evidence.Evidence){
		"a link by http":           func(e *evidence.Evidence) { e.Link = "http://trust.example" },
		"a link that is a script":  func(e *evidence.Evidence) { e.Link = "javascript:alert(1)" },
		"kept nowhere":             func(e *evidence.Evidence) { e.Link = "" },
		"looked after by nobody":   func(e *evidence.Evidence) { e.KeeperID = "" },
		"looked after by two":      func(e *evidence.Evidence) { e.Keeper = "And me" },
		"looked after by no id":    func(e *evidence.Evidence) { e.KeeperID = "me" },
		"of no kind that there is": func(e *evidence.Evidence) { e.Kind = "rumour" },
	} {
		e := b.evidence()
		change(&e)
		if err := b.store.AddEvidence(ctx, b.trustID, b.clerk, e, thursday); err == nil {
			t.Errorf("%s: got it kept, want it refused", name)
		}
	}
	first, second := want, want
	first.Revision, second.Revision = 1, 1
	first.Statements, first.KeeperID, first.Keeper = []string{b.asked[2].ID}, "", "The school's office"
	second.Title = "The second"
	must(t, b.store.ChangeEvidence(ctx, b.trustID, b.clerk, first, thursday))
	if err := b.store.ChangeEvidence(ctx, b.trustID, b.clerk, second, thursday); !errors.Is(err, evidence.ErrChanged) {
		t.Errorf("got %v, want the second change to meet the first", err)
	}
	by, err := b.store.EvidenceFor(ctx, b.trustID)
	must(t, err)
	if len(by) != 1 || len(by[b.asked[2].ID]) != 1 || by[b.asked[2].ID][0].LookedAfterBy() != "The school's office" {
		t.Errorf("got %v, want the changed one at its new statement", by)
	}
	for range 2 {
		must(t, b.store.EndEvidence(ctx, b.trustID, b.clerk, want.ID, thursday))
	}
	second.Revision = 2
	if err := b.store.ChangeEvidence(ctx, b.trustID, b.clerk, second, thursday); !errors.Is(err, evidence.ErrEnded) {
		t.Errorf("changed once it has ended: got %v, want it refused", err)
	}
	all, err := b.store.Evidence(ctx, b.trustID)
	must(t, err)
	if by, err = b.store.EvidenceFor(ctx, b.trustID); err != nil || len(by) != 0 || len(all) != 1 || all[0].Stands() {
		t.Errorf("got %v and %v, %v, want it ended and still there", by, all, err)
	}
	must(t, b.store.ReturnEvidence(ctx, b.trustID, b.clerk, want.ID, thursday))
	trail, err := b.store.Trail(ctx, b.trustID)
	must(t, err)
	deeds := map[string]int{}
	for _, e := range trail {
		if e.Thing == want.ID {
			deeds[e.Deed]++
		}
		if strings.Contains(e.Deed, want.Title) {
			t.Errorf("got %q in the trail, want deeds and no contents", e.Deed)
		}
	}
	if len(deeds) != 4 || deeds["added evidence"] != 1 || deeds["changed evidence"] != 1 || deeds["ended evidence"] != 1 || deeds["took evidence up again"] != 1 {
		t.Errorf("got %v, want each deed once", deeds)
	}
}
