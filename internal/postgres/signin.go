package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
)

// AddAsk keeps a request to sign in and tells whether anybody is known by its
// address. identity.ErrTooManyAsks where the address or the network has asked
// too often in the last hour. Asks of more than a day ago are forgotten.
func (s *Store) AddAsk(ctx context.Context, ask identity.Ask) (known bool, err error) {
	err = s.inGround(ctx, func(q querier) error {
		if err := checkAsks(ctx, q, ask); err != nil {
			return err
		}
		var person *string
		err := q.QueryRow(ctx, `
			INSERT INTO sign_in_asks (email, network, person_id, page_hash, link_hash, code_hash,
				destination, asked_at, expires_at)
			VALUES ($1, $2, (SELECT id FROM people WHERE email = $1), $3, $4, $5, $6, $7, $8)
			RETURNING person_id::text`,
			ask.Email, ask.Network, ask.PageHash, ask.LinkHash, ask.CodeHash,
			ask.Destination, ask.AskedAt, ask.ExpiresAt).Scan(&person)
		known = person != nil
		return err
	})
	if err != nil {
		return false, fmt.Errorf("keep a request to sign in: %w", err)
	}
	return known, nil
}

// checkAsks counts under a lock of the network, then of the address, so that
// many at once can't slip through together.
func checkAsks(ctx context.Context, q querier, ask identity.Ask) error {
	batch := &pgx.Batch{}
	batch.Queue(`SELECT pg_advisory_xact_lock(hashtextextended('network ' || $1, 0))`, ask.Network)
	batch.Queue(`SELECT pg_advisory_xact_lock(hashtextextended('address ' || $1, 0))`, ask.Email)
	batch.Queue(`DELETE FROM sign_in_asks WHERE asked_at < $1`, ask.AskedAt.Add(-24*time.Hour))
	var byAddress, byNetwork int
	batch.Queue(`
		SELECT
			(SELECT count(*) FROM sign_in_asks WHERE email = $1 AND asked_at > $3),
			(SELECT count(*) FROM sign_in_asks WHERE network = $2 AND asked_at > $3)`,
		ask.Email, ask.Network, ask.AskedAt.Add(-time.Hour)).QueryRow(func(row pgx.Row) error {
		return row.Scan(&byAddress, &byNetwork)
	})
	if err := q.SendBatch(ctx, batch).Close(); err != nil {
		return err
	}
	if byAddress >= identity.AsksPerAddress || byNetwork >= identity.AsksPerNetwork {
		return identity.ErrTooManyAsks
	}
	return nil
}

// AskOf gives the address and the destination of the request that a page
// stands for. identity.ErrAskOver where there is none that still holds.
func (s *Store) AskOf(ctx context.Context, pageHash []byte, now time.Time) (identity.Ask, error) {
	ask := identity.Ask{PageHash: pageHash}
	err := s.inGround(ctx, func(q querier) error {
		return q.QueryRow(ctx, `
			SELECT email, destination, expires_at
			FROM sign_in_asks
			WHERE page_hash = $1 AND used_at IS NULL AND expires_at > $2`, pageHash, now).
			Scan(&ask.Email, &ask.Destination, &ask.ExpiresAt)
	})
	if errors.Is(err, fault.NotFound) {
		return identity.Ask{}, identity.ErrAskOver
	}
	if err != nil {
		return identity.Ask{}, fmt.Errorf("find a request to sign in: %w", err)
	}
	return ask, nil
}

// UseCode signs in by the code, typed into the page that asked. A wrong code
// is counted, and identity.TriesOfCode of them end the request.
func (s *Store) UseCode(ctx context.Context, pageHash, codeHash []byte, now time.Time) (identity.SignedIn, error) {
	var in identity.SignedIn
	var refused error
	err := s.inGround(ctx, func(q querier) error {
		var kept []byte
		var person *string
		var tries int
		err := q.QueryRow(ctx, `
			SELECT code_hash, person_id::text, tries, destination
			FROM sign_in_asks
			WHERE page_hash = $1 AND used_at IS NULL AND expires_at > $2
			FOR UPDATE`, pageHash, now).Scan(&kept, &person, &tries, &in.Destination)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			refused = identity.ErrAskOver
			return nil
		case err != nil:
			return err
		case tries >= identity.TriesOfCode:
			refused = identity.ErrTooManyTries
			return nil
		case person == nil || !bytes.Equal(kept, codeHash):
			refused = identity.ErrWrongCode
			_, err := q.Exec(ctx, `UPDATE sign_in_asks SET tries = tries + 1 WHERE page_hash = $1`, pageHash)
			return err
		}
		in.PersonID = *person
		_, err = q.Exec(ctx, `UPDATE sign_in_asks SET used_at = $2 WHERE page_hash = $1`, pageHash, now)
		return err
	})
	if err == nil {
		err = refused
	}
	if err != nil {
		return identity.SignedIn{}, fmt.Errorf("sign in by code: %w", err)
	}
	return in, nil
}

// LinkHolds tells whether a link of an e-mail would still sign somebody in. It
// uses nothing up: scanners of mail follow links.
func (s *Store) LinkHolds(ctx context.Context, linkHash []byte, now time.Time) (bool, error) {
	var holds bool
	err := s.inGround(ctx, func(q querier) error {
		return q.QueryRow(ctx, `
			SELECT EXISTS (
				SELECT FROM sign_in_asks
				WHERE link_hash = $1 AND used_at IS NULL AND expires_at > $2 AND person_id IS NOT NULL
			)`, linkHash, now).Scan(&holds)
	})
	if err != nil {
		return false, fmt.Errorf("look at a sign-in link: %w", err)
	}
	return holds, nil
}

// UseLink signs in by the link of the e-mail, once.
func (s *Store) UseLink(ctx context.Context, linkHash []byte, now time.Time) (identity.SignedIn, error) {
	var in identity.SignedIn
	err := s.inGround(ctx, func(q querier) error {
		return q.QueryRow(ctx, `
			UPDATE sign_in_asks
			SET used_at = $2
			WHERE link_hash = $1 AND used_at IS NULL AND expires_at > $2 AND person_id IS NOT NULL
			RETURNING person_id::text, destination`, linkHash, now).Scan(&in.PersonID, &in.Destination)
	})
	if errors.Is(err, fault.NotFound) {
		err = identity.ErrAskOver
	}
	if err != nil {
		return identity.SignedIn{}, fmt.Errorf("sign in by link: %w", err)
	}
	return in, nil
}

// AddSession keeps a session, in the place of the one that it replaces.
// Sessions that are over are forgotten.
func (s *Store) AddSession(ctx context.Context, session identity.Session) error {
	err := s.inGround(ctx, func(q querier) error {
		batch := &pgx.Batch{}
		batch.Queue(`
			DELETE FROM sessions
			WHERE token_hash = $3 OR (person_id = $1 AND expires_at <= $2)`, session.PersonID, session.StartedAt, session.Replaces)
		batch.Queue(`
			INSERT INTO sessions (token_hash, person_id, device, started_at, expires_at, trust_id, round_id)
			VALUES ($1, $2, $3, $4, $5, nullif($6, '')::uuid, nullif($7, '')::uuid)`,
			session.TokenHash, session.PersonID, session.Device, session.StartedAt, session.ExpiresAt, session.TrustID, session.RoundID)
		return q.SendBatch(ctx, batch).Close()
	})
	if err != nil {
		return fmt.Errorf("keep a session: %w", err)
	}
	return nil
}

// EndSession forgets one session.
func (s *Store) EndSession(ctx context.Context, tokenHash []byte) error {
	err := s.inGround(ctx, func(q querier) error {
		_, err := q.Exec(ctx, `DELETE FROM sessions WHERE token_hash = $1`, tokenHash)
		return err
	})
	if err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	return nil
}

// Viewer tells who holds a session and what they are to a trust; trustID is ""
// on a page of no trust. The zero Viewer is signed out; one without a TrustID
// is signed in and does not belong to the trust, or the trust is off.
func (s *Store) Viewer(ctx context.Context, tokenHash []byte, trustID string, now time.Time) (identity.Viewer, error) {
	var v identity.Viewer
	// One batch is one implicit transaction, in one round trip: this runs
	// before every page.
	batch := &pgx.Batch{}
	batch.Queue(setTrust, trustID)
	batch.Queue(`
		SELECT s.person_id::text, s.id::text, coalesce(m.trust_id::text, ''), coalesce(t.name, ''),
			coalesce(m.name, ''), coalesce(m.roles, '{}'), o.person_id IS NOT NULL,
			coalesce(s.trust_id::text, ''), coalesce(s.round_id::text, '')
		FROM sessions s
		LEFT JOIN operators o ON o.person_id = s.person_id
		LEFT JOIN (memberships m JOIN trusts t ON t.id = m.trust_id AND t.off_at IS NULL)
			ON m.person_id = s.person_id AND m.ended_at IS NULL AND m.trust_id = nullif($2, '')::uuid
		WHERE s.token_hash = $1 AND s.expires_at > $3`, tokenHash, trustID, now).QueryRow(func(row pgx.Row) error {
		return row.Scan(&v.PersonID, &v.SessionID, &v.TrustID, &v.TrustName, &v.Name, &v.Roles,
			&v.Operator, &v.OnlyTrust, &v.OnlyRound)
	})
	err := classify(s.pool.SendBatch(ctx, batch).Close())
	if errors.Is(err, fault.NotFound) {
		return identity.Viewer{}, nil
	}
	if err != nil {
		return identity.Viewer{}, fmt.Errorf("look up a session: %w", err)
	}
	return v, nil
}

// MayStayLong tells whether a person may stay signed in on a device of their
// own: whoever runs rounds in any trust, or the installation, may not.
func (s *Store) MayStayLong(ctx context.Context, personID string) (bool, error) {
	var may bool
	err := s.asPerson(ctx, personID, func(q querier) error {
		return q.QueryRow(ctx, `
			SELECT NOT EXISTS (
				SELECT FROM memberships
				WHERE person_id = $1 AND ended_at IS NULL AND 'governance-professional' = ANY (roles)
			) AND NOT EXISTS (SELECT FROM operators WHERE person_id = $1)`, personID).Scan(&may)
	})
	if err != nil {
		return false, fmt.Errorf("look up how long a person may stay: %w", err)
	}
	return may, nil
}
