package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/fault"
)

// ErrNoOperator: nobody with the address looks after the installation.
var ErrNoOperator = fmt.Errorf("no operator: %w", fault.NotFound)

// AddOperator lets somebody look after the installation; a known address keeps
// its person. A second time changes nothing.
func (s *Store) AddOperator(ctx context.Context, email string, now time.Time) error {
	err := s.inGround(ctx, func(q querier) error {
		if _, err := q.Exec(ctx, `INSERT INTO people (email) VALUES ($1) ON CONFLICT DO NOTHING`, email); err != nil {
			return err
		}
		var id string
		err := q.QueryRow(ctx, `
			INSERT INTO operators (person_id, added_at)
			SELECT id, $2
			FROM people
			WHERE email = $1
			ON CONFLICT DO NOTHING
			RETURNING person_id::text`, email, now).Scan(&id)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil // they are one already
		}
		if err != nil {
			return err
		}
		return endLongSessions(ctx, q, id, now)
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
		var id string
		err := q.QueryRow(ctx, `
			DELETE FROM operators o
			USING people p
			WHERE p.id = o.person_id AND p.email = $1
			RETURNING o.person_id::text`, email).Scan(&id)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrNoOperator
		}
		if err != nil {
			return err
		}
		return endSessions(ctx, q, id)
	})
	if err != nil {
		return fmt.Errorf("remove an operator: %w", err)
	}
	return nil
}
