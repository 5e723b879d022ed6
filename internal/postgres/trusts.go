package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"

	"sevenfold/internal/fault"
	"sevenfold/internal/trust"
)

// The ways in which nobody can be added.
var (
	ErrNoSuchTrust    = fmt.Errorf("no such trust: %w", fault.NotFound)
	ErrBelongsAlready = fmt.Errorf("belongs to the trust already: %w", fault.Conflict)
)

// AddTrust adds a trust.
func (s *Store) AddTrust(ctx context.Context, name string, demonstration bool) (trust.Trust, error) {
	t := trust.Trust{Name: name, Demonstration: demonstration}
	err := s.inGround(ctx, func(q querier) error {
		return q.QueryRow(ctx, `
			INSERT INTO trusts (name, demonstration)
			VALUES ($1, $2)
			RETURNING id::text, added_at`, name, demonstration).Scan(&t.ID, &t.AddedAt)
	})
	if err != nil {
		return trust.Trust{}, fmt.Errorf("add a trust: %w", err)
	}
	return t, nil
}

// trustColumns are in the order of trust.Trust's fields.
const trustColumns = `t.id::text, t.name, t.demonstration, t.added_at, t.off_at`

// Trusts lists the trusts of the installation, by name.
func (s *Store) Trusts(ctx context.Context) ([]trust.Trust, error) {
	var found []trust.Trust
	err := s.inGround(ctx, func(q querier) error {
		rows, err := q.Query(ctx, `SELECT `+trustColumns+` FROM trusts t ORDER BY t.name, t.id`)
		if err != nil {
			return err
		}
		found, err = collect[trust.Trust](rows)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list trusts: %w", err)
	}
	return found, nil
}

// AddPerson makes somebody a member of a trust: a known address keeps its
// person. ErrNoSuchTrust; ErrBelongsAlready.
func (s *Store) AddPerson(ctx context.Context, trustID string, m trust.Membership) (personID string, err error) {
	err = s.inTrust(ctx, trustID, func(q querier) error {
		if _, err := q.Exec(ctx, `INSERT INTO people (email) VALUES ($1) ON CONFLICT DO NOTHING`, m.Email); err != nil {
			return err
		}
		return q.QueryRow(ctx, `
			INSERT INTO memberships (trust_id, person_id, name, roles)
			SELECT $1, id, $3, $4
			FROM people
			WHERE email = $2
			RETURNING person_id::text`, trustID, m.Email, m.Name, m.Roles).Scan(&personID)
	})
	var pg *pgconn.PgError
	switch {
	case errors.As(err, &pg) && (pg.Code == "23503" || pg.Code == "22P02"):
		err = ErrNoSuchTrust
	case errors.Is(err, fault.Conflict):
		err = ErrBelongsAlready
	}
	if err != nil {
		return "", fmt.Errorf("add a person to trust %s: %w", trustID, err)
	}
	return personID, nil
}

// TrustsOf lists the trusts that a person belongs to today, by name, also those
// that are off.
func (s *Store) TrustsOf(ctx context.Context, personID string) ([]trust.Place, error) {
	var found []trust.Place
	err := s.asPerson(ctx, personID, func(q querier) error {
		rows, err := q.Query(ctx, `
			SELECT `+trustColumns+`, m.roles
			FROM memberships m
			JOIN trusts t ON t.id = m.trust_id
			WHERE m.person_id = $1 AND m.ended_at IS NULL
			ORDER BY t.name, t.id`, personID)
		if err != nil {
			return err
		}
		found, err = collect[trust.Place](rows)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the trusts of a person: %w", err)
	}
	return found, nil
}
