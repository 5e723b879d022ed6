package embeddedpg

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// cluster is the data and everything it takes to run PostgreSQL on it.
type cluster struct {
	dir, socket string
	runner      account
	program     program
	settings    map[string]string
}

// ourSettings are what every server runs with unless Config says otherwise. A
// commit is on disk before it is answered. The log holds no statement and no
// value, for those may be somebody's answers; errors come back to us anyway.
var ourSettings = map[string]string{
	"fsync":                       "on",
	"synchronous_commit":          "on",
	"full_page_writes":            "on",
	"shared_buffers":              "128MB",
	"max_connections":             "100",
	"max_wal_size":                "512MB",
	"jit":                         "off",
	"timezone":                    "UTC",
	"log_timezone":                "UTC",
	"logging_collector":           "off",
	"log_destination":             "stderr",
	"log_line_prefix":             "",
	"log_checkpoints":             "off",
	"log_statement":               "none",
	"log_min_messages":            "log",
	"log_min_error_statement":     "panic",
	"log_error_verbosity":         "terse",
	"log_autovacuum_min_duration": "-1",
}

// arguments gives the settings as the server takes them. Where it listens is
// not open to change: the walls are built on it.
func (c cluster) arguments() []string {
	settings := maps.Clone(ourSettings)
	maps.Copy(settings, c.settings)
	maps.Copy(settings, map[string]string{
		"listen_addresses":        "",
		"port":                    port,
		"unix_socket_directories": c.socket,
		"unix_socket_permissions": "0700",
	})
	args := []string{"-D", c.dir}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		args = append(args, "-c", name+"="+settings[name])
	}
	return args
}

// prepare gives the passwords of the cluster, and makes the cluster where
// there is none.
func (c cluster) prepare(ctx context.Context, data folder, fresh bool) (passwords, error) {
	known, err := readPasswords(data.passwords())
	if err != nil {
		return nil, err
	}
	added := known.addMissing()
	if fresh {
		// The passwords come first: a cluster without them could not be used.
		if err := known.write(data.passwords(), added); err != nil {
			return nil, err
		}
		return known, c.make(ctx, data.newCluster(), known)
	}
	if len(added) == 0 {
		return known, nil
	}
	var statements []string
	for _, role := range added {
		statements = append(statements, fmt.Sprintf("ALTER ROLE %s PASSWORD '%s'", role, known[role]))
	}
	if err := c.setUp(ctx, c.dir, statements); err != nil {
		return nil, fmt.Errorf("set the missing passwords: %w", err)
	}
	return known, known.write(data.passwords(), added)
}

// make builds the cluster beside its place and moves it there when it is
// whole, so that a crash leaves nothing half made to be served.
func (c cluster) make(ctx context.Context, dir string, known passwords) error {
	// What an earlier, interrupted start left here has never been served.
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("clear %s: %w", dir, err)
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return fmt.Errorf("make the folder of the database: %w", err)
	}
	if err := c.runner.own(dir); err != nil {
		return fmt.Errorf("give the folder of the database to %s: %w", c.runner, err)
	}
	if _, err := c.runner.run(ctx, "", c.program.path("initdb"), c.initArguments(dir)...); err != nil {
		return fmt.Errorf("make the database: %w", err)
	}
	if err := writeSynced(filepath.Join(dir, "pg_hba.conf"), "local all all scram-sha-256\n"); err != nil {
		return fmt.Errorf("say who may connect to the database: %w", err)
	}
	if err := c.setUp(ctx, dir, firstStatements(known)); err != nil {
		return fmt.Errorf("make the roles of the database: %w", err)
	}
	if err := os.Rename(dir, c.dir); err != nil {
		return fmt.Errorf("move the new database into place: %w", err)
	}
	return nil
}

func (c cluster) initArguments(dir string) []string {
	args := []string{
		"-D", dir, "-U", SuperuserRole, "--encoding=UTF8", "--auth=reject", "--data-checksums", "--no-instructions",
	}
	if c.program.major >= 17 {
		// Sorting that no update of the system's libraries can change.
		args = append(args, "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
	} else {
		args = append(args, "--locale=C.UTF-8")
	}
	if c.settings["fsync"] == "off" {
		args = append(args, "--no-sync")
	}
	return args
}

func firstStatements(known passwords) []string {
	const plain = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
	return []string{
		fmt.Sprintf("ALTER ROLE %s PASSWORD '%s'", SuperuserRole, known[SuperuserRole]),
		fmt.Sprintf("CREATE ROLE %s %s PASSWORD '%s'", OwnerRole, plain, known[OwnerRole]),
		fmt.Sprintf("CREATE ROLE %s %s PASSWORD '%s'", AppRole, plain, known[AppRole]),
		fmt.Sprintf("CREATE DATABASE %s OWNER %s", Database, OwnerRole),
		// Not even a temporary table may be the app role's own.
		fmt.Sprintf("REVOKE ALL ON DATABASE %s FROM PUBLIC", Database),
		fmt.Sprintf("GRANT CONNECT ON DATABASE %s TO %s", Database, AppRole),
	}
}

// setUp runs statements in PostgreSQL's single-user mode: nobody can connect
// meanwhile, and no password passes a command line.
func (c cluster) setUp(ctx context.Context, dir string, statements []string) error {
	args := []string{
		"--single", "-D", dir, "-c", "exit_on_error=true",
		"-c", "log_min_messages=log", "-c", "log_min_error_statement=panic", "-c", "log_checkpoints=off",
	}
	if fsync, set := c.settings["fsync"]; set {
		args = append(args, "-c", "fsync="+fsync)
	}
	_, err := c.runner.run(ctx, strings.Join(statements, "\n")+"\n", c.program.path("postgres"), append(args, "postgres")...)
	return err
}

func writeSynced(path, text string) (err error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if _, err := file.WriteString(text); err != nil {
		return err
	}
	return file.Sync()
}
