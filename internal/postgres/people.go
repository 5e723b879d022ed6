package postgres

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/fault"
	"sevenfold/internal/trust"
)

// membershipColumns are in the order of trust.Membership's fields.
const membershipColumns = `m.trust_id::text, m.person_id::text, p.email, m.name, m.roles, m.ended_at, m.starts_on, m.ends_on,
	ARRAY(
		SELECT c.committee_id::text
		FROM committee_members c
		WHERE c.trust_id = m.trust_id AND c.person_id = m.person_id
		ORDER BY c.committee_id
	)`

// Members lists who belongs to a trust today, by name.
func (s *Store) Members(ctx context.Context, trustID string) ([]trust.Membership, error) {
	all, err := s.People(ctx, trustID)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(m trust.Membership) bool { return m.EndedAt != nil }), nil
}

// People lists who belongs to a trust or did, by name.
func (s *Store) People(ctx context.Context, trustID string) ([]trust.Membership, error) {
	var found []trust.Membership
	err := s.inTrust(ctx, trustID, func(q querier) (err error) {
		found, err = readPeople(ctx, q, trustID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the people of trust %s: %w", trustID, err)
	}
	return found, nil
}

func readPeople(ctx context.Context, q querier, trustID string) ([]trust.Membership, error) {
	rows, err := q.Query(ctx, `
		SELECT `+membershipColumns+`
		FROM memberships m
		JOIN people p ON p.id = m.person_id
		WHERE m.trust_id = $1
		ORDER BY m.name, m.person_id`, trustID)
	if err != nil {
		return nil, err
	}
	return collect[trust.Membership](rows)
}

// Person finds somebody who belongs to a trust or did.
func (s *Store) Person(ctx context.Context, trustID, personID string) (trust.Membership, error) {
	var found trust.Membership
	err := s.inTrust(ctx, trustID, func(q querier) (err error) {
		found, err = readPerson(ctx, q, trustID, personID)
		return err
	})
	if err != nil {
		return trust.Membership{}, fmt.Errorf("find a person of trust %s: %w", trustID, err)
	}
	return found, nil
}

func readPerson(ctx context.Context, q querier, trustID, personID string) (trust.Membership, error) {
	rows, err := q.Query(ctx, `
		SELECT `+membershipColumns+`
		FROM memberships m
		JOIN people p ON p.id = m.person_id
		WHERE m.trust_id = $1 AND m.person_id = $2`, trustID, personID)
	if err != nil {
		return trust.Membership{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[trust.Membership])
}

// lockPeople lets one change of a trust's people happen at a time, so that two
// together can't leave it without a governance professional.
func lockPeople(ctx context.Context, q querier, trustID string) error {
	_, err := q.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('people ' || $1, 0))`, trustID)
	return err
}

// AddMember makes somebody a member of a trust, on behalf of a person there: a
// known address keeps its person. Whoever belongs already, or did, is a
// fault.Conflict.
func (s *Store) AddMember(ctx context.Context, trustID, byID string, m trust.Membership, now time.Time) (string, error) {
	var id string
	err := s.inTrust(ctx, trustID, func(q querier) error {
		if err := lockPeople(ctx, q, trustID); err != nil {
			return err
		}
		if _, err := q.Exec(ctx, `INSERT INTO people (email) VALUES ($1) ON CONFLICT DO NOTHING`, m.Email); err != nil {
			return err
		}
		err := q.QueryRow(ctx, `
			INSERT INTO memberships (trust_id, person_id, name, roles, starts_on, ends_on, added_at)
			SELECT $1, id, $3, $4, $5, $6, $7
			FROM people
			WHERE email = $2
			RETURNING person_id::text`, trustID, m.Email, m.Name, m.Roles, m.StartsOn, m.EndsOn, now).Scan(&id)
		if errors.Is(classify(err), fault.Conflict) {
			return ErrBelongsAlready
		}
		if err != nil {
			return err
		}
		if err := putInCommittees(ctx, q, trustID, id, m.Committees); err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: "added a person", Thing: id, At: now})
	})
	if err != nil {
		return "", fmt.Errorf("add a person to trust %s: %w", trustID, err)
	}
	return id, nil
}

// putInCommittees makes these, by their ids, the committees of a person; what
// is no committee of the trust is passed over.
func putInCommittees(ctx context.Context, q querier, trustID, personID string, committees []string) error {
	committees = append([]string{}, committees...) // never null
	batch := &pgx.Batch{}
	batch.Queue(`
		DELETE FROM committee_members
		WHERE trust_id = $1 AND person_id = $2 AND committee_id::text <> ALL ($3::text[])`, trustID, personID, committees)
	batch.Queue(`
		INSERT INTO committee_members (trust_id, committee_id, person_id)
		SELECT trust_id, id, $2
		FROM committees
		WHERE trust_id = $1 AND id::text = ANY ($3::text[])
		ON CONFLICT DO NOTHING`, trustID, personID, committees)
	return q.SendBatch(ctx, batch).Close()
}

// ChangePerson changes what somebody is to a trust: name, roles, term and
// committees. Where a role ends, their sessions end; so does a long one where
// they come to run rounds. trust.ErrHasLeft;
// trust.ErrLastGovernanceProfessional.
func (s *Store) ChangePerson(ctx context.Context, trustID, byID string, m trust.Membership, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		was, err := lockPerson(ctx, q, trustID, m.PersonID)
		if err != nil {
			return err
		}
		if was.EndedAt != nil {
			return trust.ErrHasLeft
		}
		if err := checkLast(ctx, q, was, m.Roles); err != nil {
			return err
		}
		_, err = q.Exec(ctx, `
			UPDATE memberships
			SET name = $3, roles = $4, starts_on = $5, ends_on = $6
			WHERE trust_id = $1 AND person_id = $2`, trustID, m.PersonID, m.Name, m.Roles, m.StartsOn, m.EndsOn)
		if err != nil {
			return err
		}
		if err := putInCommittees(ctx, q, trustID, m.PersonID, m.Committees); err != nil {
			return err
		}
		if was.Loses(m.Roles) {
			if err := endSessions(ctx, q, m.PersonID); err != nil {
				return err
			}
		}
		if slices.Contains(m.Roles, trust.GovernanceProfessional) {
			if err := endLongSessions(ctx, q, m.PersonID, now); err != nil {
				return err
			}
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: "changed a person", Thing: m.PersonID, At: now})
	})
	if err != nil {
		return fmt.Errorf("change a person of trust %s: %w", trustID, err)
	}
	return nil
}

func lockPerson(ctx context.Context, q querier, trustID, personID string) (trust.Membership, error) {
	if err := lockPeople(ctx, q, trustID); err != nil {
		return trust.Membership{}, err
	}
	return readPerson(ctx, q, trustID, personID)
}

// checkLast refuses that the last governance professional of a trust stops being one.
func checkLast(ctx context.Context, q querier, was trust.Membership, kept []trust.Role) error {
	if !slices.Contains(was.Roles, trust.GovernanceProfessional) || slices.Contains(kept, trust.GovernanceProfessional) {
		return nil
	}
	var another bool
	err := q.QueryRow(ctx, `
		SELECT EXISTS (
			SELECT FROM memberships
			WHERE trust_id = $1 AND person_id <> $2 AND ended_at IS NULL AND 'governance-professional' = ANY (roles)
		)`, was.TrustID, was.PersonID).Scan(&another)
	if err == nil && !another {
		err = trust.ErrLastGovernanceProfessional
	}
	return err
}

// endSessions signs a person out everywhere.
func endSessions(ctx context.Context, q querier, personID string) error {
	_, err := q.Exec(ctx, `DELETE FROM sessions WHERE person_id = $1`, personID)
	return err
}

// EndMembership ends what somebody is to a trust: they leave its committees and
// its drafts, and are signed out everywhere. Ending it again changes nothing.
// trust.ErrLastGovernanceProfessional.
func (s *Store) EndMembership(ctx context.Context, trustID, byID, personID string, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		was, err := lockPerson(ctx, q, trustID, personID)
		if err != nil || was.EndedAt != nil {
			return err
		}
		if err := checkLast(ctx, q, was, nil); err != nil {
			return err
		}
		batch := &pgx.Batch{}
		batch.Queue(`UPDATE memberships SET ended_at = $3 WHERE trust_id = $1 AND person_id = $2`, trustID, personID, now)
		batch.Queue(`DELETE FROM committee_members WHERE trust_id = $1 AND person_id = $2`, trustID, personID)
		batch.Queue(`
			DELETE FROM respondents i
			USING rounds r
			WHERE i.trust_id = $1 AND i.person_id = $2 AND r.trust_id = $1 AND r.id = i.round_id AND r.state = 'draft'`,
			trustID, personID)
		if err := q.SendBatch(ctx, batch).Close(); err != nil {
			return err
		}
		if err := endSessions(ctx, q, personID); err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: "ended a membership", Thing: personID, At: now})
	})
	if err != nil {
		return fmt.Errorf("end a membership of trust %s: %w", trustID, err)
	}
	return nil
}

// AddBack takes a membership up again that had ended, with the roles it had; a
// term that is over is forgotten. Of one that has not ended nothing changes.
func (s *Store) AddBack(ctx context.Context, trustID, byID, personID string, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		was, err := lockPerson(ctx, q, trustID, personID)
		if err != nil || was.EndedAt == nil {
			return err
		}
		_, err = q.Exec(ctx, `
			UPDATE memberships
			SET ended_at = NULL, ends_on = CASE WHEN ends_on >= $3::date THEN ends_on END
			WHERE trust_id = $1 AND person_id = $2`, trustID, personID, now)
		if err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: "added a person back", Thing: personID, At: now})
	})
	if err != nil {
		return fmt.Errorf("add a person back to trust %s: %w", trustID, err)
	}
	return nil
}
