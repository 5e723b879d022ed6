package job_test

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/mail/mailtest"
	"sevenfold/internal/postgres"
)

func hash(token string) []byte { return identity.Hash(token) }

// unread is a store that can't read a framework's text.
type unread struct{ *postgres.Store }

func (unread) WordsOf(context.Context, audit.Round) (*framework.Framework, error) {
	return nil, errors.New("the text is not there")
}

// said is a store that says one thing of every deed.
type said struct {
	*postgres.Store
	err  error
	deed audit.Deed
}

func (s *said) OpenByDate(context.Context, string, string, []byte, time.Time) error {
	s.deed = audit.OpenByDate
	return s.err
}

func (s *said) CloseByDate(context.Context, string, string, time.Time) error {
	s.deed = audit.CloseByDate
	return s.err
}

func (s *said) RemindByDate(context.Context, string, string, time.Time) error {
	s.deed = audit.RemindByDate
	return s.err
}

func (s *said) ForgetUploads(context.Context, string, time.Time) error {
	s.deed = audit.ForgetUploads
	return s.err
}

func (s *said) RemindOfActions(context.Context, string, time.Time) error {
	s.deed = audit.RemindActions
	return s.err
}

func TestWhatIsDueIsDoneAndWhatAPersonDidIsLeft(t *testing.T) {
	t.Parallel()
	o := newOffice(t, 1)
	store := &said{Store: o.store}
	o.Store = store
	unknown := errors.New("unknown")
	for _, deed := range []audit.Deed{audit.OpenByDate, audit.CloseByDate, audit.RemindByDate, audit.ForgetUploads, audit.RemindActions} {
		for said, want := range map[error]error{
			nil: nil, audit.ErrNotDue: nil, audit.ErrAlreadyClosed: nil, audit.ErrNotDraft: nil, fault.NotFound: nil,
			fault.Away: fault.Away, unknown: unknown,
		} {
			store.err, store.deed = said, ""
			err := o.Do(t.Context(), audit.Due{TrustID: o.trustID, RoundID: o.roundID, Deed: deed})
			if !errors.Is(err, want) || store.deed != deed {
				t.Errorf("%s, of which the store says %v: got %v of %q, want %v", deed, said, err, store.deed, want)
			}
		}
	}
	if err := o.Do(t.Context(), audit.Due{Deed: "nothing"}); err == nil {
		t.Error("got nil for a deed that there is not, want an error")
	}
}

// TestTheQueueTriesAgainWithGrowingPauses reads the pauses from the queue's own
// table, and shortens them there.
func TestTheQueueTriesAgainWithGrowingPauses(t *testing.T) {
	t.Parallel()
	o := newOffice(t, 1)
	m := o.messages(t)[0]
	o.at(mailtest.Recipient, mailtest.Refuse(451, "4.7.1 Greylisted"))
	stop, err := o.store.Work(context.WithoutCancel(t.Context()), o.Jobs)
	must(t, err)
	defer func() { must(t, stop(context.WithoutCancel(t.Context()))) }()
	conn, err := pgx.Connect(t.Context(), o.db.URL)
	must(t, err)
	defer func() { _ = conn.Close(context.WithoutCancel(t.Context())) }()
	for try := 1; try < 12; try++ {
		pause := o.pauseAfter(t, conn, try)
		if want := math.Pow(float64(try), 4); pause.Seconds() < 0.85*want-1 || pause.Seconds() > 1.15*want+5 {
			t.Errorf("got a pause of %v after try %d, want some %v seconds", pause, try, want)
		}
		if got := o.message(t, m.ID); got.State != audit.Waiting || got.Tries != try || got.Words != "451 4.7.1 Greylisted" {
			t.Errorf("got %+v after try %d, want it waiting", got, try)
		}
		_, err := conn.Exec(t.Context(), `UPDATE river.river_job SET state = 'available', scheduled_at = now() WHERE kind = 'send_message'`)
		must(t, err)
	}
	for end := time.Now().Add(2 * time.Minute); o.message(t, m.ID).State != audit.Failed; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("got %+v, want it failed at the twelfth try", o.message(t, m.ID))
		}
	}
	var state string
	must(t, conn.QueryRow(t.Context(), `SELECT state::text FROM river.river_job WHERE kind = 'send_message'`).Scan(&state))
	if state == "retryable" {
		t.Error("got it to be tried a thirteenth time, want it over")
	}
}

// pauseAfter waits until the queue has put a job off that often, and gives how
// long it is put off for.
func (o *office) pauseAfter(t *testing.T, conn *pgx.Conn, try int) time.Duration {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		var seconds float64
		var failures int
		err := conn.QueryRow(t.Context(), `
			SELECT extract(epoch FROM scheduled_at - attempted_at), coalesce(cardinality(errors), 0)
			FROM river.river_job WHERE kind = 'send_message' AND attempted_at IS NOT NULL`).Scan(&seconds, &failures)
		if err == nil && failures == try {
			return time.Duration(seconds * float64(time.Second))
		}
	}
	t.Fatalf("got no try %d, want one", try)
	return 0
}
