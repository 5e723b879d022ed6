package postgres_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/postgres"
)

// kept is a message as the table holds it.
type kept struct {
	state     audit.MessageState
	tries     int
	words     string
	messageID string
	sendingAt *time.Time
	sentAt    *time.Time
}

func (b *board) kept(t testing.TB, id string) kept {
	t.Helper()
	var k kept
	b.asProgram(t, func(conn *pgx.Conn) {
		must(t, conn.QueryRow(t.Context(), `
			SELECT state, tries, words, coalesce(message_id, ''), sending_at, sent_at FROM messages WHERE id = $1`, id).
			Scan(&k.state, &k.tries, &k.words, &k.messageID, &k.sendingAt, &k.sentAt))
	})
	return k
}

func (b *board) begin(t testing.TB, id string, now time.Time) (audit.Letter, error) {
	t.Helper()
	return b.store.BeginSending(t.Context(), b.trustID, id, marks(id), now)
}

func TestAMessageIsMarkedBeforeItIsSent(t *testing.T) {
	b := newBoard(t, 1)
	m := b.messages(t)[0]
	letter, err := b.begin(t, m.ID, thursday)
	must(t, err)
	if letter.ID != m.ID || letter.Kind != audit.InvitationMessage || letter.Name != "trustee1" || letter.Email != m.Email ||
		letter.TrustName != "Example Learning Trust" || letter.Round.ID != b.roundID || letter.Stage != audit.NotStarted {
		t.Errorf("got %+v, want all that is needed to write it", letter)
	}
	got := b.kept(t, m.ID)
	if got.state != audit.Sending || got.tries != 1 || got.messageID != marks(m.ID).MessageID || !got.sendingAt.Equal(thursday) || got.sentAt != nil {
		t.Errorf("got %+v, want it marked as being sent, with its Message-ID", got)
	}
	must(t, b.store.EndSending(t.Context(), b.trustID, m.ID, audit.Outcome{State: audit.Sent}, thursday.Add(time.Second)))
	if got := b.kept(t, m.ID); got.state != audit.Sent || !got.sentAt.Equal(thursday.Add(time.Second)) {
		t.Errorf("got %+v, want it sent a second later", got)
	}
}

func TestOnlyAMessageThatWaitsIsBegun(t *testing.T) {
	b := newBoard(t, 1)
	for state, want := range map[audit.MessageState]audit.MessageState{
		audit.Sending: audit.InDoubt, // found after a crash
		audit.Sent:    audit.Sent, audit.Failed: audit.Failed, audit.InDoubt: audit.InDoubt, audit.Dropped: audit.Dropped,
	} {
		m := b.messages(t)[0]
		b.force(t, m.ID, state)
		for range 2 {
			if _, err := b.begin(t, m.ID, thursday); !errors.Is(err, audit.ErrNotToSend) {
				t.Errorf("%s: got %v, want it not sent", state, err)
			}
			if got := b.state(t, m.ID); got != want {
				t.Errorf("%s: got it %s afterwards, want %s", state, got, want)
			}
		}
	}
}

func TestWhatBecameOfAMessageIsNotedOnce(t *testing.T) {
	b := newBoard(t, 1)
	id := b.messages(t)[0].ID
	sent, failed := audit.Outcome{State: audit.Sent}, audit.Outcome{State: audit.Failed, Words: "550 no such mailbox"}
	again, doubt := audit.Outcome{State: audit.Waiting, Words: "451 later"}, audit.Outcome{State: audit.InDoubt}
	for _, c := range []struct {
		from    audit.MessageState
		outcome audit.Outcome
		want    audit.MessageState
		words   string
	}{
		{audit.Sending, sent, audit.Sent, ""},
		{audit.Sending, failed, audit.Failed, "550 no such mailbox"},
		{audit.Sending, again, audit.Waiting, "451 later"},
		{audit.Sending, doubt, audit.InDoubt, ""},
		// Somebody else found it being sent, and whoever sent it heard the answer after all.
		{audit.InDoubt, sent, audit.Sent, ""},
		{audit.InDoubt, failed, audit.InDoubt, "kept"},
		{audit.InDoubt, again, audit.InDoubt, "kept"},
		{audit.Sent, failed, audit.Sent, "kept"},
		{audit.Failed, sent, audit.Failed, "kept"},
		{audit.Dropped, sent, audit.Dropped, "kept"},
		{audit.Waiting, sent, audit.Waiting, "kept"},
	} {
		b.force(t, id, c.from)
		must(t, b.exec(t, `UPDATE messages SET words = 'kept' WHERE id = $1`, id))
		must(t, b.store.EndSending(t.Context(), b.trustID, id, c.outcome, thursday))
		if got := b.kept(t, id); got.state != c.want || got.words != c.words {
			t.Errorf("%s, then %s: got %s with the words %q, want %s with %q", c.from, c.outcome.State, got.state, got.words, c.want, c.words)
		}
	}
}

func TestAMessageThatCouldNotBeBegunIsNoted(t *testing.T) {
	b := newBoard(t, 1)
	id := b.messages(t)[0].ID
	waiting, failed := audit.Outcome{State: audit.Waiting, Words: "away"}, audit.Outcome{State: audit.Failed, Words: "away"}
	for _, c := range []struct {
		from    audit.MessageState
		outcome audit.Outcome
		want    audit.MessageState
		tries   int
	}{
		{audit.Waiting, waiting, audit.Waiting, 1},
		{audit.Waiting, failed, audit.Failed, 1},
		// Found after a crash: it may have arrived, whether the mail server is there now or not.
		{audit.Sending, waiting, audit.InDoubt, 1},
		{audit.Sending, failed, audit.InDoubt, 1},
		{audit.Sent, failed, audit.Sent, 0},
		{audit.InDoubt, failed, audit.InDoubt, 0},
		{audit.Dropped, failed, audit.Dropped, 0},
		{audit.Failed, waiting, audit.Failed, 0},
	} {
		b.force(t, id, c.from)
		must(t, b.exec(t, `UPDATE messages SET tries = 0 WHERE id = $1`, id))
		must(t, b.store.NotBegun(t.Context(), b.trustID, id, c.outcome))
		if got := b.kept(t, id); got.state != c.want || got.tries != c.tries {
			t.Errorf("%s, then %s: got %s after %d tries, want %s after %d", c.from, c.outcome.State, got.state, got.tries, c.want, c.tries)
		}
	}
}

func TestAMessageThatIsNoLongerWantedIsDropped(t *testing.T) {
	invitation, reminder, comeBack := audit.InvitationMessage, audit.ReminderMessage, audit.ComeBackMessage
	for _, c := range []struct {
		name string
		deed func(b board, person string) error
		now  time.Time
		want map[audit.MessageKind]audit.MessageState
	}{
		{
			"nothing has changed", func(board, string) error { return nil }, thursday,
			map[audit.MessageKind]audit.MessageState{invitation: audit.Sending, reminder: audit.Sending, comeBack: audit.Sending},
		},
		{
			"they have submitted", func(b board, person string) error {
				return b.store.Submit(t.Context(), b.trustID, b.roundID, person, thursday)
			}, thursday,
			map[audit.MessageKind]audit.MessageState{invitation: audit.Sending, reminder: audit.Dropped, comeBack: audit.Sending},
		},
		{
			"they want no reminders", func(b board, person string) error {
				return b.exec(t, `UPDATE respondents SET no_reminders_at = now() WHERE person_id = $1`, person)
			}, thursday,
			map[audit.MessageKind]audit.MessageState{invitation: audit.Sending, reminder: audit.Dropped, comeBack: audit.Sending},
		},
		{
			"they were taken out", func(b board, person string) error {
				return b.store.TakeOut(t.Context(), b.trustID, b.roundID, b.clerk, person, thursday)
			}, thursday,
			map[audit.MessageKind]audit.MessageState{invitation: audit.Dropped, reminder: audit.Dropped, comeBack: audit.Dropped},
		},
		{
			"they have left", func(b board, person string) error {
				return b.store.EndMembership(t.Context(), b.trustID, b.clerk, person, thursday)
			}, thursday,
			map[audit.MessageKind]audit.MessageState{invitation: audit.Dropped, reminder: audit.Dropped, comeBack: audit.Dropped},
		},
		{
			"the round was closed", func(b board, _ string) error {
				return b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday)
			}, thursday,
			map[audit.MessageKind]audit.MessageState{invitation: audit.Dropped, reminder: audit.Dropped, comeBack: audit.Dropped},
		},
		{
			"its closing date has passed", func(board, string) error { return nil }, closing,
			map[audit.MessageKind]audit.MessageState{invitation: audit.Dropped, reminder: audit.Dropped, comeBack: audit.Dropped},
		},
		{
			"the trust is off", func(b board, _ string) error {
				return b.exec(t, `UPDATE trusts SET off_at = now() WHERE id = $1`, b.trustID)
			}, thursday,
			map[audit.MessageKind]audit.MessageState{invitation: audit.Dropped, reminder: audit.Dropped, comeBack: audit.Dropped},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBoard(t, 1)
			person := b.people[0]
			_, err := b.store.Remind(t.Context(), b.trustID, b.roundID, b.clerk, "form", thursday)
			must(t, err)
			must(t, b.store.SendComeBack(t.Context(), b.trustID, b.roundID, person, thursday))
			must(t, c.deed(b, person))
			for kind, want := range c.want {
				m := b.message(t, kind, person)
				_, err := b.begin(t, m.ID, c.now)
				if (err == nil) != (want == audit.Sending) || (err != nil && !errors.Is(err, audit.ErrNotToSend)) {
					t.Errorf("%s: got %v, want %s", kind, err, want)
				}
				if got := b.state(t, m.ID); got != want {
					t.Errorf("%s: got %s, want %s", kind, got, want)
				}
			}
		})
	}
}

func TestAMessageIsNotFoundFromAnotherTrust(t *testing.T) {
	b := newBoard(t, 1)
	id := b.messages(t)[0].ID
	other := board{store: b.store, db: b.db}
	other.found(t, "Another Learning Trust", 1)
	if _, err := b.store.BeginSending(t.Context(), other.trustID, id, marks(id), thursday); !errors.Is(err, audit.ErrNotToSend) {
		t.Errorf("beginning it: got %v, want it not sent", err)
	}
	must(t, b.store.NotBegun(t.Context(), other.trustID, id, audit.Outcome{State: audit.Failed}))
	must(t, b.store.EndSending(t.Context(), other.trustID, id, audit.Outcome{State: audit.Sent}, thursday))
	if got := b.kept(t, id); got.state != audit.Waiting || got.tries != 0 || got.messageID != "" {
		t.Errorf("got %+v, want it as it was", got)
	}
}

func TestAWelcomeBelongsToNoRound(t *testing.T) {
	b := newBoard(t, 1)
	const id = "22222222-2222-4222-8222-222222222222"
	must(t, b.exec(t, `
		INSERT INTO messages (trust_id, id, person_id, kind, occasion, made_at) VALUES ($1, $2, $3, 'welcome', 'welcome', $4)`,
		b.trustID, id, b.clerk, thursday))
	letter, err := b.begin(t, id, thursday)
	must(t, err)
	if letter.Kind != audit.WelcomeMessage || letter.Round.ID != "" || letter.Name != "clerk" {
		t.Errorf("got %+v, want a letter of no round", letter)
	}
}

// TestNoReminderIsBegunAfterASubmissionWasAcknowledged lets each person submit
// while the reminder to them is begun. An order of the two that nobody could
// have seen is no fault; a reminder begun after the acknowledgement is.
func TestNoReminderIsBegunAfterASubmissionWasAcknowledged(t *testing.T) {
	b := newBoard(t, 60)
	ctx := t.Context()
	// Some have begun to answer, the others make their response by submitting.
	for _, person := range b.people[:30] {
		_, err := b.store.SaveAnswers(ctx, b.trustID, b.roundID, person, b.answers(2)[:1], thursday)
		must(t, err)
	}
	second, err := postgres.Open(ctx, b.db.URL)
	must(t, err)
	defer second.Close()
	crossed := 0
	for round := range 4 {
		must(t, b.exec(t, `UPDATE responses SET submitted_at = NULL`))
		if _, err := b.store.Remind(ctx, b.trustID, b.roundID, b.clerk, fmt.Sprint(round), thursday); err != nil {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		var mu sync.Mutex
		for _, m := range b.messages(t, audit.ReminderMessage) {
			if m.State != audit.Waiting {
				continue
			}
			var acknowledged time.Time
			var asked, begun time.Time
			var submitErr, beginErr error
			var pair sync.WaitGroup
			pair.Go(func() {
				submitErr = b.store.Submit(ctx, b.trustID, b.roundID, m.PersonID, thursday)
				acknowledged = time.Now()
			})
			pair.Go(func() {
				asked = time.Now()
				_, beginErr = second.BeginSending(ctx, b.trustID, m.ID, marks(m.ID), thursday)
				begun = time.Now()
			})
			all.Go(func() {
				pair.Wait()
				mu.Lock()
				defer mu.Unlock()
				switch {
				case submitErr != nil:
					t.Errorf("got %v for submitting, want it taken", submitErr)
				case beginErr == nil && asked.After(acknowledged):
					t.Errorf("a reminder was begun %v after the submission was acknowledged", begun.Sub(acknowledged))
				case beginErr == nil:
					crossed++
				case !errors.Is(beginErr, audit.ErrNotToSend):
					t.Errorf("got %v for sending, want it begun or dropped", beginErr)
				}
			})
		}
		all.Wait()
	}
	t.Logf("%d of 240 reminders were begun before the submission beside them", crossed)
}

// TestASubmissionIsSeenByAReminderThatWaitedForIt holds a submission open, so that
// the order is certain.
func TestASubmissionIsSeenByAReminderThatWaitedForIt(t *testing.T) {
	for name, submit := range map[string]string{
		"of a response that was begun": `
			UPDATE responses SET submitted_at = $4
			WHERE trust_id = $1 AND round_id = $2 AND respondent_id = (SELECT id FROM respondents WHERE trust_id = $1 AND round_id = $2 AND person_id = $3)`,
		"of one that is made by it": `
			INSERT INTO responses (trust_id, round_id, respondent_id, started_at, submitted_at)
			SELECT trust_id, round_id, id, $4, $4 FROM respondents WHERE trust_id = $1 AND round_id = $2 AND person_id = $3`,
	} {
		t.Run(name, func(t *testing.T) {
			b := newBoard(t, 1)
			if name == "of a response that was begun" {
				_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, b.people[0], b.answers(2)[:1], thursday)
				must(t, err)
			}
			_, err := b.store.Remind(t.Context(), b.trustID, b.roundID, b.clerk, "form", thursday)
			must(t, err)
			reminder := b.message(t, audit.ReminderMessage, b.people[0])
			conn := connect(t, b.db.URL)
			tx, err := conn.Begin(t.Context())
			must(t, err)
			_, err = tx.Exec(t.Context(), `SELECT set_config('sevenfold.trust', $1, true)`, b.trustID)
			must(t, err)
			_, err = tx.Exec(t.Context(), submit, b.trustID, b.roundID, b.people[0], thursday)
			must(t, err)
			begun := make(chan error, 1)
			go func() {
				_, err := b.begin(t, reminder.ID, thursday)
				begun <- err
			}()
			select {
			case err := <-begun:
				t.Errorf("got %v while the submission was under way, want it waited for", err)
			case <-time.After(200 * time.Millisecond):
			}
			must(t, tx.Commit(t.Context()))
			if err := <-begun; !errors.Is(err, audit.ErrNotToSend) {
				t.Errorf("got %v, want the reminder dropped", err)
			}
		})
	}
}

// TestASubmissionWaitsForTheMark holds a respondent as BeginSending does, until
// its mark is there.
func TestASubmissionWaitsForTheMark(t *testing.T) {
	b := newBoard(t, 2)
	_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, b.people[1], b.answers(2)[:1], thursday)
	must(t, err)
	for name, person := range map[string]string{"nothing was answered yet": b.people[0], "something was": b.people[1]} {
		b.asProgram(t, func(conn *pgx.Conn) {
			tx, err := conn.Begin(t.Context())
			must(t, err)
			_, err = tx.Exec(t.Context(), `
				SELECT FROM respondents WHERE person_id = $1 FOR UPDATE`, person)
			must(t, err)
			_, err = tx.Exec(t.Context(), `
				SELECT FROM responses WHERE respondent_id = (SELECT id FROM respondents WHERE person_id = $1) FOR UPDATE`, person)
			must(t, err)
			submitted := make(chan error, 1)
			go func() { submitted <- b.store.Submit(t.Context(), b.trustID, b.roundID, person, thursday) }()
			select {
			case err := <-submitted:
				t.Errorf("%s: got %v before the mark was there, want it waited for", name, err)
			case <-time.After(200 * time.Millisecond):
			}
			must(t, tx.Commit(t.Context()))
			if err := <-submitted; err != nil {
				t.Errorf("%s: got %v, want it submitted after that", name, err)
			}
		})
	}
}

func TestAMessageIsBegunByOneProgramAlone(t *testing.T) {
	b := newBoard(t, 1)
	id := b.messages(t)[0].ID
	var all sync.WaitGroup
	var mu sync.Mutex
	begun := 0
	for range 10 {
		all.Go(func() {
			_, err := b.begin(t, id, thursday)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				begun++
			}
		})
	}
	all.Wait()
	if begun != 1 {
		t.Errorf("got it begun %d times, want once", begun)
	}
}
