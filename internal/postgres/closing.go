package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/internal/report"
)

// CloseRound closes an open round, keeps its report, and has whoever may read it
// told, in one transaction: no answer is taken after the figures were. audit.ErrAlreadyClosed the second time.
// The person is "" where the program does it by itself: then it is audit.ErrNotDue unless that is still planned, and
// its time has come, and audit.ErrTooFew where everything would be withheld.
func (s *Store) CloseRound(ctx context.Context, trustID, roundID, personID string, now time.Time) error {
	planned, err := s.Round(ctx, trustID, roundID)
	if err != nil {
		return err
	}
	if err := planned.CheckClose(); err != nil {
		return fmt.Errorf("close round %s: %w", roundID, err)
	}
	questionnaire, err := s.Questionnaire(ctx, planned)
	if err != nil {
		return fmt.Errorf("close round %s: %w", roundID, err)
	}
	earlier, err := s.earlier(ctx, planned)
	if err != nil {
		return fmt.Errorf("close round %s: %w", roundID, err)
	}
	err = s.inTrustTx(ctx, trustID, func(q pgx.Tx) error {
		round, err := stopAnswers(ctx, q, trustID, roundID, personID, now)
		if err != nil {
			return err
		}
		in, err := reportInput(ctx, q, round, questionnaire)
		if err != nil {
			return err
		}
		if in.Earlier = earlier; earlier != nil {
			if earlier.Returned, err = countReturned(ctx, q, trustID, earlier.Round, roundID); err != nil {
				return err
			}
		}
		computed, err := report.Compute(in)
		if err != nil {
			return err
		}
		if personID == "" && computed.Withheld {
			return audit.ErrTooFew
		}
		if err := keepReport(ctx, q, trustID, roundID, computed, now); err != nil {
			return err
		}
		readers := identity.ReadersOf(round.SharedWithAll)
		if err := s.tell(ctx, q, trustID, roundID, audit.ReportReadyMessage, string(audit.ReportReadyMessage), readers, now); err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: personID, Deed: "closed a round", Thing: roundID, At: now})
	})
	if err != nil {
		return fmt.Errorf("close round %s: %w", roundID, err)
	}
	return nil
}

// stopAnswers marks the round as closed. Marking its responses waits for the
// saves that hold one; whoever comes after finds it accepting no more.
func stopAnswers(ctx context.Context, q querier, trustID, roundID, personID string, now time.Time) (audit.Round, error) {
	round, err := lockRound(ctx, q, trustID, roundID)
	if err != nil {
		return audit.Round{}, err
	}
	if err := round.CheckClose(); err != nil {
		return audit.Round{}, err
	}
	if personID == "" && !round.ClosesNow(now) {
		return audit.Round{}, audit.ErrNotDue
	}
	batch := &pgx.Batch{}
	batch.Queue(`UPDATE responses SET accepting = false WHERE trust_id = $1 AND round_id = $2`, trustID, roundID)
	batch.Queue(`UPDATE rounds SET state = 'closed', closed_at = $3, next_reminder_at = NULL WHERE trust_id = $1 AND id = $2`, trustID, roundID, now)
	if err := q.SendBatch(ctx, batch).Close(); err != nil {
		return audit.Round{}, err
	}
	round.State, round.ClosedAt = audit.Closed, &now
	return round, nil
}

// reportInput reads who was invited and every submitted response.
func reportInput(ctx context.Context, q querier, round audit.Round, questionnaire audit.Questionnaire) (report.Input, error) {
	in := report.Input{
		Framework: questionnaire.Framework, FrameworkHash: round.FrameworkHash, Instrument: questionnaire.Instrument,
		Minimum: round.Minimum, ClosedAt: *round.ClosedAt,
	}
	for _, s := range questionnaire.Statements() {
		in.Asked = append(in.Asked, s.ID)
	}
	responses, err := submittedResponses(ctx, q, round)
	if err != nil {
		return report.Input{}, err
	}
	in.Responses = responses
	rows, err := q.Query(ctx, `
		SELECT i.respondent_group, count(*), count(a.submitted_at)
		FROM respondents i
		LEFT JOIN responses a ON a.trust_id = i.trust_id AND a.round_id = i.round_id AND a.respondent_id = i.id
		WHERE i.trust_id = $1 AND i.round_id = $2
		GROUP BY i.respondent_group
		ORDER BY array_position(ARRAY['trustees', 'executives', 'local-governors', 'members'], i.respondent_group)`,
		round.TrustID, round.ID)
	if err != nil {
		return report.Input{}, err
	}
	in.Groups, err = collect[report.Group](rows)
	return in, err
}

func submittedResponses(ctx context.Context, q querier, round audit.Round) ([]report.Response, error) {
	rows, err := q.Query(ctx, `
		SELECT a.id::text, i.respondent_group, a.entered_by IS NOT NULL AND a.entered_by <> i.person_id,
			coalesce(n.statement, ''), coalesce(n.position, 0), coalesce(n.escape, ''), coalesce(n.basis, ''),
			coalesce(n.note, '')
		FROM responses a
		JOIN respondents i ON i.trust_id = a.trust_id AND i.round_id = a.round_id AND i.id = a.respondent_id
		LEFT JOIN answers n ON n.trust_id = a.trust_id AND n.round_id = a.round_id AND n.response_id = a.id
		WHERE a.trust_id = $1 AND a.round_id = $2 AND a.submitted_at IS NOT NULL
		ORDER BY a.id, n.statement`, round.TrustID, round.ID)
	if err != nil {
		return nil, err
	}
	var responses []report.Response
	var id, last, group, escape string
	var enteredByOther bool
	var n report.Answer
	_, err = pgx.ForEachRow(rows, []any{&id, &group, &enteredByOther, &n.Statement, &n.Position, &escape, &n.Basis, &n.Note}, func() error {
		if id != last {
			responses = append(responses, report.Response{Group: group, EnteredByOther: enteredByOther})
			last = id
		}
		if n.Statement == "" { // submitted without a single answer
			return nil
		}
		n.Unknown, n.Apart = escape == string(audit.Unknown), escape == string(audit.Apart)
		current := &responses[len(responses)-1]
		current.Answers = append(current.Answers, n)
		return nil
	})
	return responses, err
}

func keepReport(ctx context.Context, q querier, trustID, roundID string, r report.Report, now time.Time) error {
	text, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("write a report: %w", err)
	}
	hash, err := report.Hash(r)
	if err != nil {
		return err
	}
	_, err = q.Exec(ctx, `
		INSERT INTO reports (trust_id, round_id, method, hash, report, computed_at)
		VALUES ($1, $2, $3, $4, $5, $6)`, trustID, roundID, r.Method, hash, text, now)
	return err
}

// Report gives the report of a closed round. fault.NotFound while there is none.
func (s *Store) Report(ctx context.Context, trustID, roundID string) (audit.Round, report.Report, error) {
	var round audit.Round
	var hash string
	batch := &pgx.Batch{}
	batch.Queue(setTrust, trustID)
	batch.Queue(`SELECT `+roundColumns+` FROM rounds r WHERE r.trust_id = $1 AND r.id = $2`, trustID, roundID).Query(func(rows pgx.Rows) (err error) {
		round, err = pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[audit.Round])
		return err
	})
	batch.Queue(`SELECT hash FROM reports WHERE trust_id = $1 AND round_id = $2`, trustID, roundID).QueryRow(func(row pgx.Row) error {
		return row.Scan(&hash)
	})
	if err := classify(s.pool.SendBatch(ctx, batch).Close()); err != nil {
		return audit.Round{}, report.Report{}, fmt.Errorf("find the report of round %s: %w", roundID, err)
	}
	key := reportKey{trustID, roundID, hash}
	if r, known := s.reports.get(key); known {
		return round, r, nil
	}
	r, err := s.readReport(ctx, trustID, roundID)
	if err != nil {
		return audit.Round{}, report.Report{}, fmt.Errorf("read the report of round %s: %w", roundID, err)
	}
	s.reports.keep(key, r)
	return round, r, nil
}

func (s *Store) readReport(ctx context.Context, trustID, roundID string) (report.Report, error) {
	var text []byte
	err := s.inTrust(ctx, trustID, func(q querier) error {
		return q.QueryRow(ctx, `SELECT report FROM reports WHERE trust_id = $1 AND round_id = $2`, trustID, roundID).Scan(&text)
	})
	if err != nil {
		return report.Report{}, err
	}
	return report.Read(text)
}
