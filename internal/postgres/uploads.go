package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/roster"
	"sevenfold/internal/trust"
)

// AddUpload keeps what was read from a file until it is confirmed, for a day at
// most, and gives its id. The trust's uploads of more than a day ago are forgotten.
func (s *Store) AddUpload(ctx context.Context, trustID, byID string, r roster.Roster, now time.Time) (string, error) {
	var id string
	err := s.inTrust(ctx, trustID, func(q querier) error {
		if _, err := q.Exec(ctx, `DELETE FROM uploads WHERE trust_id = $1 AND expires_at <= $2`, trustID, now); err != nil {
			return err
		}
		return q.QueryRow(ctx, `
			INSERT INTO uploads (trust_id, person_id, roster, uploaded_at, expires_at)
			VALUES ($1, $2, $3, $4, $5)
			RETURNING id::text`, trustID, byID, r, now, now.Add(roster.Lifetime)).Scan(&id)
	})
	if err != nil {
		return "", fmt.Errorf("keep an upload: %w", err)
	}
	return id, nil
}

// Upload finds what was read from a file. roster.ErrUploadOver; roster.ErrApplied.
func (s *Store) Upload(ctx context.Context, trustID, uploadID string, now time.Time) (roster.Roster, error) {
	var found roster.Roster
	err := s.inTrust(ctx, trustID, func(q querier) (err error) {
		found, err = readUpload(ctx, q, trustID, uploadID, now)
		return err
	})
	if err != nil {
		return roster.Roster{}, fmt.Errorf("find upload %s: %w", uploadID, err)
	}
	return found, nil
}

// readUpload holds the upload until the transaction ends.
func readUpload(ctx context.Context, q querier, trustID, uploadID string, now time.Time) (roster.Roster, error) {
	var found roster.Roster
	var expires time.Time
	var applied *time.Time
	err := q.QueryRow(ctx, `
		SELECT roster, expires_at, applied_at
		FROM uploads
		WHERE trust_id = $1 AND id = $2 AND roster IS NOT NULL
		FOR UPDATE`, trustID, uploadID).Scan(&found, &expires, &applied)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return found, roster.ErrUploadOver
	case err != nil:
		return found, err
	case applied != nil:
		return found, roster.ErrApplied
	case !now.Before(expires):
		return found, roster.ErrUploadOver
	}
	return found, nil
}

// DropUpload forgets what was read from a file; one that is not there is dropped already.
func (s *Store) DropUpload(ctx context.Context, trustID, uploadID string) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		_, err := q.Exec(ctx, `DELETE FROM uploads WHERE trust_id = $1 AND id = $2 AND roster IS NOT NULL AND applied_at IS NULL`, trustID, uploadID)
		return err
	})
	if err != nil {
		return fmt.Errorf("drop upload %s: %w", uploadID, err)
	}
	return nil
}

// ApplyUpload does all of an upload's plan, or nothing: roster.ErrMoved where it
// is no longer the one that was shown, roster.ErrApplied where it was done
// before, roster.ErrUploadOver.
func (s *Store) ApplyUpload(ctx context.Context, trustID, byID, uploadID, fingerprint string, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		if err := lockPeople(ctx, q, trustID); err != nil {
			return err
		}
		plan, err := planUpload(ctx, q, trustID, uploadID, now)
		if err != nil {
			return err
		}
		if len(plan.Mistakes) > 0 || plan.Fingerprint() != fingerprint {
			return roster.ErrMoved
		}
		if err := applyPlan(ctx, q, Entry{TrustID: trustID, PersonID: byID, At: now}, plan); err != nil {
			return err
		}
		_, err = q.Exec(ctx, `
			UPDATE uploads
			SET applied_at = $3, roster = '{}'
			WHERE trust_id = $1 AND id = $2`, trustID, uploadID, now)
		if err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: "added people from a file", Thing: uploadID, At: now})
	})
	if err != nil {
		return fmt.Errorf("apply upload %s: %w", uploadID, err)
	}
	return nil
}

func planUpload(ctx context.Context, q querier, trustID, uploadID string, now time.Time) (roster.Plan, error) {
	read, err := readUpload(ctx, q, trustID, uploadID, now)
	if err != nil {
		return roster.Plan{}, err
	}
	people, err := readPeople(ctx, q, trustID)
	if err != nil {
		return roster.Plan{}, err
	}
	committees, err := readCommittees(ctx, q, trustID)
	if err != nil {
		return roster.Plan{}, err
	}
	return read.Plan(people, committees, now.In(audit.London)), nil
}

// applyPlan writes a plan in a handful of statements, however many its people.
func applyPlan(ctx context.Context, q querier, by Entry, plan roster.Plan) error {
	var c planColumns
	c.add(plan.Added, "added a person")
	c.add(plan.Returned, "added a person back")
	c.add(plan.Changed, "changed a person")
	batch := &pgx.Batch{}
	batch.Queue(`INSERT INTO people (email) SELECT unnest($1::text[]) AS email ORDER BY email ON CONFLICT DO NOTHING`, c.emails)
	batch.Queue(`
		INSERT INTO memberships (trust_id, person_id, name, roles, starts_on, ends_on, added_at)
		SELECT $1, p.id, c.name, string_to_array(c.roles, ','), c.starts_on, c.ends_on, $7
		FROM unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::date[]) AS c (email, name, roles, starts_on, ends_on)
		JOIN people p ON p.email = c.email
		ON CONFLICT (trust_id, person_id)
		DO UPDATE SET name = excluded.name, roles = excluded.roles,
			starts_on = excluded.starts_on, ends_on = excluded.ends_on, ended_at = NULL`,
		by.TrustID, c.emails, c.names, c.roles, c.starts, c.ends, by.At)
	batch.Queue(`
		INSERT INTO committees (trust_id, name, added_at)
		SELECT $1, unnest($2::text[]), $3
		ON CONFLICT DO NOTHING`, by.TrustID, plan.Committees, by.At)
	batch.Queue(`
		INSERT INTO committee_members (trust_id, committee_id, person_id)
		SELECT k.trust_id, k.id, p.id
		FROM unnest($2::text[], $3::text[]) AS c (email, committee)
		JOIN people p ON p.email = c.email
		JOIN committees k ON k.trust_id = $1 AND lower(k.name) = lower(c.committee)
		ON CONFLICT DO NOTHING`, by.TrustID, c.joining, c.joined)
	batch.Queue(`DELETE FROM sessions s USING people p WHERE p.id = s.person_id AND p.email = ANY ($1::text[])`, c.losing)
	batch.Queue(`
		INSERT INTO audit_trail (trust_id, at, person_id, deed, thing)
		SELECT $1, $2, nullif($3, '')::uuid, c.deed, p.id
		FROM unnest($4::text[], $5::text[]) AS c (email, deed)
		JOIN people p ON p.email = c.email`, by.TrustID, by.At, by.PersonID, c.emails, c.deeds)
	return q.SendBatch(ctx, batch).Close()
}

// planColumns are a plan's changes, a slice a column.
type planColumns struct {
	emails, names, roles, deeds []string
	starts, ends                []*time.Time
	joining, joined             []string // who joins a committee, and which
	losing                      []string // whose role ends
}

func (c *planColumns) add(changes []roster.Change, deed string) {
	for _, change := range changes {
		m := change.After
		c.emails, c.names, c.deeds = append(c.emails, m.Email), append(c.names, m.Name), append(c.deeds, deed)
		c.roles = append(c.roles, joinRoles(m.Roles))
		c.starts, c.ends = append(c.starts, m.StartsOn), append(c.ends, m.EndsOn)
		for _, committee := range change.Joins {
			c.joining, c.joined = append(c.joining, m.Email), append(c.joined, committee)
		}
		if change.LosesRole {
			c.losing = append(c.losing, m.Email)
		}
	}
}

func joinRoles(roles []trust.Role) string {
	texts := make([]string, len(roles))
	for i, r := range roles {
		texts[i] = string(r)
	}
	return strings.Join(texts, ",")
}

// ForgetUploads forgets what was read from files, and from paper, and was not confirmed in time.
func (s *Store) ForgetUploads(ctx context.Context, trustID string, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		_, err := q.Exec(ctx, `DELETE FROM uploads WHERE trust_id = $1 AND expires_at <= $2`, trustID, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("forget the uploads of trust %s: %w", trustID, err)
	}
	return nil
}
