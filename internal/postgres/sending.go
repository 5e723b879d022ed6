package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
)

// BeginSending marks a message as being sent, with what it will be known by,
// and gives all that is needed to write it. Nobody submits beside it: what
// comes after sees the mark, and what came before is seen. audit.ErrNotToSend
// where its turn is over or it is no longer wanted; a message that was found
// being sent is in doubt from now on.
func (s *Store) BeginSending(ctx context.Context, trustID, messageID string, marks audit.Marks, now time.Time) (audit.Letter, error) {
	letter := audit.Letter{ID: messageID}
	var refused error
	err := s.inTrust(ctx, trustID, func(q querier) error {
		m, err := lockMessage(ctx, q, trustID, messageID)
		if err != nil {
			return err
		}
		state := audit.Sending
		switch {
		case m.state == audit.Sending:
			state = audit.InDoubt
		case m.state != audit.Waiting:
			refused = audit.ErrNotToSend
			return nil
		default:
			var wanted bool
			if letter, wanted, err = readLetter(ctx, q, trustID, messageID, m, now); err != nil {
				return err
			}
			if !wanted {
				state = audit.Dropped
			}
		}
		if state != audit.Sending {
			refused = audit.ErrNotToSend
			_, err := q.Exec(ctx, `UPDATE messages SET state = $3 WHERE trust_id = $1 AND id = $2`, trustID, messageID, state)
			return err
		}
		_, err = q.Exec(ctx, `
			UPDATE messages
			SET state = 'sending', message_id = $3, link_hash = $4, stop_hash = $5, sending_at = $6, tries = tries + 1
			WHERE trust_id = $1 AND id = $2`, trustID, messageID, marks.MessageID, marks.LinkHash, marks.StopHash, now)
		return err
	})
	if errors.Is(err, fault.NotFound) { // its draft was discarded
		err = audit.ErrNotToSend
	}
	if err == nil {
		err = refused
	}
	if err != nil {
		return audit.Letter{}, fmt.Errorf("begin to send message %s: %w", messageID, err)
	}
	return letter, nil
}

type lockedMessage struct {
	roundID, personID string
	actionID          string
	occasion          string
	kind              audit.MessageKind
	state             audit.MessageState
}

func lockMessage(ctx context.Context, q querier, trustID, messageID string) (lockedMessage, error) {
	var m lockedMessage
	err := q.QueryRow(ctx, `
		SELECT coalesce(round_id::text, ''), person_id::text, coalesce(action_id::text, ''), occasion, kind, state
		FROM messages
		WHERE trust_id = $1 AND id = $2
		FOR UPDATE`, trustID, messageID).Scan(&m.roundID, &m.personID, &m.actionID, &m.occasion, &m.kind, &m.state)
	return m, err
}

// readLetter reads what a message says, and whether it is still wanted: by
// somebody who belongs to a trust that is in service, and to whom it still has something to say.
func readLetter(ctx context.Context, q querier, trustID, messageID string, m lockedMessage, now time.Time) (audit.Letter, bool, error) {
	letter := audit.Letter{ID: messageID, Kind: m.kind}
	var over bool
	err := q.QueryRow(ctx, `
		SELECT m.name, p.email, t.name, m.ended_at IS NOT NULL OR t.off_at IS NOT NULL
		FROM memberships m
		JOIN people p ON p.id = m.person_id
		JOIN trusts t ON t.id = m.trust_id
		WHERE m.trust_id = $1 AND m.person_id = $2`, trustID, m.personID).Scan(&letter.Name, &letter.Email, &letter.TrustName, &over)
	if err != nil || over {
		return letter, false, err
	}
	if m.actionID != "" {
		var wanted bool
		letter.Action, wanted, err = readDueAction(ctx, q, trustID, m, now)
		return letter, wanted, err
	}
	if m.roundID == "" {
		return letter, true, nil
	}
	letter.Round, err = readRound(ctx, q, `SELECT `+roundColumns+` FROM rounds r WHERE r.trust_id = $1 AND r.id = $2`, trustID, m.roundID)
	if err != nil {
		return letter, false, err
	}
	switch m.kind {
	case audit.ReportReadyMessage:
		return letter, letter.Round.State == audit.Closed, nil
	case audit.OpeningMissedMessage:
		return letter, letter.Round.State == audit.Draft, nil
	case audit.ClosingHeldMessage:
		return letter, letter.Round.ClosingHeldAt != nil && letter.Round.State == audit.Open, nil
	}
	wanted := letter.Round.AcceptsAnswers(now)
	var noReminders bool
	letter.Stage, noReminders, err = holdStage(ctx, q, trustID, m)
	if errors.Is(err, pgx.ErrNoRows) { // taken out meanwhile
		return letter, false, nil
	}
	if m.kind == audit.ReminderMessage {
		wanted = wanted && !noReminders && letter.Stage != audit.Submitted
	}
	return letter, wanted, err
}

// holdStage tells how far a respondent has come, and keeps them from submitting
// until the transaction ends.
func holdStage(ctx context.Context, q querier, trustID string, m lockedMessage) (stage audit.Stage, noReminders bool, err error) {
	var respondent string
	err = q.QueryRow(ctx, `
		SELECT id::text, no_reminders_at IS NOT NULL
		FROM respondents
		WHERE trust_id = $1 AND round_id = $2 AND person_id = $3
		FOR UPDATE`, trustID, m.roundID, m.personID).Scan(&respondent, &noReminders)
	if err != nil {
		return "", false, err
	}
	var submitted *time.Time
	err = q.QueryRow(ctx, `
		SELECT submitted_at
		FROM responses
		WHERE trust_id = $1 AND round_id = $2 AND respondent_id = $3
		FOR UPDATE`, trustID, m.roundID, respondent).Scan(&submitted)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return audit.NotStarted, noReminders, nil
	case err != nil:
		return "", false, err
	case submitted != nil:
		return audit.Submitted, noReminders, nil
	}
	return audit.InProgress, noReminders, nil
}

// EndSending notes what became of a message that was being sent. Sent is noted
// of one in doubt too: somebody heard the mail server take it after all.
func (s *Store) EndSending(ctx context.Context, trustID, messageID string, outcome audit.Outcome, now time.Time) error {
	var sentAt *time.Time
	if outcome.State == audit.Sent {
		sentAt = &now
	}
	err := s.inTrust(ctx, trustID, func(q querier) error {
		_, err := q.Exec(ctx, `
			UPDATE messages
			SET state = $3, words = $4, sent_at = $5
			WHERE trust_id = $1 AND id = $2 AND (state = 'sending' OR state = 'in doubt' AND $3 = 'sent')`,
			trustID, messageID, outcome.State, outcome.Words, sentAt)
		return err
	})
	if err != nil {
		return fmt.Errorf("note what became of message %s: %w", messageID, err)
	}
	return nil
}

// NotBegun notes that a message could not be begun, since the mail server was
// not to be reached.
func (s *Store) NotBegun(ctx context.Context, trustID, messageID string, outcome audit.Outcome) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		_, err := q.Exec(ctx, `
			UPDATE messages
			SET state = CASE state WHEN 'sending' THEN 'in doubt' ELSE $3 END, words = $4, tries = tries + 1
			WHERE trust_id = $1 AND id = $2 AND state IN ('waiting', 'sending')`, trustID, messageID, outcome.State, outcome.Words)
		return err
	})
	if err != nil {
		return fmt.Errorf("note that message %s was not begun: %w", messageID, err)
	}
	return nil
}
