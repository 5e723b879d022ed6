package embeddedpg_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRoles(t *testing.T) {
	t.Parallel()
	server := start(t, madeFolder(t))
	query(t, server.OwnerURL(), "CREATE TABLE ground (n int)")
	tests := []struct {
		name, url, sql string
		want           string // the answer, or what the refusal says
	}{
		{"the app role is the app role", server.URL(), "SELECT current_user", "sevenfold_app"},
		{"the owner is the owner", server.OwnerURL(), "SELECT current_user", "sevenfold_owner"},
		{
			"neither has powers", server.URL(),
			"SELECT count(*) FROM pg_roles WHERE rolname LIKE 'sevenfold%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)", "0",
		},
		{"neither is a member of another role", server.URL(), "SELECT count(*) FROM pg_auth_members WHERE member = ANY(ARRAY['sevenfold_app', 'sevenfold_owner']::regrole[]::oid[])", "0"},
		{"the owner owns the database", server.URL(), "SELECT datdba::regrole::text FROM pg_database WHERE datname = current_database()", "sevenfold_owner"},
		{"the app role owns nothing", server.URL(), "SELECT count(*) FROM pg_class WHERE relowner = 'sevenfold_app'::regrole", "0"},
		{"the app role makes no table", server.URL(), "CREATE TABLE mine (n int)", "permission denied for schema public"},
		{"the app role makes no temporary table", server.URL(), "CREATE TEMPORARY TABLE mine (n int)", "permission denied to create temporary tables"},
		{"the app role sees no table that it was not given", server.URL(), "SELECT * FROM ground", "permission denied for table ground"},
		{"the app role does not become the owner", server.URL(), "SET ROLE sevenfold_owner", "permission denied to set role"},
		{"a wrong password is refused", strings.Replace(server.URL(), "sevenfold_app:", "sevenfold_app:0", 1), "SELECT 1", "password authentication failed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := tryQuery(t, test.url, test.sql)
			if err != nil {
				got = err.Error()
			}
			if got != test.want && !(err != nil && strings.Contains(got, test.want)) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestPasswordsAreClosedFiles(t *testing.T) {
	t.Parallel()
	dir := madeFolder(t)
	server := start(t, dir)
	for _, role := range []string{"postgres", "sevenfold_owner", "sevenfold_app"} {
		info, err := os.Stat(filepath.Join(dir, "passwords", role))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := info.Mode().Perm(), fs.FileMode(0o600); got != want {
			t.Errorf("%s: got mode %v, want %v", role, got, want)
		}
	}
	stop(t, server)
	t.Run("and are made anew when they are lost", func(t *testing.T) {
		before := server.URL()
		if err := os.RemoveAll(filepath.Join(dir, "passwords")); err != nil {
			t.Fatal(err)
		}
		server := start(t, dir)
		query(t, server.URL(), "SELECT 1")
		query(t, server.SuperuserURL(), "SELECT 1")
		if server.URL() == before {
			t.Error("got the password of before, want a new one")
		}
	})
}
