package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/trust"
)

// roundColumns are in the order of audit.Round's fields.
const roundColumns = `r.id::text, r.trust_id::text, r.title, r.instrument, r.state, r.opens_at, r.closes_at,
	r.minimum, coalesce(r.framework_hash, ''), r.opened_at, r.closed_at`

// AddRound keeps a new draft, under the id that it brings or, where it brings
// none, one that is drawn here, and gives its id. The same draft a second time
// changes nothing; another one under an id that is taken is a fault.Conflict.
func (s *Store) AddRound(ctx context.Context, trustID, personID string, r audit.Round, now time.Time) (string, error) {
	var id string
	err := s.inTrust(ctx, trustID, func(q querier) error {
		err := q.QueryRow(ctx, `
			INSERT INTO rounds (trust_id, id, title, instrument, opens_at, closes_at, minimum, made_at)
			VALUES ($1, coalesce(nullif($2, '')::uuid, gen_random_uuid()), $3, $4, $5, $6, $7, $8)
			ON CONFLICT (trust_id, id) DO NOTHING
			RETURNING id::text`,
			trustID, r.ID, r.Title, r.Instrument, r.OpensAt, r.ClosesAt, r.Minimum, now).Scan(&id)
		if errors.Is(err, pgx.ErrNoRows) {
			id = r.ID
			return refuseOtherPlan(ctx, q, trustID, r)
		}
		if err != nil {
			return err
		}
		return record(ctx, q, Entry{trustID, personID, "drafted a round", id, now})
	})
	if err != nil {
		return "", fmt.Errorf("add a round: %w", err)
	}
	return id, nil
}

// refuseOtherPlan is nil where the round that is kept under the id has the same plan.
func refuseOtherPlan(ctx context.Context, q querier, trustID string, r audit.Round) error {
	kept, err := lockRound(ctx, q, trustID, r.ID)
	if err != nil {
		return err
	}
	if kept.Title == r.Title && kept.Instrument == r.Instrument && kept.Minimum == r.Minimum &&
		kept.OpensAt.Equal(r.OpensAt) && kept.ClosesAt.Equal(r.ClosesAt) {
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
			SET title = $3, instrument = $4, opens_at = $5, closes_at = $6, minimum = $7
			WHERE trust_id = $1 AND id = $2`,
			trustID, r.ID, r.Title, r.Instrument, r.OpensAt, r.ClosesAt, r.Minimum)
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

// lockRound reads a round and holds it until the transaction ends.
func lockRound(ctx context.Context, q querier, trustID, roundID string) (audit.Round, error) {
	return readRound(ctx, q, `
		SELECT `+roundColumns+`
		FROM rounds r
		WHERE r.trust_id = $1 AND r.id = $2
		FOR UPDATE`, trustID, roundID)
}

func readRound(ctx context.Context, q querier, sql string, args ...any) (audit.Round, error) {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return audit.Round{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[audit.Round])
}

// SetRespondents says who is invited to a draft, and in which group; whoever
// was invited before and is not in the list no longer is.
func (s *Store) SetRespondents(ctx context.Context, trustID, roundID string, invited map[string]trust.Group) error {
	people, groups := make([]string, 0, len(invited)), make([]string, 0, len(invited))
	for person, group := range invited {
		people, groups = append(people, person), append(groups, string(group))
	}
	err := s.inTrust(ctx, trustID, func(q querier) error {
		stored, err := lockRound(ctx, q, trustID, roundID)
		if err != nil {
			return err
		}
		if stored.State != audit.Draft {
			return audit.ErrNotDraft
		}
		batch := &pgx.Batch{}
		batch.Queue(`
			DELETE FROM respondents
			WHERE trust_id = $1 AND round_id = $2 AND person_id <> ALL ($3::uuid[])`, trustID, roundID, people)
		batch.Queue(`
			INSERT INTO respondents (trust_id, round_id, person_id, respondent_group)
			SELECT $1, $2, chosen.person_id, chosen.respondent_group
			FROM unnest($3::uuid[], $4::text[]) AS chosen (person_id, respondent_group)
			JOIN memberships m ON m.trust_id = $1 AND m.person_id = chosen.person_id AND m.ended_at IS NULL
			ON CONFLICT (trust_id, round_id, person_id)
			DO UPDATE SET respondent_group = excluded.respondent_group`, trustID, roundID, people, groups)
		return q.SendBatch(ctx, batch).Close()
	})
	if err != nil {
		return fmt.Errorf("choose the respondents of round %s: %w", roundID, err)
	}
	return nil
}

// Progress lists who is invited to a round and how far each has come, by group and name.
func (s *Store) Progress(ctx context.Context, trustID, roundID string) ([]audit.Progress, error) {
	var found []audit.Progress
	err := s.inTrust(ctx, trustID, func(q querier) error {
		rows, err := q.Query(ctx, `
			SELECT i.id::text, i.person_id::text, m.name, i.respondent_group,
				CASE WHEN a.submitted_at IS NOT NULL THEN 'submitted'
					WHEN a.id IS NOT NULL THEN 'in progress'
					ELSE 'not started' END
			FROM respondents i
			JOIN memberships m ON m.trust_id = i.trust_id AND m.person_id = i.person_id
			LEFT JOIN responses a ON a.trust_id = i.trust_id AND a.round_id = i.round_id AND a.respondent_id = i.id
			WHERE i.trust_id = $1 AND i.round_id = $2
			ORDER BY array_position(ARRAY['trustees', 'executives', 'local-governors', 'members'], i.respondent_group),
				m.name, i.id`, trustID, roundID)
		if err != nil {
			return err
		}
		found, err = collect[audit.Progress](rows)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the progress of round %s: %w", roundID, err)
	}
	return found, nil
}

// OpenRound opens a draft and pins it to the text of the framework.
func (s *Store) OpenRound(ctx context.Context, trustID, roundID, personID string, text []byte, now time.Time) error {
	hash := framework.Hash(text)
	err := s.inTrust(ctx, trustID, func(q querier) error {
		stored, err := lockRound(ctx, q, trustID, roundID)
		if err != nil {
			return err
		}
		var invited int
		err = q.QueryRow(ctx, `SELECT count(*) FROM respondents WHERE trust_id = $1 AND round_id = $2`, trustID, roundID).Scan(&invited)
		if err != nil {
			return err
		}
		if err := stored.CheckOpen(invited, now); err != nil {
			return err
		}
		batch := &pgx.Batch{}
		batch.Queue(`INSERT INTO framework_texts (hash, text) VALUES ($1, $2) ON CONFLICT DO NOTHING`, hash, text)
		batch.Queue(`
			UPDATE rounds
			SET state = 'open', opened_at = $3, framework_hash = $4
			WHERE trust_id = $1 AND id = $2`, trustID, roundID, now, hash)
		if err := q.SendBatch(ctx, batch).Close(); err != nil {
			return err
		}
		return record(ctx, q, Entry{trustID, personID, "opened a round", roundID, now})
	})
	if err != nil {
		return fmt.Errorf("open round %s: %w", roundID, err)
	}
	return nil
}

// Framework reads the text that a round was opened with.
func (s *Store) Framework(ctx context.Context, hash string) (*framework.Framework, error) {
	if known, ok := s.frameworks.Load(hash); ok {
		return known.(*framework.Framework), nil
	}
	var text []byte
	err := s.inGround(ctx, func(q querier) error {
		return q.QueryRow(ctx, `SELECT text FROM framework_texts WHERE hash = $1`, hash).Scan(&text)
	})
	if err != nil {
		return nil, fmt.Errorf("find the framework text %s: %w", hash, err)
	}
	f, err := framework.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("read the framework text %s: %w", hash, err)
	}
	s.frameworks.Store(hash, f)
	return f, nil
}

// asked names a questionnaire: an instrument of a framework's text.
type asked struct{ hash, instrument string }

// Questionnaire lays out what a round asks, by the text that it was opened
// with. Whoever gets it only reads it.
func (s *Store) Questionnaire(ctx context.Context, hash, instrument string) (audit.Questionnaire, error) {
	if known, ok := s.questionnaires.Load(asked{hash, instrument}); ok {
		return known.(audit.Questionnaire), nil
	}
	f, err := s.Framework(ctx, hash)
	if err != nil {
		return audit.Questionnaire{}, err
	}
	q, err := audit.NewQuestionnaire(f, instrument)
	if err != nil {
		return audit.Questionnaire{}, fmt.Errorf("lay out the text %s: %w", hash, err)
	}
	s.questionnaires.Store(asked{hash, instrument}, q)
	return q, nil
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
