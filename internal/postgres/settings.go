package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/logo"
	"sevenfold/internal/trust"
)

// TrustSettings gives what a trust says of itself; the zero Settings where it
// has said nothing yet. The logo's picture is read by TrustLogo.
func (s *Store) TrustSettings(ctx context.Context, trustID string) (trust.Settings, error) {
	var found trust.Settings
	err := s.inTrust(ctx, trustID, func(q querier) (err error) {
		found, err = readSettings(ctx, q, trustID)
		return err
	})
	if err != nil {
		return trust.Settings{}, fmt.Errorf("find the settings of trust %s: %w", trustID, err)
	}
	return found, nil
}

func readSettings(ctx context.Context, q querier, trustID string) (trust.Settings, error) {
	rows, err := q.Query(ctx, `
		SELECT s.printed_name, s.local_tier, s.revision, coalesce(c.name, ''), s.changed_at,
			coalesce(s.logo_type, ''), s.logo_revision, coalesce(l.name, ''), s.logo_changed_at
		FROM trust_settings s
		LEFT JOIN memberships c ON c.trust_id = s.trust_id AND c.person_id = s.changed_by
		LEFT JOIN memberships l ON l.trust_id = s.trust_id AND l.person_id = s.logo_changed_by
		WHERE s.trust_id = $1`, trustID)
	if err != nil {
		return trust.Settings{}, err
	}
	found, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[trust.Settings])
	if errors.Is(err, pgx.ErrNoRows) {
		return trust.Settings{}, nil
	}
	return found, err
}

// lockSettings makes the trust's row where it has none, holds it until the
// transaction ends, and reads it.
func lockSettings(ctx context.Context, q querier, trustID string) (trust.Settings, error) {
	if _, err := q.Exec(ctx, `INSERT INTO trust_settings (trust_id) VALUES ($1) ON CONFLICT DO NOTHING`, trustID); err != nil {
		return trust.Settings{}, err
	}
	if _, err := q.Exec(ctx, `SELECT FROM trust_settings WHERE trust_id = $1 FOR UPDATE`, trustID); err != nil {
		return trust.Settings{}, err
	}
	return readSettings(ctx, q, trustID)
}

// ChangeTrustSettings changes the printed name and the local tier.
// trust.ErrSettingsChanged where somebody changed them since the revision that
// the change was made at; the same change a second time is none.
func (s *Store) ChangeTrustSettings(ctx context.Context, trustID, byID string, change trust.Settings, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		kept, err := lockSettings(ctx, q, trustID)
		switch {
		case err != nil, kept.Same(change):
			return err
		case kept.Revision != change.Revision:
			return trust.ErrSettingsChanged
		}
		_, err = q.Exec(ctx, `
			UPDATE trust_settings
			SET printed_name = $2, local_tier = $3, revision = revision + 1, changed_by = $4, changed_at = $5
			WHERE trust_id = $1`, trustID, change.PrintedName, change.LocalTier, byID, now)
		if err != nil {
			return err
		}
		for _, one := range []struct {
			changed bool
			deed    string
		}{
			{kept.PrintedName != change.PrintedName, "changed the name that packs print"},
			{kept.LocalTier != change.LocalTier, "changed the local tier"},
		} {
			if !one.changed {
				continue
			}
			if err := record(ctx, q, Entry{TrustID: trustID, PersonID: byID, Deed: one.deed, At: now}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("change the settings of trust %s: %w", trustID, err)
	}
	return nil
}

// TrustLogo gives a trust's logo. fault.NotFound where it has none.
func (s *Store) TrustLogo(ctx context.Context, trustID string) (logo.Logo, error) {
	var found logo.Logo
	err := s.queryInTrust(ctx, trustID, func(rows pgx.Rows) (err error) {
		found, err = pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[logo.Logo])
		return err
	}, `SELECT logo_type, logo FROM trust_settings WHERE trust_id = $1 AND logo IS NOT NULL`, trustID)
	if err != nil {
		return logo.Logo{}, fmt.Errorf("find the logo of trust %s: %w", trustID, err)
	}
	return found, nil
}

// KeepLogo keeps a logo that was checked. trust.ErrSettingsChanged where
// somebody kept or removed one since the revision of it that was seen.
func (s *Store) KeepLogo(ctx context.Context, trustID, byID string, checked logo.Logo, seen int, now time.Time) error {
	err := s.setLogo(ctx, Entry{TrustID: trustID, PersonID: byID, Deed: "changed the logo", At: now}, checked, seen)
	if err != nil {
		return fmt.Errorf("keep the logo of trust %s: %w", trustID, err)
	}
	return nil
}

// RemoveLogo removes a trust's logo; a second time changes nothing.
// trust.ErrSettingsChanged where somebody kept another since.
func (s *Store) RemoveLogo(ctx context.Context, trustID, byID string, seen int, now time.Time) error {
	err := s.setLogo(ctx, Entry{TrustID: trustID, PersonID: byID, Deed: "removed the logo", At: now}, logo.Logo{}, seen)
	if err != nil {
		return fmt.Errorf("remove the logo of trust %s: %w", trustID, err)
	}
	return nil
}

// setLogo keeps a logo, or none; what is there already is left as it is.
func (s *Store) setLogo(ctx context.Context, e Entry, l logo.Logo, seen int) error {
	return s.inTrust(ctx, e.TrustID, func(q querier) error {
		kept, err := lockSettings(ctx, q, e.TrustID)
		if err != nil {
			return err
		}
		var same bool
		err = q.QueryRow(ctx, `
			SELECT logo_type IS NOT DISTINCT FROM nullif($2, '') AND coalesce(logo, ''::bytea) = coalesce($3, ''::bytea)
			FROM trust_settings
			WHERE trust_id = $1`, e.TrustID, l.Type, l.Data).Scan(&same)
		switch {
		case err != nil, same:
			return err
		case kept.LogoRevision != seen:
			return trust.ErrSettingsChanged
		}
		_, err = q.Exec(ctx, `
			UPDATE trust_settings
			SET logo_type = nullif($2, ''), logo = $3, logo_revision = logo_revision + 1, logo_changed_by = $4, logo_changed_at = $5
			WHERE trust_id = $1`, e.TrustID, l.Type, l.Data, e.PersonID, e.At)
		if err != nil {
			return err
		}
		return record(ctx, q, e)
	})
}
