package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
)

// responseOf finds the response of a person to a round, and respondentOf the
// respondent who gives it. They stand as subqueries, not as joins: the planner
// can't know that a round's rows all have its trust, expects one row where there
// are thousands, and then reads the whole round to find one person's part of it.
const (
	respondentOf = `
		SELECT i.id
		FROM respondents i
		WHERE i.trust_id = $1 AND i.round_id = $2 AND i.person_id = $3`
	responseOf = `
		SELECT a.id
		FROM responses a
		WHERE a.trust_id = $1 AND a.round_id = $2 AND a.respondent_id = (` + respondentOf + `)`
)

// Response gives a round, as one of its respondents, and what that person has
// answered: nobody else's answers can be asked for. fault.NotFound where they
// are not invited, or the round is still a draft.
func (s *Store) Response(ctx context.Context, trustID, roundID, personID string) (audit.Round, audit.Response, error) {
	var round audit.Round
	response := audit.Response{Answers: map[string]audit.Answer{}}
	// One batch is one implicit transaction, in one round trip: this is read
	// for every page of the questionnaire.
	batch := &pgx.Batch{}
	batch.Queue(setTrust, trustID)
	batch.Queue(`
		SELECT `+roundColumns+`,
			i.id::text, i.respondent_group, coalesce(a.id::text, ''), a.submitted_at,
			a.entered_by IS NOT NULL AND a.entered_by <> i.person_id,
			coalesce((SELECT m.name FROM memberships m WHERE m.trust_id = a.trust_id AND m.person_id = a.entered_by), ''),
			coalesce(a.started_at, 'epoch')
		FROM rounds r
		JOIN respondents i ON i.trust_id = r.trust_id AND i.round_id = r.id
		LEFT JOIN responses a ON a.trust_id = i.trust_id AND a.round_id = i.round_id 
			AND a.respondent_id = (`+respondentOf+`)
		WHERE r.trust_id = $1 AND r.id = $2 AND i.person_id = $3 AND r.state <> 'draft'`,
		trustID, roundID, personID).QueryRow(func(row pgx.Row) error {
		return row.Scan(append(roundFields(&round),
			&response.RespondentID, &response.Group, &response.ID, &response.SubmittedAt,
			&response.EnteredByOther, &response.EnteredBy, &response.StartedAt)...)
	})
	batch.Queue(`
		SELECT n.statement, coalesce(n.position, 0), coalesce(n.escape, ''), coalesce(n.basis, ''), n.note,
			n.revision, n.saved_at
		FROM answers n
		WHERE n.trust_id = $1 AND n.round_id = $2 AND n.response_id = (`+responseOf+`)`,
		trustID, roundID, personID).Query(func(rows pgx.Rows) error {
		// Field by field: this is by far the most that is read for a page.
		var n audit.Answer
		fields := []any{&n.Statement, &n.Position, (*string)(&n.Escape), &n.Basis, &n.Note, &n.Revision, &n.SavedAt}
		_, err := pgx.ForEachRow(rows, fields, func() error {
			response.Answers[n.Statement] = n
			return nil
		})
		return err
	})
	if err := classify(notInvited(s.pool.SendBatch(ctx, batch).Close())); err != nil {
		return audit.Round{}, audit.Response{}, fmt.Errorf("read a response to round %s: %w", roundID, err)
	}
	return round, response, nil
}

// Submit hands a response in; a second time changes nothing, but that a response
// which somebody else typed in is then the respondent's own. Whoever has
// answered nothing yet may submit too: that is an answer of a kind.
func (s *Store) Submit(ctx context.Context, trustID, roundID, personID string, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		id, err := lockResponse(ctx, q, trustID, roundID, personID, now)
		if err != nil {
			return err
		}
		if err := makeOwn(ctx, q, id, given{trustID: trustID, roundID: roundID, personID: personID, now: now}); err != nil {
			return err
		}
		_, err = q.Exec(ctx, `
			UPDATE responses
			SET submitted_at = $4
			WHERE trust_id = $1 AND round_id = $2 AND id = $3 AND submitted_at IS NULL`, trustID, roundID, id, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("submit a response to round %s: %w", roundID, err)
	}
	return nil
}
