package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/boardpack"
)

// selectPacks reads packs, field by field as scanPack takes them. A pack is
// superseded where a note was taken out of the very report that it was made from.
const selectPacks = `
	SELECT p.id::text, p.trust_id::text, coalesce(p.round_id::text, ''), p.kind, p.choice, p.state, p.report_hash, m.name,
		p.person_id::text, p.asked_at, p.made_at,
		EXISTS (
			SELECT
			FROM notes_taken_out n
			WHERE n.trust_id = p.trust_id AND n.round_id = p.round_id AND n.hash_before = p.report_hash
		),
		(
			SELECT coalesce(json_agg(json_build_object('Format', f.format, 'Size', f.size, 'SHA256', f.sha256)
				ORDER BY array_position(ARRAY['docx', 'xlsx', 'pdf'], f.format)), '[]')
			FROM pack_files f
			WHERE f.trust_id = p.trust_id AND f.pack_id = p.id
		)
	FROM packs p
	JOIN memberships m ON m.trust_id = p.trust_id AND m.person_id = p.person_id`

func scanPack(row pgx.CollectableRow) (boardpack.Pack, error) {
	var p boardpack.Pack
	err := row.Scan(&p.ID, &p.TrustID, &p.RoundID, &p.Kind, &p.Choice, &p.State, &p.Hash, &p.By,
		&p.ByID, &p.AskedAt, &p.MadeAt, &p.Superseded, &p.Files)
	p.Done = len(p.Files)
	return p, err
}

// AskForPack has a pack made: what was chosen is kept, and a job queued. The
// same a second time changes nothing. fault.NotFound where the round has no report.
func (s *Store) AskForPack(ctx context.Context, ask boardpack.Ask) error {
	err := s.inTrustTx(ctx, ask.TrustID, func(q pgx.Tx) error {
		deed := "had an index of evidence made"
		if ask.Kind == boardpack.BoardPack {
			deed = "had a board pack made"
			if err := checkReport(ctx, q, ask.TrustID, ask.RoundID); err != nil {
				return err
			}
		}
		tag, err := q.Exec(ctx, `
			INSERT INTO packs (trust_id, id, round_id, kind, choice, person_id, asked_at)
			VALUES ($1, $2, nullif($3, '')::uuid, $4, $5, $6, $7)
			ON CONFLICT (trust_id, id) DO NOTHING`,
			ask.TrustID, ask.ID, ask.RoundID, ask.Kind, ask.Choice, ask.ByID, ask.At)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		if ask.Usual {
			if err := keepPackDefaults(ctx, q, ask.TrustID, ask.Choice); err != nil {
				return err
			}
		}
		if err := s.queuePack(ctx, q, ask.TrustID, ask.ID); err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: ask.TrustID, PersonID: ask.ByID, Deed: deed, Thing: ask.ID, At: ask.At})
	})
	if err != nil {
		return fmt.Errorf("ask for a pack: %w", err)
	}
	return nil
}

// checkReport is fault.NotFound where the round has no report.
func checkReport(ctx context.Context, q querier, trustID, roundID string) error {
	var there int
	return q.QueryRow(ctx, `SELECT 1 FROM reports WHERE trust_id = $1 AND round_id = $2`, trustID, roundID).Scan(&there)
}

// AskForPackAgain has a pack made that could not be made before, or that nobody
// seems to make. One that is made stays as it is.
func (s *Store) AskForPackAgain(ctx context.Context, trustID, packID string, now time.Time) error {
	err := s.inTrustTx(ctx, trustID, func(q pgx.Tx) error {
		state, _, err := lockPack(ctx, q, trustID, packID)
		if err != nil || state == boardpack.Made {
			return err
		}
		_, err = q.Exec(ctx, `
			UPDATE packs
			SET state = CASE state WHEN 'failed' THEN 'waiting' ELSE state END, asked_at = $3
			WHERE trust_id = $1 AND id = $2`, trustID, packID, now)
		if err != nil {
			return err
		}
		return s.queuePack(ctx, q, trustID, packID)
	})
	if err != nil {
		return fmt.Errorf("ask for pack %s again: %w", packID, err)
	}
	return nil
}

// Packs lists the packs of a round, the newest first; those of no round are the
// trust's indexes of evidence.
func (s *Store) Packs(ctx context.Context, trustID, roundID string) ([]boardpack.Pack, error) {
	var found []boardpack.Pack
	err := s.queryInTrust(ctx, trustID, func(rows pgx.Rows) (err error) {
		found, err = pgx.CollectRows(rows, scanPack)
		return err
	}, selectPacks+`
		WHERE p.trust_id = $1 AND p.round_id IS NOT DISTINCT FROM nullif($2, '')::uuid
		ORDER BY p.asked_at DESC, p.id`, trustID, roundID)
	if err != nil {
		return nil, fmt.Errorf("list the packs of round %q: %w", roundID, err)
	}
	return found, nil
}

// Pack finds one pack.
func (s *Store) Pack(ctx context.Context, trustID, packID string) (boardpack.Pack, error) {
	var found boardpack.Pack
	err := s.queryInTrust(ctx, trustID, func(rows pgx.Rows) (err error) {
		found, err = pgx.CollectExactlyOneRow(rows, scanPack)
		return err
	}, selectPacks+` WHERE p.trust_id = $1 AND p.id = $2`, trustID, packID)
	if err != nil {
		return boardpack.Pack{}, fmt.Errorf("find pack %s: %w", packID, err)
	}
	return found, nil
}

// PackFile gives a file of a pack as it was made. fault.NotFound until the
// whole pack is.
func (s *Store) PackFile(ctx context.Context, trustID, packID string, format boardpack.Format) ([]byte, error) {
	var file []byte
	err := s.inTrust(ctx, trustID, func(q querier) error {
		return q.QueryRow(ctx, `
			SELECT f.bytes
			FROM packs p
			JOIN pack_files f ON f.trust_id = p.trust_id AND f.pack_id = p.id
			WHERE p.trust_id = $1 AND p.id = $2 AND p.state = 'made' AND f.format = $3`,
			trustID, packID, format).Scan(&file)
	})
	if err != nil {
		return nil, fmt.Errorf("read a file of pack %s: %w", packID, err)
	}
	return file, nil
}

// PackDefaults is what the trust usually chooses. fault.NotFound where nobody
// has said so.
func (s *Store) PackDefaults(ctx context.Context, trustID string) (boardpack.Choice, error) {
	var usual boardpack.Choice
	err := s.inTrust(ctx, trustID, func(q querier) error {
		return q.QueryRow(ctx, `SELECT choice FROM pack_defaults WHERE trust_id = $1`, trustID).Scan(&usual)
	})
	if err != nil {
		return boardpack.Choice{}, fmt.Errorf("find what trust %s usually chooses for a pack: %w", trustID, err)
	}
	return usual, nil
}

// KeepPackDefaults keeps what the trust usually chooses: nothing of one meeting,
// and not the name, which the trust's settings hold.
func (s *Store) KeepPackDefaults(ctx context.Context, trustID string, usual boardpack.Choice) error {
	err := s.inTrust(ctx, trustID, func(q querier) error { return keepPackDefaults(ctx, q, trustID, usual) })
	if err != nil {
		return fmt.Errorf("keep what trust %s usually chooses for a pack: %w", trustID, err)
	}
	return nil
}

func keepPackDefaults(ctx context.Context, q querier, trustID string, usual boardpack.Choice) error {
	usual.Trust, usual.Meeting, usual.Date, usual.AgendaItem = "", "", time.Time{}, ""
	_, err := q.Exec(ctx, `
		INSERT INTO pack_defaults (trust_id, choice)
		VALUES ($1, $2)
		ON CONFLICT (trust_id) DO UPDATE SET choice = excluded.choice`, trustID, usual)
	return err
}
