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

// OpenRound opens a draft, pins it to the text of the framework, and has its
// invitations sent. The person is "" where the program does it by itself: then
// it is audit.ErrNotDue unless that is still planned, and its time has come.
func (s *Store) OpenRound(ctx context.Context, trustID, roundID, personID string, text []byte, now time.Time) error {
	hash := framework.Hash(text)
	err := s.inTrustTx(ctx, trustID, func(tx pgx.Tx) error {
		stored, err := lockRound(ctx, tx, trustID, roundID)
		if err != nil {
			return err
		}
		if personID == "" && !stored.OpensNow(now) {
			return audit.ErrNotDue
		}
		var invited int
		err = tx.QueryRow(ctx, `SELECT count(*) FROM respondents WHERE trust_id = $1 AND round_id = $2`, trustID, roundID).Scan(&invited)
		if err != nil {
			return err
		}
		if err := stored.CheckOpen(invited, now); err != nil {
			return err
		}
		if stored.LocalTier, err = s.settleQuestions(ctx, tx, stored, hash, text); err != nil {
			return err
		}
		stored.OpenedAt = &now
		batch := &pgx.Batch{}
		batch.Queue(`INSERT INTO framework_texts (hash, text) VALUES ($1, $2) ON CONFLICT DO NOTHING`, hash, text)
		batch.Queue(`
			UPDATE rounds
			SET state = 'open', opened_at = $3, framework_hash = $4, next_reminder_at = $5, local_tier = $6, opening_missed_at = NULL
			WHERE trust_id = $1 AND id = $2`, trustID, roundID, now, hash, stored.NextReminder(now), stored.LocalTier)
		if err := tx.SendBatch(ctx, batch).Close(); err != nil {
			return err
		}
		if _, err := s.invite(ctx, tx, stored, now); err != nil {
			return err
		}
		return record(ctx, tx, Entry{TrustID: trustID, PersonID: personID, Deed: "opened a round", Thing: roundID, At: now})
	})
	if err != nil {
		return fmt.Errorf("open round %s: %w", roundID, err)
	}
	return nil
}

// settleQuestions gives the local tier that the trust has, which says with the
// text what the round asks. audit.ErrNotOffered; audit.ErrNothingFits;
// audit.ErrOwnWithoutDomain.
func (s *Store) settleQuestions(ctx context.Context, q querier, round audit.Round, hash string, text []byte) (trust.LocalTier, error) {
	inService, err := s.parse(hash, text)
	if err != nil {
		return "", err
	}
	if _, offered := inService.Instrument(round.Instrument); !offered {
		return "", audit.ErrNotOffered
	}
	settings, err := readSettings(ctx, q, round.TrustID)
	if err != nil {
		return "", err
	}
	questionnaire, err := audit.NewQuestionnaire(inService, round.Instrument)
	if err != nil {
		return "", err
	}
	added, err := readOwn(ctx, q, round.TrustID, round.ID)
	questionnaire = questionnaire.For(settings.LocalTier)
	switch {
	case err != nil:
	case len(questionnaire.Domains) == 0:
		err = audit.ErrNothingFits
	case len(questionnaire.WithoutDomain(added)) > 0:
		err = audit.ErrOwnWithoutDomain
	}
	return settings.LocalTier, err
}

// OpenByDate opens a draft that was to open by itself. Where its plan does not
// allow that, the opening is called off, and the governance professionals are told.
func (s *Store) OpenByDate(ctx context.Context, trustID, roundID string, text []byte, now time.Time) error {
	err := s.OpenRound(ctx, trustID, roundID, "", text, now)
	if errors.Is(err, fault.Invalid) {
		return s.leaveToAPerson(ctx, trustID, roundID, audit.OpeningMissedMessage, now)
	}
	return err
}

// CloseByDate closes a round whose closing date has passed. One with fewer
// responses than its minimum is left to a person, and the governance
// professionals are told: its report could only withhold everything, for good.
func (s *Store) CloseByDate(ctx context.Context, trustID, roundID string, now time.Time) error {
	err := s.CloseRound(ctx, trustID, roundID, "", now)
	if errors.Is(err, audit.ErrTooFew) {
		return s.leaveToAPerson(ctx, trustID, roundID, audit.ClosingHeldMessage, now)
	}
	return err
}

// leaveToAPerson calls off what the program was to do by itself, and tells the
// governance professionals; kind says which of the two it was.
func (s *Store) leaveToAPerson(ctx context.Context, trustID, roundID string, kind audit.MessageKind, now time.Time) error {
	callOff, deed := `
		UPDATE rounds SET opens_by_date = false, opening_missed_at = $3
		WHERE trust_id = $1 AND id = $2 AND state = 'draft' AND opens_by_date AND opens_at <= $3`, "could not open a round by its date"
	if kind == audit.ClosingHeldMessage {
		callOff, deed = `
		UPDATE rounds SET closes_by_date = false, closing_held_at = $3
		WHERE trust_id = $1 AND id = $2 AND state = 'open' AND closes_by_date AND closes_at <= $3`, "held the closing of a round, for want of responses"
	}
	err := s.inTrustTx(ctx, trustID, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, callOff, trustID, roundID, now)
		if err != nil || tag.RowsAffected() == 0 { // a person was quicker
			return err
		}
		occasion := string(kind) + " " + now.UTC().Format(time.RFC3339)
		if err := s.tell(ctx, tx, trustID, roundID, kind, occasion, []trust.Role{trust.GovernanceProfessional}, now); err != nil {
			return err
		}
		return record(ctx, tx, Entry{TrustID: trustID, Deed: deed, Thing: roundID, At: now})
	})
	if err != nil {
		return fmt.Errorf("leave round %s to a person: %w", roundID, err)
	}
	return nil
}

// ExtendRound moves the closing of an open round to a later instant.
func (s *Store) ExtendRound(ctx context.Context, trustID, roundID, personID string, closesAt time.Time, byDate bool, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		stored, err := lockRound(ctx, q, trustID, roundID)
		if err != nil {
			return err
		}
		if err := stored.CheckExtend(closesAt, now); err != nil {
			return err
		}
		stored.ClosesAt = closesAt
		_, err = q.Exec(ctx, `
			UPDATE rounds
			SET closes_at = $3, closes_by_date = $4, next_reminder_at = $5, closing_held_at = NULL
			WHERE trust_id = $1 AND id = $2`, trustID, roundID, closesAt, byDate, stored.NextReminder(now))
		if err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: personID, Deed: "extended a round", Thing: roundID, At: now})
	})
	if err != nil {
		return fmt.Errorf("extend round %s: %w", roundID, err)
	}
	return nil
}

// ChangeMessages changes what a round's messages say, and its schedule, until it closes.
func (s *Store) ChangeMessages(ctx context.Context, trustID, roundID string, m audit.Messages, now time.Time) error {
	if err := m.Check(); err != nil {
		return fmt.Errorf("change the messages of round %s: %w", roundID, err)
	}
	err := s.inTrust(ctx, trustID, func(q querier) error {
		stored, err := lockRound(ctx, q, trustID, roundID)
		if err != nil {
			return err
		}
		if stored.State == audit.Closed {
			return audit.ErrRoundClosed
		}
		stored.Messages = m
		var next *time.Time
		if stored.State == audit.Open {
			next = stored.NextReminder(now)
		}
		_, err = q.Exec(ctx, `
			UPDATE rounds
			SET invitation_words = $3, reminder_words = $4, reminder_days = coalesce($5, '{}'::smallint[]), next_reminder_at = $6
			WHERE trust_id = $1 AND id = $2`, trustID, roundID, m.InvitationWords, m.ReminderWords, m.ReminderDays, next)
		return err
	})
	if err != nil {
		return fmt.Errorf("change the messages of round %s: %w", roundID, err)
	}
	return nil
}

// CopyRound drafts a round like a past one: its questionnaire, what the trust
// added to it, messages, schedule and minimum, those of its respondents who still belong to the trust,
// and the same days between opening and closing. The copy's id comes from the
// form, so that the same form sent twice makes one copy.
func (s *Store) CopyRound(ctx context.Context, trustID, roundID, personID, copyID string, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		past, err := readRound(ctx, q, `SELECT `+roundColumns+` FROM rounds r WHERE r.trust_id = $1 AND r.id = $2`, trustID, roundID)
		if err != nil {
			return err
		}
		planned := past.Copy(now)
		planned.ID = copyID
		_, added, err := addRound(ctx, q, personID, planned, now)
		if err != nil || !added {
			return err
		}
		_, err = q.Exec(ctx, `
			INSERT INTO respondents (trust_id, round_id, person_id, respondent_group)
			SELECT i.trust_id, $3, i.person_id, i.respondent_group
			FROM respondents i
			JOIN memberships m ON m.trust_id = i.trust_id AND m.person_id = i.person_id AND m.ended_at IS NULL
			WHERE i.trust_id = $1 AND i.round_id = $2`, trustID, roundID, copyID)
		if err != nil {
			return err
		}
		return copyOwn(ctx, q, past, planned, personID, now)
	})
	if err != nil {
		return fmt.Errorf("copy round %s: %w", roundID, err)
	}
	return nil
}

// DiscardDraft removes a draft and all that was planned for it. audit.ErrNotDraft
// once it was opened.
func (s *Store) DiscardDraft(ctx context.Context, trustID, roundID, personID string, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		stored, err := lockRound(ctx, q, trustID, roundID)
		if err != nil {
			return err
		}
		if stored.State != audit.Draft {
			return audit.ErrNotDraft
		}
		batch := &pgx.Batch{}
		batch.Queue(`DELETE FROM respondents WHERE trust_id = $1 AND round_id = $2`, trustID, roundID)
		batch.Queue(`DELETE FROM own_statements WHERE trust_id = $1 AND round_id = $2`, trustID, roundID)
		batch.Queue(`DELETE FROM rounds WHERE trust_id = $1 AND id = $2`, trustID, roundID)
		if err := q.SendBatch(ctx, batch).Close(); err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: personID, Deed: "discarded a draft", Thing: roundID, At: now})
	})
	if err != nil {
		return fmt.Errorf("discard draft %s: %w", roundID, err)
	}
	return nil
}
