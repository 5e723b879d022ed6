package embeddedpg_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"sevenfold/internal/embeddedpg"
)

func TestDataIsKeptFromOneStartToTheNext(t *testing.T) {
	t.Parallel()
	dir := newFolder(t)
	began := time.Now()
	server := start(t, dir)
	t.Logf("first start: %v", time.Since(began).Round(time.Millisecond))
	query(t, server.OwnerURL(), "CREATE TABLE kept AS SELECT 'yes' AS it")
	stop(t, server)
	if left, err := os.ReadFile(filepath.Join(dir, "cluster", "postmaster.pid")); err == nil {
		t.Errorf("got a lock file after a clean stop, want none: %s", left)
	}
	began = time.Now()
	server = start(t, dir)
	t.Logf("later start: %v", time.Since(began).Round(time.Millisecond))
	if got := query(t, server.OwnerURL(), "SELECT it FROM kept"); got != "yes" {
		t.Errorf("got %q, want yes", got)
	}
}

func TestOrdinaryUserCanStart(t *testing.T) {
	t.Parallel()
	dir := newFolder(t)
	if os.Geteuid() == 0 {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		uid, gid := ordinaryUser(t)
		if err := os.Chown(dir, uid, gid); err != nil {
			t.Fatal(err)
		}
	}
	held := runProgram(t, dir, true)
	if os.Geteuid() != 0 {
		query(t, held.url(t), "SELECT 1")
		return
	}
	query(t, held.url(t), "CREATE TABLE kept AS SELECT 'yes' AS it")
	if err := held.input.Close(); err != nil {
		t.Fatal(err)
	}
	if err := held.cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	t.Run("and root then serves the same data as that user", func(t *testing.T) {
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		server := start(t, dir)
		if got := query(t, server.OwnerURL(), "SELECT it FROM kept"); got != "yes" {
			t.Errorf("got %q, want yes", got)
		}
	})
}

func TestSettings(t *testing.T) {
	t.Parallel()
	server, err := embeddedpg.Start(t.Context(), embeddedpg.Config{
		Dir: madeFolder(t), BinDir: config("").BinDir, Settings: map[string]string{"work_mem": "3MB"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, server) })
	for name, want := range map[string]string{
		"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "data_checksums": "on",
		"listen_addresses": "", "work_mem": "3MB", "TimeZone": "UTC", "server_encoding": "UTF8",
	} {
		if got := query(t, server.URL(), "SHOW "+name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestKilledPostgresComesBack(t *testing.T) {
	t.Parallel()
	server := start(t, madeFolder(t))
	query(t, server.OwnerURL(), "CREATE TABLE saved (n int)")
	for n := 1; n <= 3; n++ {
		query(t, server.OwnerURL(), fmt.Sprintf("INSERT INTO saved VALUES (%d)", n))
		killed := server.PID()
		if err := syscall.Kill(killed, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		took := within(t, 5*time.Second, "back", func() bool {
			_, err := tryQuery(t, server.OwnerURL(), "SELECT 1")
			return server.PID() != killed && err == nil
		})
		t.Logf("kill %d: back after %v", n, took.Round(time.Millisecond))
		if got, want := query(t, server.OwnerURL(), "SELECT count(*) FROM saved"), fmt.Sprint(n); got != want {
			t.Errorf("got %s rows, want %s", got, want)
		}
	}
}

func TestPostgresThatCannotStartForAWhileComesBack(t *testing.T) {
	t.Parallel()
	dir := madeFolder(t)
	server := start(t, dir)
	cluster := filepath.Join(dir, "cluster")
	if err := os.Rename(cluster, cluster+".away"); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(server.PID(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	time.Sleep(500 * time.Millisecond)
	if _, err := tryQuery(t, server.OwnerURL(), "SELECT 1"); err == nil {
		t.Error("got an answer without data, want none")
	}
	if err := os.Rename(cluster+".away", cluster); err != nil {
		t.Fatal(err)
	}
	within(t, 10*time.Second, "back", func() bool {
		_, err := tryQuery(t, server.OwnerURL(), "SELECT 1")
		return err == nil
	})
}

func TestStopWhilePostgresCannotStart(t *testing.T) {
	t.Parallel()
	dir := madeFolder(t)
	server := start(t, dir)
	cluster := filepath.Join(dir, "cluster")
	if err := os.Rename(cluster, cluster+".away"); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(server.PID(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if err := server.Stop(ctx); err != nil {
		t.Error(err)
	}
}

func TestKilledProgramIsFollowedByAnother(t *testing.T) {
	t.Parallel()
	dir := madeFolder(t)
	held := runProgram(t, dir, false)
	query(t, held.url(t), "CREATE TABLE saved AS SELECT 'yes' AS it")
	if err := held.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = held.cmd.Wait()
	began := time.Now()
	server := start(t, dir)
	t.Logf("started over a killed program in %v", time.Since(began).Round(time.Millisecond))
	if got := query(t, server.OwnerURL(), "SELECT it FROM saved"); got != "yes" {
		t.Errorf("got %q, want yes", got)
	}
}

func TestProgramAndPostgresKilledTogetherAreFollowedByAnother(t *testing.T) {
	t.Parallel()
	dir := madeFolder(t)
	held := runProgram(t, dir, false)
	query(t, held.url(t), "CREATE TABLE saved AS SELECT 'yes' AS it")
	note, err := os.ReadFile(filepath.Join(dir, "cluster", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	var postmaster int
	if _, err := fmt.Sscan(string(note), &postmaster); err != nil {
		t.Fatal(err)
	}
	// A stopped session would stay at work on the data for ever.
	go func() { _, _ = tryQuery(t, held.url(t), "SELECT pg_sleep(60)") }()
	within(t, 5*time.Second, "a session at work", func() bool {
		return query(t, held.url(t), "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%sleep(60)' AND pid <> pg_backend_pid()") == "1"
	})
	if err := held.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(postmaster, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := held.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = held.cmd.Wait()
	server := start(t, dir)
	if got := query(t, server.OwnerURL(), "SELECT it FROM saved"); got != "yes" {
		t.Errorf("got %q, want yes", got)
	}
}

func TestProcessNumberGivenOutAnewDoesNotStopAStart(t *testing.T) {
	t.Parallel()
	dir := madeFolder(t)
	info, err := os.Stat(filepath.Join(dir, "cluster"))
	if err != nil {
		t.Fatal(err)
	}
	owner := info.Sys().(*syscall.Stat_t)
	other := exec.Command("/bin/sleep", "60")
	if os.Geteuid() == 0 {
		other.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: owner.Uid, Gid: owner.Gid}}
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = other.Process.Kill()
		_ = other.Wait()
	})
	note := filepath.Join(dir, "cluster", "postmaster.pid")
	text := fmt.Sprintf("%d\n%s\n1700000000\n5432\n\n\n", other.Process.Pid, filepath.Join(dir, "cluster"))
	if err := os.WriteFile(note, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(note, int(owner.Uid), int(owner.Gid)); err != nil {
		t.Fatal(err)
	}
	start(t, dir)
	if err := other.Process.Signal(syscall.Signal(0)); err != nil {
		t.Errorf("got %v for the process whose number it was, want it alive", err)
	}
}

func TestLongPathGetsAShortSocket(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(newFolder(t), strings.Repeat("long/", 30), "a, b")
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(madeFolder(t), dir); err != nil {
		t.Fatal(err)
	}
	server := start(t, dir)
	socket := query(t, server.SuperuserURL(), "SHOW unix_socket_directories") + "/.s.PGSQL.5432"
	if len(socket) >= 107 {
		t.Errorf("got a socket path of %d bytes, want fewer than 107: %s", len(socket), socket)
	}
	stop(t, server)
	if _, err := os.Stat(filepath.Dir(socket)); err == nil {
		t.Errorf("got %s left behind, want it removed", filepath.Dir(socket))
	}
}
