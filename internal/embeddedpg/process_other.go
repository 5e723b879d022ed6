//go:build unix && !linux

package embeddedpg

import (
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// endWithUs does nothing here: PostgreSQL outlives us when we are killed, and
// the next start ends it.
func endWithUs(*syscall.SysProcAttr, syscall.Signal) {}

// processesOn gives the postmaster if it is running on the cluster; its
// sessions leave with it.
func processesOn(cluster string, postmaster int) []int {
	if postmaster == 0 {
		return nil
	}
	said, err := exec.Command("/bin/ps", "-o", "command=", "-p", strconv.Itoa(postmaster)).Output()
	if err != nil || !strings.Contains(string(said), cluster) {
		return nil
	}
	return []int{postmaster}
}
