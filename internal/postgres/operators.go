package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/fault"
)

// ErrNoOperator: nobody with the address looks after the installation.
var ErrNoOperator = fmt.Errorf("no operator: %w", fault.NotFound)

// AddOperator lets somebody look after the installation; a known address keeps
// its person. A second time changes nothing. They are signed out everywhere: no
// session that began before is as short as an operator's has to be.
func (s *Store) AddOperator(ctx context.Context, email string, now time.Time) error {
	err := s.inGround(ctx, func(q querier) error {
		if _, err := q.Exec(ctx, `INSERT INTO people (email) VALUES ($1) ON CONFLICT DO NOTHING`, email); err != nil {
			return err
		}
		_, err := q.Exec(ctx, `
			WITH added AS (
				INSERT INTO operators (person_id, added_at)
				SELECT id, $2
				FROM people
				WHERE email = $1
				ON CONFLICT DO NOTHING
				RETURNING person_id
			)
			DELETE FROM sessions s
			USING added
			WHERE s.person_id = added.person_id`, email, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("add an operator: %w", err)
	}
	return nil
}

// Operators lists the addresses of those who look after the installation.
func (s *Store) Operators(ctx context.Context) ([]string, error) {
	var found []string
	err := s.inGround(ctx, func(q querier) error {
		rows, err := q.Query(ctx, `
			SELECT p.email
			FROM operators o
			JOIN people p ON p.id = o.person_id
			ORDER BY p.email`)
		if err != nil {
			return err
		}
		found, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list operators: %w", err)
	}
	return found, nil
}

// RemoveOperator takes the installation out of somebody's hands, and signs them
// out everywhere. ErrNoOperator.
func (s *Store) RemoveOperator(ctx context.Context, email string) error {
	err := s.inGround(ctx, func(q querier) error {
		tag, err := q.Exec(ctx, `
			WITH removed AS (
				DELETE FROM operators o
				USING people p
				WHERE p.id = o.person_id AND p.email = $1
				RETURNING o.person_id
			), ended AS (
				DELETE FROM sessions s
				USING removed
				WHERE s.person_id = removed.person_id
			)
			SELECT FROM removed`, email)
		if err == nil && tag.RowsAffected() == 0 {
			err = ErrNoOperator
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("remove an operator: %w", err)
	}
	return nil
}
