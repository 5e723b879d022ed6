package postgres

import (
	"context"
	"fmt"
	"time"

	"sevenfold/internal/action"
	"sevenfold/internal/fault"
)

func readUpdates(ctx context.Context, q querier, trustID, actionID string) ([]action.Update, error) {
	rows, err := q.Query(ctx, `
		SELECT u.id::text, u.action_id::text, u.person_id::text, m.name, u.at, u.words, coalesce(u.state, '')
		FROM action_updates u
		JOIN memberships m ON m.trust_id = u.trust_id AND m.person_id = u.person_id
		WHERE u.trust_id = $1 AND u.action_id = $2
		ORDER BY u.at DESC, u.id`, trustID, actionID)
	if err != nil {
		return nil, err
	}
	return collect[action.Update](rows)
}

// UpdateAction notes how far an action has come, and moves it where the move
// says so. The same move a second time changes nothing. The errors are those of
// action.Move; action.ErrMoved where somebody moved it elsewhere meanwhile.
func (s *Store) UpdateAction(ctx context.Context, trustID, byID string, m action.Move, now time.Time) error {
	if err := m.Check(); err != nil {
		return fmt.Errorf("update action %s: %w", m.ActionID, err)
	}
	err := s.inTrust(ctx, trustID, func(q querier) error {
		kept, err := lockAction(ctx, q, trustID, m.ActionID)
		if err != nil {
			return err
		}
		if before, err := updatedBefore(ctx, q, trustID, m); before || err != nil {
			return err
		}
		to, err := m.To(kept.State)
		if err != nil || to == "" && m.Words == "" {
			return err
		}
		_, err = q.Exec(ctx, `
			INSERT INTO action_updates (trust_id, id, action_id, person_id, at, words, state)
			VALUES ($1, $2, $3, $4, $5, $6, nullif($7, ''))`, trustID, m.ID, m.ActionID, byID, now, m.Words, to)
		if err != nil {
			return err
		}
		deed := "updated an action"
		if to != "" {
			deed = "moved an action to: " + string(to)
			if err := moveAction(ctx, q, kept, to, m.Words, now); err != nil {
				return err
			}
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: deed, Thing: m.ActionID, At: now})
	})
	if err != nil {
		return fmt.Errorf("update action %s: %w", m.ActionID, err)
	}
	return nil
}

// updatedBefore tells whether the form was sent before: to this action, or else
// it is a fault.Conflict.
func updatedBefore(ctx context.Context, q querier, trustID string, m action.Move) (bool, error) {
	var same, any bool
	err := q.QueryRow(ctx, `
		SELECT coalesce(bool_or(action_id::text = $3), false), count(*) > 0
		FROM action_updates
		WHERE trust_id = $1 AND id = $2`, trustID, m.ID, m.ActionID).Scan(&same, &any)
	if err == nil && any && !same {
		err = fmt.Errorf("another update has the id %s: %w", m.ID, fault.Conflict)
	}
	return any, err
}

func moveAction(ctx context.Context, q querier, kept action.Action, to action.State, words string, now time.Time) error {
	kept.State = to
	reason := ""
	if to == action.Dropped {
		reason = words
	}
	_, err := q.Exec(ctx, `
		UPDATE actions
		SET state = $3, state_at = $4, reason = $5, next_reminder_at = $6
		WHERE trust_id = $1 AND id = $2`, kept.TrustID, kept.ID, to, now, reason, kept.NextReminder(now))
	return err
}
