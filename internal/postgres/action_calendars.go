package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/action"
	"sevenfold/internal/identity"
)

// SetCalendar gives a person an address at which a calendar reads their
// actions; what they had before leads nowhere from now on.
func (s *Store) SetCalendar(ctx context.Context, trustID, personID string, tokenHash []byte, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		tag, err := q.Exec(ctx, `
			INSERT INTO action_calendars AS c (trust_id, person_id, token_hash, made_at)
			VALUES ($1, $2, $3, $4)
			ON CONFLICT (trust_id, person_id) DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at
			WHERE c.token_hash <> excluded.token_hash`, trustID, personID, tokenHash, now)
		if err != nil || tag.RowsAffected() == 0 { // the same form twice
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: personID, Deed: "made a calendar address", At: now})
	})
	if err != nil {
		return fmt.Errorf("set a calendar address: %w", err)
	}
	return nil
}

// EndCalendar takes the address away.
func (s *Store) EndCalendar(ctx context.Context, trustID, personID string, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		tag, err := q.Exec(ctx, `DELETE FROM action_calendars WHERE trust_id = $1 AND person_id = $2`, trustID, personID)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: personID, Deed: "ended a calendar address", At: now})
	})
	if err != nil {
		return fmt.Errorf("end a calendar address: %w", err)
	}
	return nil
}

// CalendarSince tells when a person's address was made; nil where they have none.
func (s *Store) CalendarSince(ctx context.Context, trustID, personID string) (*time.Time, error) {
	var since *time.Time
	err := s.inTrust(ctx, trustID, func(q querier) error {
		return q.QueryRow(ctx, `
			SELECT max(made_at) FROM action_calendars
			WHERE trust_id = $1 AND person_id = $2`, trustID, personID).Scan(&since)
	})
	if err != nil {
		return nil, fmt.Errorf("look for a calendar address: %w", err)
	}
	return since, nil
}

// Calendar gives the actions of whoever a calendar's address was made for, with
// the name of their trust. fault.NotFound where it leads nowhere: it was never
// made, or another since; the membership ended, or no role in it reads actions
// any more; the trust is off.
func (s *Store) Calendar(ctx context.Context, trustID string, tokenHash []byte) (trustName string, owned []action.Action, err error) {
	err = s.inTrust(ctx, trustID, func(q querier) error {
		var personID string
		err := q.QueryRow(ctx, `
			SELECT c.person_id::text, t.name
			FROM action_calendars c
			JOIN memberships m ON m.trust_id = c.trust_id AND m.person_id = c.person_id AND m.ended_at IS NULL AND m.roles && $3::text[]
			JOIN trusts t ON t.id = c.trust_id AND t.off_at IS NULL
			WHERE c.trust_id = $1 AND c.token_hash = $2`,
			trustID, tokenHash, identity.RolesWith(identity.ReadActions)).Scan(&personID, &trustName)
		if err != nil {
			return err
		}
		rows, err := q.Query(ctx, selectActions+`
			WHERE a.trust_id = $1 AND a.owner_id = $2 AND a.state IN ('planned', 'under way')
			ORDER BY a.due_on, a.added_at, a.id`, trustID, personID)
		if err != nil {
			return err
		}
		owned, err = pgx.CollectRows(rows, scanAction)
		return err
	})
	if err != nil {
		return "", nil, fmt.Errorf("read a calendar of actions: %w", err)
	}
	return trustName, owned, nil
}
