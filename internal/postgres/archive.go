package postgres

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/archive"
	"sevenfold/internal/logo"
)

// WriteArchive writes all that is kept of a trust, as it stands at one moment,
// and records in its trail that somebody took it. Rows go from the database to
// the file one by one. What was written before an error is no archive.
func (s *Store) WriteArchive(ctx context.Context, trustID, personID string, to io.Writer, now time.Time) error {
	opening := &pgx.Batch{}
	opening.Queue("BEGIN ISOLATION LEVEL REPEATABLE READ") // one moment for all tables
	opening.Queue(setTrust, trustID)
	err := s.transact(ctx, opening, func(q querier) error {
		entry := Entry{TrustID: trustID, PersonID: personID, Deed: "took the archive of the trust", At: now}
		if err := record(ctx, q, entry); err != nil {
			return err
		}
		var name string
		if err := q.QueryRow(ctx, `SELECT name FROM trusts WHERE id = $1`, trustID).Scan(&name); err != nil {
			return err
		}
		a, err := archive.New(to, name, now)
		if err != nil {
			return err
		}
		for _, t := range archived {
			if err := writeTable(ctx, q, a, t, trustID); err != nil {
				return err
			}
		}
		if err := s.writeFrameworks(ctx, q, a, trustID); err != nil {
			return err
		}
		if err := writeReports(ctx, q, a, trustID); err != nil {
			return err
		}
		if err := writeLogo(ctx, q, a, trustID); err != nil {
			return err
		}
		return a.Close()
	})
	if err != nil {
		return fmt.Errorf("write the archive of trust %s: %w", trustID, err)
	}
	return nil
}

func writeTable(ctx context.Context, q querier, a *archive.Writer, t archivedTable, trustID string) error {
	return a.Rows(t.Table, func(write archive.Row) error {
		rows, err := q.Query(ctx, t.sql, trustID)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			values, err := rows.Values()
			if err != nil {
				return err
			}
			if err := write(values...); err != nil {
				return err
			}
		}
		return rows.Err()
	})
}

// writeFrameworks writes the texts that the trust's rounds were opened with, and
// their statements as a table. There are few, however many the rounds.
func (s *Store) writeFrameworks(ctx context.Context, q querier, a *archive.Writer, trustID string) error {
	rows, err := q.Query(ctx, `
		SELECT f.hash, f.text
		FROM framework_texts f
		WHERE EXISTS (SELECT FROM rounds r WHERE r.trust_id = $1 AND r.framework_hash = f.hash)
		ORDER BY f.added_at, f.hash`, trustID)
	if err != nil {
		return err
	}
	texts, err := collect[frameworkText](rows)
	if err != nil {
		return err
	}
	err = a.Rows(archive.Statements, func(write archive.Row) error {
		for _, t := range texts {
			if err := s.writeStatements(write, t); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, t := range texts {
		if err := a.File("frameworks/"+t.Hash+".yaml", t.Text); err != nil {
			return err
		}
	}
	return nil
}

type frameworkText struct {
	Hash string
	Text []byte
}

func (s *Store) writeStatements(write archive.Row, t frameworkText) error {
	f, err := s.parse(t.Hash, t.Text)
	if err != nil {
		return err
	}
	for _, d := range f.Domains {
		for _, e := range d.Elements {
			for _, one := range e.Statements {
				if err := write(t.Hash, d.Title, e.Title, one.ID, one.Text); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// writeReports writes each report byte for byte as it is kept.
func writeReports(ctx context.Context, q querier, a *archive.Writer, trustID string) error {
	rows, err := q.Query(ctx, `
		SELECT `+reportFile+`, d.report
		FROM reports d
		JOIN rounds r ON r.trust_id = d.trust_id AND r.id = d.round_id
		WHERE d.trust_id = $1
		ORDER BY r.closed_at, r.id`, trustID)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var report []byte
		if err := rows.Scan(&name, &report); err != nil {
			return err
		}
		if err := a.File(name, report); err != nil {
			return err
		}
	}
	return rows.Err()
}

func writeLogo(ctx context.Context, q querier, a *archive.Writer, trustID string) error {
	rows, err := q.Query(ctx, `SELECT logo_type, logo FROM trust_settings WHERE trust_id = $1 AND logo IS NOT NULL`, trustID)
	if err != nil {
		return err
	}
	found, err := collect[logo.Logo](rows)
	if err != nil || len(found) == 0 {
		return err
	}
	name := "logo.png"
	if found[0].Type == logo.SVG {
		name = "logo.svg"
	}
	return a.File(name, found[0].Data)
}
