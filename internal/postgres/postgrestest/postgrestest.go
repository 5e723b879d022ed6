// Package postgrestest gives each test a database of its own: the schema as
// migrated, empty, and gone when the test ends.
//
// The server is the one that SEVENFOLD_TEST_DATABASE_URL names, or else a
// private one that the test's process starts at its first database and that
// ends with the process.
package postgrestest

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/embeddedpg"
)

// Variable names the setting that holds a superuser's URL of the server to
// test on. The server's roles and databases named like ours are taken for the
// tests' own.
const Variable = "SEVENFOLD_TEST_DATABASE_URL"

// Database is one test's own.
type Database struct {
	// URL connects as the role that owns nothing, as serving does.
	URL string
	// OwnerURL connects as the owner of the tables, as migrating does.
	OwnerURL string
}

// New gives the test an empty database with the schema in it, and drops it
// when the test ends.
func New(t testing.TB) *Database {
	t.Helper()
	server, err := sharedServer()
	if err != nil {
		t.Fatalf("prepare a database for the test: %v", err)
	}
	name, err := server.clone(t.Context())
	if err != nil {
		t.Fatalf("make a database for the test: %v", err)
	}
	t.Cleanup(func() {
		// The test's own context is over by now.
		if err := server.drop(context.WithoutCancel(t.Context()), name); err != nil {
			t.Errorf("drop the test's database: %v", err)
		}
	})
	return &Database{
		URL:      server.address(embeddedpg.AppRole, name),
		OwnerURL: server.address(embeddedpg.OwnerRole, name),
	}
}

// server is what tests make their databases on.
type server struct {
	superuser url.URL
	template  string
}

var sharedServer = sync.OnceValues(func() (*server, error) {
	ctx := context.Background()
	address := os.Getenv(Variable)
	if address == "" {
		own, err := Start(ctx)
		if err != nil {
			return nil, err
		}
		address = own.SuperuserURL() // it ends with this process
	}
	superuser, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("read %s: it is not a postgres:// address", Variable)
	}
	s := &server{superuser: *superuser}
	s.template, err = s.prepare(ctx)
	return s, err
})

// address is the server's, for one role and one database.
func (s *server) address(role, database string) string {
	u := s.superuser
	u.User = url.UserPassword(role, password)
	u.Path = "/" + database
	return u.String()
}

func (s *server) clone(ctx context.Context) (string, error) {
	random := make([]byte, 8)
	_, _ = rand.Read(random) // never fails
	name := testPrefix + hex.EncodeToString(random)
	return name, s.asSuperuser(ctx, func(conn *pgx.Conn) error {
		return makeDatabase(ctx, conn, name, s.template)
	})
}

func (s *server) drop(ctx context.Context, name string) error {
	return s.asSuperuser(ctx, func(conn *pgx.Conn) error {
		return dropDatabase(ctx, conn, name)
	})
}

func (s *server) asSuperuser(ctx context.Context, f func(*pgx.Conn) error) error {
	return connected(ctx, s.superuser.String(), f)
}

func connected(ctx context.Context, address string, f func(*pgx.Conn) error) error {
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return fmt.Errorf("connect to the server of the tests: %w", err)
	}
	defer conn.Close(ctx)
	return f(conn)
}
