package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/trust"
)

// enqueue has a job made for each message whose id the statement gives, in the
// same transaction: a message that is kept is a message that will be tried.
func (s *Store) enqueue(ctx context.Context, tx pgx.Tx, trustID, insert string, args ...any) (int, error) {
	rows, err := tx.Query(ctx, insert, args...)
	if err != nil {
		return 0, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return len(ids), s.queueMessages(ctx, tx, trustID, ids)
}

// invite invites every respondent of a round who was not invited yet.
func (s *Store) invite(ctx context.Context, tx pgx.Tx, round audit.Round, now time.Time) (int, error) {
	return s.enqueue(ctx, tx, round.TrustID, `
		INSERT INTO messages (trust_id, round_id, person_id, kind, occasion, made_at)
		SELECT i.trust_id, i.round_id, i.person_id, 'invitation', 'invitation', $3
		FROM respondents i
		WHERE i.trust_id = $1 AND i.round_id = $2
		ON CONFLICT DO NOTHING
		RETURNING id::text`, round.TrustID, round.ID, now)
}

// remind reminds every respondent who has not submitted and wants reminders.
func (s *Store) remind(ctx context.Context, tx pgx.Tx, round audit.Round, occasion string, now time.Time) (int, error) {
	return s.enqueue(ctx, tx, round.TrustID, `
		INSERT INTO messages (trust_id, round_id, person_id, kind, occasion, made_at)
		SELECT i.trust_id, i.round_id, i.person_id, 'reminder', $4, $3
		FROM respondents i
		JOIN memberships m ON m.trust_id = i.trust_id AND m.person_id = i.person_id AND m.ended_at IS NULL
		LEFT JOIN responses a ON a.trust_id = i.trust_id AND a.round_id = i.round_id AND a.respondent_id = i.id
		WHERE i.trust_id = $1 AND i.round_id = $2 AND a.submitted_at IS NULL AND i.no_reminders_at IS NULL
		ON CONFLICT DO NOTHING
		RETURNING id::text`, round.TrustID, round.ID, now, occasion)
}

// tell sends a message to every member who has one of the roles.
func (s *Store) tell(ctx context.Context, tx pgx.Tx, trustID, roundID string, kind audit.MessageKind, occasion string, roles []trust.Role, now time.Time) error {
	_, err := s.enqueue(ctx, tx, trustID, `
		INSERT INTO messages (trust_id, round_id, person_id, kind, occasion, made_at)
		SELECT m.trust_id, $2, m.person_id, $4, $5, $3
		FROM memberships m
		WHERE m.trust_id = $1 AND m.ended_at IS NULL AND m.roles && $6::text[]
		ON CONFLICT DO NOTHING
		RETURNING id::text`, trustID, roundID, now, kind, occasion, roles)
	return err
}

// Remind reminds everybody who has not submitted, now; the occasion is the
// form's id, so that the same form sent twice reminds once. It gives how many
// messages that makes.
func (s *Store) Remind(ctx context.Context, trustID, roundID, personID, formID string, now time.Time) (int, error) {
	n := 0
	err := s.inTrustTx(ctx, trustID, func(tx pgx.Tx) error {
		round, err := lockRound(ctx, tx, trustID, roundID)
		if err != nil {
			return err
		}
		if err := round.RefuseAnswers(now); err != nil {
			return err
		}
		if n, err = s.remind(ctx, tx, round, audit.OccasionByHand(formID), now); err != nil || n == 0 {
			return err
		}
		return record(ctx, tx, Entry{TrustID: trustID, PersonID: personID, Deed: "sent reminders", Thing: roundID, At: now})
	})
	if err != nil {
		return 0, fmt.Errorf("remind the respondents of round %s: %w", roundID, err)
	}
	return n, nil
}

// RemindByDate sends the reminders of a schedule that are due: once, however
// many have come due while nobody was there to send them.
func (s *Store) RemindByDate(ctx context.Context, trustID, roundID string, now time.Time) error {
	err := s.inTrustTx(ctx, trustID, func(tx pgx.Tx) error {
		round, err := lockRound(ctx, tx, trustID, roundID)
		if err != nil {
			return err
		}
		due := round.NextReminderAt
		if due == nil || now.Before(*due) {
			return nil
		}
		_, err = tx.Exec(ctx, `
			UPDATE rounds SET next_reminder_at = $3
			WHERE trust_id = $1 AND id = $2 AND state = 'open'`, trustID, roundID, round.NextReminder(now))
		if err != nil || !round.AcceptsAnswers(now) {
			return err
		}
		n, err := s.remind(ctx, tx, round, audit.OccasionBySchedule(*due), now)
		if err != nil || n == 0 {
			return err
		}
		return record(ctx, tx, Entry{TrustID: trustID, Deed: "sent reminders by the schedule", Thing: roundID, At: now})
	})
	if err != nil {
		return fmt.Errorf("remind the respondents of round %s by its schedule: %w", roundID, err)
	}
	return nil
}

// selectMessages has the columns in the order of audit.Message's fields.
const selectMessages = `
	SELECT g.id::text, g.person_id::text, m.name, p.email, g.kind, g.occasion, g.state, g.made_at, g.sent_at, g.tries, g.words
	FROM messages g
	JOIN memberships m ON m.trust_id = g.trust_id AND m.person_id = g.person_id
	JOIN people p ON p.id = g.person_id`

// Messages lists the messages of a round, the newest first.
func (s *Store) Messages(ctx context.Context, trustID, roundID string) ([]audit.Message, error) {
	var found []audit.Message
	err := s.queryInTrust(ctx, trustID, func(rows pgx.Rows) (err error) {
		found, err = collect[audit.Message](rows)
		return err
	}, selectMessages+`
		WHERE g.trust_id = $1 AND g.round_id = $2
		ORDER BY g.made_at DESC, m.name, g.id`, trustID, roundID)
	if err != nil {
		return nil, fmt.Errorf("list the messages of round %s: %w", roundID, err)
	}
	return found, nil
}

// SendAgain sends a message once more that failed or whose fate is in doubt:
// as a new one, once, however often it is asked for. fault.Conflict where the
// message is neither.
func (s *Store) SendAgain(ctx context.Context, trustID, roundID, personID, messageID string, now time.Time) error {
	err := s.inTrustTx(ctx, trustID, func(tx pgx.Tx) error {
		var state audit.MessageState
		var about string
		err := tx.QueryRow(ctx, `
			SELECT state, person_id::text FROM messages WHERE trust_id = $1 AND round_id = $2 AND id = $3 FOR UPDATE`,
			trustID, roundID, messageID).Scan(&state, &about)
		if err != nil {
			return err
		}
		if !(audit.Message{State: state}).MayBeSentAgain() {
			return fmt.Errorf("message is %s: %w", state, fault.Conflict)
		}
		n, err := s.enqueue(ctx, tx, trustID, `
			INSERT INTO messages (trust_id, round_id, person_id, kind, occasion, made_at)
			SELECT trust_id, round_id, person_id, kind, 'again ' || id, $4
			FROM messages
			WHERE trust_id = $1 AND round_id = $2 AND id = $3
			ON CONFLICT DO NOTHING
			RETURNING id::text`, trustID, roundID, messageID, now)
		if err != nil || n == 0 {
			return err
		}
		return record(ctx, tx, Entry{TrustID: trustID, PersonID: personID, Deed: "sent a message again", Thing: roundID, About: about, At: now})
	})
	if err != nil {
		return fmt.Errorf("send message %s again: %w", messageID, err)
	}
	return nil
}
