package embeddedpg

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
)

const (
	shortestPause = 100 * time.Millisecond
	longestPause  = 5 * time.Second
	// steadyAfter is how long a postmaster must have run for its end to count
	// as a new misfortune, answered with the shortest pause again.
	steadyAfter = 2 * time.Second
	tailLines   = 5
)

// supervise keeps a postmaster running until Stop, and gives the data folder
// back at the end.
func (s *Server) supervise() {
	// PostgreSQL is told to end when the thread that started it ends, so this
	// thread lives as long as the server.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer close(s.ended)
	defer s.lock.Close()
	defer os.Remove(s.cluster.socket) // it may lie in /tmp; it goes once it is empty
	pause := shortestPause
	for {
		began := time.Now()
		why := s.runOnce()
		if s.stopping() {
			return
		}
		select {
		case s.endings <- why:
		default:
		}
		if time.Since(began) >= steadyAfter {
			pause = shortestPause
		}
		s.log.Warn("PostgreSQL ended by itself and is started again", "why", why, "pause", pause)
		select {
		case <-s.stop:
			return
		case <-time.After(pause):
		}
		pause = min(2*pause, longestPause)
		ctx, cancel := context.WithTimeout(context.Background(), longestPause)
		if err := s.cluster.endLeftovers(ctx, s.log); err != nil {
			s.log.Warn("end what is left of PostgreSQL", "err", err)
		}
		cancel()
	}
}

func (s *Server) stopping() bool {
	select {
	case <-s.stop:
		return true
	default:
		return false
	}
}

// runOnce runs one postmaster from start to end and says why it ended.
func (s *Server) runOnce() string {
	cmd, err := s.spawn()
	if err != nil {
		return err.Error()
	}
	exited := make(chan error, 1)
	go func() { exited <- cmd.Wait() }()
	defer s.setPID(0)
	select {
	case err := <-exited:
		return s.lastWords(err)
	case <-s.stop:
	}
	_ = cmd.Process.Signal(syscall.SIGINT) // PostgreSQL's fast shutdown
	select {
	case <-exited:
		return ""
	case <-s.hurry:
	}
	_ = cmd.Process.Signal(syscall.SIGQUIT) // at once, within five seconds
	<-exited
	return ""
}

func (s *Server) spawn() (*exec.Cmd, error) {
	c := s.cluster
	cmd := c.runner.command(context.Background(), c.program.path("postgres"), c.arguments()...)
	endWithUs(cmd.SysProcAttr, syscall.SIGINT)
	// A pipe of our own: the sessions of a killed postmaster may hold it open,
	// and must not keep us from noticing its end.
	said, says, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("open a pipe: %w", err)
	}
	defer says.Close()
	cmd.Stderr = says
	if err := cmd.Start(); err != nil {
		_ = said.Close()
		return nil, fmt.Errorf("start %s: %w", c.program.path("postgres"), err)
	}
	s.setPID(cmd.Process.Pid)
	go s.listen(said)
	return cmd, nil
}

func (s *Server) setPID(pid int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pid = pid
	if pid != 0 {
		s.tail = nil
	}
}

func (s *Server) listen(said *os.File) {
	defer said.Close()
	for lines := bufio.NewScanner(said); lines.Scan(); {
		line := lines.Text()
		s.log.Debug("PostgreSQL says", "line", line)
		s.mu.Lock()
		s.tail = append(s.tail[max(0, len(s.tail)-tailLines+1):], line)
		s.mu.Unlock()
	}
}

// lastWords joins how the postmaster ended with what it said last.
func (s *Server) lastWords(err error) string {
	time.Sleep(10 * time.Millisecond) // what it wrote at the end is still on its way through the pipe
	s.mu.Lock()
	defer s.mu.Unlock()
	how := "exit status 0"
	if err != nil {
		how = err.Error()
	}
	return strings.Join(append([]string{how}, s.tail...), "; ")
}
