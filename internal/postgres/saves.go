package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
)

// SaveAnswers saves what a respondent says, all of it or nothing, and gives
// each answer with its new revision. It is on disk when this returns.
// audit.ErrRoundClosed past the close; *audit.ErrOvertaken where an answer was
// saved elsewhere after the revision that it names.
func (s *Store) SaveAnswers(ctx context.Context, trustID, roundID, personID string, answers []audit.Answer, now time.Time) ([]audit.Answer, error) {
	g := given{trustID, roundID, personID, answers, now}
	revisions, err := s.saveAtOnce(ctx, g)
	if errors.Is(err, errNotAtOnce) {
		revisions, err = s.saveStepByStep(ctx, g)
	}
	if err != nil {
		return nil, fmt.Errorf("save answers of round %s: %w", roundID, err)
	}
	saved := make([]audit.Answer, len(answers))
	for i, n := range answers {
		n.Revision, n.SavedAt = revisions[n.Statement], now
		saved[i] = n
	}
	return saved, nil
}

// given is what a respondent gives to be saved.
type given struct {
	trustID, roundID, personID string
	answers                    []audit.Answer
	now                        time.Time
}

// errNotAtOnce says that nothing was saved, and that it takes more than one
// statement to save it, or to tell why not.
var errNotAtOnce = errors.New("not saved at once")

// setTrustToSave is setTrust for UpsertAnswers, whose plan is always the same. By
// itself Postgres would make a new one for each save, since it takes the arrays
// that it is given for shorter than those that it is not, and so for cheaper:
// that took as long as the save.
const setTrustToSave = `SELECT set_config('sevenfold.trust', $1, true), set_config('plan_cache_mode', 'force_generic_plan', true)`

// saveAtOnce saves answers to a response that was begun before and that is not
// changed elsewhere: nearly every save, in as few round trips as can be.
func (s *Store) saveAtOnce(ctx context.Context, g given) (map[string]int, error) {
	revisions := map[string]int{}
	complete := func() error {
		if len(g.answers) == 0 || len(revisions) < len(g.answers) {
			return errNotAtOnce
		}
		return nil
	}
	if len(g.answers) == 1 {
		// One statement is all or nothing by itself: one batch is one implicit
		// transaction, and needs no second round trip to commit.
		batch := &pgx.Batch{}
		batch.Queue(setTrustToSave, g.trustID)
		batch.Queue(UpsertAnswers, g.columns()...).Query(readRevisions(revisions))
		if err := classify(s.pool.SendBatch(ctx, batch).Close()); err != nil {
			return nil, err
		}
		return revisions, complete()
	}
	batch := opening(setTrustToSave, g.trustID)
	batch.Queue(UpsertAnswers, g.columns()...).Query(readRevisions(revisions))
	return revisions, s.transact(ctx, batch, func(querier) error { return complete() })
}

// saveStepByStep begins the response where there is none yet, takes over one that
// somebody else typed in, and tells why something could not be saved.
func (s *Store) saveStepByStep(ctx context.Context, g given) (map[string]int, error) {
	revisions := map[string]int{}
	err := s.inTrust(ctx, g.trustID, func(q querier) error {
		responseID, err := lockResponse(ctx, q, g.trustID, g.roundID, g.personID, g.now)
		if err != nil {
			return err
		}
		if err := makeOwn(ctx, q, responseID, g); err != nil {
			return err
		}
		rows, err := q.Query(ctx, UpsertAnswers, g.columns()...)
		if err != nil {
			return err
		}
		if err := readRevisions(revisions)(rows); err != nil {
			return err
		}
		if len(revisions) < len(g.answers) {
			return overtaken(ctx, q, g, responseID, revisions)
		}
		return nil
	})
	return revisions, err
}

// UpsertAnswers writes the answers whose revision still holds, to a response
// that accepts them and that nobody else has typed in, and gives their new
// revisions. It holds the response until the transaction ends, so that the round
// can't close beside the save. It is exported for the bench, which runs it by itself.
const UpsertAnswers = `
	WITH held AS (
		SELECT a.trust_id, a.round_id, a.id
		FROM responses a
		JOIN rounds r ON r.trust_id = a.trust_id AND r.id = a.round_id
		WHERE a.trust_id = $1 AND a.round_id = $2 AND a.respondent_id = (` + respondentOf + `)
			AND a.accepting AND r.state = 'open' AND r.closes_at > $10
			AND (a.entered_by IS NULL OR a.entered_by = $3)
		FOR NO KEY UPDATE OF a
	)
	INSERT INTO answers AS stored (trust_id, round_id, response_id, statement, position, escape, basis, note,
		revision, saved_at)
	SELECT held.trust_id, held.round_id, held.id, given.statement, nullif(given.position, 0),
		nullif(given.escape, ''), nullif(given.basis, ''), given.note, given.revision + 1, $10
	FROM held, unnest($4::text[], $5::smallint[], $6::text[], $7::text[], $8::text[], $9::integer[])
		AS given (statement, position, escape, basis, note, revision)
	ON CONFLICT (trust_id, round_id, response_id, statement) DO UPDATE
	SET position = excluded.position, escape = excluded.escape, basis = excluded.basis, note = excluded.note,
		revision = excluded.revision, saved_at = excluded.saved_at
	WHERE stored.revision = excluded.revision - 1
	RETURNING statement, revision`

// columns are the arguments of UpsertAnswers.
func (g given) columns() []any {
	var statements, escapes, bases, notes []string
	var positions []int16
	var revisions []int32
	for _, n := range g.answers {
		statements = append(statements, n.Statement)
		positions = append(positions, int16(n.Position))
		escapes = append(escapes, string(n.Escape))
		bases = append(bases, n.Basis)
		notes = append(notes, n.Note)
		revisions = append(revisions, int32(n.Revision))
	}
	return []any{g.trustID, g.roundID, g.personID, statements, positions, escapes, bases, notes, revisions, g.now}
}

// readRevisions takes what UpsertAnswers gives: the new revisions by statement.
func readRevisions(revisions map[string]int) func(pgx.Rows) error {
	return func(rows pgx.Rows) error {
		var statement string
		var revision int
		_, err := pgx.ForEachRow(rows, []any{&statement, &revision}, func() error {
			revisions[statement] = revision
			return nil
		})
		return err
	}
}

// lockResponse holds the respondent's response, so that the round can't close
// beside the save; it makes one at the first save.
func lockResponse(ctx context.Context, q querier, trustID, roundID, personID string, now time.Time) (string, error) {
	var id string
	err := q.QueryRow(ctx, `
		SELECT a.id::text
		FROM responses a
		JOIN rounds r ON r.trust_id = a.trust_id AND r.id = a.round_id
		WHERE a.trust_id = $1 AND a.round_id = $2 AND a.respondent_id = (`+respondentOf+`)
			AND a.accepting AND r.state = 'open' AND r.closes_at > $4
		FOR NO KEY UPDATE OF a`, trustID, roundID, personID, now).Scan(&id)
	if !errors.Is(err, pgx.ErrNoRows) {
		return id, err
	}
	return startResponse(ctx, q, trustID, roundID, personID, now)
}

// holdOpen holds a round that takes answers until the transaction ends: a closing
// waits, and then sees what was written. Where it takes none, why not.
func holdOpen(ctx context.Context, q querier, trustID, roundID string, now time.Time) error {
	round, err := readRound(ctx, q, `
		SELECT `+roundColumns+`
		FROM rounds r
		WHERE r.trust_id = $1 AND r.id = $2
		FOR SHARE`, trustID, roundID)
	if err != nil {
		return err
	}
	return round.RefuseAnswers(now)
}

// startResponse makes the response of a respondent who has none yet.
func startResponse(ctx context.Context, q querier, trustID, roundID, personID string, now time.Time) (string, error) {
	if err := holdOpen(ctx, q, trustID, roundID, now); err != nil {
		return "", err
	}
	var id string
	err := q.QueryRow(ctx, `
		INSERT INTO responses (trust_id, round_id, respondent_id, started_at)
		SELECT trust_id, round_id, id, $4
		FROM respondents
		WHERE trust_id = $1 AND round_id = $2 AND person_id = $3
		ON CONFLICT (trust_id, round_id, respondent_id) DO UPDATE SET accepting = responses.accepting
		RETURNING id::text`, trustID, roundID, personID, now).Scan(&id)
	return id, notInvited(err)
}

// overtaken tells which answers would have covered newer ones, beside what is stored.
func overtaken(ctx context.Context, q querier, g given, responseID string, revisions map[string]int) error {
	rows, err := q.Query(ctx, `
		SELECT statement, coalesce(position, 0), coalesce(escape, ''), coalesce(basis, ''), note, revision, saved_at
		FROM answers
		WHERE trust_id = $1 AND round_id = $2 AND response_id = $3`, g.trustID, g.roundID, responseID)
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
	for _, n := range g.answers {
		if _, ok := revisions[n.Statement]; !ok {
			conflict.Answers = append(conflict.Answers, audit.Overtaken{Given: n, Stored: stored[n.Statement]})
		}
	}
	return conflict
}
