// The bench measures what a page and a save cost, each beside its limit in the
// same run: absolute times say more of the machine, and of its neighbours, than
// of the program. What is done seldom stands beside how long it may take. It
// prints tables and asserts no figure.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"sevenfold/internal/typeset"
)

func main() {
	typeset.MainIfWorker()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	// When whoever reads what we say is gone, what was started must be stopped all the same.
	signal.Ignore(syscall.SIGPIPE)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) (err error) {
	if len(args) == 1 && args[0] == limitCommand {
		return serveLimit()
	}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	clients := flags.Int("clients", 16, "how many ask at once")
	seconds := flags.Float64("seconds", 6, "how long each load, and each limit, is measured")
	only := flags.String("only", "", "measure only what begins with this: a load, \"close\", \"board packs\" or \"framework\"")
	if err := flags.Parse(args); err != nil {
		return err
	}
	p, err := setUp(ctx, *clients, *only)
	if err != nil {
		return err
	}
	defer p.tearDown()
	length := time.Duration(*seconds * float64(time.Second))
	rows, err := p.measure(ctx, length)
	if err != nil {
		return err
	}
	if len(rows) > 0 {
		printTable(os.Stdout, p, rows)
	}
	if err := p.measureSeldom(ctx, os.Stdout, length); err != nil {
		return err
	}
	return p.printRest(ctx, os.Stdout)
}
