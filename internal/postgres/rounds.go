package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
)

// roundColumns are in the order of audit.Round's fields.
const roundColumns = `r.id::text, r.trust_id::text, r.title, r.instrument, r.state, r.opens_at, r.closes_at,
	r.minimum, coalesce(r.framework_hash, ''), r.opened_at, r.closed_at, r.opens_by_date, r.closes_by_date,
	r.invitation_words, r.reminder_words, r.reminder_days, r.next_reminder_at, r.opening_missed_at, r.closing_held_at,
	r.shared_with_all, r.local_tier`

// roundFields are where a row of roundColumns is scanned to.
func roundFields(r *audit.Round) []any {
	return []any{
		&r.ID, &r.TrustID, &r.Title, &r.Instrument, &r.State, &r.OpensAt, &r.ClosesAt, &r.Minimum, &r.FrameworkHash,
		&r.OpenedAt, &r.ClosedAt, &r.OpensByDate, &r.ClosesByDate, &r.InvitationWords, &r.ReminderWords, &r.ReminderDays,
		&r.NextReminderAt, &r.OpeningMissedAt, &r.ClosingHeldAt, &r.SharedWithAll, &r.LocalTier,
	}
}

// AddRound keeps a new draft, under the id that it brings or, where it brings
// none, one that is drawn here, and gives its id. The same draft a second time
// changes nothing; another one under an id that is taken is a fault.Conflict.
func (s *Store) AddRound(ctx context.Context, trustID, personID string, r audit.Round, now time.Time) (string, error) {
	r.TrustID = trustID
	var id string
	err := s.inTrust(ctx, trustID, func(q querier) (err error) {
		id, _, err = addRound(ctx, q, personID, r, now)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("add a round: %w", err)
	}
	return id, nil
}

// addRound tells whether it added the draft, or found the same there already.
func addRound(ctx context.Context, q querier, personID string, r audit.Round, now time.Time) (id string, added bool, err error) {
	err = q.QueryRow(ctx, `
		INSERT INTO rounds (trust_id, id, title, instrument, opens_at, closes_at, minimum, made_at, opens_by_date,
			closes_by_date, invitation_words, reminder_words, reminder_days, shared_with_all)
		VALUES ($1, coalesce(nullif($2, '')::uuid, gen_random_uuid()), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
			coalesce($13, '{}'::smallint[]), $14)
		ON CONFLICT (trust_id, id) DO NOTHING
		RETURNING id::text`,
		r.TrustID, r.ID, r.Title, r.Instrument, r.OpensAt, r.ClosesAt, r.Minimum, now, r.OpensByDate, r.ClosesByDate,
		r.InvitationWords, r.ReminderWords, r.ReminderDays, r.SharedWithAll).Scan(&id)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return r.ID, false, refuseOtherPlan(ctx, q, r.TrustID, r)
	case err != nil:
		return "", false, err
	}
	return id, true, record(ctx, q, Entry{TrustID: r.TrustID, PersonID: personID, Deed: "drafted a round", Thing: id, At: now})
}

// refuseOtherPlan is nil where the round that is kept under the id has the same plan.
func refuseOtherPlan(ctx context.Context, q querier, trustID string, r audit.Round) error {
	kept, err := lockRound(ctx, q, trustID, r.ID)
	if err != nil {
		return err
	}
	if kept.Title == r.Title && kept.Instrument == r.Instrument && kept.Minimum == r.Minimum &&
		kept.OpensAt.Equal(r.OpensAt) && kept.ClosesAt.Equal(r.ClosesAt) &&
		kept.OpensByDate == r.OpensByDate && kept.ClosesByDate == r.ClosesByDate && kept.SharedWithAll == r.SharedWithAll {
		return nil
	}
	return fmt.Errorf("another round has the id %s: %w", r.ID, fault.Conflict)
}

// ChangeRound changes the plan of a draft. audit.ErrNotDraft once it was opened.
func (s *Store) ChangeRound(ctx context.Context, trustID string, r audit.Round) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		stored, err := lockRound(ctx, q, trustID, r.ID)
		if err != nil {
			return err
		}
		if stored.State != audit.Draft {
			return audit.ErrNotDraft
		}
		_, err = q.Exec(ctx, `
			UPDATE rounds
			SET title = $3, instrument = $4, opens_at = $5, closes_at = $6, minimum = $7, opens_by_date = $8,
				closes_by_date = $9, shared_with_all = $10, opening_missed_at = NULL
			WHERE trust_id = $1 AND id = $2`,
			trustID, r.ID, r.Title, r.Instrument, r.OpensAt, r.ClosesAt, r.Minimum, r.OpensByDate, r.ClosesByDate, r.SharedWithAll)
		return err
	})
	if err != nil {
		return fmt.Errorf("change round %s: %w", r.ID, err)
	}
	return nil
}

// Round finds one round.
func (s *Store) Round(ctx context.Context, trustID, roundID string) (audit.Round, error) {
	var found audit.Round
	err := s.inTrust(ctx, trustID, func(q querier) (err error) {
		found, err = readRound(ctx, q, `SELECT `+roundColumns+` FROM rounds r WHERE r.trust_id = $1 AND r.id = $2`, trustID, roundID)
		return err
	})
	if err != nil {
		return audit.Round{}, fmt.Errorf("find round %s: %w", roundID, err)
	}
	return found, nil
}

// SharesReport tells whether local governors and members may read the report of
// a round: it is closed, and was opened with that. A round of another trust, or
// none, shares nothing.
func (s *Store) SharesReport(ctx context.Context, trustID, roundID string) (bool, error) {
	var shared bool
	err := s.inTrust(ctx, trustID, func(q querier) error {
		return q.QueryRow(ctx, `
			SELECT EXISTS (
				SELECT FROM rounds WHERE trust_id = $1 AND id = $2 AND state = 'closed' AND shared_with_all
			)`, trustID, roundID).Scan(&shared)
	})
	if err != nil {
		return false, fmt.Errorf("find who may read the report of round %s: %w", roundID, err)
	}
	return shared, nil
}

// Rounds lists the rounds of a trust, the newest first.
func (s *Store) Rounds(ctx context.Context, trustID string) ([]audit.Round, error) {
	var found []audit.Round
	err := s.inTrust(ctx, trustID, func(q querier) error {
		rows, err := q.Query(ctx, `
			SELECT `+roundColumns+`
			FROM rounds r
			WHERE r.trust_id = $1
			ORDER BY r.made_at DESC, r.id`, trustID)
		if err != nil {
			return err
		}
		found, err = collect[audit.Round](rows)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the rounds of trust %s: %w", trustID, err)
	}
	return found, nil
}

// lockRound reads a round and holds it until the transaction ends. It leaves its
// key free: a message of the round may be made meanwhile, by whoever holds what
// the transaction will ask for next.
func lockRound(ctx context.Context, q querier, trustID, roundID string) (audit.Round, error) {
	return readRound(ctx, q, `
		SELECT `+roundColumns+`
		FROM rounds r
		WHERE r.trust_id = $1 AND r.id = $2
		FOR NO KEY UPDATE`, trustID, roundID)
}

func readRound(ctx context.Context, q querier, sql string, args ...any) (audit.Round, error) {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return audit.Round{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[audit.Round])
}

// RoundsToAnswer lists the rounds of a trust that a person is invited to and
// that have been opened, the newest first, with how far they have come.
func (s *Store) RoundsToAnswer(ctx context.Context, trustID, personID string) ([]audit.Invitation, error) {
	var found []audit.Invitation
	err := s.inTrust(ctx, trustID, func(q querier) error {
		rows, err := q.Query(ctx, `
			SELECT `+roundColumns+`,
				CASE WHEN a.submitted_at IS NOT NULL THEN 'submitted'
					WHEN a.id IS NOT NULL THEN 'in progress'
					ELSE 'not started' END
			FROM rounds r
			JOIN respondents i ON i.trust_id = r.trust_id AND i.round_id = r.id AND i.person_id = $2
			LEFT JOIN responses a ON a.trust_id = i.trust_id AND a.round_id = i.round_id AND a.respondent_id = i.id
			WHERE r.trust_id = $1 AND r.state <> 'draft'
			ORDER BY r.made_at DESC, r.id`, trustID, personID)
		if err != nil {
			return err
		}
		found, err = collect[audit.Invitation](rows)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the rounds of a respondent: %w", err)
	}
	return found, nil
}

// notInvited turns a respondent that is not there into what a page shows.
func notInvited(err error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return fmt.Errorf("not invited to this round: %w", fault.NotFound)
	}
	return err
}
