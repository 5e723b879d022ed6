// Command serve runs a command with one PostgreSQL for all the tests in it:
//
//	go run ./internal/postgres/postgrestest/serve -- go test ./...
//
// It sets SEVENFOLD_TEST_DATABASE_URL, and ends with the command's exit code.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"sevenfold/internal/postgres/postgrestest"
)

// patience is how long the command may take to end when it is told to.
const patience = 10 * time.Second

func main() {
	flag.Parse()
	code, err := run(flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
	}
	os.Exit(code)
}

func run(command []string) (code int, err error) {
	const broken = 1
	if len(command) == 0 {
		return broken, errors.New("name the command to run: serve -- COMMAND [ARGUMENT ...]")
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	server, err := postgrestest.Start(ctx)
	if err != nil {
		return broken, err
	}
	defer func() {
		if stopErr := server.Stop(context.Background()); err == nil && stopErr != nil {
			code, err = broken, stopErr
		}
	}()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = patience
	cmd.Env = append(os.Environ(), postgrestest.Variable+"="+server.SuperuserURL())
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err = cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return max(broken, exit.ExitCode()), nil
	}
	if err != nil {
		return broken, fmt.Errorf("run %s: %w", command[0], err)
	}
	return 0, nil
}
