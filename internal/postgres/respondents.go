package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
)

// SetRespondents says who is invited to a draft, and in which group; whoever
// was invited before and is not in the list no longer is.
func (s *Store) SetRespondents(ctx context.Context, trustID, roundID string, invited map[string]trust.Group) error {
	people, groups := invitedColumns(invited)
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
			WHERE trust_id = $1 AND round_id = $2 AND person_id <> ALL (coalesce($3::uuid[], '{}'))`, trustID, roundID, people)
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
					ELSE 'not started' END,
				i.no_reminders_at IS NOT NULL,
				coalesce((SELECT e.name FROM memberships e
					WHERE e.trust_id = a.trust_id AND e.person_id = a.entered_by AND a.entered_by <> i.person_id), '')
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

// AddRespondents invites more people to an open round; whoever is invited
// already stays as they are.
func (s *Store) AddRespondents(ctx context.Context, trustID, roundID, personID string, invited map[string]trust.Group, now time.Time) error {
	people, groups := invitedColumns(invited)
	err := s.inTrustTx(ctx, trustID, func(tx pgx.Tx) error {
		round, err := lockRound(ctx, tx, trustID, roundID)
		if err != nil {
			return err
		}
		if err := round.RefuseAnswers(now); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `
			INSERT INTO respondents (trust_id, round_id, person_id, respondent_group)
			SELECT $1, $2, chosen.person_id, chosen.respondent_group
			FROM unnest($3::uuid[], $4::text[]) AS chosen (person_id, respondent_group)
			JOIN memberships m ON m.trust_id = $1 AND m.person_id = chosen.person_id AND m.ended_at IS NULL
			ON CONFLICT (trust_id, round_id, person_id) DO NOTHING
			RETURNING person_id::text`, trustID, roundID, people, groups)
		if err != nil {
			return err
		}
		added, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return err
		}
		for _, about := range added {
			entry := Entry{TrustID: trustID, PersonID: personID, Deed: "added a respondent to an open round", Thing: roundID, About: about, At: now}
			if err := record(ctx, tx, entry); err != nil {
				return err
			}
		}
		_, err = s.invite(ctx, tx, round, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("add respondents to round %s: %w", roundID, err)
	}
	return nil
}

// TakeOut takes somebody out of an open round, and their answers with them.
// fault.NotFound for whoever is not in it.
func (s *Store) TakeOut(ctx context.Context, trustID, roundID, byID, personID string, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		round, err := lockRound(ctx, q, trustID, roundID)
		if err != nil {
			return err
		}
		if err := round.CheckClose(); err != nil { // as for closing: only while it is open
			return err
		}
		// Their messages are held before they are, as by whoever sends one. Invited
		// again later, they get an invitation again, and no old link works.
		_, err = q.Exec(ctx, `
			UPDATE messages
			SET state = CASE state WHEN 'waiting' THEN 'dropped' ELSE state END,
				occasion = CASE occasion WHEN 'invitation' THEN 'invitation, taken out ' || $4 ELSE occasion END,
				link_used_at = coalesce(link_used_at, $5)
			WHERE trust_id = $1 AND round_id = $2 AND person_id = $3`,
			trustID, roundID, personID, now.UTC().Format(time.RFC3339Nano), now)
		if err != nil {
			return err
		}
		// Holding the respondent keeps a first save of theirs from slipping in.
		var id string
		err = q.QueryRow(ctx, `
			SELECT id::text FROM respondents
			WHERE trust_id = $1 AND round_id = $2 AND person_id = $3
			FOR UPDATE`, trustID, roundID, personID).Scan(&id)
		if err != nil {
			return notInvited(err)
		}
		batch := &pgx.Batch{}
		batch.Queue(`UPDATE responses SET accepting = false WHERE trust_id = $1 AND round_id = $2 AND respondent_id = $3`, trustID, roundID, id)
		batch.Queue(`
			DELETE FROM answers WHERE trust_id = $1 AND round_id = $2 AND response_id = (`+responseOf+`)`, trustID, roundID, personID)
		batch.Queue(`DELETE FROM responses WHERE trust_id = $1 AND round_id = $2 AND respondent_id = $3`, trustID, roundID, id)
		batch.Queue(`DELETE FROM respondents WHERE trust_id = $1 AND round_id = $2 AND id = $3`, trustID, roundID, id)
		if err := q.SendBatch(ctx, batch).Close(); err != nil {
			return err
		}
		return record(ctx, q, Entry{
			TrustID: trustID, PersonID: byID, Deed: "took a respondent out of a round, and their answers with them",
			Thing: roundID, About: personID, At: now,
		})
	})
	if err != nil {
		return fmt.Errorf("take a respondent out of round %s: %w", roundID, err)
	}
	return nil
}

// invitedColumns are who is invited, and in which group, as a statement takes them.
func invitedColumns(invited map[string]trust.Group) (people, groups []string) {
	for person, group := range invited {
		people, groups = append(people, person), append(groups, string(group))
	}
	return people, groups
}
