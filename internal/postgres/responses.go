package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
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
			a.entered_by IS NOT NULL AND a.entered_by <> i.person_id
		FROM rounds r
		JOIN respondents i ON i.trust_id = r.trust_id AND i.round_id = r.id
		LEFT JOIN responses a ON a.trust_id = i.trust_id AND a.round_id = i.round_id AND a.respondent_id = i.id
		WHERE r.trust_id = $1 AND r.id = $2 AND i.person_id = $3 AND r.state <> 'draft'`,
		trustID, roundID, personID).QueryRow(func(row pgx.Row) error {
		return row.Scan(&round.ID, &round.TrustID, &round.Title, &round.Instrument, &round.State,
			&round.OpensAt, &round.ClosesAt, &round.Minimum, &round.FrameworkHash, &round.OpenedAt, &round.ClosedAt,
			&response.RespondentID, &response.Group, &response.ID, &response.SubmittedAt, &response.EnteredByOther)
	})
	batch.Queue(`
		SELECT n.statement, coalesce(n.position, 0), coalesce(n.escape, ''), coalesce(n.basis, ''), n.note,
			n.revision, n.saved_at
		FROM respondents i
		JOIN responses a ON a.trust_id = i.trust_id AND a.round_id = i.round_id AND a.respondent_id = i.id
		JOIN answers n ON n.trust_id = a.trust_id AND n.round_id = a.round_id AND n.response_id = a.id
		WHERE i.trust_id = $1 AND i.round_id = $2 AND i.person_id = $3`,
		trustID, roundID, personID).Query(func(rows pgx.Rows) error {
		answers, err := collect[audit.Answer](rows)
		for _, n := range answers {
			response.Answers[n.Statement] = n
		}
		return err
	})
	if err := classify(notInvited(s.pool.SendBatch(ctx, batch).Close())); err != nil {
		return audit.Round{}, audit.Response{}, fmt.Errorf("read a response to round %s: %w", roundID, err)
	}
	return round, response, nil
}

// SaveAnswers saves what a respondent says, all of it or nothing, and gives
// each answer with its new revision. It is on disk when this returns.
// audit.ErrRoundClosed past the close; *audit.ErrOvertaken where an answer was
// saved elsewhere after the revision that it names.
func (s *Store) SaveAnswers(ctx context.Context, trustID, roundID, personID string, answers []audit.Answer, now time.Time) ([]audit.Answer, error) {
	saved := make([]audit.Answer, len(answers))
	err := s.inTrust(ctx, trustID, func(q querier) error {
		responseID, err := lockResponse(ctx, q, trustID, roundID, personID, now)
		if err != nil {
			return err
		}
		revisions, err := upsertAnswers(ctx, q, trustID, roundID, responseID, answers, now)
		if err != nil {
			return err
		}
		if len(revisions) < len(answers) {
			return overtaken(ctx, q, trustID, roundID, responseID, answers, revisions)
		}
		for i, n := range answers {
			n.Revision, n.SavedAt = revisions[n.Statement], now
			saved[i] = n
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("save answers of round %s: %w", roundID, err)
	}
	return saved, nil
}

// lockResponse holds the respondent's response, so that the round can't close
// beside the save; it makes one at the first save.
func lockResponse(ctx context.Context, q querier, trustID, roundID, personID string, now time.Time) (string, error) {
	var id string
	err := q.QueryRow(ctx, `
		SELECT a.id::text
		FROM respondents i
		JOIN responses a ON a.trust_id = i.trust_id AND a.round_id = i.round_id AND a.respondent_id = i.id
		JOIN rounds r ON r.trust_id = a.trust_id AND r.id = a.round_id
		WHERE i.trust_id = $1 AND i.round_id = $2 AND i.person_id = $3
			AND a.accepting AND r.state = 'open' AND r.closes_at > $4
		FOR NO KEY UPDATE OF a`, trustID, roundID, personID, now).Scan(&id)
	if !errors.Is(err, pgx.ErrNoRows) {
		return id, err
	}
	return startResponse(ctx, q, trustID, roundID, personID, now)
}

// startResponse makes the response of a respondent who has none yet. It holds
// the round meanwhile: a closing waits, and then sees it.
func startResponse(ctx context.Context, q querier, trustID, roundID, personID string, now time.Time) (string, error) {
	round, err := readRound(ctx, q, `
		SELECT `+roundColumns+`
		FROM rounds r
		WHERE r.trust_id = $1 AND r.id = $2
		FOR SHARE`, trustID, roundID)
	if err != nil {
		return "", err
	}
	if err := round.RefuseAnswers(now); err != nil {
		return "", err
	}
	var id string
	err = q.QueryRow(ctx, `
		INSERT INTO responses (trust_id, round_id, respondent_id, started_at)
		SELECT trust_id, round_id, id, $4
		FROM respondents
		WHERE trust_id = $1 AND round_id = $2 AND person_id = $3
		ON CONFLICT (trust_id, round_id, respondent_id) DO UPDATE SET accepting = responses.accepting
		RETURNING id::text`, trustID, roundID, personID, now).Scan(&id)
	return id, notInvited(err)
}

// upsertAnswers writes the answers whose revision still holds, and gives the
// new revisions by statement.
func upsertAnswers(ctx context.Context, q querier, trustID, roundID, responseID string, answers []audit.Answer, now time.Time) (map[string]int, error) {
	c := columnsOf(answers)
	rows, err := q.Query(ctx, `
		INSERT INTO answers AS stored (trust_id, round_id, response_id, statement, position, escape, basis, note,
			revision, saved_at)
		SELECT $1, $2, $3, given.statement, nullif(given.position, 0), nullif(given.escape, ''),
			nullif(given.basis, ''), given.note, given.revision + 1, $10
		FROM unnest($4::text[], $5::smallint[], $6::text[], $7::text[], $8::text[], $9::integer[])
			AS given (statement, position, escape, basis, note, revision)
		ON CONFLICT (trust_id, round_id, response_id, statement) DO UPDATE
		SET position = excluded.position, escape = excluded.escape, basis = excluded.basis, note = excluded.note,
			revision = excluded.revision, saved_at = excluded.saved_at
		WHERE stored.revision = excluded.revision - 1
		RETURNING statement, revision`,
		trustID, roundID, responseID, c.statements, c.positions, c.escapes, c.bases, c.notes, c.revisions, now)
	if err != nil {
		return nil, err
	}
	revisions := map[string]int{}
	var statement string
	var revision int
	_, err = pgx.ForEachRow(rows, []any{&statement, &revision}, func() error {
		revisions[statement] = revision
		return nil
	})
	return revisions, err
}

type answerColumns struct {
	statements, escapes, bases, notes []string
	positions                         []int16
	revisions                         []int32
}

func columnsOf(answers []audit.Answer) answerColumns {
	var c answerColumns
	for _, n := range answers {
		c.statements = append(c.statements, n.Statement)
		c.positions = append(c.positions, int16(n.Position))
		c.escapes = append(c.escapes, string(n.Escape))
		c.bases = append(c.bases, n.Basis)
		c.notes = append(c.notes, n.Note)
		c.revisions = append(c.revisions, int32(n.Revision))
	}
	return c
}

// overtaken tells which answers would have covered newer ones, beside what is stored.
func overtaken(ctx context.Context, q querier, trustID, roundID, responseID string, answers []audit.Answer, revisions map[string]int) error {
	rows, err := q.Query(ctx, `
		SELECT statement, coalesce(position, 0), coalesce(escape, ''), coalesce(basis, ''), note, revision, saved_at
		FROM answers
		WHERE trust_id = $1 AND round_id = $2 AND response_id = $3`, trustID, roundID, responseID)
	if err != nil {
		return err
	}
	all, err := collect[audit.Answer](rows)
	if err != nil {
		return err
	}
	stored := map[string]audit.Answer{}
	for _, n := range all {
		stored[n.Statement] = n
	}
	conflict := &audit.ErrOvertaken{}
	for _, n := range answers {
		if _, ok := revisions[n.Statement]; !ok {
			conflict.Answers = append(conflict.Answers, audit.Overtaken{Given: n, Stored: stored[n.Statement]})
		}
	}
	return conflict
}

// Submit hands a response in; a second time changes nothing. Whoever has
// answered nothing yet may submit too: that is an answer of a kind.
func (s *Store) Submit(ctx context.Context, trustID, roundID, personID string, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		id, err := lockResponse(ctx, q, trustID, roundID, personID, now)
		if err != nil {
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
