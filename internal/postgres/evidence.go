package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/evidence"
)

// selectEvidence reads evidence in the order of evidence.Evidence's fields.
const selectEvidence = `
	SELECT e.id::text, e.trust_id::text, e.title, e.kind, e.dated_on, e.link, e.place, coalesce(e.keeper_id::text, ''),
		coalesce(k.name, ''), k.ended_at IS NOT NULL, e.keeper, e.revision, e.added_at, c.name, e.changed_at, e.ended_at,
		ARRAY(
			SELECT s.statement
			FROM evidence_statements s
			WHERE s.trust_id = e.trust_id AND s.evidence_id = e.id
			ORDER BY s.statement
		)
	FROM evidence e
	JOIN memberships c ON c.trust_id = e.trust_id AND c.person_id = e.changed_by
	LEFT JOIN memberships k ON k.trust_id = e.trust_id AND k.person_id = e.keeper_id`

// Evidence lists all that a trust can point to, and what no longer stands; the
// newest first.
func (s *Store) Evidence(ctx context.Context, trustID string) ([]evidence.Evidence, error) {
	var found []evidence.Evidence
	err := s.queryInTrust(ctx, trustID, func(rows pgx.Rows) (err error) {
		found, err = collect[evidence.Evidence](rows)
		return err
	}, selectEvidence+`
		WHERE e.trust_id = $1
		ORDER BY e.dated_on DESC, e.added_at DESC, e.id`, trustID)
	if err != nil {
		return nil, fmt.Errorf("list the evidence of trust %s: %w", trustID, err)
	}
	return found, nil
}

// EvidenceFor gives what a trust can point to today, by statement, the newest first.
func (s *Store) EvidenceFor(ctx context.Context, trustID string) (map[string][]evidence.Evidence, error) {
	all, err := s.Evidence(ctx, trustID)
	return evidence.ByStatement(all), err
}

// PieceOfEvidence finds one piece of evidence.
func (s *Store) PieceOfEvidence(ctx context.Context, trustID, evidenceID string) (evidence.Evidence, error) {
	var found evidence.Evidence
	err := s.inTrust(ctx, trustID, func(q querier) (err error) {
		found, err = readEvidence(ctx, q, trustID, evidenceID)
		return err
	})
	if err != nil {
		return evidence.Evidence{}, fmt.Errorf("find evidence %s: %w", evidenceID, err)
	}
	return found, nil
}

// lockEvidence holds a piece of evidence until the transaction ends, and reads
// it: by a statement of its own, which sees what whoever held it before has left.
func lockEvidence(ctx context.Context, q querier, trustID, evidenceID string) (evidence.Evidence, error) {
	if _, err := q.Exec(ctx, `SELECT FROM evidence WHERE trust_id = $1 AND id = $2 FOR UPDATE`, trustID, evidenceID); err != nil {
		return evidence.Evidence{}, err
	}
	return readEvidence(ctx, q, trustID, evidenceID)
}

func readEvidence(ctx context.Context, q querier, trustID, evidenceID string) (evidence.Evidence, error) {
	rows, err := q.Query(ctx, selectEvidence+` WHERE e.trust_id = $1 AND e.id = $2`, trustID, evidenceID)
	if err != nil {
		return evidence.Evidence{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[evidence.Evidence])
}

// checkKeeper refuses somebody who does not belong to the trust.
func checkKeeper(ctx context.Context, q querier, trustID, keeperID string) error {
	if keeperID == "" {
		return nil
	}
	var belongs bool
	err := q.QueryRow(ctx, `
		SELECT EXISTS (SELECT FROM memberships WHERE trust_id = $1 AND person_id::text = $2 AND ended_at IS NULL)`,
		trustID, keeperID).Scan(&belongs)
	if err == nil && !belongs {
		err = evidence.ErrNoKeeper
	}
	return err
}

// AddEvidence keeps a new piece of evidence under the id that it brings from
// its form. The same a second time changes nothing; another under an id that
// is taken is evidence.ErrChanged. evidence.ErrBadLink; evidence.ErrNoKeeper.
func (s *Store) AddEvidence(ctx context.Context, trustID, byID string, e evidence.Evidence, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		if err := checkEvidence(ctx, q, trustID, e, ""); err != nil {
			return err
		}
		tag, err := q.Exec(ctx, `
			INSERT INTO evidence (trust_id, id, title, kind, dated_on, link, place, keeper_id, keeper, added_at, changed_by, changed_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, nullif($8, '')::uuid, $9, $10, $11, $10)
			ON CONFLICT (trust_id, id) DO NOTHING`,
			trustID, e.ID, e.Title, e.Kind, e.DatedOn, e.Link, e.Place, e.KeeperID, e.Keeper, now, byID)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			kept, err := lockEvidence(ctx, q, trustID, e.ID)
			if err == nil && !kept.Same(e) {
				err = evidence.ErrChanged
			}
			return err
		}
		if err := setStatements(ctx, q, trustID, e); err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: "added evidence", Thing: e.ID, At: now})
	})
	if err != nil {
		return fmt.Errorf("add evidence: %w", err)
	}
	return nil
}

// checkEvidence refuses a link that is none and a keeper who is nobody;
// whoever was its keeper may stay that after they have left.
func checkEvidence(ctx context.Context, q querier, trustID string, e evidence.Evidence, keptBy string) error {
	if e.Link != "" {
		if err := evidence.CheckLink(e.Link); err != nil {
			return err
		}
	}
	if e.KeeperID == keptBy {
		return nil
	}
	return checkKeeper(ctx, q, trustID, e.KeeperID)
}

func setStatements(ctx context.Context, q querier, trustID string, e evidence.Evidence) error {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM evidence_statements WHERE trust_id = $1 AND evidence_id = $2`, trustID, e.ID)
	for _, statement := range evidence.Ordered(e.Statements) {
		batch.Queue(`
			INSERT INTO evidence_statements (trust_id, evidence_id, statement)
			VALUES ($1, $2, $3)`, trustID, e.ID, statement)
	}
	return q.SendBatch(ctx, batch).Close()
}

// ChangeEvidence changes a piece of evidence. evidence.ErrChanged where somebody
// changed it since the revision that the change was made at; the same change a
// second time is none. evidence.ErrEnded; evidence.ErrBadLink; evidence.ErrNoKeeper.
func (s *Store) ChangeEvidence(ctx context.Context, trustID, byID string, e evidence.Evidence, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		kept, err := lockEvidence(ctx, q, trustID, e.ID)
		if err != nil {
			return err
		}
		switch {
		case kept.Same(e):
			return nil
		case !kept.Stands():
			return evidence.ErrEnded
		case kept.Revision != e.Revision:
			return evidence.ErrChanged
		}
		if err := checkEvidence(ctx, q, trustID, e, kept.KeeperID); err != nil {
			return err
		}
		_, err = q.Exec(ctx, `
			UPDATE evidence
			SET title = $3, kind = $4, dated_on = $5, link = $6, place = $7, keeper_id = nullif($8, '')::uuid, keeper = $9,
				revision = revision + 1, changed_by = $10, changed_at = $11
			WHERE trust_id = $1 AND id = $2`,
			trustID, e.ID, e.Title, e.Kind, e.DatedOn, e.Link, e.Place, e.KeeperID, e.Keeper, byID, now)
		if err != nil {
			return err
		}
		if err := setStatements(ctx, q, trustID, e); err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: "changed evidence", Thing: e.ID, At: now})
	})
	if err != nil {
		return fmt.Errorf("change evidence %s: %w", e.ID, err)
	}
	return nil
}

// EndEvidence says that a piece of evidence no longer stands; a second time
// changes nothing.
func (s *Store) EndEvidence(ctx context.Context, trustID, byID, evidenceID string, now time.Time) error {
	return s.setEvidenceEnd(ctx, trustID, byID, evidenceID, &now, now)
}

// ReturnEvidence says that a piece of evidence stands again; a second time
// changes nothing.
func (s *Store) ReturnEvidence(ctx context.Context, trustID, byID, evidenceID string, now time.Time) error {
	return s.setEvidenceEnd(ctx, trustID, byID, evidenceID, nil, now)
}

func (s *Store) setEvidenceEnd(ctx context.Context, trustID, byID, evidenceID string, ended *time.Time, now time.Time) error {
	deed := "ended evidence"
	if ended == nil {
		deed = "took evidence up again"
	}
	err := s.inTrust(ctx, trustID, func(q querier) error {
		kept, err := lockEvidence(ctx, q, trustID, evidenceID)
		if err != nil || kept.Stands() == (ended == nil) {
			return err
		}
		_, err = q.Exec(ctx, `UPDATE evidence SET ended_at = $3 WHERE trust_id = $1 AND id = $2`, trustID, evidenceID, ended)
		if err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: deed, Thing: evidenceID, At: now})
	})
	if err != nil {
		return fmt.Errorf("say whether evidence %s stands: %w", evidenceID, err)
	}
	return nil
}
