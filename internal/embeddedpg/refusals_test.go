package embeddedpg_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sevenfold/internal/embeddedpg"
	"sevenfold/internal/fault"
)

func TestRefusals(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		onlyRoot bool
		arrange  func(t *testing.T, cfg *embeddedpg.Config)
		want     []string // in the sentence
	}{
		{"no folder is named", false, func(_ *testing.T, cfg *embeddedpg.Config) { cfg.Dir = "" }, []string{"--data"}},
		{"the folder is a file", false, func(t *testing.T, cfg *embeddedpg.Config) {
			write(t, cfg.Dir, "text", 0o644)
		}, []string{"is a file", "--data"}},
		{"a folder above it is a file", false, func(t *testing.T, cfg *embeddedpg.Config) {
			write(t, cfg.Dir, "text", 0o644)
			cfg.Dir = filepath.Join(cfg.Dir, "data")
		}, []string{"not a directory", "--data"}},
		{"the cluster's folder holds something else", false, func(t *testing.T, cfg *embeddedpg.Config) {
			imitateCluster(t, cfg.Dir, "")
		}, []string{"no PG_VERSION", "move it away"}},
		{"the data is of another version", false, func(t *testing.T, cfg *embeddedpg.Config) {
			imitateCluster(t, cfg.Dir, "12")
		}, []string{"was made by PostgreSQL 12", "postgresql-12", "nothing was changed"}},
		{"no server in the folder named", false, func(t *testing.T, cfg *embeddedpg.Config) {
			cfg.BinDir = filepath.Dir(newFolder(t))
		}, []string{"there is no PostgreSQL in", "SEVENFOLD_POSTGRES"}},
		{"the server named is too old", false, func(t *testing.T, cfg *embeddedpg.Config) {
			cfg.BinDir = fakeServer(t, "postgres (PostgreSQL) 13.4")
		}, []string{"is PostgreSQL 13.4, and 15 or newer is needed"}},
		{"the server named does not run", false, func(t *testing.T, cfg *embeddedpg.Config) {
			cfg.BinDir = fakeServer(t, "library missing; exit 127")
		}, []string{"exit status 127", "library missing"}},
		{"a setting is wrong", false, func(t *testing.T, cfg *embeddedpg.Config) {
			cfg.Dir = madeFolder(t)
			cfg.Settings = map[string]string{"work_mem": "much"}
		}, []string{"ended while starting", "work_mem"}},
		{"a password file holds something else", false, func(t *testing.T, cfg *embeddedpg.Config) {
			cfg.Dir = madeFolder(t)
			write(t, filepath.Join(cfg.Dir, "passwords", "sevenfold_app"), "it's mine", 0o600)
		}, []string{"passwords/sevenfold_app", "put the file back"}},
		{"the passwords are of another database", false, func(t *testing.T, cfg *embeddedpg.Config) {
			cfg.Dir = madeFolder(t)
			write(t, filepath.Join(cfg.Dir, "passwords", "sevenfold_owner"), "abcd", 0o600)
		}, []string{"must be those it was made with"}},
		{"a user nobody knows", false, func(_ *testing.T, cfg *embeddedpg.Config) { cfg.OSUser = "no-such-user" }, []string{"no-such-user"}},
		{"root may enter and the other user may not", true, func(t *testing.T, cfg *embeddedpg.Config) {
			closed := filepath.Dir(cfg.Dir)
			if err := os.Chmod(closed, 0o700); err != nil {
				t.Fatal(err)
			}
		}, []string{"cannot be entered by the user", "/var/lib/sevenfold", "chmod o+x"}},
		{"the data belongs to root", true, func(t *testing.T, cfg *embeddedpg.Config) {
			write(t, filepath.Join(cfg.Dir, "cluster", "PG_VERSION"), "15", 0o600)
		}, []string{"belongs to root", "chown -R"}},
		{"the data belongs to another than the user named", true, func(t *testing.T, cfg *embeddedpg.Config) {
			imitateCluster(t, cfg.Dir, "15")
			cfg.OSUser = "daemon"
		}, []string{`run as "daemon"`, "chown -R"}},
	}
	for _, test := range tests {
		if test.onlyRoot && os.Geteuid() != 0 {
			continue
		}
		t.Run(test.name, func(t *testing.T) {
			cfg := config(newFolder(t))
			test.arrange(t, &cfg)
			server, err := embeddedpg.Start(t.Context(), cfg)
			if err == nil {
				stop(t, server)
				t.Fatal("got a started server, want a refusal")
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("got %q, want %q in it", err, want)
				}
			}
			if strings.Contains(err.Error(), "\n\n") {
				t.Errorf("got %q, want a sentence", err)
			}
		})
	}
}

func TestSecondStartOnAFolderIsRefused(t *testing.T) {
	t.Parallel()
	dir := madeFolder(t)
	held := runProgram(t, dir, false)
	url := held.url(t)
	server, err := embeddedpg.Start(t.Context(), config(dir))
	if err == nil {
		stop(t, server)
		t.Fatal("got a started server, want a refusal")
	}
	var inUse *embeddedpg.HeldError
	if !errors.As(err, &inUse) || !errors.Is(err, fault.Conflict) {
		t.Fatalf("got %v, want a HeldError", err)
	}
	want := fmt.Sprintf("the data folder %s is in use by another running program (process %d): stop that one first, or choose another folder with --data",
		dir, held.cmd.Process.Pid)
	if got := err.Error(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	query(t, url, "SELECT 1") // the first goes on undisturbed
}

func TestFolderThatAnOrdinaryUserCannotUseIsRefused(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		arrange func(t *testing.T) string
		want    string
	}{
		{"it cannot be written to", func(t *testing.T) string {
			dir := newFolder(t)
			if err := os.Mkdir(dir, 0o555); err != nil {
				t.Fatal(err)
			}
			return dir
		}, "cannot be written to by the user"},
		{"it cannot be made", func(t *testing.T) string {
			dir := newFolder(t)
			if err := os.Mkdir(dir, 0o555); err != nil {
				t.Fatal(err)
			}
			return filepath.Join(dir, "data")
		}, "cannot be made by the user"},
		{"it cannot be reached", func(t *testing.T) string {
			dir := newFolder(t)
			if err := os.Mkdir(dir, 0o000); err != nil {
				t.Fatal(err)
			}
			return filepath.Join(dir, "below", "data")
		}, "cannot be reached by the user"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			held := runProgram(t, test.arrange(t), true)
			if !strings.HasPrefix(held.said, "refused: ") || !strings.Contains(held.said, test.want) || !strings.Contains(held.said, "--data") {
				t.Errorf("got %q, want a refusal with %q in it", held.said, test.want)
			}
		})
	}
}

func TestRefusedVersionLeavesTheDataAlone(t *testing.T) {
	t.Parallel()
	dir := madeFolder(t)
	version := filepath.Join(dir, "cluster", "PG_VERSION")
	right, err := os.ReadFile(version)
	if err != nil {
		t.Fatal(err)
	}
	write(t, version, "12\n", 0o600)
	if _, err := embeddedpg.Start(t.Context(), config(dir)); err == nil {
		t.Fatal("got a started server, want a refusal")
	}
	write(t, version, string(right), 0o600)
	query(t, start(t, dir).URL(), "SELECT 1")
}

// imitateCluster makes what a start looks at before PostgreSQL itself does.
func imitateCluster(t testing.TB, dir, version string) {
	t.Helper()
	cluster := filepath.Join(dir, "cluster")
	if err := os.MkdirAll(cluster, 0o755); err != nil {
		t.Fatal(err)
	}
	if version != "" {
		write(t, filepath.Join(cluster, "PG_VERSION"), version+"\n", 0o600)
	}
	if os.Geteuid() == 0 {
		uid, gid := ordinaryUser(t)
		if err := os.Chown(cluster, uid, gid); err != nil {
			t.Fatal(err)
		}
	}
}

func write(t testing.TB, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if mode&0o111 == 0 {
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		return
	}
	source := filepath.Join(t.TempDir(), "source")
	if err := os.WriteFile(source, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	copyProgramFile(t, source, path, mode)
}

// fakeServer gives a folder with a postgres that prints what a server never
// would, and then does what follows the semicolon.
func fakeServer(t testing.TB, says string) string {
	t.Helper()
	dir := filepath.Join(newFolder(t), "bin")
	said, then, _ := strings.Cut(says, ";")
	for _, name := range []string{"postgres", "initdb"} {
		write(t, filepath.Join(dir, name), fmt.Sprintf("#!/bin/sh\necho '%s'\n%s\n", said, then), 0o755)
	}
	return dir
}
