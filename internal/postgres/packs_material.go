package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/conversation"
	"sevenfold/internal/evidence"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/report"
)

// oneMoment begins a transaction whose statements all see the same moment.
func oneMoment(trustID string) *pgx.Batch {
	batch := &pgx.Batch{}
	batch.Queue("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
	batch.Queue(setTrust, trustID)
	return batch
}

// PackMaterial reads all that a pack of a round is made from, as it is at one
// moment; of no round, what an index of evidence is made from. fault.NotFound
// where the round has no report.
func (s *Store) PackMaterial(ctx context.Context, trustID, roundID string) (boardpack.Material, error) {
	var m boardpack.Material
	err := s.transact(ctx, oneMoment(trustID), func(q querier) error {
		batch := &pgx.Batch{}
		queueTrustMaterial(batch, trustID, &m)
		if roundID != "" {
			queueRoundMaterial(batch, trustID, roundID, &m)
		}
		if err := q.SendBatch(ctx, batch).Close(); err != nil || roundID == "" {
			return err
		}
		var err error
		m.Report, err = s.reportAs(ctx, q, reportKey{trustID, roundID, m.Hash})
		return err
	})
	if err == nil && roundID != "" {
		m.Framework, err = s.words(ctx, m.Round)
	}
	if err != nil {
		return boardpack.Material{}, fmt.Errorf("read what a pack of round %q is made from: %w", roundID, err)
	}
	return m, nil
}

func queueTrustMaterial(batch *pgx.Batch, trustID string, m *boardpack.Material) {
	batch.Queue(`
		SELECT coalesce(nullif(s.printed_name, ''), t.name), coalesce(s.logo_type, ''), s.logo
		FROM trusts t
		LEFT JOIN trust_settings s ON s.trust_id = t.id
		WHERE t.id = $1`, trustID).QueryRow(func(row pgx.Row) error { return row.Scan(&m.Trust, &m.Logo.Type, &m.Logo.Data) })
	batch.Queue(selectEvidence+`
		WHERE e.trust_id = $1
		ORDER BY e.dated_on DESC, e.added_at DESC, e.id`, trustID).Query(func(rows pgx.Rows) (err error) {
		m.Evidence, err = collect[evidence.Evidence](rows)
		return err
	})
}

func queueRoundMaterial(batch *pgx.Batch, trustID, roundID string, m *boardpack.Material) {
	batch.Queue(`SELECT `+roundColumns+` FROM rounds r WHERE r.trust_id = $1 AND r.id = $2`, trustID, roundID).Query(func(rows pgx.Rows) (err error) {
		m.Round, err = pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[audit.Round])
		return err
	})
	batch.Queue(`SELECT hash FROM reports WHERE trust_id = $1 AND round_id = $2`, trustID, roundID).QueryRow(func(row pgx.Row) error {
		return row.Scan(&m.Hash)
	})
	batch.Queue(selectLastViews, trustID, roundID).Query(func(rows pgx.Rows) (err error) {
		m.Views, err = collect[conversation.View](rows)
		return err
	})
	batch.Queue(selectParagraphs+` LIMIT 1`, trustID, roundID).Query(func(rows pgx.Rows) error {
		last, err := collect[conversation.Paragraph](rows)
		if len(last) > 0 {
			m.Benefit = last[0]
		}
		return err
	})
	batch.Queue(selectActions+`
		WHERE a.trust_id = $1
		ORDER BY a.due_on, a.added_at, a.id`, trustID).Query(func(rows pgx.Rows) (err error) {
		m.Actions, err = pgx.CollectRows(rows, scanAction)
		return err
	})
}

// reportAs gives a report that is known by its hash, from the rows that the
// transaction sees unless it is at hand.
func (s *Store) reportAs(ctx context.Context, q querier, key reportKey) (report.Report, error) {
	if r, known := s.reports.get(key); known {
		return r, nil
	}
	var text []byte
	if err := q.QueryRow(ctx, `SELECT report FROM reports WHERE trust_id = $1 AND round_id = $2`, key.trustID, key.roundID).Scan(&text); err != nil {
		return report.Report{}, err
	}
	return report.Read(text)
}

// words are what a round was opened with; nil where they are no longer kept or
// can't be read, which the log says: figures are worth having without them.
func (s *Store) words(ctx context.Context, round audit.Round) (*framework.Framework, error) {
	f, err := s.WordsOf(ctx, round)
	switch {
	case err == nil:
		return f, nil
	case errors.Is(err, fault.Away), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return nil, err
	}
	slog.WarnContext(ctx, "a pack is made without its words", "framework", round.FrameworkHash, "error", err)
	return nil, nil
}
