// The bench measures what a page and a save cost, each beside its limit in the
// same run: absolute times say more of the machine, and of its neighbours, than
// of the program. It prints a table and asserts no figure.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
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
	seconds := flags.Float64("seconds", 8, "how long each load, and each limit, is measured")
	only := flags.String("only", "", "measure only the loads whose names begin with this")
	if err := flags.Parse(args); err != nil {
		return err
	}
	p, err := setUp(ctx, *clients)
	if err != nil {
		return err
	}
	defer p.tearDown()
	length := time.Duration(*seconds * float64(time.Second))
	rows, err := p.measure(ctx, *only, length)
	if err != nil {
		return err
	}
	printTable(os.Stdout, p, rows)
	return p.printRest(ctx, os.Stdout)
}
