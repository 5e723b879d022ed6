package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/paper"
)

// AddPaper keeps what was read from a paper form until it is saved, for an hour
// at most, and gives its id. paper.ErrOwn; paper.ErrAnswered; fault.NotFound for
// whoever is not invited; what audit.Round.RefuseAnswers says.
func (s *Store) AddPaper(ctx context.Context, trustID, byID string, e paper.Entry, now time.Time) (string, error) {
	var id string
	err := s.inTrust(ctx, trustID, func(q querier) error {
		if _, err := paperRespondent(ctx, q, trustID, byID, e, now); err != nil {
			return err
		}
		return q.QueryRow(ctx, `
			INSERT INTO uploads (trust_id, person_id, round_id, respondent_person_id, paper, uploaded_at, expires_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7)
			RETURNING id::text`,
			trustID, byID, e.RoundID, e.PersonID, keptPaper{e.Way, e.Filled}, now, now.Add(paper.Lifetime)).Scan(&id)
	})
	if err != nil {
		return "", fmt.Errorf("keep a paper form of round %s: %w", e.RoundID, err)
	}
	return id, nil
}

// keptPaper is an entry as it is kept.
type keptPaper struct {
	Way    paper.Way
	Filled paper.Filled
}

// paperRespondent finds whose response on paper it is, and refuses what may not
// be entered. It holds the round until the transaction ends.
func paperRespondent(ctx context.Context, q querier, trustID, byID string, e paper.Entry, now time.Time) (respondentID string, err error) {
	if err := holdOpen(ctx, q, trustID, e.RoundID, now); err != nil {
		return "", err
	}
	var answered bool
	err = q.QueryRow(ctx, `
		SELECT i.id::text, EXISTS (
			SELECT FROM responses a WHERE a.trust_id = i.trust_id AND a.round_id = i.round_id AND a.respondent_id = i.id
		)
		FROM respondents i
		WHERE i.trust_id = $1 AND i.round_id = $2 AND i.person_id = $3`, trustID, e.RoundID, e.PersonID).Scan(&respondentID, &answered)
	switch {
	case err != nil:
		return "", notInvited(err)
	case e.PersonID == byID:
		return "", paper.ErrOwn
	case answered:
		return "", paper.ErrAnswered
	}
	return respondentID, nil
}

// Paper gives what was read from a paper form to whoever entered it, and to
// nobody else. paper.ErrOver; paper.ErrSaved.
func (s *Store) Paper(ctx context.Context, trustID, roundID, byID, paperID string, now time.Time) (paper.Entry, error) {
	var found paper.Entry
	err := s.inTrust(ctx, trustID, func(q querier) (err error) {
		found, err = readPaper(ctx, q, trustID, roundID, byID, paperID, now)
		return err
	})
	if err != nil {
		return paper.Entry{}, fmt.Errorf("find a paper form of round %s: %w", roundID, err)
	}
	return found, nil
}

// readPaper holds the entry until the transaction ends.
func readPaper(ctx context.Context, q querier, trustID, roundID, byID, paperID string, now time.Time) (paper.Entry, error) {
	e := paper.Entry{ID: paperID, RoundID: roundID}
	var kept keptPaper
	var expires time.Time
	var applied *time.Time
	err := q.QueryRow(ctx, `
		SELECT respondent_person_id::text, paper, expires_at, applied_at
		FROM uploads
		WHERE trust_id = $1 AND round_id = $2 AND person_id = $3 AND id = $4 AND paper IS NOT NULL
		FOR UPDATE`, trustID, roundID, byID, paperID).Scan(&e.PersonID, &kept, &expires, &applied)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return paper.Entry{}, paper.ErrOver
	case err != nil:
		return paper.Entry{}, err
	case applied != nil:
		return paper.Entry{}, paper.ErrSaved
	case !now.Before(expires):
		return paper.Entry{}, paper.ErrOver
	}
	e.Way, e.Filled = kept.Way, kept.Filled
	return e, nil
}

// DropPaper forgets what was read from a paper form; what is not there is forgotten already.
func (s *Store) DropPaper(ctx context.Context, trustID, roundID, byID, paperID string) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		_, err := q.Exec(ctx, `
			DELETE FROM uploads
			WHERE trust_id = $1 AND round_id = $2 AND person_id = $3 AND id = $4 AND paper IS NOT NULL AND applied_at IS NULL`,
			trustID, roundID, byID, paperID)
		return err
	})
	if err != nil {
		return fmt.Errorf("forget a paper form of round %s: %w", roundID, err)
	}
	return nil
}

// SavePaper makes a response of a paper form, submitted at once and marked as
// entered by somebody else. Nothing of it can be opened by them afterwards. It
// refuses what AddPaper refuses; paper.ErrOver; paper.ErrSaved.
func (s *Store) SavePaper(ctx context.Context, trustID, byID string, e paper.Entry, answers []audit.Answer, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		kept, err := readPaper(ctx, q, trustID, e.RoundID, byID, e.ID, now)
		if err != nil {
			return err
		}
		respondentID, err := paperRespondent(ctx, q, trustID, byID, kept, now)
		if err != nil {
			return err
		}
		if err := insertPaper(ctx, q, respondentID, byID, given{trustID, e.RoundID, kept.PersonID, answers, now}); err != nil {
			return err
		}
		_, err = q.Exec(ctx, `
			UPDATE uploads
			SET applied_at = $3, paper = '{}'
			WHERE trust_id = $1 AND id = $2`, trustID, e.ID, now)
		if err != nil {
			return err
		}
		return record(ctx, q, Entry{
			TrustID: trustID, PersonID: byID, Deed: kept.Way.Deed(), Thing: e.RoundID, About: kept.PersonID, At: now,
		})
	})
	if err != nil {
		return fmt.Errorf("save a paper form of round %s: %w", e.RoundID, err)
	}
	return nil
}

// insertPaper writes a response whole. A first save of the respondent's own
// beside it waits, and then changes this one; one that came first has it refused.
func insertPaper(ctx context.Context, q querier, respondentID, byID string, g given) error {
	var id string
	err := q.QueryRow(ctx, `
		INSERT INTO responses (trust_id, round_id, respondent_id, entered_by, started_at, submitted_at)
		VALUES ($1, $2, $3, $4, $5, $5)
		ON CONFLICT (trust_id, round_id, respondent_id) DO NOTHING
		RETURNING id::text`, g.trustID, g.roundID, respondentID, byID, g.now).Scan(&id)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return paper.ErrAnswered
	case err != nil:
		return err
	}
	columns := g.columns()
	columns[2] = id // a response, where a save names the respondent
	_, err = q.Exec(ctx, `
		INSERT INTO answers (trust_id, round_id, response_id, statement, position, escape, basis, note, revision, saved_at)
		SELECT $1, $2, $3, given.statement, nullif(given.position, 0), nullif(given.escape, ''), nullif(given.basis, ''),
			given.note, given.revision + 1, $10
		FROM unnest($4::text[], $5::smallint[], $6::text[], $7::text[], $8::text[], $9::integer[])
			AS given (statement, position, escape, basis, note, revision)`, columns...)
	return err
}

// makeOwn gives a response that somebody else typed in to the respondent, who
// has changed or confirmed it: from then on it counts as their own.
func makeOwn(ctx context.Context, q querier, responseID string, g given) error {
	done, err := q.Exec(ctx, `
		UPDATE responses
		SET entered_by = $4
		WHERE trust_id = $1 AND round_id = $2 AND id = $3 AND entered_by <> $4`, g.trustID, g.roundID, responseID, g.personID)
	if err != nil || done.RowsAffected() == 0 {
		return err
	}
	return record(ctx, q, Entry{
		TrustID: g.trustID, PersonID: g.personID, Deed: "took over a response that was entered for them from paper", Thing: g.roundID, At: g.now,
	})
}
