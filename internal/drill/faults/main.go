// The fault drill kills the program, and its Postgres, again and again while
// people answer, and after every kill looks for every answer that was
// acknowledged. A check only at the end would be blind: later saves cover what
// was lost. It then shows that it would notice: with commits that don't wait for
// the disk it must find answers missing.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	// When whoever reads what we say is gone, the drill ends as it would have: what
	// was started must be stopped. To be told of it would end the drill at its
	// first kill, which cuts the connections that we write to.
	signal.Ignore(syscall.SIGPIPE)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "faults:", err)
		stop()
		os.Exit(1)
	}
}

// What makes the drill fail.
var (
	errLost  = errors.New("acknowledged answers were lost or doubled")
	errBlind = errors.New("with synchronous_commit off nothing was missing: the drill can't tell")
)

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("faults", flag.ContinueOnError)
	answers := flags.Int("answers", 100_000, "how many answers are to be saved in all, while it is killed")
	kills := flags.Int("kills", 10, "how often the program is killed, and then Postgres")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if err := realPhase(ctx, *answers, *kills); err != nil {
		return err
	}
	return proof(ctx)
}
