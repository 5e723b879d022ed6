package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
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
