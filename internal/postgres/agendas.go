package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/conversation"
)

// Agenda gives the agenda of a round's conversation. fault.NotFound while
// nobody has made one.
func (s *Store) Agenda(ctx context.Context, trustID, roundID string) (conversation.Agenda, error) {
	var a conversation.Agenda
	err := s.inTrust(ctx, trustID, func(q querier) (err error) {
		a, err = readAgenda(ctx, q, trustID, roundID)
		return err
	})
	if err != nil {
		return conversation.Agenda{}, fmt.Errorf("find the agenda of round %s: %w", roundID, err)
	}
	return a, nil
}

func readAgenda(ctx context.Context, q querier, trustID, roundID string) (conversation.Agenda, error) {
	var a conversation.Agenda
	err := q.QueryRow(ctx, `
		SELECT a.minutes, a.notes_shown, a.revision, a.change_id::text, m.name, a.changed_at
		FROM agendas a
		JOIN memberships m ON m.trust_id = a.trust_id AND m.person_id = a.changed_by
		WHERE a.trust_id = $1 AND a.round_id = $2`, trustID, roundID).
		Scan(&a.Length, &a.NotesShown, &a.Revision, &a.Change, &a.ChangedBy, &a.ChangedAt)
	if err != nil {
		return conversation.Agenda{}, err
	}
	rows, err := q.Query(ctx, `
		SELECT statement, minutes
		FROM agenda_items
		WHERE trust_id = $1 AND round_id = $2
		ORDER BY place`, trustID, roundID)
	if err != nil {
		return conversation.Agenda{}, err
	}
	var item conversation.Item
	_, err = pgx.ForEachRow(rows, []any{&item.Statement, &item.Minutes}, func() error {
		if item.Minutes == 0 {
			a.LeftOut = append(a.LeftOut, item.Statement)
		} else {
			a.Items = append(a.Items, item)
		}
		return nil
	})
	return a, err
}

// SaveAgenda keeps an agenda in the place of the revision that it was made
// from; 0 where there was none. The same change sent twice is kept once.
// conversation.ErrAgendaChanged where somebody else was quicker.
func (s *Store) SaveAgenda(ctx context.Context, trustID, roundID, personID string, a conversation.Agenda, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		before, err := lockAgenda(ctx, q, trustID, roundID)
		switch {
		case err != nil:
			return err
		case a.Revision != before.revision && a.Change == before.change:
			return nil
		case a.Revision != before.revision:
			return conversation.ErrAgendaChanged
		}
		if err := writeAgenda(ctx, q, trustID, roundID, personID, a, now); err != nil {
			return err
		}
		deed := "changed the agenda of a conversation"
		switch {
		case before.revision == 0:
			deed = "made the agenda of a conversation"
		case before.by == personID && now.Sub(before.at) < conversation.SittingGap:
			return nil // the same sitting: its first change is in the trail
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: personID, Deed: deed, Thing: roundID, At: now})
	})
	if err != nil {
		return fmt.Errorf("save the agenda of round %s: %w", roundID, err)
	}
	return nil
}

// version is what was kept last of something, and by whom; the zero version where nothing was.
type version struct {
	revision int
	change   string
	by       string
	at       time.Time
}

// lockAgenda holds the report, which no agenda is without, so that two people
// change its agenda one after the other.
func lockAgenda(ctx context.Context, q querier, trustID, roundID string) (version, error) {
	if err := lockReport(ctx, q, trustID, roundID); err != nil {
		return version{}, err
	}
	var v version
	err := q.QueryRow(ctx, `
		SELECT revision, change_id::text, changed_by::text, changed_at
		FROM agendas
		WHERE trust_id = $1 AND round_id = $2`, trustID, roundID).Scan(&v.revision, &v.change, &v.by, &v.at)
	if errors.Is(err, pgx.ErrNoRows) {
		return version{}, nil
	}
	return v, err
}

// lockReport lets one change at a time be made to what stands on a report. The
// program's role may not lock a row that it may not change, so the lock is one
// of the transaction's own.
func lockReport(ctx context.Context, q querier, trustID, roundID string) error {
	var locked int
	return q.QueryRow(ctx, `
		SELECT 1
		FROM reports r, pg_advisory_xact_lock(hashtextextended(r.trust_id::text || r.round_id::text, 13))
		WHERE r.trust_id = $1 AND r.round_id = $2`, trustID, roundID).Scan(&locked)
}

func writeAgenda(ctx context.Context, q querier, trustID, roundID, personID string, a conversation.Agenda, now time.Time) error {
	batch := &pgx.Batch{}
	batch.Queue(`DELETE FROM agenda_items WHERE trust_id = $1 AND round_id = $2`, trustID, roundID)
	batch.Queue(`
		INSERT INTO agendas (trust_id, round_id, minutes, notes_shown, revision, change_id, changed_by, changed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (trust_id, round_id) DO UPDATE
		SET minutes = excluded.minutes, notes_shown = excluded.notes_shown, revision = excluded.revision,
			change_id = excluded.change_id, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
		trustID, roundID, a.Length, a.NotesShown, a.Revision+1, a.Change, personID, now)
	var statements []string
	var minutes []int32
	for _, item := range a.Items {
		statements, minutes = append(statements, item.Statement), append(minutes, int32(item.Minutes))
	}
	for _, statement := range a.LeftOut {
		statements, minutes = append(statements, statement), append(minutes, 0)
	}
	batch.Queue(`
		INSERT INTO agenda_items (trust_id, round_id, statement, place, minutes)
		SELECT $1, $2, given.statement, given.place, given.minutes
		FROM unnest($3::text[], $4::integer[]) WITH ORDINALITY AS given (statement, minutes, place)`,
		trustID, roundID, statements, minutes)
	return q.SendBatch(ctx, batch).Close()
}
