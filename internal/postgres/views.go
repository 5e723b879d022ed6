package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/conversation"
)

// viewColumns are a version of an agreed view, v, with the name of m, who recorded it.
const viewColumns = `v.statement, coalesce(v.position, 0), v.why, v.revision, m.name, v.recorded_by::text, v.recorded_at`

// selectLastViews reads what was agreed last of each statement of a round.
const selectLastViews = `
	SELECT DISTINCT ON (v.statement) ` + viewColumns + `
	FROM agreed_views v
	JOIN memberships m ON m.trust_id = v.trust_id AND m.person_id = v.recorded_by
	WHERE v.trust_id = $1 AND v.round_id = $2
	ORDER BY v.statement, v.revision DESC`

// AgreedViews gives what the board agreed last of each statement of a round, in
// the order of their ids; those of which nothing was ever recorded are not in
// it. It takes one round trip: pages of the report ask for it.
func (s *Store) AgreedViews(ctx context.Context, trustID, roundID string) ([]conversation.View, error) {
	var views []conversation.View
	err := s.queryInTrust(ctx, trustID, func(rows pgx.Rows) (err error) {
		views, err = collect[conversation.View](rows)
		return err
	}, selectLastViews, trustID, roundID)
	if err != nil {
		return nil, fmt.Errorf("read the agreed views of round %s: %w", roundID, err)
	}
	return views, nil
}

// AgreedViewVersions gives every version of what was agreed of one statement,
// the newest first; none where nothing was ever recorded.
func (s *Store) AgreedViewVersions(ctx context.Context, trustID, roundID, statement string) ([]conversation.View, error) {
	var versions []conversation.View
	err := s.inTrust(ctx, trustID, func(q querier) error {
		rows, err := q.Query(ctx, `
			SELECT `+viewColumns+`
			FROM agreed_views v
			JOIN memberships m ON m.trust_id = v.trust_id AND m.person_id = v.recorded_by
			WHERE v.trust_id = $1 AND v.round_id = $2 AND v.statement = $3
			ORDER BY v.revision DESC`, trustID, roundID, statement)
		if err != nil {
			return err
		}
		versions, err = collect[conversation.View](rows)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the versions of an agreed view of round %s: %w", roundID, err)
	}
	return versions, nil
}

// RecordAgreedView keeps another version of what was agreed of a statement, and
// gives it as it is kept. What says the same as the last version makes no new
// one. *conversation.OvertakenError where another was recorded after the
// revision that it names. It is on disk when this returns.
func (s *Store) RecordAgreedView(ctx context.Context, trustID, roundID, personID string, given conversation.View, now time.Time) (conversation.View, error) {
	var kept conversation.View
	err := s.inTrust(ctx, trustID, func(q querier) error {
		if err := lockReport(ctx, q, trustID, roundID); err != nil {
			return err
		}
		last, err := lastView(ctx, q, trustID, roundID, given.Statement)
		switch {
		case err != nil:
			return err
		case last.Same(given):
			kept = last
			return nil
		case last.Revision != given.Revision:
			return &conversation.OvertakenError{Given: given, Stored: last}
		}
		rows, err := q.Query(ctx, `
			WITH v AS (
				INSERT INTO agreed_views (trust_id, round_id, statement, revision, position, why, recorded_by, recorded_at)
				VALUES ($1, $2, $3, $4, nullif($5::smallint, 0), $6, $7, $8)
				RETURNING trust_id, statement, position, why, revision, recorded_by, recorded_at
			)
			SELECT `+viewColumns+`
			FROM v
			JOIN memberships m ON m.trust_id = v.trust_id AND m.person_id = v.recorded_by`,
			trustID, roundID, given.Statement, last.Revision+1, given.Position, given.Why, personID, now)
		if err != nil {
			return err
		}
		if kept, err = pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[conversation.View]); err != nil {
			return err
		}
		if last.ByID == personID && now.Sub(last.At) < conversation.SittingGap {
			return nil // the same sitting: its first save is in the trail
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: personID, Deed: "recorded an agreed view", Thing: roundID, At: now})
	})
	if err != nil {
		return conversation.View{}, fmt.Errorf("record an agreed view of round %s: %w", roundID, err)
	}
	return kept, nil
}

// lastView is the last version, or an empty one where nothing was recorded yet.
func lastView(ctx context.Context, q querier, trustID, roundID, statement string) (conversation.View, error) {
	rows, err := q.Query(ctx, `
		SELECT `+viewColumns+`
		FROM agreed_views v
		JOIN memberships m ON m.trust_id = v.trust_id AND m.person_id = v.recorded_by
		WHERE v.trust_id = $1 AND v.round_id = $2 AND v.statement = $3
		ORDER BY v.revision DESC
		LIMIT 1`, trustID, roundID, statement)
	if err != nil {
		return conversation.View{}, err
	}
	last, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[conversation.View])
	if errors.Is(err, pgx.ErrNoRows) {
		return conversation.View{Statement: statement}, nil
	}
	return last, err
}
