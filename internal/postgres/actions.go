package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/action"
	"sevenfold/internal/identity"
)

// selectActions reads actions, field by field as scanAction takes them.
const selectActions = `
	SELECT a.id::text, a.trust_id::text, a.title, a.words, a.owner_id::text, o.name, o.ended_at IS NOT NULL, a.due_on,
		a.state, a.state_at, a.reason, a.revision, a.added_at, c.name, a.changed_at,
		ARRAY(
			SELECT f.round_id || '_' || f.statement
			FROM action_findings f
			WHERE f.trust_id = a.trust_id AND f.action_id = a.id
			ORDER BY f.round_id, f.statement
		)
	FROM actions a
	JOIN memberships o ON o.trust_id = a.trust_id AND o.person_id = a.owner_id
	JOIN memberships c ON c.trust_id = a.trust_id AND c.person_id = a.changed_by`

func scanAction(row pgx.CollectableRow) (action.Action, error) {
	var a action.Action
	var findings []string
	err := row.Scan(&a.ID, &a.TrustID, &a.Title, &a.Words, &a.OwnerID, &a.OwnerName, &a.OwnerLeft, &a.DueOn,
		&a.State, &a.StateAt, &a.Reason, &a.Revision, &a.AddedAt, &a.ChangedBy, &a.ChangedAt, &findings)
	for _, f := range findings {
		a.For = append(a.For, action.FindingOf(f))
	}
	return a, err
}

// Actions lists every action of a trust, those that are due first before the
// others.
func (s *Store) Actions(ctx context.Context, trustID string) ([]action.Action, error) {
	return s.listActions(ctx, trustID, `
		WHERE a.trust_id = $1
		ORDER BY a.due_on, a.added_at, a.id`)
}

// ActionsOf lists the actions that a person owns and that are still to be done,
// those that are due first before the others.
func (s *Store) ActionsOf(ctx context.Context, trustID, personID string) ([]action.Action, error) {
	return s.listActions(ctx, trustID, `
		WHERE a.trust_id = $1 AND a.owner_id = $2 AND a.state IN ('planned', 'under way')
		ORDER BY a.due_on, a.added_at, a.id`, personID)
}

// ActionsFor gives the actions of a trust by the statements that they are for,
// whichever round's report found them: an action is carried over.
func (s *Store) ActionsFor(ctx context.Context, trustID string) (map[string][]action.Action, error) {
	all, err := s.Actions(ctx, trustID)
	return action.ByStatement(all), err
}

func (s *Store) listActions(ctx context.Context, trustID, which string, args ...any) ([]action.Action, error) {
	var found []action.Action
	err := s.queryInTrust(ctx, trustID, func(rows pgx.Rows) (err error) {
		found, err = pgx.CollectRows(rows, scanAction)
		return err
	}, selectActions+which, append([]any{trustID}, args...)...)
	if err != nil {
		return nil, fmt.Errorf("list the actions of trust %s: %w", trustID, err)
	}
	return found, nil
}

func readActions(ctx context.Context, q querier, which string, args ...any) ([]action.Action, error) {
	rows, err := q.Query(ctx, selectActions+which, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanAction)
}

// Action finds one action, and all that was said of it, the newest first.
func (s *Store) Action(ctx context.Context, trustID, actionID string) (action.Action, []action.Update, error) {
	var found action.Action
	var updates []action.Update
	err := s.inTrust(ctx, trustID, func(q querier) (err error) {
		if found, err = readAction(ctx, q, trustID, actionID); err != nil {
			return err
		}
		updates, err = readUpdates(ctx, q, trustID, actionID)
		return err
	})
	if err != nil {
		return action.Action{}, nil, fmt.Errorf("find action %s: %w", actionID, err)
	}
	return found, updates, nil
}

// lockAction holds an action until the transaction ends, and reads it: by a
// statement of its own, which sees what whoever held it before has left.
func lockAction(ctx context.Context, q querier, trustID, actionID string) (action.Action, error) {
	if _, err := q.Exec(ctx, `SELECT FROM actions WHERE trust_id = $1 AND id = $2 FOR UPDATE`, trustID, actionID); err != nil {
		return action.Action{}, err
	}
	return readAction(ctx, q, trustID, actionID)
}

func readAction(ctx context.Context, q querier, trustID, actionID string) (action.Action, error) {
	rows, err := q.Query(ctx, selectActions+` WHERE a.trust_id = $1 AND a.id = $2`, trustID, actionID)
	if err != nil {
		return action.Action{}, err
	}
	return pgx.CollectExactlyOneRow(rows, scanAction)
}

// AddAction keeps a new action under the id that it brings from its form. The
// same action a second time changes nothing; another one under an id that is
// taken is action.ErrChanged. action.ErrNoOwner.
func (s *Store) AddAction(ctx context.Context, trustID, byID string, a action.Action, now time.Time) error {
	if a.State == "" {
		a.State = action.Planned
	}
	err := s.inTrust(ctx, trustID, func(q querier) error {
		if err := checkOwner(ctx, q, trustID, a.OwnerID); err != nil {
			return err
		}
		tag, err := q.Exec(ctx, `
			INSERT INTO actions (trust_id, id, title, words, owner_id, due_on, state, state_at, added_at, changed_by, changed_at, next_reminder_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $8, $10)
			ON CONFLICT (trust_id, id) DO NOTHING`,
			trustID, a.ID, a.Title, a.Words, a.OwnerID, a.DueOn, a.State, now, byID, a.NextReminder(now))
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return refuseOtherAction(ctx, q, trustID, a)
		}
		if err := setFindings(ctx, q, trustID, a); err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: "added an action", Thing: a.ID, About: a.OwnerID, At: now})
	})
	if err != nil {
		return fmt.Errorf("add an action: %w", err)
	}
	return nil
}

// refuseOtherAction is nil where the action that is kept under the id says the same.
func refuseOtherAction(ctx context.Context, q querier, trustID string, a action.Action) error {
	kept, err := lockAction(ctx, q, trustID, a.ID)
	if err != nil {
		return err
	}
	if kept.Same(a) {
		return nil
	}
	return action.ErrChanged
}

// checkOwner refuses whoever does not belong to the trust, or could not read
// the action.
func checkOwner(ctx context.Context, q querier, trustID, ownerID string) error {
	var may bool
	err := q.QueryRow(ctx, `
		SELECT EXISTS (
			SELECT FROM memberships
			WHERE trust_id = $1 AND person_id::text = $2 AND ended_at IS NULL AND roles && $3::text[]
		)`, trustID, ownerID, identity.RolesWith(identity.ReadActions)).Scan(&may)
	if err == nil && !may {
		err = action.ErrNoOwner
	}
	return err
}

func setFindings(ctx context.Context, q querier, trustID string, a action.Action) error {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM action_findings WHERE trust_id = $1 AND action_id = $2`, trustID, a.ID)
	for _, f := range action.Ordered(a.For) {
		batch.Queue(`
			INSERT INTO action_findings (trust_id, action_id, round_id, statement)
			VALUES ($1, $2, $3, $4)`, trustID, a.ID, f.RoundID, f.Statement)
	}
	return q.SendBatch(ctx, batch).Close()
}

// ChangeAction changes what an action says, who owns it, when it is due and
// what it is for. action.ErrChanged where somebody changed it since the
// revision that the change was made at; the same change a second time is none.
// An owner who has left since may stay named; a new one must be able to own it,
// or it is action.ErrNoOwner.
func (s *Store) ChangeAction(ctx context.Context, trustID, byID string, a action.Action, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		kept, err := lockAction(ctx, q, trustID, a.ID)
		if err != nil {
			return err
		}
		switch {
		case kept.Same(a):
			return nil
		case kept.Revision != a.Revision:
			return action.ErrChanged
		}
		if kept.OwnerID != a.OwnerID {
			if err := checkOwner(ctx, q, trustID, a.OwnerID); err != nil {
				return err
			}
		}
		a.State = kept.State
		_, err = q.Exec(ctx, `
			UPDATE actions
			SET title = $3, words = $4, owner_id = $5, due_on = $6, revision = revision + 1, changed_by = $7, changed_at = $8,
				next_reminder_at = CASE WHEN due_on = $6 THEN next_reminder_at ELSE $9 END
			WHERE trust_id = $1 AND id = $2`,
			trustID, a.ID, a.Title, a.Words, a.OwnerID, a.DueOn, byID, now, a.NextReminder(now))
		if err != nil {
			return err
		}
		if err := setFindings(ctx, q, trustID, a); err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: "changed an action", Thing: a.ID, About: a.OwnerID, At: now})
	})
	if err != nil {
		return fmt.Errorf("change action %s: %w", a.ID, err)
	}
	return nil
}
