package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/postgres/postgrestest"
)

// patience is how long a test waits for the program: far longer than it takes.
const patience = 30 * time.Second

// program is a run of the whole program inside the test.
type program struct {
	out    syncBuffer
	ended  chan error
	cancel context.CancelFunc
}

type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func start(t *testing.T, getenv func(string) string, args ...string) *program {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	p := &program{ended: make(chan error, 1), cancel: cancel}
	go func() { p.ended <- run(ctx, args, getenv, &p.out, &p.out) }()
	t.Cleanup(func() { p.stop(t) })
	return p
}

var readyLine = regexp.MustCompile(`open (http://\S+)`)

// address waits until the program says where it is.
func (p *program) address(t *testing.T) string {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if m := readyLine.FindStringSubmatch(p.out.String()); m != nil {
			return m[1]
		}
		select {
		case err := <-p.ended:
			p.ended <- err
			t.Fatalf("got the program ended with %v, want it ready\n%s", err, p.out.String())
		default:
		}
	}
	t.Fatalf("got no address, want one\n%s", p.out.String())
	return ""
}

// stop ends the program and gives what it ended with.
func (p *program) stop(t *testing.T) error {
	t.Helper()
	p.cancel()
	select {
	case err := <-p.ended:
		p.ended <- err
		return err
	case <-time.After(patience):
		t.Fatal("got a program that does not stop, want it stopped")
		return nil
	}
}

// refused runs the program where it should end by itself, and gives what it
// ended with; nil where it had to be stopped.
func refused(t *testing.T, getenv func(string) string, args ...string) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	return run(ctx, args, getenv, io.Discard, io.Discard)
}

func get(t *testing.T, address string) (int, string) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(b)
}

func TestEverythingWrongWithTheConfigurationIsToldAtOnce(t *testing.T) {
	err := run(t.Context(), []string{"serve", "--addr", "nowhere"}, env(
		"DATABASE_URL", "mysql://x", "MIGRATE_DATABASE_URL", "x", "SMTP_URL", "ftp://x", "SMTP_URL_FILE", "/x",
		"SEVENFOLD_ADDRESS", "trust.example",
	), io.Discard, io.Discard)
	if err == nil {
		t.Fatal("got no error, want several")
	}
	for _, want := range []string{"--addr", "DATABASE_URL is not", "MIGRATE_DATABASE_URL is not", "SMTP_URL and SMTP_URL_FILE", "SMTP_URL: ", "MAIL_FROM"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got %q, want %q in it", err, want)
		}
	}
}

func TestWhatServeRefuses(t *testing.T) {
	trial := []string{"MAIL_FOLDER", filepath.Join(t.TempDir(), "mail")}
	db := postgrestest.New(t)
	bad := func(change func(*pgx.ConnConfig) string) string {
		c, err := pgx.ParseConfig(db.URL)
		if err != nil {
			t.Fatal(err)
		}
		return change(c)
	}
	address := func(user, password, host, name string) string {
		return fmt.Sprintf("postgres://%s:%s@/%s?host=%s", user, password, name, host)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		env  []string
		args []string
		want string
	}{
		{"an address that is none", append([]string{"DATABASE_URL", "://"}, trial...), nil, "DATABASE_URL is not an address"},
		{"another database's scheme", append([]string{"DATABASE_URL", "mysql://a@b/c"}, trial...), nil, "DATABASE_URL is not an address"},
		{"a wrong password", append([]string{"DATABASE_URL", bad(func(c *pgx.ConnConfig) string {
			return address(c.User, "wrong", c.Host, c.Database)
		})}, trial...), nil, "refuses the role or the password"},
		{"no such database", append([]string{"DATABASE_URL", bad(func(c *pgx.ConnConfig) string {
			return address(c.User, c.Password, c.Host, "nowhere")
		})}, trial...), nil, "does not exist"},
		{"a role that owns the tables", append([]string{"DATABASE_URL", db.OwnerURL}, trial...), nil, "a role that owns nothing"},
		{"no way to send mail", nil, nil, "people sign in by e-mail"},
		{"a mail folder that is a file", []string{"MAIL_FOLDER", file}, nil, "mail folder"},
		{"a port that is taken", trial, []string{"--addr", taken.Addr().String()}, "another program may hold it"},
		{"a data folder that is a file", trial, []string{"--data", file}, "choose another with --data"},
		{"the demonstration beyond this machine", nil, []string{"--demo", "--addr", "0.0.0.0:0"}, "this machine only"},
		{"cookies in the clear", append([]string{"SEVENFOLD_ADDRESS", "http://trust.example"}, trial...), nil, "must begin with https://"},
		{"a framework that is not there", trial, []string{"--framework", "/nowhere.yaml"}, "no file"},
		{"a word too many", trial, []string{"now"}, "one word too many"},
	} {
		t.Run(c.name, func(t *testing.T) {
			args := append([]string{"serve"}, c.args...)
			if !strings.Contains(strings.Join(args, " "), "--addr") {
				args = append(args[:1:1], append([]string{"--addr", "127.0.0.1:0"}, c.args...)...)
			}
			err := refused(t, env(c.env...), args...)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q in it", err, c.want)
			}
			if err != nil && strings.Contains(err.Error(), "wrong@") {
				t.Errorf("got %v, want no password in it", err)
			}
		})
	}
}

func TestADemonstrationIsReadyKeepsItsDataAndStaysOne(t *testing.T) {
	data := filepath.Join(openFolder(t), "data")
	args := []string{"serve", "--demo", "--addr", "127.0.0.1:0", "--data", data}
	p := start(t, env(), args...)
	address := p.address(t)
	if status, page := get(t, address+"/demonstration"); status != 200 || !strings.Contains(page, "Example Learning Trust") {
		t.Errorf("got %d, want the page of people", status)
	}
	second := refused(t, env(), args...)
	if second == nil || !strings.Contains(second.Error(), "in use by another running program") {
		t.Errorf("a second start: got %v, want it refused", second)
	}
	if err := p.stop(t); err != nil {
		t.Errorf("got %v at the stop, want none", err)
	}
	again := start(t, env(), args...)
	if status, _ := get(t, again.address(t)+"/readyz"); status != 200 {
		t.Errorf("the second time: got %d, want it ready", status)
	}
	_ = again.stop(t)
	forReal := refused(t, env("MAIL_FOLDER", t.TempDir()), "serve", "--addr", "127.0.0.1:0", "--data", data)
	if forReal == nil || !strings.Contains(forReal.Error(), "is a demonstration and stays one") {
		t.Errorf("for real on a demonstration: got %v, want it refused", forReal)
	}
}

func TestTheDemonstrationIsKeptOutOfARealDatabase(t *testing.T) {
	db := postgrestest.New(t)
	var out bytes.Buffer
	if err := run(t.Context(), []string{"trust", "add", "--name", "A real trust"}, env("DATABASE_URL", db.URL), &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	err := refused(t, env("DATABASE_URL", db.URL), "serve", "--demo", "--addr", "127.0.0.1:0")
	if err == nil || !strings.Contains(err.Error(), "is not a demonstration") {
		t.Errorf("got %v, want it refused", err)
	}
}

func TestPostgresAwayIsWaitedForAtTheStartAndLater(t *testing.T) {
	door := newDoor(t, postgrestest.New(t).URL)
	listen := freeAddress(t)
	address := "http://" + listen
	start(t, env("DATABASE_URL", door.url, "MAIL_FOLDER", t.TempDir()), "serve", "--addr", listen)
	waitFor(t, address, "/healthz", http.StatusOK)
	waitFor(t, address, "/readyz", http.StatusServiceUnavailable)
	if status, page := get(t, address+"/sign-in"); status != http.StatusServiceUnavailable || !strings.Contains(page, "away for a moment") {
		t.Errorf("away at the start: got %d, want a page that says so", status)
	}
	door.open()
	waitFor(t, address, "/sign-in", http.StatusOK)
	door.shut()
	waitFor(t, address, "/sign-in", http.StatusServiceUnavailable)
	door.open()
	waitFor(t, address, "/sign-in", http.StatusOK)
}

func waitFor(t *testing.T, address, path string, want int) {
	t.Helper()
	got := 0
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		r, err := http.Get(address + path)
		if err != nil {
			continue
		}
		_ = r.Body.Close()
		if got = r.StatusCode; got == want {
			return
		}
	}
	t.Fatalf("%s: got %d, want %d", path, got, want)
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// openFolder is a temporary folder that the user whom Postgres runs as may enter.
func openFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "sevenfold-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// door stands before the tests' Postgres, shut until it is opened.
type door struct {
	url      string
	listener net.Listener
	network  string
	behind   string
	mu       sync.Mutex
	isOpen   bool
	through  []net.Conn
}

func newDoor(t *testing.T, url string) *door {
	t.Helper()
	c, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	d := &door{network: "unix", behind: filepath.Join(c.Host, fmt.Sprintf(".s.PGSQL.%d", c.Port))}
	if !strings.HasPrefix(c.Host, "/") {
		d.network, d.behind = "tcp", net.JoinHostPort(c.Host, fmt.Sprint(c.Port))
	}
	if d.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.listener.Close(); d.shut() })
	d.url = fmt.Sprintf("postgres://%s:%s@%s/%s?sslmode=disable", c.User, c.Password, d.listener.Addr(), c.Database)
	go d.relay()
	return d
}

func (d *door) relay() {
	for {
		in, err := d.listener.Accept()
		if err != nil {
			return
		}
		d.mu.Lock()
		if !d.isOpen {
			_ = in.Close()
		} else if out, err := net.Dial(d.network, d.behind); err != nil {
			_ = in.Close()
		} else {
			d.through = append(d.through, in, out)
			go func() { _, _ = io.Copy(in, out); _ = in.Close() }()
			go func() { _, _ = io.Copy(out, in); _ = out.Close() }()
		}
		d.mu.Unlock()
	}
}

func (d *door) open() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.isOpen = true
}

func (d *door) shut() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.isOpen = false
	for _, c := range d.through {
		_ = c.Close()
	}
	d.through = nil
}
