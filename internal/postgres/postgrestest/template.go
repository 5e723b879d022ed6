package postgrestest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/embeddedpg"
	"sevenfold/internal/postgres"
	"sevenfold/migrations"
)

const (
	testPrefix     = "test_"
	templatePrefix = "template_sevenfold_"
	// password is that of all roles on a server for tests: in hexadecimal, as
	// the embedded server wants it.
	password = "736576656e666f6c64"
	// preparing is the number of the lock under which one process prepares the
	// server while the others wait.
	preparing = 7_736_576
)

// templateName changes with any change of the migrations, ours and the queue's.
func templateName() (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, "queue", postgres.LatestQueueVersion())
	names, err := fs.Glob(migrations.FS, "*.sql")
	if err != nil {
		return "", fmt.Errorf("list the migrations: %w", err)
	}
	for _, name := range names {
		text, err := migrations.FS.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("read the migrations: %w", err)
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(text), text)
	}
	return templatePrefix + hex.EncodeToString(sum.Sum(nil)[:8]), nil
}

// prepare sees that the roles and the migrated template are there, whichever
// process comes first.
func (s *server) prepare(ctx context.Context) (string, error) {
	template, err := templateName()
	if err != nil {
		return "", err
	}
	return template, s.asSuperuser(ctx, func(conn *pgx.Conn) error {
		// The lock goes with the connection.
		if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock($1)`, preparing); err != nil {
			return fmt.Errorf("wait for the turn to prepare the server: %w", err)
		}
		if err := makeRoles(ctx, conn); err != nil {
			return err
		}
		var there bool
		err := conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1 AND datistemplate)`, template).Scan(&there)
		if err != nil || there {
			return err
		}
		// One that is no template yet was left half made.
		if err := dropDatabase(ctx, conn, template); err != nil {
			return err
		}
		if err := makeDatabase(ctx, conn, template, "template1"); err != nil {
			return err
		}
		if err := s.migrate(ctx, template); err != nil {
			return err
		}
		if _, err := conn.Exec(ctx, fmt.Sprintf(`ALTER DATABASE %s WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`, template)); err != nil {
			return fmt.Errorf("make %s a template: %w", template, err)
		}
		return nil
	})
}

func makeRoles(ctx context.Context, conn *pgx.Conn) error {
	for _, role := range []string{embeddedpg.OwnerRole, embeddedpg.AppRole} {
		var there bool
		if err := conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)`, role).Scan(&there); err != nil {
			return fmt.Errorf("look for the role %s: %w", role, err)
		}
		if there {
			continue
		}
		if _, err := conn.Exec(ctx, fmt.Sprintf(`CREATE ROLE %s LOGIN PASSWORD '%s'`, role, password)); err != nil {
			return fmt.Errorf("make the role %s: %w", role, err)
		}
	}
	return nil
}

// makeDatabase makes a database as the program's own is made. The strategy is
// the quicker one: a copy of files is made sooner, but its checkpoints cost
// more than that, and a test took 1.7 times as long in all.
func makeDatabase(ctx context.Context, conn *pgx.Conn, name, template string) error {
	statement := fmt.Sprintf(`CREATE DATABASE %s OWNER %s TEMPLATE %s STRATEGY wal_log`, name, embeddedpg.OwnerRole, template)
	if _, err := conn.Exec(ctx, statement); err != nil {
		return fmt.Errorf("make the database %s: %w", name, err)
	}
	// What PostgreSQL lets anybody do in a database is not copied with it.
	statement = fmt.Sprintf(`REVOKE ALL ON DATABASE %s FROM PUBLIC; GRANT CONNECT ON DATABASE %[1]s TO %s`, name, embeddedpg.AppRole)
	if _, err := conn.Exec(ctx, statement); err != nil {
		return fmt.Errorf("close the database %s: %w", name, err)
	}
	return nil
}

func dropDatabase(ctx context.Context, conn *pgx.Conn, name string) error {
	if _, err := conn.Exec(ctx, fmt.Sprintf(`DROP DATABASE IF EXISTS %s WITH (FORCE)`, name)); err != nil {
		return fmt.Errorf("drop the database %s: %w", name, err)
	}
	return nil
}

func (s *server) migrate(ctx context.Context, database string) error {
	if err := postgres.Migrate(ctx, s.address(embeddedpg.OwnerRole, database), embeddedpg.AppRole); err != nil {
		return fmt.Errorf("prepare the template (the server's role %s must have the tests' password, so tests need a server of their own): %w",
			embeddedpg.OwnerRole, err)
	}
	return nil
}

// clearAway drops what runs that were killed left on a server that nobody else
// uses, and the templates of other states of the migrations.
func clearAway(ctx context.Context, conn *pgx.Conn) error {
	template, err := templateName()
	if err != nil {
		return err
	}
	rows, err := conn.Query(ctx, `SELECT datname FROM pg_database WHERE datname <> $1`, template)
	if err != nil {
		return fmt.Errorf("list the databases: %w", err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return fmt.Errorf("list the databases: %w", err)
	}
	for _, name := range names {
		switch {
		case strings.HasPrefix(name, templatePrefix):
			if _, err := conn.Exec(ctx, fmt.Sprintf(`ALTER DATABASE %s WITH IS_TEMPLATE false`, name)); err != nil {
				return fmt.Errorf("retire the template %s: %w", name, err)
			}
		case !strings.HasPrefix(name, testPrefix):
			continue
		}
		if err := dropDatabase(ctx, conn, name); err != nil {
			return err
		}
	}
	return nil
}
