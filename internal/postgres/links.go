package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
)

// holdsLink is true of a message whose link still lets its reader in: not used,
// to a round that takes answers, and to somebody who is still invited to it.
const holdsLink = `
	g.link_used_at IS NULL AND EXISTS (
		SELECT FROM rounds r
		JOIN respondents i ON i.trust_id = r.trust_id AND i.round_id = r.id AND i.person_id = g.person_id
		JOIN memberships m ON m.trust_id = g.trust_id AND m.person_id = g.person_id AND m.ended_at IS NULL
		JOIN trusts t ON t.id = g.trust_id AND t.off_at IS NULL
		WHERE r.trust_id = g.trust_id AND r.id = g.round_id AND r.state = 'open' AND r.closes_at > $4
	)`

// LinkOfRound finds the round that the link of a message leads to, and whether
// it still lets its reader in. It uses nothing up: scanners of mail follow
// links. fault.NotFound where no message of the round ever held it.
func (s *Store) LinkOfRound(ctx context.Context, trustID, roundID string, linkHash []byte, now time.Time) (round audit.Round, holds bool, err error) {
	err = s.inTrust(ctx, trustID, func(q querier) (err error) {
		round, err = readRound(ctx, q, `SELECT `+roundColumns+` FROM rounds r WHERE r.trust_id = $1 AND r.id = $2`, trustID, roundID)
		if err != nil {
			return err
		}
		return q.QueryRow(ctx, `
			SELECT `+holdsLink+`
			FROM messages g
			WHERE g.trust_id = $1 AND g.round_id = $2 AND g.link_hash = $3`, trustID, roundID, linkHash, now).Scan(&holds)
	})
	if err != nil {
		return audit.Round{}, false, fmt.Errorf("look at a link to round %s: %w", roundID, err)
	}
	return round, holds, nil
}

// UseLinkOfRound lets the reader of a message in, once, and tells who they are.
// audit.ErrLinkOver where the link was used or its time is over.
func (s *Store) UseLinkOfRound(ctx context.Context, trustID, roundID string, linkHash []byte, now time.Time) (personID string, err error) {
	var holds bool
	err = s.inTrust(ctx, trustID, func(q querier) error {
		err := q.QueryRow(ctx, `
			SELECT g.person_id::text, `+holdsLink+`
			FROM messages g
			WHERE g.trust_id = $1 AND g.round_id = $2 AND g.link_hash = $3
			FOR UPDATE OF g`, trustID, roundID, linkHash, now).Scan(&personID, &holds)
		if err != nil || !holds {
			return err
		}
		_, err = q.Exec(ctx, `
			UPDATE messages SET link_used_at = $4
			WHERE trust_id = $1 AND round_id = $2 AND link_hash = $3`, trustID, roundID, linkHash, now)
		return err
	})
	if err == nil && !holds {
		err = audit.ErrLinkOver
	}
	if err != nil {
		return "", fmt.Errorf("use a link to round %s: %w", roundID, err)
	}
	return personID, nil
}

// SendFreshLink sends a fresh link to whoever an old one was sent to: what is
// asked for by somebody who is signed out goes to the address that is known.
// The errors are those of SendComeBack.
func (s *Store) SendFreshLink(ctx context.Context, trustID, roundID string, linkHash []byte, now time.Time) error {
	var personID string
	err := s.inTrust(ctx, trustID, func(q querier) error {
		return q.QueryRow(ctx, `
			SELECT person_id::text FROM messages
			WHERE trust_id = $1 AND round_id = $2 AND link_hash = $3`, trustID, roundID, linkHash).Scan(&personID)
	})
	if err != nil {
		return fmt.Errorf("find whom a link to round %s was sent to: %w", roundID, err)
	}
	return s.SendComeBack(ctx, trustID, roundID, personID, now)
}

// SendComeBack sends a respondent a link by which they come back to a round.
// One that is still waiting to be sent is enough. audit.ErrTooManyFor after
// audit.LinksPerHour; audit.ErrRoundClosed; fault.NotFound for whoever is not invited.
func (s *Store) SendComeBack(ctx context.Context, trustID, roundID, personID string, now time.Time) error {
	err := s.inTrustTx(ctx, trustID, func(tx pgx.Tx) error {
		round, err := readRound(ctx, tx, `SELECT `+roundColumns+` FROM rounds r WHERE r.trust_id = $1 AND r.id = $2`, trustID, roundID)
		if err != nil {
			return err
		}
		if err := round.RefuseAnswers(now); err != nil {
			return err
		}
		// Held, so that many asks at once are counted one after the other.
		var respondent string
		err = tx.QueryRow(ctx, `
			SELECT id::text FROM respondents
			WHERE trust_id = $1 AND round_id = $2 AND person_id = $3
			FOR NO KEY UPDATE`, trustID, roundID, personID).Scan(&respondent)
		if err != nil {
			return notInvited(err)
		}
		var lately, waiting int
		err = tx.QueryRow(ctx, `
			SELECT count(*), count(*) FILTER (WHERE state = 'waiting')
			FROM messages
			WHERE trust_id = $1 AND round_id = $2 AND person_id = $3 AND kind = 'come-back' AND made_at > $4`,
			trustID, roundID, personID, now.Add(-time.Hour)).Scan(&lately, &waiting)
		switch {
		case err != nil || waiting > 0:
			return err
		case lately >= audit.LinksPerHour:
			return audit.ErrTooManyFor
		}
		_, err = s.enqueue(ctx, tx, trustID, `
			INSERT INTO messages (trust_id, round_id, person_id, kind, occasion, made_at)
			VALUES ($1, $2, $3, 'come-back', 'come-back ' || gen_random_uuid(), $4)
			RETURNING id::text`, trustID, roundID, personID, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("send a link to round %s: %w", roundID, err)
	}
	return nil
}

// RoundOfStop finds the round whose reminders a link of one would stop, and
// whether they were stopped before. fault.NotFound for a link that was never sent.
func (s *Store) RoundOfStop(ctx context.Context, trustID, roundID string, stopHash []byte) (round audit.Round, stopped bool, err error) {
	err = s.inTrust(ctx, trustID, func(q querier) (err error) {
		round, err = readRound(ctx, q, `SELECT `+roundColumns+` FROM rounds r WHERE r.trust_id = $1 AND r.id = $2`, trustID, roundID)
		if err != nil {
			return err
		}
		return q.QueryRow(ctx, `
			SELECT bool_and(i.id IS NULL OR i.no_reminders_at IS NOT NULL)
			FROM messages g
			LEFT JOIN respondents i ON i.trust_id = g.trust_id AND i.round_id = g.round_id AND i.person_id = g.person_id
			WHERE g.trust_id = $1 AND g.round_id = $2 AND g.stop_hash = $3
			HAVING count(*) > 0`, trustID, roundID, stopHash).Scan(&stopped)
	})
	if err != nil {
		return audit.Round{}, false, fmt.Errorf("look at a link that stops the reminders of round %s: %w", roundID, err)
	}
	return round, stopped, nil
}

// StopReminders keeps further reminders of a round from whoever got the one
// that held the link; a second time changes nothing.
func (s *Store) StopReminders(ctx context.Context, trustID, roundID string, stopHash []byte, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		_, err := q.Exec(ctx, `
			UPDATE respondents i SET no_reminders_at = $4
			FROM messages g
			WHERE g.trust_id = $1 AND g.round_id = $2 AND g.stop_hash = $3
				AND i.trust_id = g.trust_id AND i.round_id = g.round_id AND i.person_id = g.person_id AND i.no_reminders_at IS NULL`,
			trustID, roundID, stopHash, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("stop the reminders of round %s: %w", roundID, err)
	}
	return nil
}
