package embeddedpg

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// linkList is the file in which npm's package, which can't carry links, lists
// them.
const linkList = "pg-symlinks.json"

func fromNPM(bin string) bool {
	_, err := os.Stat(filepath.Join(filepath.Dir(bin), linkList))
	return err == nil
}

// copyProgram copies npm's native folder below programs, once for each build
// of PostgreSQL, makes its links, and opens it to every user of the machine.
func copyProgram(native, programs string) (string, error) {
	build, err := fingerprint(filepath.Join(native, "bin", "postgres"))
	if err != nil {
		return "", fmt.Errorf("read PostgreSQL in %s: %w", native, err)
	}
	whole := filepath.Join(programs, build)
	if isProgram(filepath.Join(whole, "bin")) {
		return whole, nil
	}
	if err := makeFolder(programs); err != nil {
		return "", err
	}
	// Renamed when whole: a crash leaves no half of a program behind.
	part, err := os.MkdirTemp(programs, "part-")
	if err != nil {
		return "", fmt.Errorf("copy PostgreSQL into the data folder: %w", err)
	}
	defer os.RemoveAll(part)
	err = errors.Join(os.CopyFS(part, os.DirFS(native)), makeLinks(part), openToAll(part))
	if err != nil {
		return "", fmt.Errorf("copy PostgreSQL from %s into the data folder: %w", native, err)
	}
	if err := os.Rename(part, whole); err != nil {
		return "", fmt.Errorf("copy PostgreSQL into the data folder: %w", err)
	}
	return whole, nil
}

func fingerprint(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)[:8]), nil
}

func makeLinks(native string) error {
	text, err := os.ReadFile(filepath.Join(native, linkList))
	if err != nil {
		return err
	}
	var links []struct {
		Source string `json:"source"`
		Target string `json:"target"`
	}
	if err := json.Unmarshal(text, &links); err != nil {
		return fmt.Errorf("read %s: %w", linkList, err)
	}
	for _, link := range links {
		at := strings.TrimPrefix(link.Target, "native/")
		to, err := filepath.Rel(filepath.Dir(link.Target), link.Source)
		if err != nil || !filepath.IsLocal(at) || !filepath.IsLocal(to) {
			return fmt.Errorf("%s names a link out of its folder: %s", linkList, link.Target)
		}
		if err := os.Symlink(to, filepath.Join(native, at)); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return nil
}

// openToAll undoes what a narrow umask closed.
func openToAll(dir string) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Type() == fs.ModeSymlink {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		mode := info.Mode().Perm() | 0o444
		if mode&0o100 != 0 {
			mode |= 0o111
		}
		return os.Chmod(path, mode)
	})
}
