package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
)

// selectOwn reads statements in the order of audit.OwnStatement's fields.
const selectOwn = `
	SELECT o.id, o.domain, o.text, o.ask, o.challenge, o.strength, o.place, o.revision, m.name
	FROM own_statements o
	JOIN memberships m ON m.trust_id = o.trust_id AND m.person_id = o.changed_by`

// ownOfRound are what a trust added to one round, in order.
const ownOfRound = selectOwn + `
	WHERE o.trust_id = $1 AND o.round_id = $2
	ORDER BY o.place`

// OwnStatements lists what a trust added to a round of its own, in order; none
// of a round that there is not.
func (s *Store) OwnStatements(ctx context.Context, trustID, roundID string) ([]audit.OwnStatement, error) {
	var found []audit.OwnStatement
	err := s.queryInTrust(ctx, trustID, func(rows pgx.Rows) (err error) {
		found, err = collect[audit.OwnStatement](rows)
		return err
	}, ownOfRound, trustID, roundID)
	if err != nil {
		return nil, fmt.Errorf("list the trust's own statements of round %s: %w", roundID, err)
	}
	return found, nil
}

func readOwn(ctx context.Context, q querier, trustID, roundID string) ([]audit.OwnStatement, error) {
	rows, err := q.Query(ctx, ownOfRound, trustID, roundID)
	if err != nil {
		return nil, err
	}
	return collect[audit.OwnStatement](rows)
}

// AskedOwnStatements lists what a trust added to the round that it opened last.
func (s *Store) AskedOwnStatements(ctx context.Context, trustID string) ([]audit.OwnStatement, error) {
	var found []audit.OwnStatement
	err := s.queryInTrust(ctx, trustID, func(rows pgx.Rows) (err error) {
		found, err = collect[audit.OwnStatement](rows)
		return err
	}, selectOwn+`
		WHERE o.trust_id = $1 AND o.round_id = (
			SELECT r.id FROM rounds r
			WHERE r.trust_id = $1 AND r.state <> 'draft'
			ORDER BY r.opened_at DESC, r.id
			LIMIT 1
		)
		ORDER BY o.place`, trustID)
	if err != nil {
		return nil, fmt.Errorf("list what trust %s added to its last round: %w", trustID, err)
	}
	return found, nil
}

// AddOwnStatement adds a statement of the trust's own to a draft, in the last
// place. The same form a second time adds nothing; another statement under its
// id is audit.ErrOwnChanged. audit.ErrTooManyOwn; audit.ErrNotDraft.
func (s *Store) AddOwnStatement(ctx context.Context, trustID, roundID, personID string, added audit.OwnStatement, now time.Time) error {
	err := s.changeOwn(ctx, Entry{TrustID: trustID, PersonID: personID, Deed: "added a statement of the trust’s own", Thing: roundID, At: now}, func(q querier, all []audit.OwnStatement) error {
		at := ownAt(all, added.ID)
		switch {
		case at >= 0 && all[at].Same(added):
			return errNoChange
		case at >= 0:
			return audit.ErrOwnChanged
		case len(all) >= audit.MostOwnStatements:
			return audit.ErrTooManyOwn
		}
		_, err := q.Exec(ctx, `
			INSERT INTO own_statements (trust_id, round_id, id, domain, text, ask, challenge, strength, place, changed_by, changed_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
			trustID, roundID, added.ID, added.Domain, added.Text, added.Ask, added.Challenge, added.Strength, len(all)+1, personID, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("add a statement of the trust's own: %w", err)
	}
	return nil
}

// ChangeOwnStatement changes one, and leaves it in its place. audit.ErrOwnChanged
// where somebody changed it since the revision that was read; the same change a
// second time is none. audit.ErrNotDraft.
func (s *Store) ChangeOwnStatement(ctx context.Context, trustID, roundID, personID string, changed audit.OwnStatement, now time.Time) error {
	err := s.changeOwn(ctx, Entry{TrustID: trustID, PersonID: personID, Deed: "changed a statement of the trust’s own", Thing: roundID, At: now}, func(q querier, all []audit.OwnStatement) error {
		at := ownAt(all, changed.ID)
		switch {
		case at < 0:
			return fault.NotFound
		case all[at].Same(changed):
			return errNoChange
		case all[at].Revision != changed.Revision:
			return audit.ErrOwnChanged
		}
		_, err := q.Exec(ctx, `
			UPDATE own_statements
			SET domain = $4, text = $5, ask = $6, challenge = $7, strength = $8, revision = revision + 1, changed_by = $9, changed_at = $10
			WHERE trust_id = $1 AND round_id = $2 AND id = $3`,
			trustID, roundID, changed.ID, changed.Domain, changed.Text, changed.Ask, changed.Challenge, changed.Strength, personID, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("change the trust's own statement %s: %w", changed.ID, err)
	}
	return nil
}

// MoveOwnStatement puts one in a place among those of its domain, from 1; past
// the last is the last. audit.ErrNotDraft.
func (s *Store) MoveOwnStatement(ctx context.Context, trustID, roundID, personID, id string, place int, now time.Time) error {
	err := s.changeOwn(ctx, Entry{TrustID: trustID, PersonID: personID, Deed: "moved a statement of the trust’s own", Thing: roundID, At: now}, func(q querier, all []audit.OwnStatement) error {
		at := ownAt(all, id)
		if at < 0 {
			return fault.NotFound
		}
		moved := all[at]
		all = slices.Delete(all, at, at+1)
		// Among the others it goes before the one of its domain that has the place now.
		to, before := len(all), 0
		for i, other := range all {
			if other.Domain != moved.Domain {
				continue
			}
			if before++; before == max(place, 1) {
				to = i
				break
			}
		}
		return placeOwn(ctx, q, trustID, roundID, slices.Insert(all, to, moved))
	})
	if err != nil {
		return fmt.Errorf("move the trust's own statement %s: %w", id, err)
	}
	return nil
}

// RemoveOwnStatement removes one from a draft; one that is gone stays gone.
// audit.ErrNotDraft.
func (s *Store) RemoveOwnStatement(ctx context.Context, trustID, roundID, personID, id string, now time.Time) error {
	err := s.changeOwn(ctx, Entry{TrustID: trustID, PersonID: personID, Deed: "removed a statement of the trust’s own", Thing: roundID, At: now}, func(q querier, all []audit.OwnStatement) error {
		at := ownAt(all, id)
		if at < 0 {
			return errNoChange
		}
		if _, err := q.Exec(ctx, `DELETE FROM own_statements WHERE trust_id = $1 AND round_id = $2 AND id = $3`, trustID, roundID, id); err != nil {
			return err
		}
		return placeOwn(ctx, q, trustID, roundID, slices.Delete(all, at, at+1))
	})
	if err != nil {
		return fmt.Errorf("remove the trust's own statement %s: %w", id, err)
	}
	return nil
}

// errNoChange says that there is nothing to do, and nothing for the trail.
var errNoChange = errors.New("nothing to change")

// changeOwn holds the draft that an entry of the trail is about, so that it does
// not open meanwhile, and changes what the trust added to it.
func (s *Store) changeOwn(ctx context.Context, e Entry, change func(q querier, all []audit.OwnStatement) error) error {
	err := s.inTrust(ctx, e.TrustID, func(q querier) error {
		round, err := lockRound(ctx, q, e.TrustID, e.Thing)
		if err != nil {
			return err
		}
		if round.State != audit.Draft {
			return audit.ErrNotDraft
		}
		all, err := readOwn(ctx, q, e.TrustID, e.Thing)
		if err != nil {
			return err
		}
		if err := change(q, all); err != nil {
			return err
		}
		return record(ctx, q, e)
	})
	if errors.Is(err, errNoChange) {
		return nil
	}
	return err
}

func ownAt(all []audit.OwnStatement, id string) int {
	return slices.IndexFunc(all, func(s audit.OwnStatement) bool { return s.ID == id })
}

// placeOwn puts all of a round's in this order, from 1.
func placeOwn(ctx context.Context, q querier, trustID, roundID string, all []audit.OwnStatement) error {
	ids := make([]string, len(all))
	for i, s := range all {
		ids[i] = s.ID
	}
	_, err := q.Exec(ctx, `
		UPDATE own_statements o
		SET place = given.place
		FROM unnest($3::text[]) WITH ORDINALITY AS given (id, place)
		WHERE o.trust_id = $1 AND o.round_id = $2 AND o.id = given.id AND o.place <> given.place`, trustID, roundID, ids)
	return err
}

// copyOwn gives a new draft what the trust added to an earlier round. They are
// statements of their own there, under ids of their own: nobody compares them,
// and they may be changed into something else before it opens.
func copyOwn(ctx context.Context, q querier, from, to audit.Round, personID string, now time.Time) error {
	_, err := q.Exec(ctx, `
		INSERT INTO own_statements (trust_id, round_id, id, domain, text, ask, challenge, strength, place, changed_by, changed_at)
		SELECT trust_id, $3, 'own-' || gen_random_uuid(), domain, text, ask, challenge, strength, place, $4, $5
		FROM own_statements
		WHERE trust_id = $1 AND round_id = $2`, from.TrustID, from.ID, to.ID, personID, now)
	return err
}
