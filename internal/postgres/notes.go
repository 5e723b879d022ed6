package postgres

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/report"
)

// TakeOutNote takes a note out of the report of a closed round, and out of the
// answers that it was read from, for good. The reason, and whose doing it was,
// are kept; what the note said is kept nowhere. audit.ErrNoSuchNote where the
// report has no such note, as when it was taken out before.
func (s *Store) TakeOutNote(ctx context.Context, trustID, roundID, note string, out audit.NoteTakenOut) error {
	err := s.inTrustTx(ctx, trustID, func(q pgx.Tx) error {
		var text []byte
		err := q.QueryRow(ctx, `
			SELECT report, hash
			FROM reports
			WHERE trust_id = $1 AND round_id = $2
			FOR UPDATE`, trustID, roundID).Scan(&text, &out.HashBefore)
		if err != nil {
			return err
		}
		if text, err = withoutNote(text, note, &out); err != nil {
			return err
		}
		batch := &pgx.Batch{}
		batch.Queue(`UPDATE reports SET report = $3, hash = $4 WHERE trust_id = $1 AND round_id = $2`, trustID, roundID, text, out.HashAfter)
		batch.Queue(`
			UPDATE answers
			SET note = ''
			WHERE trust_id = $1 AND round_id = $2 AND statement = $3 AND note = $4`, trustID, roundID, out.Statement, note)
		batch.Queue(`
			INSERT INTO notes_taken_out (trust_id, round_id, statement, notes, reason, person_id, at, hash_before, hash_after)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			trustID, roundID, out.Statement, out.Notes, out.Reason, out.PersonID, out.At, out.HashBefore, out.HashAfter)
		if err := q.SendBatch(ctx, batch).Close(); err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: out.PersonID, Deed: "took a note out of a report", Thing: roundID, At: out.At})
	})
	if err != nil {
		return fmt.Errorf("take a note out of the report of round %s: %w", roundID, err)
	}
	s.reports.forget(reportKey{trustID, roundID, out.HashBefore})
	return nil
}

// withoutNote writes a stored report anew, and fills in how many notes went and
// what the report is called now.
func withoutNote(stored []byte, note string, out *audit.NoteTakenOut) ([]byte, error) {
	kept, err := report.Read(stored)
	if err != nil {
		return nil, err
	}
	if kept, out.Notes = kept.WithoutNote(out.Statement, note); out.Notes == 0 {
		return nil, audit.ErrNoSuchNote
	}
	if out.HashAfter, err = report.Hash(kept); err != nil {
		return nil, err
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return nil, fmt.Errorf("write a report: %w", err)
	}
	return text, nil
}

// NotesTakenOut lists the notes that were taken out of the report of a round,
// the last first.
func (s *Store) NotesTakenOut(ctx context.Context, trustID, roundID string) ([]audit.NoteTakenOut, error) {
	var found []audit.NoteTakenOut
	err := s.inTrust(ctx, trustID, func(q querier) error {
		rows, err := q.Query(ctx, `
			SELECT n.statement, n.notes, n.reason, n.person_id::text, m.name, n.at, n.hash_before, n.hash_after
			FROM notes_taken_out n
			JOIN memberships m ON m.trust_id = n.trust_id AND m.person_id = n.person_id
			WHERE n.trust_id = $1 AND n.round_id = $2
			ORDER BY n.at DESC, n.id`, trustID, roundID)
		if err != nil {
			return err
		}
		found, err = collect[audit.NoteTakenOut](rows)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the notes taken out of the report of round %s: %w", roundID, err)
	}
	return found, nil
}
