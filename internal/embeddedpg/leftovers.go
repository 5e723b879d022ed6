package embeddedpg

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// fastPatience is how long a postmaster left over from a killed run may take
// to shut down before its processes are made to leave.
const fastPatience = 5 * time.Second

// endLeftovers ends the processes that a killed program or a killed postmaster
// left at work on the cluster, so that a new postmaster can take it over. We
// hold the folder's lock, so no running program needs them.
func (c cluster) endLeftovers(ctx context.Context, log *slog.Logger) error {
	postmaster := c.notedPostmaster()
	left := processesOn(c.dir, postmaster)
	if len(left) == 0 {
		return c.clearStaleNotes()
	}
	log.Info("ending a PostgreSQL left over from a run that was killed", "processes", len(left))
	if left[0] == postmaster {
		signalAll(left[:1], syscall.SIGINT) // its sessions follow
	} else {
		signalAll(left, syscall.SIGQUIT) // nobody is left to tell them to leave
	}
	for began, quit := time.Now(), false; ; {
		left = processesOn(c.dir, postmaster)
		if len(left) == 0 {
			return c.clearStaleNotes()
		}
		if !quit && time.Since(began) > fastPatience {
			quit = true
			signalAll(left, syscall.SIGQUIT)
		}
		if time.Since(began) > 3*fastPatience {
			return fmt.Errorf("process %d of an earlier PostgreSQL is still at work on %s and does not end: end it yourself, then start again", left[0], c.dir)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for an earlier PostgreSQL on %s to end: %w", c.dir, ctx.Err())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func signalAll(pids []int, signal syscall.Signal) {
	for _, pid := range pids {
		_ = syscall.Kill(pid, signal)
	}
}

// notedPostmaster is the process that the cluster's own lock file names.
func (c cluster) notedPostmaster() int { return notedProcess(filepath.Join(c.dir, "postmaster.pid")) }

func notedProcess(note string) int {
	text, err := os.ReadFile(note)
	if err != nil {
		return 0
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil || pid <= 1 {
		return 0
	}
	return pid
}

// clearStaleNotes removes the lock files that a killed postmaster left, when
// PostgreSQL would refuse to start because of them: the number in them has
// gone to a process that has nothing to do with the cluster (a restarted
// machine or container gives numbers out anew), or nobody has taken note of
// the postmaster's end yet.
func (c cluster) clearStaleNotes() error {
	for _, note := range []string{filepath.Join(c.dir, "postmaster.pid"), socketFile(c.socket) + ".lock"} {
		pid := notedProcess(note)
		if pid == 0 || syscall.Kill(pid, 0) != nil {
			continue
		}
		if err := os.Remove(note); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("clear the lock file of a PostgreSQL that is gone: %w", err)
		}
	}
	return nil
}
