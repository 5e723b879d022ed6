package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
)

// ReportRead notes that a person has opened the report of a round; only the
// first time is kept. It takes one round trip: it stands behind every look at a report.
func (s *Store) ReportRead(ctx context.Context, trustID, roundID, personID string, now time.Time) error {
	batch := &pgx.Batch{}
	batch.Queue(setTrust, trustID)
	batch.Queue(`
		INSERT INTO report_reads (trust_id, round_id, person_id, read_at)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT DO NOTHING`, trustID, roundID, personID, now)
	if err := classify(s.pool.SendBatch(ctx, batch).Close()); err != nil {
		return fmt.Errorf("note that the report of round %s was read: %w", roundID, err)
	}
	return nil
}

// NewReports lists the rounds whose reports are new to a person: made since
// they came to the trust, and not opened by them yet. The newest stands first.
func (s *Store) NewReports(ctx context.Context, trustID, personID string) ([]audit.Round, error) {
	var found []audit.Round
	err := s.inTrust(ctx, trustID, func(q querier) error {
		rows, err := q.Query(ctx, `
			SELECT `+roundColumns+`
			FROM reports d
			JOIN rounds r ON r.trust_id = d.trust_id AND r.id = d.round_id
			JOIN memberships m ON m.trust_id = d.trust_id AND m.person_id = $2 AND m.added_at <= d.computed_at
			WHERE d.trust_id = $1 AND NOT EXISTS (
				SELECT FROM report_reads s
				WHERE s.trust_id = $1 AND s.person_id = $2 AND s.round_id = d.round_id
			)
			ORDER BY d.computed_at DESC, r.id`, trustID, personID)
		if err != nil {
			return err
		}
		found, err = collect[audit.Round](rows)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list what is new of the reports of trust %s: %w", trustID, err)
	}
	return found, nil
}
