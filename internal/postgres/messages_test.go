package postgres_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/postgres"
	"sevenfold/internal/trust"
)

// closing is when the round of a board closes, and reminding when its schedule
// reminds for the first time.
var (
	closing   = audit.EndOfDay(2027, time.March, 25)
	reminding = time.Date(2027, time.March, 18, 9, 0, 0, 0, audit.London)
)

// schedule gives the board's round a schedule of reminders.
func (b *board) schedule(t testing.TB, days ...int) {
	t.Helper()
	m := audit.Messages{InvitationWords: "Dear all", ReminderWords: "Please do", ReminderDays: days}
	must(t, b.store.ChangeMessages(t.Context(), b.trustID, b.roundID, m, thursday))
}

// messages are the round's messages of some kinds, or of all.
func (b *board) messages(t testing.TB, kinds ...audit.MessageKind) []audit.Message {
	t.Helper()
	all, err := b.store.Messages(t.Context(), b.trustID, b.roundID)
	must(t, err)
	return slices.DeleteFunc(all, func(m audit.Message) bool { return len(kinds) > 0 && !slices.Contains(kinds, m.Kind) })
}

// recipients are the person ids of messages, in order.
func recipients(messages []audit.Message) []string {
	var ids []string
	for _, m := range messages {
		ids = append(ids, m.PersonID)
	}
	slices.Sort(ids)
	return ids
}

func sorted(ids ...string) []string {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return ids
}

// message is the only message of a kind to a person.
func (b *board) message(t testing.TB, kind audit.MessageKind, person string) audit.Message {
	t.Helper()
	var found []audit.Message
	for _, m := range b.messages(t, kind) {
		if m.PersonID == person {
			found = append(found, m)
		}
	}
	if len(found) != 1 {
		t.Fatalf("got %d messages of the kind %s to one person, want 1", len(found), kind)
	}
	return found[0]
}

// marks are what a message is known by, drawn from its id.
func marks(id string) audit.Marks {
	return audit.Marks{
		MessageID: id + "@sevenfold.example", LinkHash: identity.Hash("link " + id), StopHash: identity.Hash("stop " + id),
	}
}

// send sends a message, as far as the store is told.
func (b *board) send(t testing.TB, m audit.Message, outcome audit.Outcome, now time.Time) {
	t.Helper()
	_, err := b.store.BeginSending(t.Context(), b.trustID, m.ID, marks(m.ID), now)
	must(t, err)
	must(t, b.store.EndSending(t.Context(), b.trustID, m.ID, outcome, now))
}

// state is where a message stands.
func (b *board) state(t testing.TB, id string) audit.MessageState {
	t.Helper()
	for _, m := range b.messages(t) {
		if m.ID == id {
			return m.State
		}
	}
	t.Fatalf("message %s is gone", id)
	return ""
}

func TestOpeningInvitesEachRespondentOnce(t *testing.T) {
	b := newBoard(t, 3)
	if got, want := recipients(b.messages(t)), sorted(b.people...); !slices.Equal(got, want) {
		t.Errorf("got messages to %v, want one to each of %v and none to the clerk", got, want)
	}
	for _, m := range b.messages(t) {
		if m.Kind != audit.InvitationMessage || m.State != audit.Waiting || !m.MadeAt.Equal(thursday) || m.Tries != 0 {
			t.Errorf("got %+v, want an invitation that waits to be sent", m)
		}
	}
	if got, want := b.jobs(t, "send_message"), 3; got != want {
		t.Errorf("got %d jobs, want %d: one a message", got, want)
	}
}

func TestARefusedOpeningInvitesNobody(t *testing.T) {
	b := newBoard(t, 1)
	first := b.roundID
	var err error
	b.roundID, err = b.store.AddRound(t.Context(), b.trustID, b.clerk, plan(), thursday)
	must(t, err)
	must(t, b.store.SetRespondents(t.Context(), b.trustID, b.roundID, map[string]trust.Group{b.people[0]: trust.Trustees}))
	err = b.store.OpenRound(t.Context(), b.trustID, b.roundID, b.clerk, []byte("text"), closing)
	if !errors.Is(err, audit.ErrClosesTooSoon) || len(b.messages(t)) != 0 {
		t.Errorf("got %v and %d messages, want it refused and nobody invited", err, len(b.messages(t)))
	}
	b.roundID = first
	if got := len(b.messages(t)); got != 1 {
		t.Errorf("got %d messages of the other round, want its one", got)
	}
}

func TestAReminderGoesToWhoeverHasNotSubmittedAndWantsIt(t *testing.T) {
	b := newBoard(t, 6)
	ctx := t.Context()
	submitted, begun, unwilling, left, takenOut, untouched := b.people[0], b.people[1], b.people[2], b.people[3], b.people[4], b.people[5]
	b.answer(t, submitted, 3)
	_, err := b.store.SaveAnswers(ctx, b.trustID, b.roundID, begun, b.answers(1)[:1], thursday)
	must(t, err)
	b.stop(t, unwilling)
	must(t, b.store.EndMembership(ctx, b.trustID, b.clerk, left, thursday))
	must(t, b.store.TakeOut(ctx, b.trustID, b.roundID, b.clerk, takenOut, thursday))
	n, err := b.store.Remind(ctx, b.trustID, b.roundID, b.clerk, "second form", thursday.Add(time.Hour))
	must(t, err)
	reminded := slices.DeleteFunc(b.messages(t, audit.ReminderMessage), func(m audit.Message) bool { return m.PersonID == unwilling })
	if got, want := recipients(reminded), sorted(begun, untouched); !slices.Equal(got, want) || n != 2 {
		t.Errorf("got %d reminders, to %v, want %v", n, got, want)
	}
	if got := len(b.messages(t, audit.ReminderMessage)); got != 3 {
		t.Errorf("got %d reminders in all, want three: one went out before it asked for no more", got)
	}
}

// stop has somebody stop the reminders of the round, by the link of one.
func (b *board) stop(t testing.TB, person string) {
	t.Helper()
	must(t, b.exec(t, `
		INSERT INTO messages (trust_id, round_id, person_id, kind, occasion, state, made_at, message_id, sending_at, sent_at, stop_hash)
		VALUES ($1, $2, $3, 'reminder', 'reminder of before', 'sent', $4, 'x@y', $4, $4, $5)`,
		b.trustID, b.roundID, person, thursday, identity.Hash("stop "+person)))
	must(t, b.store.StopReminders(t.Context(), b.trustID, b.roundID, identity.Hash("stop "+person), thursday))
}

func TestTheSameFormRemindsOnce(t *testing.T) {
	b := newBoard(t, 3)
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			_, err := b.store.Remind(t.Context(), b.trustID, b.roundID, b.clerk, "the form", thursday)
			if err != nil {
				t.Errorf("got %v, want it reminded once, and nothing done after that", err)
			}
		})
	}
	all.Wait()
	if got := len(b.messages(t, audit.ReminderMessage)); got != 3 {
		t.Errorf("got %d reminders of one form sent ten times at once, want 3", got)
	}
	if n, err := b.store.Remind(t.Context(), b.trustID, b.roundID, b.clerk, "another form", thursday); err != nil || n != 3 {
		t.Errorf("got %d reminders and %v of another form, want 3", n, err)
	}
	if got := b.count(t, `SELECT count(*) FROM audit_trail WHERE deed = 'sent reminders'`); got != 2 {
		t.Errorf("got %d lines in the trail, want one a form", got)
	}
}

func TestNobodyIsRemindedOfARoundThatTakesNoAnswers(t *testing.T) {
	b := newBoard(t, 1)
	ctx := t.Context()
	if _, err := b.store.Remind(ctx, b.trustID, b.roundID, b.clerk, "form", closing); !errors.Is(err, audit.ErrRoundClosed) {
		t.Errorf("past its closing: got %v, want it refused", err)
	}
	draft, err := b.store.AddRound(ctx, b.trustID, b.clerk, plan(), thursday)
	must(t, err)
	if _, err := b.store.Remind(ctx, b.trustID, draft, b.clerk, "form", thursday); !errors.Is(err, audit.ErrRoundNotOpen) {
		t.Errorf("a draft: got %v, want it refused", err)
	}
	must(t, b.store.CloseRound(ctx, b.trustID, b.roundID, b.clerk, thursday))
	if _, err := b.store.Remind(ctx, b.trustID, b.roundID, b.clerk, "form", thursday); !errors.Is(err, audit.ErrRoundClosed) {
		t.Errorf("a closed one: got %v, want it refused", err)
	}
	if got := len(b.messages(t, audit.ReminderMessage)); got != 0 {
		t.Errorf("got %d reminders, want none", got)
	}
}

func TestTheScheduleRemindsOnceHoweverLate(t *testing.T) {
	for _, c := range []struct {
		name string
		now  time.Time
		want int    // reminders
		next string // in UTC
	}{
		{"a second too early", reminding.Add(-time.Second), 0, "2027-03-18T09:00:00Z"},
		{"in time", reminding, 2, "2027-03-23T09:00:00Z"},
		{"when the first two are overdue", reminding.AddDate(0, 0, 5).Add(time.Hour), 2, "2027-03-24T09:00:00Z"},
		{"when all of them are", closing.Add(-time.Minute), 2, ""},
		{"past the closing", closing, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBoard(t, 2)
			b.schedule(t, 7, 2, 1)
			for range 3 {
				must(t, b.store.RemindByDate(t.Context(), b.trustID, b.roundID, c.now))
			}
			if got := len(b.messages(t, audit.ReminderMessage)); got != c.want {
				t.Errorf("got %d reminders, want %d", got, c.want)
			}
			if got := b.next(t); got != c.next {
				t.Errorf("got the next reminder at %q, want %q", got, c.next)
			}
		})
	}
}

// next is when the board's round reminds next, in UTC.
func (b *board) next(t testing.TB) string {
	t.Helper()
	round, err := b.store.Round(t.Context(), b.trustID, b.roundID)
	must(t, err)
	if round.NextReminderAt == nil {
		return ""
	}
	return round.NextReminderAt.UTC().Format(time.RFC3339)
}

func TestTwoProgramsRemindOnce(t *testing.T) {
	b := newBoard(t, 3)
	b.schedule(t, 7, 2, 1)
	second, err := postgres.Open(t.Context(), b.db.URL)
	must(t, err)
	defer second.Close()
	var all sync.WaitGroup
	for i := range 10 {
		all.Go(func() {
			store := []*postgres.Store{b.store, second}[i%2]
			if err := store.RemindByDate(t.Context(), b.trustID, b.roundID, reminding); err != nil {
				t.Errorf("got %v, want reminded once", err)
			}
		})
	}
	all.Wait()
	if got := len(b.messages(t, audit.ReminderMessage)); got != 3 {
		t.Errorf("got %d reminders, want 3", got)
	}
}

func TestChangedMessagesMoveTheNextReminder(t *testing.T) {
	b := newBoard(t, 1)
	ctx := t.Context()
	if got := b.next(t); got != "" {
		t.Errorf("got a reminder at %s without a schedule, want none", got)
	}
	b.schedule(t, 7, 2)
	if got, want := b.next(t), "2027-03-18T09:00:00Z"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	err := b.store.ChangeMessages(ctx, b.trustID, b.roundID, audit.Messages{ReminderDays: []int{0}}, thursday)
	if !errors.Is(err, audit.ErrBadSchedule) || b.next(t) == "" {
		t.Errorf("got %v, want a schedule that could never run refused and the old one kept", err)
	}
	must(t, b.store.ChangeMessages(ctx, b.trustID, b.roundID, audit.Messages{}, thursday))
	if got := b.next(t); got != "" {
		t.Errorf("got a reminder at %s, want none once the schedule is empty", got)
	}
	must(t, b.store.CloseRound(ctx, b.trustID, b.roundID, b.clerk, thursday))
	if err := b.store.ChangeMessages(ctx, b.trustID, b.roundID, audit.Messages{}, thursday); !errors.Is(err, audit.ErrRoundClosed) {
		t.Errorf("of a closed round: got %v, want it refused", err)
	}
}

func TestAMessageIsSentAgainOnceAndOnlyWhereItMayNotHaveArrived(t *testing.T) {
	cases := []struct {
		state audit.MessageState
		want  error
	}{
		{audit.Waiting, fault.Conflict},
		{audit.Sending, fault.Conflict},
		{audit.Sent, fault.Conflict},
		{audit.Dropped, fault.Conflict},
		{audit.Failed, nil},
		{audit.InDoubt, nil},
	}
	b := newBoard(t, len(cases))
	for i, m := range b.messages(t) {
		c := cases[i]
		b.force(t, m.ID, c.state)
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() {
				err := b.store.SendAgain(t.Context(), b.trustID, b.roundID, b.clerk, m.ID, thursday)
				if !errors.Is(err, c.want) {
					t.Errorf("a message that is %s: got %v, want %v", c.state, err, c.want)
				}
			})
		}
		all.Wait()
		want := 1
		if c.want == nil {
			want = 2
		}
		if got := b.count(t, `SELECT count(*) FROM messages WHERE person_id = $1`, m.PersonID); got != want {
			t.Errorf("a message that is %s: got %d messages to its reader, want %d", c.state, got, want)
		}
		if got := b.state(t, m.ID); got != c.state {
			t.Errorf("got the first %s, want it %s as before", got, c.state)
		}
	}
	if got, want := b.jobs(t, "send_message"), len(cases)+2; got != want {
		t.Errorf("got %d jobs, want %d: one a message", got, want)
	}
}

func TestTheTrailSaysWhoSentWhomAMessageAgain(t *testing.T) {
	b := newBoard(t, 1)
	m := b.messages(t)[0]
	b.force(t, m.ID, audit.InDoubt)
	must(t, b.store.SendAgain(t.Context(), b.trustID, b.roundID, b.clerk, m.ID, thursday))
	want := postgres.Entry{
		TrustID: b.trustID, PersonID: b.clerk, Deed: "sent a message again", Thing: b.roundID, About: b.people[0], At: thursday,
	}
	if !b.trailHolds(t, want) {
		t.Errorf("got no line %+v in the trail", want)
	}
	again := b.messages(t)
	b.force(t, again[0].ID, audit.Failed)
	b.force(t, again[1].ID, audit.Failed)
	must(t, b.store.SendAgain(t.Context(), b.trustID, b.roundID, b.clerk, again[0].ID, thursday))
	must(t, b.store.SendAgain(t.Context(), b.trustID, b.roundID, b.clerk, again[1].ID, thursday))
	if got := len(b.messages(t)); got != 3 {
		t.Errorf("got %d messages, want three: the second one failed too, and was sent again once", got)
	}
}

// trailHolds tells whether a line stands in the trail of the trust.
func (b *board) trailHolds(t testing.TB, want postgres.Entry) bool {
	t.Helper()
	trail, err := b.store.Trail(t.Context(), b.trustID)
	must(t, err)
	return slices.ContainsFunc(trail, func(e postgres.Entry) bool {
		same := e.At.Equal(want.At)
		e.At = want.At
		return same && e == want
	})
}

// force puts a message into a state, as the table's own rules allow it.
func (b *board) force(t testing.TB, id string, state audit.MessageState) {
	t.Helper()
	var sentAt *time.Time
	if state == audit.Sent {
		sentAt = &thursday
	}
	must(t, b.exec(t, `
		UPDATE messages SET state = $3, message_id = id || '@sevenfold.example', sending_at = $4, sent_at = $5
		WHERE trust_id = $1 AND id = $2`, b.trustID, id, state, thursday, sentAt))
}

// exec runs a statement as the program's role, in the board's trust.
func (b *board) exec(t testing.TB, sql string, args ...any) (err error) {
	t.Helper()
	b.asProgram(t, func(conn *pgx.Conn) { _, err = conn.Exec(t.Context(), sql, args...) })
	return err
}

// asProgram connects as the program's role, and names the board's trust.
func (b *board) asProgram(t testing.TB, f func(*pgx.Conn)) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), b.db.URL)
	must(t, err)
	defer func() { _ = conn.Close(context.WithoutCancel(t.Context())) }()
	run(t, conn, `SELECT set_config('sevenfold.trust', '`+b.trustID+`', false)`)
	f(conn)
}

// count asks for a number as the program's role, in the board's trust.
func (b *board) count(t testing.TB, sql string, args ...any) (n int) {
	t.Helper()
	b.asProgram(t, func(conn *pgx.Conn) { must(t, conn.QueryRow(t.Context(), sql, args...).Scan(&n)) })
	return n
}

// jobs counts the jobs of a kind.
func (b *board) jobs(t testing.TB, kind string) int {
	t.Helper()
	return b.count(t, `SELECT count(*) FROM river.river_job WHERE kind = $1`, kind)
}
