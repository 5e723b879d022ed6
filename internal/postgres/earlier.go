package postgres

import (
	"context"
	"errors"
	"fmt"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/report"
)

// earlier is the round to compare a round with that is being closed: the last
// one closed that asked with the same instrument and whose report is not
// withheld. It is nil where there is none.
func (s *Store) earlier(ctx context.Context, round audit.Round) (*report.Earlier, error) {
	var found report.Earlier
	var text []byte
	var hash string
	err := s.inTrust(ctx, round.TrustID, func(q querier) error {
		return q.QueryRow(ctx, `
			SELECT r.id::text, r.framework_hash, p.report
			FROM rounds r
			JOIN reports p ON p.trust_id = r.trust_id AND p.round_id = r.id
			WHERE r.trust_id = $1 AND r.id <> $2 AND r.instrument = $3 AND NOT (p.report ->> 'withheld')::boolean
			ORDER BY r.closed_at DESC
			LIMIT 1`, round.TrustID, round.ID, round.Instrument).Scan(&found.Round, &hash, &text)
	})
	if errors.Is(err, fault.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find the round before: %w", err)
	}
	if found.Report, err = report.Read(text); err != nil {
		return nil, fmt.Errorf("read the report of round %s: %w", found.Round, err)
	}
	if found.Report.Method < 2 {
		// Without its words it is told that nothing is known of what was reworded.
		found.Framework, _ = s.Framework(ctx, hash)
	}
	return &found, nil
}

// countReturned counts those who submitted a response in both of two rounds.
func countReturned(ctx context.Context, q querier, trustID, earlier, now string) (*report.Returned, error) {
	var r report.Returned
	err := q.QueryRow(ctx, `
		WITH submitted AS (
			SELECT i.round_id, i.person_id, a.entered_by IS NULL OR a.entered_by = i.person_id AS counting
			FROM responses a
			JOIN respondents i ON i.trust_id = a.trust_id AND i.round_id = a.round_id AND i.id = a.respondent_id
			WHERE a.trust_id = $1 AND a.round_id IN ($2, $3) AND a.submitted_at IS NOT NULL
		)
		SELECT count(*) FILTER (WHERE b.person_id IS NOT NULL AND n.person_id IS NOT NULL),
			count(*) FILTER (WHERE b.counting AND n.counting),
			count(*) FILTER (WHERE b.counting AND n.person_id IS NULL),
			count(*) FILTER (WHERE n.counting AND b.person_id IS NULL)
		FROM (SELECT * FROM submitted WHERE round_id = $2) b
		FULL JOIN (SELECT * FROM submitted WHERE round_id = $3) n ON n.person_id = b.person_id`,
		trustID, earlier, now).Scan(&r.Both, &r.BothCounting, &r.OnlyThenCounting, &r.OnlyNowCounting)
	if err != nil {
		return nil, fmt.Errorf("count who answered both rounds: %w", err)
	}
	return &r, nil
}
