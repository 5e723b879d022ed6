package embeddedpg_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/embeddedpg"
)

// holdFolder makes the test program, run once more, be a program that holds
// this data folder until its input ends.
const holdFolder = "EMBEDDEDPG_TEST_HOLD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(holdFolder); dir != "" {
		os.Exit(hold(dir))
	}
	code := m.Run()
	if templateDir != "" {
		_ = os.RemoveAll(templateDir)
	}
	os.Exit(code)
}

func hold(dir string) int {
	server, err := embeddedpg.Start(context.Background(), config(dir))
	if err != nil {
		fmt.Println("refused:", err)
		return 1
	}
	fmt.Println("started:", server.OwnerURL())
	_, _ = io.Copy(io.Discard, os.Stdin)
	if err := server.Stop(context.Background()); err != nil {
		fmt.Println("not stopped:", err)
		return 1
	}
	return 0
}

// config leaves out the waiting for the disk, which is not what these tests
// are about.
func config(dir string) embeddedpg.Config {
	return embeddedpg.Config{
		Dir: dir, BinDir: os.Getenv("SEVENFOLD_POSTGRES"), Settings: map[string]string{"fsync": "off"},
		Log: slog.New(slog.DiscardHandler),
	}
}

// newFolder gives a folder that every user of the machine can enter, which
// t.TempDir does not.
func newFolder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "sevenfold-pg-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return filepath.Join(dir, "data")
}

var (
	templateOnce sync.Once
	templateDir  string
	errTemplate  error
)

// madeFolder gives a data folder with a database in it, copied from one made
// once a run.
func madeFolder(t testing.TB) string {
	t.Helper()
	templateOnce.Do(func() {
		if templateDir, errTemplate = os.MkdirTemp("", "sevenfold-pg-template-"); errTemplate != nil {
			return
		}
		if errTemplate = os.Chmod(templateDir, 0o755); errTemplate != nil {
			return
		}
		var server *embeddedpg.Server
		if server, errTemplate = embeddedpg.Start(context.Background(), config(templateDir)); errTemplate == nil {
			errTemplate = server.Stop(context.Background())
		}
	})
	if errTemplate != nil {
		t.Fatal(errTemplate)
	}
	dir := newFolder(t)
	if out, err := exec.Command("cp", "-a", templateDir, dir).CombinedOutput(); err != nil {
		t.Fatalf("copy the template: %v %s", err, out)
	}
	return dir
}

func start(t testing.TB, dir string) *embeddedpg.Server {
	t.Helper()
	server, err := embeddedpg.Start(t.Context(), config(dir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, server) })
	return server
}

func stop(t testing.TB, server *embeddedpg.Server) {
	t.Helper()
	if err := server.Stop(context.Background()); err != nil {
		t.Error(err)
	}
}

// query runs one statement and gives its first column as text.
func query(t testing.TB, url, sql string) string {
	t.Helper()
	answer, err := tryQuery(t, url, sql)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return answer
}

func tryQuery(t testing.TB, url, sql string) (string, error) {
	t.Helper()
	// The clean-ups of a test query too, when its own context is over.
	ctx := context.WithoutCancel(t.Context())
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, sql)
	if err != nil {
		return "", err
	}
	values, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (string, error) {
		columns, err := row.Values()
		return fmt.Sprint(columns...), err
	})
	return strings.Join(values, ","), err
}

// program is the test program run once more, holding a data folder.
type program struct {
	cmd   *exec.Cmd
	input io.Closer
	said  string // "started: URL" or "refused: why"
}

func (p program) url(t testing.TB) string {
	t.Helper()
	url, started := strings.CutPrefix(p.said, "started: ")
	if !started {
		t.Fatalf("got %q, want a started server", p.said)
	}
	return url
}

// runProgram runs it as an ordinary user where asked and where we are root.
func runProgram(t testing.TB, dir string, ordinary bool) program {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	if ordinary && os.Geteuid() == 0 {
		cmd = exec.Command(copyOpen(t, exe))
		uid, gid := ordinaryUser(t)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
		cmd.Dir = "/"
	}
	cmd.Env = append(os.Environ(), holdFolder+"="+dir)
	cmd.Stderr = os.Stderr
	input, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = input.Close()
		_ = cmd.Wait()
	})
	said, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		t.Fatalf("the program said %q: %v", said, err)
	}
	return program{cmd, input, strings.TrimSpace(said)}
}

// copyOpen copies the test program out of the folder that only root can enter.
func copyOpen(t testing.TB, exe string) string {
	t.Helper()
	path := filepath.Join(filepath.Dir(newFolder(t)), "program")
	copyProgramFile(t, exe, path, 0o755)
	return path
}

// copyProgramFile copies by a process of its own. Were the file written by us, a
// test beside this one could start a process meanwhile that inherits it open,
// and the system refuses to start a program that is being written.
func copyProgramFile(t testing.TB, from, to string, mode os.FileMode) {
	t.Helper()
	if out, err := exec.Command("cp", from, to).CombinedOutput(); err != nil {
		t.Fatalf("copy a program: %v: %s", err, out)
	}
	if err := os.Chmod(to, mode); err != nil {
		t.Fatal(err)
	}
}

func ordinaryUser(t testing.TB) (uid, gid int) {
	t.Helper()
	u, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	uid, err = strconv.Atoi(u.Uid)
	if err != nil {
		t.Fatal(err)
	}
	gid, err = strconv.Atoi(u.Gid)
	if err != nil {
		t.Fatal(err)
	}
	return uid, gid
}

// within waits for a thing to come true and says how long it took.
func within(t testing.TB, limit time.Duration, what string, isTrue func() bool) time.Duration {
	t.Helper()
	began := time.Now()
	for !isTrue() {
		if time.Since(began) > limit {
			t.Fatalf("after %v: not %s", limit, what)
		}
		time.Sleep(10 * time.Millisecond)
	}
	return time.Since(began)
}
