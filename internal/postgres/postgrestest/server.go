package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/embeddedpg"
)

// settings trade safety for speed: a test's data is worth nothing tomorrow.
var settings = map[string]string{
	"fsync":              "off",
	"synchronous_commit": "off",
	"full_page_writes":   "off",
	"autovacuum":         "off", // it would be at work on a template that is to be cloned
	"checkpoint_timeout": "1h",
	"max_connections":    "200",
}

// mostServers is how many processes may have a server of their own at a time.
const mostServers = 64

// Start starts a server for tests, in the first folder that no other process
// is using. The folders are kept, so that the next start finds its template
// made; the server ends with Stop, or with the process.
func Start(ctx context.Context) (*embeddedpg.Server, error) {
	base, err := serverFolder()
	if err != nil {
		return nil, err
	}
	for number := range mostServers {
		server, err := startIn(ctx, filepath.Join(base, strconv.Itoa(number)))
		var held *embeddedpg.HeldError
		if errors.As(err, &held) {
			continue
		}
		return server, err
	}
	return nil, fmt.Errorf("all %d servers for tests below %s are in use", mostServers, base)
}

// serverFolder is one for each user of the machine, for whom PostgreSQL may
// have to be another user, so anybody can enter it.
func serverFolder() (string, error) {
	base := filepath.Join(os.TempDir(), "sevenfold-test-"+strconv.Itoa(os.Getuid()))
	if err := os.Mkdir(base, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
		return "", fmt.Errorf("make the folder of the tests' servers: %w", err)
	}
	info, err := os.Lstat(base)
	if err != nil {
		return "", fmt.Errorf("look at the folder of the tests' servers: %w", err)
	}
	if stat, ok := info.Sys().(*syscall.Stat_t); !info.IsDir() || !ok || int(stat.Uid) != os.Getuid() {
		return "", fmt.Errorf("%s, the folder of the tests' servers, is somebody else's: remove it", base)
	}
	return base, nil
}

func startIn(ctx context.Context, dir string) (*embeddedpg.Server, error) {
	server, err := tryIn(ctx, dir)
	var held *embeddedpg.HeldError
	if err == nil || errors.As(err, &held) {
		return server, err
	}
	// It may have been made by another PostgreSQL, or broken by a power cut
	// that it was told not to guard against. There is nothing in it to keep.
	if err := os.RemoveAll(dir); err != nil {
		return nil, fmt.Errorf("clear a server for tests: %w", err)
	}
	return tryIn(ctx, dir)
}

func tryIn(ctx context.Context, dir string) (*embeddedpg.Server, error) {
	if err := errors.Join(os.MkdirAll(dir, 0o755), writePasswords(filepath.Join(dir, "passwords"))); err != nil {
		return nil, fmt.Errorf("prepare a server for tests: %w", err)
	}
	server, err := embeddedpg.Start(ctx, embeddedpg.Config{
		Dir: dir, BinDir: os.Getenv("SEVENFOLD_POSTGRES"), Settings: settings, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return nil, err
	}
	if err := connected(ctx, server.SuperuserURL(), func(conn *pgx.Conn) error { return clearAway(ctx, conn) }); err != nil {
		return nil, errors.Join(err, server.Stop(ctx))
	}
	return server, nil
}

// writePasswords gives a server to be made the password that all tests know.
func writePasswords(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for _, role := range []string{embeddedpg.SuperuserRole, embeddedpg.OwnerRole, embeddedpg.AppRole} {
		if err := os.WriteFile(filepath.Join(dir, role), []byte(password+"\n"), 0o600); err != nil {
			return err
		}
	}
	return nil
}
