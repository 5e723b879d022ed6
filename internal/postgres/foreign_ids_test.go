package postgres_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/trust"
)

// ids are what a call to the store names.
type ids struct {
	trust, round, draft, by, person, message string
	link, stop                               []byte
}

// everythingOf is every row of a trust, as one text.
func everythingOf(t testing.TB, app *pgx.Conn, b board, tables []string) string {
	t.Helper()
	run(t, app, `SELECT set_config('sevenfold.trust', '`+b.trustID+`', false)`)
	var all strings.Builder
	for _, table := range tables {
		var rows string
		must(t, app.QueryRow(t.Context(), `SELECT coalesce(string_agg(to_json(x)::text, E'\n' ORDER BY to_json(x)::text), '') FROM `+table+` x`).Scan(&rows))
		fmt.Fprintf(&all, "%s\n%s\n", table, rows)
	}
	return all.String()
}

// TestIDsOfAnotherTrustHaveNoEffect calls every method on rounds and messages
// with a mixture of two trusts' ids, among which at least one is not of the
// trust that is named: whatever it says, nothing of either trust changes.
func TestIDsOfAnotherTrustHaveNoEffect(t *testing.T) {
	ours := newBoard(t, 2)
	theirs := board{store: ours.store, db: ours.db}
	theirs.found(t, "Another Learning Trust", 2)
	both := []ids{idsOf(t, &ours), idsOf(t, &theirs)}
	var walled []string
	for _, table := range tables(t, connect(t, ours.db.OwnerURL)) {
		if !slices.Contains(groundTables, table) {
			walled = append(walled, table)
		}
	}
	app := connect(t, ours.db.URL)
	before := []string{everythingOf(t, app, ours, walled), everythingOf(t, app, theirs, walled)}
	rng := rand.New(rand.NewPCG(8, 0))
	calls := callsOfRounds(t, ours)
	for i := range 12 * len(calls) {
		c := calls[i%len(calls)]
		home := rng.IntN(2)
		mixed := both[home]
		foreign := both[1-home]
		parts := map[string]func(){
			"round":   func() { mixed.round, mixed.draft = foreign.round, foreign.draft },
			"person":  func() { mixed.person = foreign.person },
			"message": func() { mixed.message = foreign.message },
			"links":   func() { mixed.link, mixed.stop = foreign.link, foreign.stop },
		}
		var swapped []string
		for _, part := range c.names {
			if rng.IntN(2) == 0 {
				parts[part]()
				swapped = append(swapped, part)
			}
		}
		if len(swapped) == 0 {
			parts[c.names[0]]()
			swapped = c.names[:1]
		}
		err := c.call(mixed)
		if err == nil && !c.silent {
			t.Errorf("%s with another trust's %v: got it done, want it refused", c.method, swapped)
		}
		if err != nil && !errors.Is(err, fault.NotFound) && !errors.Is(err, fault.Conflict) && !errors.Is(err, fault.Gone) {
			t.Errorf("%s with another trust's %v: got %v, want not found", c.method, swapped, err)
		}
		for j, b := range []board{ours, theirs} {
			if got := everythingOf(t, app, b, walled); got != before[j] {
				t.Fatalf("%s with another trust's %v: got rows changed, want none:\n%s", c.method, swapped, difference(before[j], got))
			}
		}
	}
}

func difference(before, after string) string {
	var lines []string
	for _, line := range strings.Split(after, "\n") {
		if !strings.Contains(before, line) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// idsOf gives a board a reminder that was sent and failed, and a draft that is due.
func idsOf(t testing.TB, b *board) ids {
	t.Helper()
	b.schedule(t, 7)
	_, err := b.store.Remind(t.Context(), b.trustID, b.roundID, b.clerk, "form", thursday)
	must(t, err)
	m := b.message(t, audit.ReminderMessage, b.people[0])
	b.send(t, m, audit.Outcome{State: audit.Failed}, thursday)
	all := ids{
		trust: b.trustID, round: b.roundID, by: b.clerk, person: b.people[0], message: m.ID,
		link: marks(m.ID).LinkHash, stop: marks(m.ID).StopHash,
	}
	open := b.roundID
	all.draft = b.draft(t, b.people...).ID
	b.addOwn(t, ownStatement(1))
	b.roundID = open
	b.closesByDate(t, closing)
	return all
}

type call struct {
	method string
	names  []string // the ids that it takes, beside the trust
	silent bool     // it says nothing where there is nothing to do
	call   func(ids) error
}

func callsOfRounds(t *testing.T, b board) []call {
	ctx, store := t.Context(), b.store
	later := closing.AddDate(0, 0, 7)
	const copyID = "33333333-3333-4333-8333-333333333333"
	round, person := []string{"round"}, []string{"person", "round"}
	message, links := []string{"message", "round"}, []string{"links", "round"}
	group := func(person string) map[string]trust.Group { return map[string]trust.Group{person: trust.Trustees} }
	return []call{
		{"OpenRound", round, false, func(i ids) error {
			return store.OpenRound(ctx, i.trust, i.draft, i.by, sevenfold.Domains, thursday)
		}},
		{"OpenByDate", round, false, func(i ids) error { return store.OpenByDate(ctx, i.trust, i.draft, sevenfold.Domains, thursday) }},
		{"CloseRound", round, false, func(i ids) error { return store.CloseRound(ctx, i.trust, i.round, i.by, thursday) }},
		{"CloseByDate", round, false, func(i ids) error { return store.CloseByDate(ctx, i.trust, i.round, closing) }},
		{"RemindByDate", round, false, func(i ids) error { return store.RemindByDate(ctx, i.trust, i.round, reminding) }},
		{"Remind", round, false, func(i ids) error {
			_, err := store.Remind(ctx, i.trust, i.round, i.by, "another form", thursday)
			return err
		}},
		{"ExtendRound", round, false, func(i ids) error {
			return store.ExtendRound(ctx, i.trust, i.round, i.by, later, true, thursday)
		}},
		{"ChangeMessages", round, false, func(i ids) error {
			return store.ChangeMessages(ctx, i.trust, i.round, audit.Messages{ReminderWords: "Other"}, thursday)
		}},
		{"CopyRound", round, false, func(i ids) error { return store.CopyRound(ctx, i.trust, i.round, i.by, copyID, thursday) }},
		{"DiscardDraft", round, false, func(i ids) error { return store.DiscardDraft(ctx, i.trust, i.draft, i.by, thursday) }},
		{"AddRespondents", person, true, func(i ids) error {
			return store.AddRespondents(ctx, i.trust, i.round, i.by, group(i.person), thursday)
		}},
		{"TakeOut", person, false, func(i ids) error { return store.TakeOut(ctx, i.trust, i.round, i.by, i.person, thursday) }},
		{"SendComeBack", person, false, func(i ids) error { return store.SendComeBack(ctx, i.trust, i.round, i.person, thursday) }},
		{"SendAgain", message, false, func(i ids) error { return store.SendAgain(ctx, i.trust, i.round, i.by, i.message, thursday) }},
		{"BeginSending", message[:1], false, func(i ids) error {
			_, err := store.BeginSending(ctx, i.trust, i.message, marks("other"), thursday)
			return err
		}},
		{"EndSending", message[:1], true, func(i ids) error {
			return store.EndSending(ctx, i.trust, i.message, audit.Outcome{State: audit.Sent}, thursday)
		}},
		{"NotBegun", message[:1], true, func(i ids) error {
			return store.NotBegun(ctx, i.trust, i.message, audit.Outcome{State: audit.Failed})
		}},
		{"OwnStatements", round, true, func(i ids) error {
			found, err := store.OwnStatements(ctx, i.trust, i.draft)
			if len(found) > 0 {
				t.Errorf("got %d statements of another trust, want none", len(found))
			}
			return err
		}},
		{"AddOwnStatement", round, false, func(i ids) error {
			return store.AddOwnStatement(ctx, i.trust, i.draft, i.by, ownStatement(2), thursday)
		}},
		{"ChangeOwnStatement", round, false, func(i ids) error {
			changed := ownStatement(1)
			changed.Text, changed.Revision = "Other.", 1
			return store.ChangeOwnStatement(ctx, i.trust, i.draft, i.by, changed, thursday)
		}},
		{"MoveOwnStatement", round, false, func(i ids) error {
			return store.MoveOwnStatement(ctx, i.trust, i.draft, i.by, ownStatement(1).ID, 2, thursday)
		}},
		{"RemoveOwnStatement", round, false, func(i ids) error {
			return store.RemoveOwnStatement(ctx, i.trust, i.draft, i.by, ownStatement(1).ID, thursday)
		}},
		{"Messages", round, true, func(i ids) error {
			found, err := store.Messages(ctx, i.trust, i.round)
			if len(found) > 0 {
				t.Errorf("got %d messages of another trust, want none", len(found))
			}
			return err
		}},
		{"LinkOfRound", links, false, func(i ids) error {
			_, _, err := store.LinkOfRound(ctx, i.trust, i.round, i.link, thursday)
			return err
		}},
		{"UseLinkOfRound", links, false, func(i ids) error {
			_, err := store.UseLinkOfRound(ctx, i.trust, i.round, i.link, thursday)
			return err
		}},
		{"SendFreshLink", links, false, func(i ids) error { return store.SendFreshLink(ctx, i.trust, i.round, i.link, thursday) }},
		{"RoundOfStop", links, false, func(i ids) error {
			_, _, err := store.RoundOfStop(ctx, i.trust, i.round, i.stop)
			return err
		}},
		{"StopReminders", links, true, func(i ids) error { return store.StopReminders(ctx, i.trust, i.round, i.stop, thursday) }},
		{"ForgetUploads", round, true, func(i ids) error { return store.ForgetUploads(ctx, i.trust, time.Time{}) }},
	}
}
