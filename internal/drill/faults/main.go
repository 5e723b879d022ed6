// The fault drill kills the program, and its Postgres, again and again while
// people answer, and after every kill looks for every answer that was
// acknowledged. A check only at the end would be blind: later saves cover what
// was lost. It then shows that it would notice: with commits that don't wait for
// the disk it must find answers missing.
//
// A second drill kills the program while it sends, and holds what the mail server
// took against what the program noted; meanwhile people submit while reminders
// are on their way.
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
	errMail  = errors.New("messages were lost or sent twice, or more are in doubt than were under way")
	errLate  = errors.New("somebody was reminded after their submission was acknowledged")
)

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("faults", flag.ContinueOnError)
	answers := flags.Int("answers", 100_000, "how many answers are to be saved in all, while it is killed; 0 leaves them out")
	kills := flags.Int("kills", 10, "how often the program is killed, and then Postgres")
	recipients := flags.Int("recipients", 2400, "how many are invited while the program is killed; 0 leaves the mail out")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *recipients > 0 {
		if err := mailPhase(ctx, *recipients); err != nil {
			return err
		}
	}
	if *answers == 0 {
		return nil
	}
	if err := realPhase(ctx, *answers, *kills); err != nil {
		return err
	}
	return proof(ctx)
}
