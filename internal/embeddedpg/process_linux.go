package embeddedpg

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// endWithUs has the kernel send the signal when the thread that starts the
// program ends, which it does at the latest when we are killed.
func endWithUs(attr *syscall.SysProcAttr, signal syscall.Signal) { attr.Pdeathsig = signal }

// processesOn lists the PostgreSQL processes at work on the cluster, of
// whatever run, the postmaster first. Each of them has the cluster as its
// working folder.
func processesOn(cluster string, postmaster int) []int {
	entries, _ := filepath.Glob("/proc/[0-9]*/cwd")
	var found []int
	for _, entry := range entries {
		if cwd, err := os.Readlink(entry); err != nil || cwd != cluster {
			continue
		}
		process := filepath.Dir(entry)
		exe, err := os.Readlink(filepath.Join(process, "exe"))
		if err != nil || !strings.HasPrefix(filepath.Base(exe), "postgres") {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(process)); err == nil {
			found = append(found, pid)
		}
	}
	if at := slices.Index(found, postmaster); at > 0 {
		found[0], found[at] = found[at], found[0]
	}
	return found
}
