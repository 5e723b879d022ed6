package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
)

// RemindOfActions reminds the owners of a trust's actions whose reminders are
// due: once of each, however many have come due while nobody was there to send them.
func (s *Store) RemindOfActions(ctx context.Context, trustID string, now time.Time) error {
	err := s.inTrustTx(ctx, trustID, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `
			SELECT FROM actions
			WHERE trust_id = $1 AND next_reminder_at <= $2
			ORDER BY id
			FOR UPDATE`, trustID, now); err != nil {
			return err
		}
		due, err := readActions(ctx, tx, ` WHERE a.trust_id = $1 AND a.next_reminder_at <= $2 ORDER BY a.id`, trustID, now)
		if err != nil {
			return err
		}
		for _, a := range due {
			if err := s.remindOfAction(ctx, tx, a, now); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("remind of the actions of trust %s: %w", trustID, err)
	}
	return nil
}

func (s *Store) remindOfAction(ctx context.Context, tx pgx.Tx, a action.Action, now time.Time) error {
	_, err := tx.Exec(ctx, `
		UPDATE actions SET next_reminder_at = $3
		WHERE trust_id = $1 AND id = $2`, a.TrustID, a.ID, a.NextReminder(now))
	if err != nil || a.OwnerLeft {
		return err
	}
	n, err := s.enqueue(ctx, tx, a.TrustID, `
		INSERT INTO messages (trust_id, person_id, kind, occasion, action_id, made_at)
		VALUES ($1, $2, 'action-due', $3, $4, $5)
		ON CONFLICT DO NOTHING
		RETURNING id::text`, a.TrustID, a.OwnerID, a.Occasion(now), a.ID, now)
	if err != nil || n == 0 {
		return err
	}
	return record(ctx, tx, Entry{TrustID: a.TrustID, Deed: "sent a reminder of an action", Thing: a.ID, About: a.OwnerID, At: now})
}

// readDueAction reads what a reminder says of its action, and whether it is
// still wanted: by its owner, of the day on which it is due now, while it is to be done.
func readDueAction(ctx context.Context, q querier, trustID string, m lockedMessage, now time.Time) (audit.DueAction, bool, error) {
	a, err := readAction(ctx, q, trustID, m.actionID)
	if errors.Is(err, pgx.ErrNoRows) {
		return audit.DueAction{}, false, nil
	}
	if err != nil {
		return audit.DueAction{}, false, err
	}
	wanted := a.State.Stands() && a.OwnerID == m.personID && a.Occasion(now) == m.occasion
	return audit.DueAction{TrustID: trustID, ID: a.ID, Title: a.Title, DueOn: a.DueOn, Overdue: a.Overdue(now)}, wanted, nil
}

// ActionReminders lists the reminders of an action, the newest first.
func (s *Store) ActionReminders(ctx context.Context, trustID, actionID string) ([]audit.Message, error) {
	var found []audit.Message
	err := s.queryInTrust(ctx, trustID, func(rows pgx.Rows) (err error) {
		found, err = collect[audit.Message](rows)
		return err
	}, selectMessages+`
		WHERE g.trust_id = $1 AND g.action_id = $2
		ORDER BY g.made_at DESC, g.id`, trustID, actionID)
	if err != nil {
		return nil, fmt.Errorf("list the reminders of action %s: %w", actionID, err)
	}
	return found, nil
}
