package postgrestest_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/postgres/postgrestest"
)

func TestEachDatabaseIsMigratedAndApart(t *testing.T) {
	const users = 8
	for number := range users {
		t.Run(fmt.Sprint(number), func(t *testing.T) {
			t.Parallel()
			db := postgrestest.New(t)
			for url, want := range map[string]string{db.URL: "sevenfold_app", db.OwnerURL: "sevenfold_owner"} {
				if got := ask(t, url, "SELECT current_user"); got != want {
					t.Errorf("got the role %v, want %s", got, want)
				}
			}
			if got := ask(t, db.URL, "SELECT count(*) FROM pg_class WHERE relowner = 'sevenfold_app'::regrole"); got != int64(0) {
				t.Errorf("got %v things owned by the app role, want 0", got)
			}
			if got := ask(t, db.URL, "SELECT has_database_privilege(current_database(), 'TEMPORARY')"); got != false {
				t.Errorf("got %v for temporary tables of the app role, want false", got)
			}
			if got := ask(t, db.OwnerURL, "SELECT dirty FROM schema_migrations"); got != false {
				t.Errorf("got dirty %v, want migrated", got)
			}
			if got := ask(t, db.OwnerURL, "SELECT to_regclass('mine') IS NULL"); got != true {
				t.Error("got another test's table, want none")
			}
			ask(t, db.OwnerURL, "CREATE TABLE mine AS SELECT 1 AS n")
		})
	}
}

func TestDatabaseIsDroppedWithItsConnections(t *testing.T) {
	var db *postgrestest.Database
	var left *pgx.Conn
	t.Run("a test leaves a connection open", func(t *testing.T) {
		db = postgrestest.New(t)
		var err error
		if left, err = pgx.Connect(t.Context(), db.URL); err != nil {
			t.Fatal(err)
		}
	})
	if t.Failed() {
		return
	}
	defer left.Close(context.Background())
	if conn, err := pgx.Connect(t.Context(), db.URL); err == nil {
		_ = conn.Close(t.Context())
		t.Error("got a connection after the test, want its database gone")
	}
}

func BenchmarkNew(b *testing.B) {
	postgrestest.New(b)
	for b.Loop() {
		postgrestest.New(b)
	}
}

// ask gives the first column of the first row, nil where there is none.
func ask(t *testing.T, url, sql string) any {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	rows, err := conn.Query(t.Context(), sql)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	if !rows.Next() {
		return nil
	}
	values, err := rows.Values()
	if err != nil {
		t.Fatal(err)
	}
	return values[0]
}
