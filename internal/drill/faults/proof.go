package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"sevenfold/internal/drill"
	"sevenfold/internal/embeddedpg"
	"sevenfold/internal/postgres"
)

const (
	proofKills   = 2
	proofAnswers = 2000 // before each
	// quiet is longer than the background writer sleeps.
	quiet = time.Second
)

// proof runs the same drill on a Postgres whose background writer is held still,
// once with commits that wait for the disk and once with commits that don't: the
// first must lose nothing, the second must be caught losing something.
func proof(ctx context.Context) error {
	for _, commit := range []string{"on", "off"} {
		wrong, err := proofWith(ctx, commit)
		switch {
		case err != nil:
			return fmt.Errorf("with synchronous_commit %s: %w", commit, err)
		case commit == "on" && wrong > 0:
			return errLost
		case commit == "off" && wrong == 0:
			return errBlind
		case commit == "off":
			fmt.Printf("The drill goes red with synchronous_commit off: it found %d acknowledged answers missing.\n", wrong)
		}
	}
	return nil
}

func proofWith(ctx context.Context, commit string) (wrong int, err error) {
	k := &killing{}
	if k.launch.Folder, err = drill.NewFolder("sevenfold-faults-"); err != nil {
		return 0, err
	}
	defer os.RemoveAll(k.launch.Folder)
	data := filepath.Join(k.launch.Folder, "postgres")
	server, err := embeddedpg.Start(ctx, embeddedpg.Config{
		Dir: data, BinDir: os.Getenv("SEVENFOLD_POSTGRES"), Log: slog.New(slog.DiscardHandler),
		// What is not written by a commit stays in memory.
		Settings: map[string]string{
			"synchronous_commit": commit, "wal_buffers": "64MB", "bgwriter_lru_maxpages": "0", "autovacuum": "off",
		},
	})
	if err != nil {
		return 0, err
	}
	defer func() { _ = server.Stop(context.WithoutCancel(ctx)) }()
	if err := postgres.Migrate(ctx, server.OwnerURL(), postgres.AppRole); err != nil {
		return 0, err
	}
	store, err := postgres.Open(ctx, server.URL())
	if err != nil {
		return 0, err
	}
	defer store.Close()
	if k.launch.Addr, err = drill.FreeAddr(); err != nil {
		return 0, err
	}
	k.launch.Database = server.URL()
	if k.crowd, err = gather(ctx, store, k.launch.Addr); err != nil {
		return 0, err
	}
	if err := k.start(ctx); err != nil {
		return 0, err
	}
	defer func() { _ = k.program.Stop() }()
	fmt.Printf("The same with synchronous_commit %s, while Postgres writes nothing but what commits ask for:\n", commit)
	for range proofKills {
		if err := holdWriter(server.PID()); err != nil {
			return 0, err
		}
		err := k.round(ctx, "all of Postgres", proofAnswers, func() error { return killPostgres(data, true) })
		if err != nil {
			return 0, err
		}
	}
	return k.wrong, nil
}

// holdWriter stops the process that writes the log of changes in the background:
// what it would have written in the next fifth of a second, a power cut may take.
func holdWriter(postmaster int) error {
	// Nobody saves now, so it comes to rest: stopped while it writes, it would
	// keep every commit waiting.
	time.Sleep(quiet)
	for _, pid := range drill.Children(postmaster) {
		title, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
		if err == nil && bytes.Contains(title, []byte("walwriter")) {
			return syscall.Kill(pid, syscall.SIGSTOP)
		}
	}
	return errors.New("find Postgres's background writer: there is none")
}
