package embeddedpg

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// account is the operating system's user that PostgreSQL runs as: ourselves,
// unless we are root.
type account struct {
	name     string
	uid, gid int
	other    bool // somebody other than ourselves
}

func (a account) String() string { return fmt.Sprintf("the user %q", a.name) }

func ourName() string {
	if u, err := user.Current(); err == nil {
		return fmt.Sprintf("the user %q", u.Username)
	}
	return fmt.Sprintf("the user %d", os.Geteuid())
}

func ownerOf(info fs.FileInfo) int {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Uid)
	}
	return -1
}

// chooseAccount says who runs PostgreSQL. Data that is there already is served
// by its owner, for PostgreSQL refuses anybody else.
func chooseAccount(wanted, cluster string) (account, error) {
	if os.Geteuid() != 0 {
		return ourselves(wanted)
	}
	info, err := os.Stat(cluster)
	if err != nil {
		return unprivileged(wanted)
	}
	uid := ownerOf(info)
	if uid == 0 {
		return account{}, fmt.Errorf("%s belongs to root, as which PostgreSQL refuses to run: give it to another user, for example chown -R postgres %s",
			cluster, cluster)
	}
	owner, err := user.LookupId(strconv.Itoa(uid))
	if err != nil {
		return account{}, fmt.Errorf("%s belongs to user %d, whom this machine does not know: give it to one it knows, for example chown -R postgres %s",
			cluster, uid, cluster)
	}
	if wanted != "" && wanted != owner.Username {
		return account{}, fmt.Errorf("%s belongs to the user %q, but PostgreSQL is to run as %q: ask for %q, or chown -R %s %s",
			cluster, owner.Username, wanted, owner.Username, wanted, cluster)
	}
	return accountOf(owner)
}

func ourselves(wanted string) (account, error) {
	a := account{name: strconv.Itoa(os.Geteuid()), uid: os.Geteuid(), gid: os.Getegid()}
	if u, err := user.Current(); err == nil {
		a.name = u.Username
	}
	if wanted != "" && wanted != a.name {
		return account{}, fmt.Errorf("PostgreSQL is to run as %q, which only root can arrange, and we are %q", wanted, a.name)
	}
	return a, nil
}

func unprivileged(wanted string) (account, error) {
	names := []string{"postgres", "nobody"}
	if wanted != "" {
		names = []string{wanted}
	}
	for _, name := range names {
		if u, err := user.Lookup(name); err == nil && u.Uid != "0" {
			return accountOf(u)
		}
	}
	return account{}, fmt.Errorf("PostgreSQL refuses to run as root, and this machine has no ordinary user %s: make one, for example useradd --system postgres",
		strings.Join(names, " or "))
}

func accountOf(u *user.User) (account, error) {
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return account{}, fmt.Errorf("read the id of the user %q: %w", u.Username, err)
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return account{}, fmt.Errorf("read the group of the user %q: %w", u.Username, err)
	}
	return account{name: u.Username, uid: uid, gid: gid, other: true}, nil
}

func (a account) own(path string) error {
	if !a.other {
		return nil
	}
	return os.Chown(path, a.uid, a.gid)
}

// mustEnter tries as the account itself, since only the kernel knows all that
// decides: modes, groups, access lists.
func (a account) mustEnter(ctx context.Context, dir string) error {
	if !a.other || a.canEnter(ctx, dir) {
		return nil
	}
	barrier := dir
	for parent := dir; parent != "/"; parent = filepath.Dir(parent) {
		if !a.canEnter(ctx, parent) {
			barrier = parent
		}
	}
	return fmt.Errorf("the data folder %s cannot be entered by %s, who runs PostgreSQL because we are root: "+
		"choose a folder elsewhere with --data (for example /var/lib/sevenfold), or open the way with chmod o+x %s", dir, a, barrier)
}

func (a account) canEnter(ctx context.Context, dir string) bool {
	cmd := a.command(ctx, "/bin/sh", "-c", ":")
	cmd.Dir = dir
	return cmd.Run() == nil
}

// command prepares a program to run as the account, with none of our
// environment: a PGDATA or LD_PRELOAD of ours is no business of the server's.
func (a account) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = "/"
	cmd.Env = []string{"LC_ALL=C", "TZ=UTC", "HOME=/", "PATH=" + filepath.Dir(name) + ":/usr/bin:/bin"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C in a terminal is for us alone
	if a.other {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
	return cmd
}

// run runs a program to its end and gives what it printed; it dies with us.
func (a account) run(ctx context.Context, input, name string, args ...string) (string, error) {
	cmd := a.command(ctx, name, args...)
	endWithUs(cmd.SysProcAttr, syscall.SIGKILL)
	cmd.WaitDelay = time.Second
	cmd.Stdin = strings.NewReader(input)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	runtime.LockOSThread() // the signal follows the thread that started the program
	defer runtime.UnlockOSThread()
	if err := cmd.Run(); err != nil {
		said := strings.TrimSpace(out.String())
		return "", fmt.Errorf("%s (as %s): %w", name, a, errors.Join(reason(err), nonEmpty(said)))
	}
	return out.String(), nil
}

func nonEmpty(said string) error {
	if said == "" {
		return nil
	}
	return errors.New(said)
}
