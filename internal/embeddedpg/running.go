package embeddedpg

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"syscall"
)

// ErrNotRunning says that no program holds the data folder, or that the one
// that does has not come as far as making its database.
var ErrNotRunning = errors.New("no PostgreSQL is running on the data folder")

// Running gives the address of the PostgreSQL that another program runs on the
// data folder, as the role that owns nothing. It changes nothing there.
func Running(dir string) (appURL string, err error) {
	f, err := heldFolder(dir)
	if err != nil {
		return "", fmt.Errorf("find the PostgreSQL that runs on %s: %w", dir, err)
	}
	known, err := readPasswords(f.passwords())
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(f.cluster()); known[AppRole] == "" || err != nil {
		return "", fmt.Errorf("find the PostgreSQL that runs on %s: %w", dir, ErrNotRunning)
	}
	return address(f.socket(), AppRole, known[AppRole], Database), nil
}

// heldFolder is the data folder, where another program holds it.
func heldFolder(named string) (folder, error) {
	dir, err := filepath.Abs(named)
	if err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return folder{}, ErrNotRunning
	}
	if err != nil {
		return folder{}, err
	}
	f := folder{dir}
	lock, err := os.Open(f.lockFile())
	if errors.Is(err, fs.ErrNotExist) {
		return folder{}, ErrNotRunning
	}
	if err != nil {
		return folder{}, reason(err)
	}
	defer lock.Close()
	// Shared: two that ask at once don't take each other for the holder.
	err = syscall.Flock(int(lock.Fd()), syscall.LOCK_SH|syscall.LOCK_NB)
	switch {
	case errors.Is(err, syscall.EWOULDBLOCK):
		return f, nil
	case err != nil:
		return folder{}, fmt.Errorf("look at the lock of the data folder: %w", err)
	}
	return folder{}, ErrNotRunning
}

func address(socket, role, password, database string) string {
	u := url.URL{Scheme: "postgres", User: url.UserPassword(role, password), Path: "/" + database}
	// The port names the socket's file; stating it keeps a PGPORT in the
	// environment from pointing elsewhere.
	u.RawQuery = url.Values{"host": {socket}, "port": {port}, "sslmode": {"disable"}}.Encode()
	return u.String()
}
