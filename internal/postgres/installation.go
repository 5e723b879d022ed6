package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
)

// InstalledTrusts lists every trust of the installation, by name, as whoever
// looks after it may see them.
func (s *Store) InstalledTrusts(ctx context.Context) ([]trust.Installed, error) {
	all, err := s.Trusts(ctx)
	if err != nil {
		return nil, err
	}
	found, err := s.countPeople(ctx, all)
	if err != nil {
		return nil, fmt.Errorf("count the people of each trust: %w", err)
	}
	return found, nil
}

// countPeople names each trust to row-level security in turn, all in one round trip.
func (s *Store) countPeople(ctx context.Context, all []trust.Trust) ([]trust.Installed, error) {
	found := make([]trust.Installed, len(all))
	batch := &pgx.Batch{}
	for i, t := range all {
		found[i].Trust = t
		batch.Queue(setTrust, t.ID)
		batch.Queue(`
			SELECT count(*), count(*) FILTER (WHERE 'governance-professional' = ANY (roles))
			FROM memberships
			WHERE trust_id = $1 AND ended_at IS NULL`, t.ID).QueryRow(func(row pgx.Row) error {
			return row.Scan(&found[i].People, &found[i].Governance)
		})
	}
	return found, classify(s.pool.SendBatch(ctx, batch).Close())
}

// InstalledTrust finds one trust, as whoever looks after the installation may see it.
func (s *Store) InstalledTrust(ctx context.Context, trustID string) (trust.Installed, error) {
	var found trust.Trust
	err := s.inGround(ctx, func(q querier) (err error) {
		found, err = readTrust(ctx, q, trustID)
		return err
	})
	if err != nil {
		return trust.Installed{}, fmt.Errorf("find trust %s: %w", trustID, err)
	}
	counted, err := s.countPeople(ctx, []trust.Trust{found})
	if err != nil {
		return trust.Installed{}, fmt.Errorf("count the people of trust %s: %w", trustID, err)
	}
	return counted[0], nil
}

func readTrust(ctx context.Context, q querier, trustID string) (trust.Trust, error) {
	rows, err := q.Query(ctx, `SELECT `+trustColumns+` FROM trusts t WHERE t.id = $1`, trustID)
	if err != nil {
		return trust.Trust{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[trust.Trust])
}

// FoundTrust adds a trust under the id that its form chose, with its first
// governance professional, on behalf of an operator. The same form a second
// time changes nothing; another trust under the id is a fault.Conflict.
func (s *Store) FoundTrust(ctx context.Context, operatorID string, t trust.Trust, first trust.Membership, now time.Time) error {
	err := s.inTrustTx(ctx, t.ID, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `
			INSERT INTO trusts (id, name, added_at)
			VALUES ($1, $2, $3)
			ON CONFLICT (id) DO NOTHING`, t.ID, t.Name, now)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return refuseOtherTrust(ctx, tx, t, first)
		}
		if err := record(ctx, tx, Entry{TrustID: t.ID, PersonID: operatorID, Deed: "added the trust", At: now}); err != nil {
			return err
		}
		return s.nameGovernance(ctx, tx, t.ID, operatorID, first, now)
	})
	if err != nil {
		return fmt.Errorf("found a trust: %w", err)
	}
	return nil
}

// refuseOtherTrust is nil where the trust that is kept under the id is the same.
func refuseOtherTrust(ctx context.Context, q querier, t trust.Trust, first trust.Membership) error {
	var same bool
	err := q.QueryRow(ctx, `
		SELECT EXISTS (
			SELECT FROM trusts t
			JOIN memberships m ON m.trust_id = t.id
			JOIN people p ON p.id = m.person_id
			WHERE t.id = $1 AND t.name = $2 AND p.email = $3 AND 'governance-professional' = ANY (m.roles)
		)`, t.ID, t.Name, first.Email).Scan(&same)
	if err == nil && !same {
		err = fmt.Errorf("another trust has the id %s: %w", t.ID, fault.Conflict)
	}
	return err
}

// NameGovernanceProfessional makes somebody a governance professional of a
// trust, on behalf of an operator. Whoever belongs to it keeps their name and
// their roles; whoever has left comes back with this role alone. Of somebody
// who is one already nothing changes.
func (s *Store) NameGovernanceProfessional(ctx context.Context, trustID, operatorID string, m trust.Membership, now time.Time) error {
	err := s.inTrustTx(ctx, trustID, func(tx pgx.Tx) error {
		kept, err := readTrust(ctx, tx, trustID)
		if err != nil {
			return err
		}
		if kept.Off() {
			return trust.ErrOff
		}
		return s.nameGovernance(ctx, tx, trustID, operatorID, m, now)
	})
	if err != nil {
		return fmt.Errorf("name a governance professional of trust %s: %w", trustID, err)
	}
	return nil
}

func (s *Store) nameGovernance(ctx context.Context, tx pgx.Tx, trustID, operatorID string, m trust.Membership, now time.Time) error {
	if err := lockPeople(ctx, tx, trustID); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `INSERT INTO people (email) VALUES ($1) ON CONFLICT DO NOTHING`, m.Email); err != nil {
		return err
	}
	var id string
	err := tx.QueryRow(ctx, `
		INSERT INTO memberships AS m (trust_id, person_id, name, roles, added_at)
		SELECT $1, id, $3, '{governance-professional}', $4
		FROM people
		WHERE email = $2
		ON CONFLICT (trust_id, person_id) DO UPDATE
		SET ended_at = NULL,
			ends_on = CASE WHEN m.ended_at IS NULL OR m.ends_on >= $4::date THEN m.ends_on END,
			roles = CASE WHEN m.ended_at IS NULL THEN m.roles || EXCLUDED.roles ELSE EXCLUDED.roles END
		WHERE m.ended_at IS NOT NULL OR NOT m.roles @> EXCLUDED.roles
		RETURNING person_id::text`, trustID, m.Email, m.Name, now).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // they are one already
	}
	if err != nil {
		return err
	}
	if err := endLongSessions(ctx, tx, id, now); err != nil {
		return err
	}
	if err := s.welcome(ctx, tx, trustID, id, now); err != nil {
		return err
	}
	return record(ctx, tx, Entry{TrustID: trustID, PersonID: operatorID, Deed: "named a governance professional", Thing: id, At: now})
}

// welcome tells somebody that they look after a trust from now on.
func (s *Store) welcome(ctx context.Context, tx pgx.Tx, trustID, personID string, now time.Time) error {
	_, err := s.enqueue(ctx, tx, trustID, `
		INSERT INTO messages (trust_id, person_id, kind, occasion, made_at)
		VALUES ($1, $2, 'welcome', $4, $3)
		RETURNING id::text`, trustID, personID, now, "welcome of "+now.UTC().Format(time.RFC3339Nano))
	return err
}

// endLongSessions signs a person out where they would stay signed in for longer
// than whoever runs rounds, or the installation, may.
func endLongSessions(ctx context.Context, q querier, personID string, now time.Time) error {
	_, err := q.Exec(ctx, `
		DELETE FROM sessions
		WHERE person_id = $1 AND expires_at > $2`, personID, now.Add(identity.SessionLifetime))
	return err
}

// RenameTrust gives a trust another name, on behalf of an operator.
func (s *Store) RenameTrust(ctx context.Context, trustID, operatorID, name string, now time.Time) error {
	return s.changeTrust(ctx, Entry{TrustID: trustID, PersonID: operatorID, Deed: "renamed the trust", At: now},
		`UPDATE trusts SET name = $2 WHERE id = $1 AND name <> $2`, trustID, name)
}

// SwitchTrustOff closes a trust to everybody, on behalf of an operator; nothing
// of it is deleted. One that is off stays as it is.
func (s *Store) SwitchTrustOff(ctx context.Context, trustID, operatorID string, now time.Time) error {
	return s.changeTrust(ctx, Entry{TrustID: trustID, PersonID: operatorID, Deed: "switched the trust off", At: now},
		`UPDATE trusts SET off_at = $2 WHERE id = $1 AND off_at IS NULL`, trustID, now)
}

// SwitchTrustOn opens a trust again that was off, on behalf of an operator.
func (s *Store) SwitchTrustOn(ctx context.Context, trustID, operatorID string, now time.Time) error {
	return s.changeTrust(ctx, Entry{TrustID: trustID, PersonID: operatorID, Deed: "switched the trust on", At: now},
		`UPDATE trusts SET off_at = NULL WHERE id = $1 AND off_at IS NOT NULL`, trustID)
}

// changeTrust records what it changed, and nothing where it was so already.
func (s *Store) changeTrust(ctx context.Context, e Entry, update string, args ...any) error {
	err := s.inTrust(ctx, e.TrustID, func(q querier) error {
		tag, err := q.Exec(ctx, update, args...)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			_, err := readTrust(ctx, q, e.TrustID)
			return err
		}
		return record(ctx, q, e)
	})
	if err != nil {
		return fmt.Errorf("change trust %s: %w", e.TrustID, err)
	}
	return nil
}
