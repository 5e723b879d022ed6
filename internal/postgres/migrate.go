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
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

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
	return migrateQueue(ctx, ownerURL, appRole)
}

// migrateQueue brings the queue's own tables up to date, in their own schema,
// and lets the role appRole use them.
func migrateQueue(ctx context.Context, ownerURL, appRole string) error {
	pool, err := pgxpool.New(ctx, ownerURL)
	if err != nil {
		return fmt.Errorf("connect to migrate the queue: %w", err)
	}
	defer pool.Close()
	if _, err := pool.Exec(ctx, `CREATE SCHEMA IF NOT EXISTS `+queueSchema); err != nil {
		return fmt.Errorf("make the queue's schema: %w", err)
	}
	m, err := queueMigrator(pool)
	if err != nil {
		return err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate the queue: %w", err)
	}
	role := pgx.Identifier{appRole}.Sanitize()
	_, err = pool.Exec(ctx, `
		GRANT USAGE ON SCHEMA `+queueSchema+` TO `+role+`;
		GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA `+queueSchema+` TO `+role+`;
		GRANT USAGE ON ALL SEQUENCES IN SCHEMA `+queueSchema+` TO `+role+`;
		REVOKE INSERT, UPDATE, DELETE ON `+queueSchema+`.river_migration FROM `+role)
	if err != nil {
		return fmt.Errorf("let the program use the queue: %w", err)
	}
	return nil
}

func queueMigrator(pool *pgxpool.Pool) (*rivermigrate.Migrator[pgx.Tx], error) {
	m, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Schema: queueSchema, Logger: queueLog()})
	if err != nil {
		return nil, fmt.Errorf("read the queue's migrations: %w", err)
	}
	return m, nil
}

// LatestQueueVersion is the version of the newest of the queue's migrations.
func LatestQueueVersion() int {
	m, err := queueMigrator(nil) // reading what the program carries takes no database
	if err != nil {
		return 0
	}
	latest := 0
	for _, one := range m.AllVersions() {
		latest = max(latest, one.Version)
	}
	return latest
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
	var version, queue int
	var dirty, mighty bool
	err := s.inGround(ctx, func(q querier) error {
		err := q.QueryRow(ctx, `SELECT to_regclass('schema_migrations') IS NOT NULL`).Scan(&dirty)
		if err != nil || !dirty {
			return err
		}
		err = q.QueryRow(ctx, `
			SELECT m.version, m.dirty, r.rolsuper OR r.rolbypassrls OR EXISTS (
				SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
			)
			FROM schema_migrations m, pg_roles r
			WHERE r.rolname = current_user`).Scan(&version, &dirty, &mighty)
		if err != nil || dirty || version != LatestVersion() {
			return err
		}
		return readQueueVersion(ctx, q, &queue)
	})
	switch {
	case err != nil:
		return fmt.Errorf("look at the database: %w", err)
	case dirty:
		return ErrDirty
	case version < LatestVersion(), version == LatestVersion() && queue < LatestQueueVersion():
		return ErrBehind
	case version > LatestVersion(), queue > LatestQueueVersion():
		return ErrAhead
	case mighty:
		return ErrOwner
	}
	return nil
}

// readQueueVersion leaves the version as it is where the queue was never made.
func readQueueVersion(ctx context.Context, q querier, version *int) error {
	var there bool
	err := q.QueryRow(ctx, `
		SELECT EXISTS (
			SELECT FROM pg_class c
			WHERE c.relname = 'river_migration' AND c.relnamespace = to_regnamespace('`+queueSchema+`')
				AND has_table_privilege(c.oid, 'SELECT')
		)`).Scan(&there)
	if err != nil || !there {
		return err
	}
	return q.QueryRow(ctx, `SELECT max(version) FROM `+queueSchema+`.river_migration WHERE line = 'main'`).Scan(version)
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
