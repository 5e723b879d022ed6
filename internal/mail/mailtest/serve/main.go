// Command serve is a mail server for tests that are not written in Go:
//
//	go run ./internal/mail/mailtest/serve FOLDER
//
// It prints its address, and writes each message that it takes into the folder as an .eml file, the names in the order of
// taking. It runs until it is stopped.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"sync/atomic"
	"syscall"

	"sevenfold/internal/mail/mailtest"
)

func main() {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdout io.Writer) error {
	if len(args) != 1 {
		return errors.New("name the folder that messages are written to")
	}
	var n atomic.Int64
	broken := make(chan error, 1)
	server, err := mailtest.New(mailtest.Options{Taken: func(m mailtest.Received) {
		if err := keep(filepath.Join(args[0], fmt.Sprintf("%06d.eml", n.Add(1))), m.Raw); err != nil {
			select {
			case broken <- err:
			default: // one is enough to end by
			}
		}
	}})
	if err != nil {
		return err
	}
	defer server.Close()
	fmt.Fprintf(stdout, "Mail is taken at %s\n", server.Address())
	select {
	case <-ctx.Done():
		return nil
	case err := <-broken:
		return err
	}
}

// keep writes a message: whole, or not at all, for whoever lists the folder meanwhile.
func keep(name string, raw []byte) error {
	if err := os.WriteFile(name+".part", raw, 0o600); err != nil {
		return fmt.Errorf("keep a message: %w", err)
	}
	return os.Rename(name+".part", name)
}
