package embeddedpg

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"sevenfold/internal/fault"
)

const (
	port = "5432"
	// longestSocket is one less than the shortest sun_path that the systems we
	// know give a socket (macOS: 104; Linux: 108, with its closing zero).
	longestSocket = 103
)

// folder is the data folder: cluster holds the data, passwords what opens it,
// server a copy of PostgreSQL where one was needed.
type folder struct{ dir string }

func (f folder) cluster() string      { return filepath.Join(f.dir, "cluster") }
func (f folder) passwords() string    { return filepath.Join(f.dir, "passwords") }
func (f folder) programs() string     { return filepath.Join(f.dir, "server") }
func (f folder) lockFile() string     { return filepath.Join(f.dir, "lock") }
func (f folder) wellPlaced() string   { return filepath.Join(f.dir, "socket") }
func (f folder) newCluster() string   { return filepath.Join(f.dir, "cluster.new") }
func socketFile(folder string) string { return filepath.Join(folder, ".s.PGSQL."+port) }

// HeldError says that another running program holds the data folder.
type HeldError struct {
	Dir string
	PID int // of the holder; 0 where it is not known
}

func (e *HeldError) Error() string {
	who := "another running program"
	if e.PID != 0 {
		who += fmt.Sprintf(" (process %d)", e.PID)
	}
	return fmt.Sprintf("the data folder %s is in use by %s: stop that one first, or choose another folder with --data", e.Dir, who)
}

// Is makes a held folder a fault.Conflict.
func (e *HeldError) Is(target error) bool { return target == fault.Conflict }

// openFolder makes the data folder where it is missing and takes its lock,
// which lasts as long as the file stays open: the kernel gives it back even
// when we are killed.
func openFolder(named string) (folder, *os.File, error) {
	if named == "" {
		return folder{}, nil, errors.New("no data folder is named: choose one with --data")
	}
	dir, err := filepath.Abs(named)
	if err != nil {
		return folder{}, nil, fmt.Errorf("find the data folder %s: %w", named, err)
	}
	if err := makeFolder(dir); err != nil {
		return folder{}, nil, err
	}
	// PostgreSQL's processes are known by the resolved path of their folder.
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return folder{}, nil, fmt.Errorf("find the data folder %s: %w", named, err)
	}
	f := folder{dir}
	lock, err := os.OpenFile(f.lockFile(), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return folder{}, nil, fmt.Errorf("the data folder %s cannot be written to by %s (%w): make it writable, or choose another with --data",
			dir, ourName(), reason(err))
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		defer lock.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return folder{}, nil, &HeldError{Dir: dir, PID: holder(lock)}
		}
		return folder{}, nil, fmt.Errorf("lock the data folder %s: %w", dir, err)
	}
	if err := noteHolder(lock); err != nil {
		_ = lock.Close()
		return folder{}, nil, fmt.Errorf("the data folder %s cannot be written to (%w): free some space, or choose another with --data", dir, reason(err))
	}
	return f, lock, nil
}

func makeFolder(dir string) error {
	switch info, err := os.Stat(dir); {
	case err == nil && !info.IsDir():
		return fmt.Errorf("the data folder %s is a file: move it away, or choose another folder with --data", dir)
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the data folder %s cannot be reached by %s (%w): choose another with --data", dir, ourName(), reason(err))
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("the data folder %s cannot be made by %s (%w): make it yourself and give it to this user, or choose another with --data",
			dir, ourName(), reason(err))
	}
	// Open to pass through whatever the umask, since PostgreSQL may run as
	// another user; what lies inside is closed one by one.
	return os.Chmod(dir, 0o755)
}

// reason is what went wrong without the path, which our sentences name already.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

func noteHolder(lock *os.File) error {
	if err := lock.Truncate(0); err != nil {
		return err
	}
	_, err := lock.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

func holder(lock *os.File) int {
	text := make([]byte, 20)
	n, _ := lock.ReadAt(text, 0)
	pid, _ := strconv.Atoi(strings.TrimSpace(string(text[:n])))
	return pid
}

// madeBy is the major version that the data was made with, 0 when there is no
// data yet.
func (f folder) madeBy() (int, error) {
	if _, err := os.Lstat(f.cluster()); errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	text, err := os.ReadFile(filepath.Join(f.cluster(), "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("%s holds no PostgreSQL data (it has no PG_VERSION): put your data back, or move it away to begin afresh", f.cluster())
	}
	if err != nil {
		return 0, fmt.Errorf("%s cannot be read by %s (%w): run as the user who made it", f.cluster(), ourName(), reason(err))
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("read the version of %s: %w", f.cluster(), err)
	}
	return major, nil
}

// socket is the folder of the socket. A path too long for one, or one that
// PostgreSQL or a URL would take for a list, gives way to a short one.
func (f folder) socket() string {
	dir := f.wellPlaced()
	if len(socketFile(dir)) <= longestSocket && !strings.ContainsAny(dir, `,"`) {
		return dir
	}
	sum := sha256.Sum256([]byte(f.dir))
	return "/tmp/sevenfold-" + hex.EncodeToString(sum[:8])
}

// prepareSocket makes the folder of the socket, closed to everybody but the
// account that PostgreSQL runs as.
func (f folder) prepareSocket(runner account) (string, error) {
	dir := f.socket()
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("make the folder for the database's socket: %w", err)
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return "", fmt.Errorf("look at the folder for the database's socket: %w", err)
	}
	// In /tmp anybody may have been here first.
	owner := ownerOf(info)
	if !info.IsDir() || (owner != runner.uid && owner != os.Geteuid()) {
		return "", fmt.Errorf("%s, where the database's socket belongs, is somebody else's: remove it, or choose a data folder with a shorter path with --data", dir)
	}
	if err := runner.own(dir); err != nil {
		return "", fmt.Errorf("give the folder for the database's socket to %s: %w", runner, err)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return "", fmt.Errorf("close the folder for the database's socket: %w", err)
	}
	return dir, nil
}
