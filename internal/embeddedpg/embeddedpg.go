// Package embeddedpg runs a private PostgreSQL as a child of this program, for
// whoever sets no DATABASE_URL. It listens on a Unix socket only, keeps
// everything in one data folder, is started again when it dies, and never
// deletes data.
package embeddedpg

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// The database and the roles that stand in every data folder. The owner runs
// migrations; the app role owns nothing, so row-level security binds it; the
// superuser is for set-up, backup and tests, never for serving.
const (
	Database      = "sevenfold"
	OwnerRole     = "sevenfold_owner"
	AppRole       = "sevenfold_app"
	SuperuserRole = "postgres"
)

// stopPatience is how long a fast shutdown may take when the caller names no
// deadline of its own.
const stopPatience = 20 * time.Second

// Config says where the data lies and how PostgreSQL is run.
type Config struct {
	// Dir is the data folder; it is made where it is missing.
	Dir string
	// BinDir names the folder of the postgres and initdb to use; when empty,
	// the usual places are searched.
	BinDir string
	// OSUser is the account PostgreSQL runs as when we are root, which
	// PostgreSQL refuses to be. When empty: the owner of the data, or else
	// postgres, or nobody.
	OSUser string
	// Settings are added to those of postgresql.conf, and win over ours.
	Settings map[string]string
	// Log receives what PostgreSQL says; slog.Default() when nil.
	Log *slog.Logger
}

// Server is a running PostgreSQL, kept running until Stop.
type Server struct {
	log       *slog.Logger
	cluster   cluster
	passwords passwords
	lock      *os.File

	stop, hurry, ended  chan struct{}
	stopOnce, hurryOnce sync.Once
	endings             chan string // why a postmaster ended unasked; read while starting

	mu   sync.Mutex
	pid  int
	tail []string // the last lines that PostgreSQL wrote
}

// Start makes the data folder where it is missing, starts PostgreSQL on it and
// returns once it takes connections. The context bounds the starting only.
func Start(ctx context.Context, cfg Config) (_ *Server, err error) {
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	data, lock, err := openFolder(cfg.Dir)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = lock.Close()
		}
	}()
	runner, err := chooseAccount(cfg.OSUser, data.cluster())
	if err != nil {
		return nil, err
	}
	if err := runner.mustEnter(ctx, data.dir); err != nil {
		return nil, err
	}
	socket, err := data.prepareSocket(runner)
	if err != nil {
		return nil, err
	}
	madeBy, err := data.madeBy()
	if err != nil {
		return nil, err
	}
	program, err := findProgram(ctx, search{explicit: cfg.BinDir, data: data, runner: runner, major: madeBy})
	if err != nil {
		return nil, err
	}
	c := cluster{dir: data.cluster(), socket: socket, runner: runner, program: program, settings: cfg.Settings}
	if err := c.endLeftovers(ctx, cfg.Log); err != nil {
		return nil, err
	}
	secrets, err := c.prepare(ctx, data, madeBy == 0)
	if err != nil {
		return nil, err
	}
	s := &Server{
		log: cfg.Log, cluster: c, passwords: secrets, lock: lock,
		stop: make(chan struct{}), hurry: make(chan struct{}), ended: make(chan struct{}),
		endings: make(chan string, 1),
	}
	go s.supervise()
	if err := s.waitUntilReady(ctx); err != nil {
		_ = s.Stop(context.WithoutCancel(ctx))
		return nil, err
	}
	return s, nil
}

// URL connects as the role that owns nothing: the one to serve with.
func (s *Server) URL() string { return s.url(AppRole, Database) }

// OwnerURL connects as the owner of the database: the one to migrate with.
func (s *Server) OwnerURL() string { return s.url(OwnerRole, Database) }

// SuperuserURL connects to the maintenance database past all walls. It is for
// backups and for tests, which make databases of their own.
func (s *Server) SuperuserURL() string { return s.url(SuperuserRole, "postgres") }

func (s *Server) url(role, database string) string {
	return address(s.cluster.socket, role, s.passwords[role], database)
}

// PID is the process id of the postmaster, or 0 while it is being started
// again.
func (s *Server) PID() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pid
}

// Stop shuts PostgreSQL down: sessions are ended and everything is written.
// When ctx ends first (or, if it has no deadline, after 20 seconds) PostgreSQL
// is made to leave at once and recovers at the next start; nothing that was
// committed is lost. Stopping twice is harmless.
func (s *Server) Stop(ctx context.Context) error {
	if _, bounded := ctx.Deadline(); !bounded {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, stopPatience)
		defer cancel()
	}
	s.stopOnce.Do(func() { close(s.stop) })
	select {
	case <-s.ended:
		return nil
	case <-ctx.Done():
	}
	s.hurryOnce.Do(func() { close(s.hurry) })
	<-s.ended
	return errors.New("PostgreSQL did not shut down in time and was ended at once; it will recover at the next start")
}

// waitUntilReady returns once the postmaster says that it is ready and the
// owner can sign in.
func (s *Server) waitUntilReady(ctx context.Context) error {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !s.cluster.ready(s.PID()) {
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for PostgreSQL to start: %w", ctx.Err())
		case why := <-s.endings:
			return fmt.Errorf("PostgreSQL ended while starting on %s: %s", s.cluster.dir, why)
		case <-tick.C:
		}
	}
	conn, err := pgx.Connect(ctx, s.OwnerURL())
	if err != nil {
		return fmt.Errorf("sign in to the embedded PostgreSQL as %s (the passwords beside %s must be those it was made with; "+
			"removed, they are made anew): %w", OwnerRole, s.cluster.dir, err)
	}
	return conn.Close(ctx)
}

// ready reads what the postmaster notes in its own lock file.
func (c cluster) ready(pid int) bool {
	text, err := os.ReadFile(filepath.Join(c.dir, "postmaster.pid"))
	if err != nil || pid == 0 {
		return false
	}
	const statusLine = 7
	lines := strings.Split(string(text), "\n")
	return len(lines) > statusLine && lines[0] == fmt.Sprint(pid) && strings.TrimSpace(lines[statusLine]) == "ready"
}
