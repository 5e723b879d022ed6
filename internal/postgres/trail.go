package postgres

import (
	"context"
	"fmt"
	"time"
)

// Entry is one line of a trust's audit trail: who did what to which thing,
// when; never what was answered.
type Entry struct {
	TrustID  string
	PersonID string // "" where the program did it by itself
	Deed     string // "opened a round"
	Thing    string // the id of what it was done to, or ""
	At       time.Time
}

func record(ctx context.Context, q querier, e Entry) error {
	_, err := q.Exec(ctx, `
		INSERT INTO audit_trail (trust_id, at, person_id, deed, thing)
		VALUES ($1, $2, nullif($3, '')::uuid, $4, nullif($5, '')::uuid)`, e.TrustID, e.At, e.PersonID, e.Deed, e.Thing)
	if err != nil {
		return fmt.Errorf("record in the audit trail: %w", err)
	}
	return nil
}

// Record adds a line to a trust's audit trail.
func (s *Store) Record(ctx context.Context, e Entry) error {
	return s.inTrust(ctx, e.TrustID, func(q querier) error { return record(ctx, q, e) })
}
