package drill

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// Binary is the program that make build makes, seen from the project's folder.
const Binary = "bin/sevenfold"

// Launch says how the program is started.
type Launch struct {
	Addr     string // where it listens
	Folder   string // its data and its messages lie here
	Database string // DATABASE_URL; "" has it run a private Postgres
	SMTP     string // SMTP_URL; "" has it write its messages into the folder
	Cache    string // SEVENFOLD_CACHE; "" has it use the user's
}

func (l Launch) data() string { return filepath.Join(l.Folder, "data") }

// Postgres is where the private Postgres keeps everything.
func (l Launch) Postgres() string { return filepath.Join(l.data(), "postgres") }

// Program is bin/sevenfold, running for real as a process of its own.
type Program struct {
	Launch
	cmd   *exec.Cmd
	said  lockedBuffer
	ended chan error
}

// Start starts the program and does not wait for it.
func (l Launch) Start() (*Program, error) {
	messages := filepath.Join(l.Folder, "messages")
	if err := os.MkdirAll(messages, 0o755); err != nil {
		return nil, fmt.Errorf("make a folder for messages: %w", err)
	}
	p := &Program{Launch: l, ended: make(chan error, 1)}
	p.cmd = exec.Command(Binary, "serve", "--addr", l.Addr, "--data", l.data(), "--requests-per-minute", "0")
	p.cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "SEVENFOLD_POSTGRES=" + os.Getenv("SEVENFOLD_POSTGRES"),
		"DATABASE_URL=" + l.Database, "SEVENFOLD_CACHE=" + l.Cache,
	}
	if l.SMTP != "" {
		p.cmd.Env = append(p.cmd.Env, "SMTP_URL="+l.SMTP, "MAIL_FROM=sevenfold@sevenfold.example")
	} else {
		p.cmd.Env = append(p.cmd.Env, "MAIL_FOLDER="+messages)
	}
	p.cmd.Stdout, p.cmd.Stderr = &p.said, &p.said
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C is for us, and we stop it
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s (make build makes it): %w", Binary, err)
	}
	go func() { p.ended <- p.cmd.Wait() }()
	return p, nil
}

// PID is the program's process.
func (p *Program) PID() int { return p.cmd.Process.Pid }

// Ready waits until pages can be served.
func (p *Program) Ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		v := Visitor{Addr: p.Addr}
		reply, err := v.Ask(Request{Method: http.MethodGet, Path: "/readyz"})
		v.Leave()
		if err == nil && reply.Status == http.StatusOK {
			return nil
		}
		select {
		case ended := <-p.ended:
			p.ended <- ended
			return fmt.Errorf("the program ended before it was ready: %w\n%s", ended, p.said.String())
		case <-ctx.Done():
			return fmt.Errorf("wait for the program to be ready: %w\n%s", ctx.Err(), p.said.String())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// Kill ends the program with SIGKILL, and waits for its end.
func (p *Program) Kill() {
	_ = p.cmd.Process.Kill()
	p.ended <- <-p.ended
}

// Stop asks the program to end and waits until it has.
func (p *Program) Stop() error {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case err := <-p.ended:
		p.ended <- err
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return fmt.Errorf("the program did not end well: %w\n%s", err, p.said.String())
		}
		return err
	case <-time.After(patience):
		p.Kill()
		return errors.New("the program did not end when it was asked to, and was killed")
	}
}

// FreeAddr finds a port of this machine that nobody listens on.
func FreeAddr() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	defer listener.Close()
	return listener.Addr().String(), nil
}

// NewFolder makes a folder that Postgres can enter, whoever it runs as.
func NewFolder(prefix string) (string, error) {
	dir, err := os.MkdirTemp("", prefix)
	if err != nil {
		return "", fmt.Errorf("make a folder: %w", err)
	}
	return dir, os.Chmod(dir, 0o755)
}

// lockedBuffer keeps the end of what the program says.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// tail is how much is worth showing when something went wrong, in bytes.
const tail = 4 << 10

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	n, err := b.text.Write(p)
	if over := b.text.Len() - tail; over > tail {
		b.text.Next(over)
	}
	return n, err
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}
