package postgres_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/postgres"
	"sevenfold/internal/roster"
	"sevenfold/internal/trust"
)

// office does the queue's work on a store, and remembers how often.
type office struct {
	store *postgres.Store
	mu    *sync.Mutex
	sent  map[string]int // by message id, of all offices that share it
	own   int            // by this one
	did   []audit.Due
	fail  error // what each message meets
}

func newOffice(store *postgres.Store) *office {
	return &office{store: store, mu: &sync.Mutex{}, sent: map[string]int{}}
}

// beside is another office that shares the work.
func (o *office) beside(store *postgres.Store) *office {
	return &office{store: store, mu: o.mu, sent: o.sent}
}

func (o *office) SendMessage(ctx context.Context, trustID, messageID string, last bool) error {
	_, err := o.store.BeginSending(ctx, trustID, messageID, marks(messageID), time.Now())
	if errors.Is(err, audit.ErrNotToSend) {
		return nil
	}
	if err != nil {
		return err
	}
	o.mu.Lock()
	fail := o.fail
	if fail == nil {
		o.sent[messageID]++
		o.own++
	}
	o.mu.Unlock()
	outcome := audit.Outcome{State: audit.Sent}
	if fail != nil {
		outcome.State = audit.Waiting
	}
	if last && fail != nil {
		outcome.State, fail = audit.Failed, nil
	}
	return errors.Join(fail, o.store.EndSending(ctx, trustID, messageID, outcome, time.Now()))
}

func (o *office) MakePack(context.Context, string, string, bool) error { return nil }

func (o *office) Do(ctx context.Context, due audit.Due) error {
	o.mu.Lock()
	o.did = append(o.did, due)
	o.mu.Unlock()
	var err error
	switch due.Deed {
	case audit.OpenByDate:
		err = o.store.OpenByDate(ctx, due.TrustID, due.RoundID, sevenfold.Domains, time.Now())
	case audit.CloseByDate:
		err = o.store.CloseByDate(ctx, due.TrustID, due.RoundID, time.Now())
	case audit.RemindByDate:
		err = o.store.RemindByDate(ctx, due.TrustID, due.RoundID, time.Now())
	case audit.ForgetUploads:
		err = o.store.ForgetUploads(ctx, due.TrustID, time.Now())
	}
	if errors.Is(err, fault.Conflict) {
		return nil
	}
	return err
}

// work has an office work until the test ends.
func (o *office) work(t testing.TB) (stop func()) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	end, err := o.store.Work(ctx, o)
	must(t, err)
	var once sync.Once
	stop = func() {
		once.Do(func() {
			ctx, cancel := context.WithTimeout(ctx, time.Minute)
			defer cancel()
			if err := end(ctx); err != nil {
				t.Errorf("stop the work: %v", err)
			}
		})
	}
	t.Cleanup(stop)
	return stop
}

// eventually waits for something that the queue does by itself.
func eventually(t testing.TB, what string, limit time.Duration, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(limit); !holds(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: got it not within %v, want it", what, limit)
		}
	}
}

func (b *board) inState(t testing.TB, state audit.MessageState) int {
	t.Helper()
	return b.count(t, `SELECT count(*) FROM messages WHERE state = $1`, string(state))
}

func TestWhatIsDueIsToldByItsIDAlone(t *testing.T) {
	b := newBoard(t, 1)
	ctx := t.Context()
	b.schedule(t, 7)
	b.closesByDate(t, closing)
	open := b.roundID
	draft := b.draft(t, b.people...)
	_, err := b.store.AddUpload(ctx, b.trustID, b.clerk, roster.Roster{}, thursday)
	must(t, err)
	due := func(deed audit.Deed, round string) audit.Due {
		return audit.Due{TrustID: b.trustID, RoundID: round, Deed: deed}
	}
	for _, c := range []struct {
		name string
		now  time.Time
		want []audit.Due
	}{
		{"before anything is", draft.OpensAt.Add(-time.Second), nil},
		{"the opening", draft.OpensAt, []audit.Due{due(audit.OpenByDate, draft.ID)}},
		{"the reminder and the upload beside it", reminding, []audit.Due{
			due(audit.ForgetUploads, ""), due(audit.OpenByDate, draft.ID), due(audit.RemindByDate, open),
		}},
		{"the closing beside them", closing, []audit.Due{
			due(audit.CloseByDate, open), due(audit.ForgetUploads, ""), due(audit.OpenByDate, draft.ID), due(audit.RemindByDate, open),
		}},
	} {
		got, err := b.store.WorkDue(ctx, c.now)
		must(t, err)
		slices.SortFunc(got, func(a, b audit.Due) int { return strings.Compare(string(a.Deed), string(b.Deed)) })
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v due, want %v", c.name, got, c.want)
		}
	}

	// The role that may ask this sees nothing else by it.
	app := connect(t, b.db.URL)
	rows, err := app.Query(ctx, `SELECT * FROM work_due($1)`, closing)
	must(t, err)
	var types []string
	for _, field := range rows.FieldDescriptions() {
		name, _ := app.TypeMap().TypeForOID(field.DataTypeOID)
		types = append(types, field.Name+" "+name.Name)
	}
	rows.Close()
	if want := []string{"trust_id uuid", "round_id uuid", "deed text"}; !slices.Equal(types, want) {
		t.Errorf("got the columns %v, want %v", types, want)
	}
	for _, table := range []string{"rounds", "uploads", "messages", "respondents", "responses", "memberships"} {
		var n int
		must(t, app.QueryRow(ctx, `SELECT count(*) FROM `+table).Scan(&n))
		if n != 0 {
			t.Errorf("got %d %s with no trust set, want none", n, table)
		}
	}
	var public bool
	must(t, app.QueryRow(ctx, `SELECT has_function_privilege('public', 'work_due(timestamptz)', 'EXECUTE')`).Scan(&public))
	if public {
		t.Error("got work_due open to everybody, want it for the program's role alone")
	}
}

func TestTwoProgramsShareTheMessagesAndSendEachOnce(t *testing.T) {
	b := newBoard(t, 200)
	second, err := postgres.Open(t.Context(), b.db.URL)
	must(t, err)
	defer second.Close()
	first := newOffice(b.store)
	other := first.beside(second)
	stopFirst, stopOther := first.work(t), other.work(t)
	eventually(t, "200 messages sent", 3*time.Minute, func() bool { return b.inState(t, audit.Sent) == 200 })
	stopFirst()
	stopOther()
	for _, m := range b.messages(t) {
		if got := first.sent[m.ID]; got != 1 {
			t.Errorf("got a message sent %d times, want once", got)
		}
	}
	if first.own == 0 || other.own == 0 {
		t.Errorf("got %d and %d sent by the two, want the work shared", first.own, other.own)
	}
}

func TestTheQueueHoldsIDsAlone(t *testing.T) {
	b := newBoard(t, 5)
	o := newOffice(b.store)
	stop := o.work(t)
	ctx := t.Context()
	past := time.Now().Add(-time.Hour)
	eventually(t, "the invitations sent", 3*time.Minute, func() bool { return b.inState(t, audit.Sent) == 5 })
	o.mu.Lock()
	o.fail = errors.New("550 trustee1@example.example does not exist")
	o.mu.Unlock()
	_, err := b.store.Remind(ctx, b.trustID, b.roundID, b.clerk, "form", thursday)
	must(t, err)
	eventually(t, "the reminders tried", 3*time.Minute, func() bool {
		return b.count(t, `SELECT count(*) FROM river.river_job WHERE errors IS NOT NULL`) >= 5
	})
	for _, p := range b.people {
		b.answer(t, p, 3)
	}
	must(t, b.exec(t, `UPDATE rounds SET closes_by_date = true, opens_at = $3, closes_at = $4 WHERE trust_id = $1 AND id = $2`,
		b.trustID, b.roundID, past.Add(-time.Hour), past))
	b.lookForWork(t)
	eventually(t, "the round closed", 3*time.Minute, func() bool { return b.round(t).State == audit.Closed })
	stop()

	app := connect(t, b.db.URL)
	uuid := regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	rows, err := app.Query(ctx, `SELECT kind, args, array(SELECT unnest(errors)->>'error'), to_jsonb(j) - 'args' - 'errors' FROM river.river_job j`)
	must(t, err)
	var kind, rest string
	var args []byte
	var failures []string
	kinds := map[string]int{}
	_, err = pgx.ForEachRow(rows, []any{&kind, &args, &failures, &rest}, func() error {
		kinds[kind]++
		held := map[string]string{}
		if err := json.Unmarshal(args, &held); err != nil {
			return err
		}
		for name, value := range held {
			deed := name == "deed" && slices.Contains([]audit.Deed{audit.OpenByDate, audit.CloseByDate, audit.RemindByDate, audit.ForgetUploads}, audit.Deed(value))
			if !deed && !uuid.MatchString(value) {
				t.Errorf("got %s = %q in a job of the kind %s, want an id", name, value, kind)
			}
		}
		for _, said := range failures {
			if said != "to be tried again" {
				t.Errorf("got %q kept of a failure, want nothing that may be about people", said)
			}
		}
		if strings.Contains(rest, "@") || strings.Contains(rest, "trustee") {
			t.Errorf("got %s in a job, want nothing about people", rest)
		}
		return nil
	})
	must(t, err)
	if kinds["send_message"] < 15 || kinds["do_due"] < 1 || kinds["look_for_work"] < 1 {
		t.Errorf("got jobs of the kinds %v, want all three", kinds)
	}
	rows, err = app.Query(ctx, `
		SELECT relname::text FROM pg_class
		WHERE relnamespace = 'river'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'river_job'`)
	must(t, err)
	others, err := pgx.CollectRows(rows, pgx.RowTo[string])
	must(t, err)
	for _, table := range others {
		var all string
		must(t, app.QueryRow(ctx, `SELECT coalesce(string_agg(to_json(x)::text, ' '), '') FROM river.`+table+` x`).Scan(&all))
		if strings.Contains(all, "@") || strings.Contains(all, b.trustID) {
			t.Errorf("%s: got %s, want nothing of ours", table, all)
		}
	}
}

// lookForWork has the next look for what is due happen now.
func (b *board) lookForWork(t testing.TB) {
	t.Helper()
	must(t, b.exec(t, `
		INSERT INTO river.river_job (args, kind, max_attempts, queue, state) VALUES ('{}', 'look_for_work', 1, 'default', 'available')`))
}

// TestWhatADeadProgramHeldIsTakenUpAgain: a message that it had not begun is
// sent, and one that it was sending is in doubt; the last try is no exception.
func TestWhatADeadProgramHeldIsTakenUpAgain(t *testing.T) {
	b := newBoard(t, 4)
	messages := b.messages(t)
	for i, m := range messages {
		attempt := 1
		if i >= 2 {
			attempt = 12 // the last try of all
		}
		must(t, b.exec(t, `
			UPDATE river.river_job
			SET state = 'running', attempt = $2, attempted_at = now() - interval '3 minutes', attempted_by = '{dead}'
			WHERE args->>'message_id' = $1`, m.ID, attempt))
		if i%2 == 1 {
			_, err := b.begin(t, m.ID, thursday)
			must(t, err)
		}
	}
	o := newOffice(b.store)
	o.work(t)
	eventually(t, "two sent and two in doubt", 3*time.Minute, func() bool {
		return b.inState(t, audit.Sent) == 2 && b.inState(t, audit.InDoubt) == 2
	})
	for i, m := range messages {
		if got, want := o.sent[m.ID], 1-i%2; got != want {
			t.Errorf("got message %d sent %d times, want %d", i+1, got, want)
		}
	}
}

func TestWhatFallsDueIsDoneOnceByItself(t *testing.T) {
	b := newBoard(t, 1)
	ctx := t.Context()
	yesterday := time.Now().AddDate(0, 0, -1)
	must(t, b.exec(t, `UPDATE rounds SET next_reminder_at = $1, reminder_days = '{7}', opens_at = $1, closes_at = $2`,
		yesterday, time.Now().AddDate(0, 1, 0)))
	planned := plan()
	planned.OpensByDate, planned.OpensAt, planned.ClosesAt = true, yesterday, time.Now().AddDate(0, 1, 0)
	draft, err := b.store.AddRound(ctx, b.trustID, b.clerk, planned, thursday)
	must(t, err)
	must(t, b.store.SetRespondents(ctx, b.trustID, draft, map[string]trust.Group{b.people[0]: trust.Trustees}))
	empty, err := b.store.AddRound(ctx, b.trustID, b.clerk, planned, thursday)
	must(t, err)
	second, err := postgres.Open(ctx, b.db.URL)
	must(t, err)
	defer second.Close()
	o := newOffice(b.store)
	o.work(t)
	o.beside(second).work(t)
	eventually(t, "a reminder, an opening with its invitation, and one called off", 3*time.Minute, func() bool {
		b.lookForWork(t)
		return b.count(t, `SELECT count(*) FROM messages WHERE state = 'sent'`) == 4
	})
	for range 5 {
		b.lookForWork(t)
	}
	eventually(t, "no more work", 3*time.Minute, func() bool {
		return b.count(t, `SELECT count(*) FROM river.river_job WHERE state IN ('available', 'running', 'retryable', 'pending')`) == 0
	})
	for _, c := range []struct {
		round string
		want  []audit.MessageKind
	}{
		{b.roundID, []audit.MessageKind{audit.ReminderMessage, audit.InvitationMessage}},
		{draft, []audit.MessageKind{audit.InvitationMessage}},
		{empty, []audit.MessageKind{audit.OpeningMissedMessage}},
	} {
		messages, err := b.store.Messages(ctx, b.trustID, c.round)
		must(t, err)
		var kinds []audit.MessageKind
		for _, m := range messages {
			kinds = append(kinds, m.Kind)
		}
		slices.Sort(kinds)
		slices.Sort(c.want)
		if fmt.Sprint(kinds) != fmt.Sprint(c.want) {
			t.Errorf("got messages of the kinds %v, want %v", kinds, c.want)
		}
	}
}
