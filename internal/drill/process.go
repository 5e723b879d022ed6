package drill

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// What Linux tells of a process in its files; no other system has them.

// Children lists the processes that a process started and that still run.
func Children(pid int) []int {
	names, _ := filepath.Glob("/proc/[0-9]*/stat")
	var found []int
	for _, name := range names {
		fields, err := stat(name)
		if err != nil || fields[parent] != strconv.Itoa(pid) {
			continue
		}
		if child, err := strconv.Atoi(filepath.Base(filepath.Dir(name))); err == nil {
			found = append(found, child)
		}
	}
	return found
}

// The fields of a process's stat that are read here, counted from its state.
const (
	parent     = 1
	userTime   = 11
	systemTime = 12
	endedUser  = 13 // of children that have ended
	endedSys   = 14
)

// stat gives the fields after the name, which may itself hold anything.
func stat(name string) ([]string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(rest)
	if len(fields) <= endedSys {
		return nil, fmt.Errorf("%s is not as Linux writes it", name)
	}
	return fields, nil
}

// tick is the unit in which Linux counts processor time.
const tick = 10 * time.Millisecond

// ProcessorTime is what a process and its children have used of the processors.
func ProcessorTime(pid int) (time.Duration, error) {
	own, err := stat(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, fmt.Errorf("read the processor time of process %d: %w", pid, err)
	}
	ticks := 0
	for _, field := range []int{userTime, systemTime, endedUser, endedSys} {
		n, _ := strconv.Atoi(own[field])
		ticks += n
	}
	for _, child := range Children(pid) {
		fields, err := stat(fmt.Sprintf("/proc/%d/stat", child))
		if err != nil {
			continue // it has ended meanwhile
		}
		for _, field := range []int{userTime, systemTime} {
			n, _ := strconv.Atoi(fields[field])
			ticks += n
		}
	}
	return time.Duration(ticks) * tick, nil
}

var (
	resident = regexp.MustCompile(`(?m)^VmRSS:\s+(\d+) kB`)
	peak     = regexp.MustCompile(`(?m)^VmHWM:\s+(\d+) kB`)
)

// Memory is what a process holds, in kilobytes.
func Memory(pid int) (int, error) { return memory(pid, resident) }

// PeakMemory is the most that a process ever held, in kilobytes.
func PeakMemory(pid int) (int, error) { return memory(pid, peak) }

func memory(pid int, line *regexp.Regexp) (int, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, fmt.Errorf("read the memory of process %d: %w", pid, err)
	}
	found := line.FindSubmatch(status)
	if found == nil {
		return 0, fmt.Errorf("read the memory of process %d: it has ended", pid)
	}
	return strconv.Atoi(string(found[1]))
}
