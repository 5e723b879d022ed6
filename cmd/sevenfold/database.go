package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"sevenfold/internal/embeddedpg"
	"sevenfold/internal/postgres"
)

// database is the Postgres that a command works on.
type database struct {
	url      string
	ownerURL string             // "" where it was not given
	private  *embeddedpg.Server // nil where DATABASE_URL names one
}

// openDatabase starts the private Postgres and brings its tables up to date, or
// takes the one that DATABASE_URL names as it is.
func openDatabase(ctx context.Context, c config) (*database, error) {
	if c.Database != "" {
		return &database{url: c.Database, ownerURL: c.Owner}, nil
	}
	server, err := embeddedpg.Start(ctx, embeddedpg.Config{Dir: filepath.Join(dataFolder(c.Data), "postgres"), BinDir: c.Postgres, Log: postgresLog()})
	if err != nil {
		return nil, err
	}
	d := &database{url: server.URL(), ownerURL: server.OwnerURL(), private: server}
	if err := postgres.Migrate(ctx, d.ownerURL, postgres.AppRole); err != nil {
		d.close()
		return nil, err
	}
	return d, nil
}

// reachDatabase is openDatabase for a command that may run beside serve: where
// that holds the data folder, the command works on the Postgres it runs.
func reachDatabase(ctx context.Context, c config) (*database, error) {
	db, err := openDatabase(ctx, c)
	var held *embeddedpg.HeldError
	if !errors.As(err, &held) {
		return db, err
	}
	running, runningErr := embeddedpg.Running(held.Dir)
	if runningErr != nil {
		return nil, errors.Join(err, runningErr)
	}
	return &database{url: running}, nil
}

// close stops the private Postgres.
func (d *database) close() {
	if d.private == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := d.private.Stop(ctx); err != nil {
		slog.Error("stop the private Postgres", "error", err)
	}
}

// dataFolder is where the private Postgres keeps its data: beside us, unless
// we are root in a folder that only root may enter. Postgres runs as another
// user then, and could not reach it.
func dataFolder(chosen string) string {
	if chosen != "" {
		return chosen
	}
	here, err := filepath.Abs("data")
	if err != nil || os.Geteuid() != 0 {
		return "data"
	}
	for dir := filepath.Dir(here); dir != "/"; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil && info.Mode().Perm()&0o001 == 0 {
			return filepath.Join("/var/lib/sevenfold", url.PathEscape(filepath.Dir(here)))
		}
	}
	return "data"
}

// postgresLog keeps what the private Postgres says out of the way: warnings and worse.
func postgresLog() *slog.Logger {
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// prepare waits until the database can be used and settles what it is. It ends
// with an error only where waiting would not help.
func prepare(ctx context.Context, store *postgres.Store, demonstration bool) error {
	pause := 100 * time.Millisecond
	for said := ""; ; {
		err := store.CheckReady(ctx)
		if err == nil {
			err = store.Settle(ctx, demonstration)
		}
		if err == nil || !worthWaiting(err) {
			return err
		}
		if err.Error() != said {
			said = err.Error()
			slog.Warn("the database can't be used yet: pages say so, and it is tried again", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
		pause = min(2*pause, 2*time.Second)
	}
}

func worthWaiting(err error) bool {
	for _, final := range []error{
		postgres.ErrDirty, postgres.ErrAhead, postgres.ErrOwner, postgres.ErrIsDemo, postgres.ErrIsReal,
		postgres.ErrPassword, postgres.ErrNoDatabase,
	} {
		if errors.Is(err, final) {
			return false
		}
	}
	return true
}

// errNotReady stands for the database until it was first reached.
var errNotReady = fmt.Errorf("the database has not been reached yet")
