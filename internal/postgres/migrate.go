package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strconv"
	"strings"

	"github.com/golang-migrate/migrate/v4"
	_ "github.com/golang-migrate/migrate/v4/database/pgx/v5" // registers pgx5://
	"github.com/golang-migrate/migrate/v4/source/iofs"

	"sevenfold/migrations"
)

// AppRole is the role that the program runs as, unless the address names another.
const AppRole = "sevenfold_app"

// The ways in which a database is not ready for this program.
var (
	ErrDirty      = errors.New("a migration stopped half way: mend what it says, then `sevenfold migrate --force VERSION` with the version before it, then `sevenfold migrate`")
	ErrBehind     = errors.New("the database's tables are older than this program: run `sevenfold migrate`")
	ErrAhead      = errors.New("the database's tables are newer than this program: start the newer program")
	ErrOwner      = errors.New("the program's role owns tables, is a superuser or passes row-level security: give DATABASE_URL a role that owns nothing")
	ErrIsDemo     = errors.New("this database is a demonstration and stays one: give DATABASE_URL another database, or start with --demo")
	ErrIsReal     = errors.New("this database is not a demonstration: it holds a trust that the demonstration did not make, or has been in real use")
	errBadAddress = errors.New("not a postgres:// address")
)

// Migrate brings the tables up to date, as the owner of the database, and lets
// the role appRole use them. It is safe to run twice, and from two places.
func Migrate(ctx context.Context, ownerURL, appRole string) error {
	m, err := migrator(ownerURL, appRole)
	if err != nil {
		return err
	}
	defer m.Close()
	if err := m.Up(); err != nil && !errors.Is(err, migrate.ErrNoChange) {
		var dirty migrate.ErrDirty
		if errors.As(err, &dirty) {
			return fmt.Errorf("migrate: version %d: %w", dirty.Version, ErrDirty)
		}
		return fmt.Errorf("migrate: %w", err)
	}
	return ctx.Err()
}

// ForceVersion says that the tables are as the version left them, after a
// migration stopped half way and was mended by hand.
func ForceVersion(ownerURL string, version int) error {
	m, err := migrator(ownerURL, AppRole)
	if err != nil {
		return err
	}
	defer m.Close()
	if err := m.Force(version); err != nil {
		return fmt.Errorf("force version %d: %w", version, err)
	}
	return nil
}

func migrator(ownerURL, appRole string) (*migrate.Migrate, error) {
	u, err := url.Parse(ownerURL)
	if err != nil || !strings.HasPrefix(u.Scheme, "postgres") {
		return nil, fmt.Errorf("read the owner's database address: %w", errBadAddress)
	}
	u.Scheme = "pgx5"
	q := u.Query()
	// A tab: a space would be written as a plus, which Postgres takes as a plus.
	q.Set("options", "-c\tsevenfold.app_role="+appRole)
	u.RawQuery = q.Encode()
	source, err := iofs.New(migrations.FS, ".")
	if err != nil {
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	m, err := migrate.NewWithSourceInstance("iofs", source, u.String())
	if err != nil {
		return nil, fmt.Errorf("connect to migrate: %w", err)
	}
	return m, nil
}

// LatestVersion is the version of the newest migration that the program carries.
func LatestVersion() int {
	latest := 0
	names, _ := fs.Glob(migrations.FS, "*.up.sql")
	for _, n := range names {
		number, _, _ := strings.Cut(n, "_")
		if v, err := strconv.Atoi(number); err == nil {
			latest = max(latest, v)
		}
	}
	return latest
}

// CheckReady says whether the database is there, its tables are current, and
// the program's role owns nothing. demonstration is what this run is.
func (s *Store) CheckReady(ctx context.Context) error {
	var version int
	var dirty, mighty bool
	err := s.inGround(ctx, func(q querier) error {
		err := q.QueryRow(ctx, `SELECT to_regclass('schema_migrations') IS NOT NULL`).Scan(&dirty)
		if err != nil || !dirty {
			return err
		}
		return q.QueryRow(ctx, `
			SELECT m.version, m.dirty, r.rolsuper OR r.rolbypassrls OR EXISTS (
				SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
			)
			FROM schema_migrations m, pg_roles r
			WHERE r.rolname = current_user`).Scan(&version, &dirty, &mighty)
	})
	switch {
	case err != nil:
		return fmt.Errorf("look at the database: %w", err)
	case dirty:
		return ErrDirty
	case version < LatestVersion():
		return ErrBehind
	case version > LatestVersion():
		return ErrAhead
	case mighty:
		return ErrOwner
	}
	return nil
}

// Settle marks the database as a demonstration or as real, at the first start
// on it, and refuses one of the other kind from then on.
func (s *Store) Settle(ctx context.Context, demonstration bool) error {
	var is bool
	err := s.inGround(ctx, func(q querier) error {
		var foreign bool
		err := q.QueryRow(ctx, `SELECT EXISTS (SELECT FROM trusts WHERE demonstration <> $1)`, demonstration).Scan(&foreign)
		if err != nil {
			return err
		}
		if foreign {
			is = !demonstration
			return nil
		}
		_, err = q.Exec(ctx, `INSERT INTO installation (demonstration) VALUES ($1) ON CONFLICT DO NOTHING`, demonstration)
		if err != nil {
			return err
		}
		return q.QueryRow(ctx, `SELECT demonstration FROM installation`).Scan(&is)
	})
	switch {
	case err != nil:
		return fmt.Errorf("settle what the database is: %w", err)
	case is && !demonstration:
		return ErrIsDemo
	case !is && demonstration:
		return ErrIsReal
	}
	return nil
}
