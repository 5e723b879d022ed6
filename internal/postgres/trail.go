package postgres

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"sevenfold/internal/identity"
)

// Entry is one line of a trust's audit trail: who did what to which thing,
// when; never what was answered.
type Entry struct {
	TrustID  string
	PersonID string // "" where the program did it by itself
	Deed     string // "opened a round"
	Thing    string // the id of what it was done to, or ""
	About    string // the id of the person whom it was about, or ""
	At       time.Time
}

func record(ctx context.Context, q querier, e Entry) error {
	_, err := q.Exec(ctx, `
		INSERT INTO audit_trail (trust_id, at, person_id, deed, thing, about)
		VALUES ($1, $2, nullif($3, '')::uuid, $4, nullif($5, '')::uuid, nullif($6, '')::uuid)`,
		e.TrustID, e.At, e.PersonID, e.Deed, e.Thing, e.About)
	if err != nil {
		return fmt.Errorf("record in the audit trail: %w", err)
	}
	return nil
}

// Record adds a line to a trust's audit trail.
func (s *Store) Record(ctx context.Context, e Entry) error {
	return s.inTrust(ctx, e.TrustID, func(q querier) error { return record(ctx, q, e) })
}

// Refused records that a person's roles did not let them do something, in the
// trail of the trust if they belong to it, and in the log.
func (s *Store) Refused(ctx context.Context, viewer identity.Viewer, permission identity.Permission, now time.Time) {
	slog.WarnContext(ctx, "refused", "person", viewer.PersonID, "trust", viewer.TrustID, "permission", string(permission))
	if viewer.TrustID == "" {
		return
	}
	entry := Entry{TrustID: viewer.TrustID, PersonID: viewer.PersonID, Deed: "was refused: " + string(permission), At: now}
	if err := s.Record(ctx, entry); err != nil {
		slog.ErrorContext(ctx, "record a refusal", "error", err)
	}
}

// Trail gives a trust's audit trail, from its beginning.
func (s *Store) Trail(ctx context.Context, trustID string) ([]Entry, error) {
	var found []Entry
	err := s.inTrust(ctx, trustID, func(q querier) error {
		rows, err := q.Query(ctx, `
			SELECT trust_id::text, coalesce(person_id::text, ''), deed, coalesce(thing::text, ''), coalesce(about::text, ''), at
			FROM audit_trail
			WHERE trust_id = $1
			ORDER BY at, id`, trustID)
		if err != nil {
			return err
		}
		found, err = collect[Entry](rows)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the audit trail of trust %s: %w", trustID, err)
	}
	return found, nil
}
