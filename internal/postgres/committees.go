package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/fault"
	"sevenfold/internal/trust"
)

// Committees lists the committees of a trust, by name.
func (s *Store) Committees(ctx context.Context, trustID string) ([]trust.Committee, error) {
	var found []trust.Committee
	err := s.inTrust(ctx, trustID, func(q querier) (err error) {
		found, err = readCommittees(ctx, q, trustID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the committees of trust %s: %w", trustID, err)
	}
	return found, nil
}

func readCommittees(ctx context.Context, q querier, trustID string) ([]trust.Committee, error) {
	rows, err := q.Query(ctx, `
		SELECT c.id::text, c.name, count(m.person_id)
		FROM committees c
		LEFT JOIN committee_members m ON m.trust_id = c.trust_id AND m.committee_id = c.id
		WHERE c.trust_id = $1
		GROUP BY c.id, c.name
		ORDER BY lower(c.name), c.id`, trustID)
	if err != nil {
		return nil, err
	}
	return collect[trust.Committee](rows)
}

// AddCommittee adds a committee and gives its id. A name that the trust has
// already, in whatever letter case, is a fault.Conflict.
func (s *Store) AddCommittee(ctx context.Context, trustID, byID, name string, now time.Time) (string, error) {
	var id string
	err := s.inTrust(ctx, trustID, func(q querier) error {
		err := q.QueryRow(ctx, `
			INSERT INTO committees (trust_id, name, added_at)
			VALUES ($1, $2, $3)
			RETURNING id::text`, trustID, name, now).Scan(&id)
		if err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: "added a committee", Thing: id, At: now})
	})
	if err != nil {
		return "", fmt.Errorf("add a committee to trust %s: %w", trustID, err)
	}
	return id, nil
}

// ChangeCommittee names a committee and says who sits on it; who does not
// belong to the trust is passed over. A name that another has is a fault.Conflict.
func (s *Store) ChangeCommittee(ctx context.Context, trustID, byID string, c trust.Committee, people []string, now time.Time) error {
	people = append([]string{}, people...) // never null
	err := s.inTrust(ctx, trustID, func(q querier) error {
		tag, err := q.Exec(ctx, `UPDATE committees SET name = $3 WHERE trust_id = $1 AND id = $2`, trustID, c.ID, c.Name)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return fault.NotFound
		}
		batch := &pgx.Batch{}
		batch.Queue(`
			DELETE FROM committee_members
			WHERE trust_id = $1 AND committee_id = $2 AND person_id::text <> ALL ($3::text[])`, trustID, c.ID, people)
		batch.Queue(`
			INSERT INTO committee_members (trust_id, committee_id, person_id)
			SELECT trust_id, $2, person_id
			FROM memberships
			WHERE trust_id = $1 AND person_id::text = ANY ($3::text[]) AND ended_at IS NULL
			ON CONFLICT DO NOTHING`, trustID, c.ID, people)
		if err := q.SendBatch(ctx, batch).Close(); err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: "changed a committee", Thing: c.ID, At: now})
	})
	if err != nil {
		return fmt.Errorf("change committee %s: %w", c.ID, err)
	}
	return nil
}

// RemoveCommittee removes a committee; its people stay. Removing one that is
// not there is fault.NotFound.
func (s *Store) RemoveCommittee(ctx context.Context, trustID, byID, committeeID string, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		_, err := q.Exec(ctx, `DELETE FROM committee_members WHERE trust_id = $1 AND committee_id = $2`, trustID, committeeID)
		if err != nil {
			return err
		}
		tag, err := q.Exec(ctx, `DELETE FROM committees WHERE trust_id = $1 AND id = $2`, trustID, committeeID)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return fault.NotFound
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: "removed a committee", Thing: committeeID, At: now})
	})
	if err != nil {
		return fmt.Errorf("remove committee %s: %w", committeeID, err)
	}
	return nil
}
