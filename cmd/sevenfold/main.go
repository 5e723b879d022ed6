// Sevenfold is a web application in which the boards of school trusts look
// honestly at their own organisation.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // London's clock, on machines without one
)

// version is set when the program is built.
var version = "unknown"

const help = `Sevenfold: the boards of school trusts look honestly at their own organisation.

Use:
  sevenfold serve [--demo] [--addr HOST:PORT] [--data DIR]   serve the pages
  sevenfold migrate [--force VERSION]                        bring the database's tables up to date
  sevenfold framework check [FILE]                           check a framework file; says every mistake
  sevenfold framework show [--json] [FILE]                   print a framework for reading
  sevenfold framework diff OLD NEW                           say what changed between two framework files
  sevenfold trust add --name NAME                            add a trust; prints its id
  sevenfold person add --trust ID --email E --name N --role R[,R]
                                                             add a person to a trust
  sevenfold operator add|remove --email E                    say who looks after this installation
  sevenfold operator list                                    print who does
  sevenfold version                                          say which version this is

sevenfold COMMAND --help says more of a command.

Without DATABASE_URL, a private Postgres is started and keeps its data in the
data folder (--data). Settings come from the environment; secrets never come
from flags, and each may be read from a file (DATABASE_URL_FILE and so on):

`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr)
	if err == nil || errors.Is(err, errHelp) {
		return
	}
	if !errors.Is(err, errDiffer) {
		fmt.Fprintln(os.Stderr, "sevenfold:", err)
	}
	stop()
	os.Exit(exitStatus(err))
}

// exitStatus is 1 where something is wrong, but as with diff 2 where two files
// could not be compared: there 1 says that they differ.
func exitStatus(err error) int {
	var trouble *notComparedError
	if errors.As(err, &trouble) {
		return 2
	}
	return 1
}

// errUse is returned after the help that says how a command is used.
var errUse = errors.New("see sevenfold --help")

// run is the program: what main, the tests and the drills all start.
func run(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) error {
	if len(args) == 0 {
		fmt.Fprint(stdout, help, settingsHelp())
		return nil
	}
	command, rest := args[0], args[1:]
	switch command {
	case "serve":
		return serve(ctx, rest, getenv, stdout, stderr)
	case "migrate":
		return migrateCommand(ctx, rest, getenv, stdout, stderr)
	case "framework":
		return frameworkCommand(rest, stdout, stderr)
	case "trust":
		return trustCommand(ctx, rest, getenv, stdout, stderr)
	case "person":
		return personCommand(ctx, rest, getenv, stdout, stderr)
	case "operator":
		return operatorCommand(ctx, rest, getenv, stdout, stderr)
	case "typeset": // for the program itself
		return typesetCommand(ctx, rest, os.Stdin, stdout)
	case "version", "--version":
		fmt.Fprintln(stdout, "sevenfold", version)
		return nil
	case "help", "--help", "-h":
		fmt.Fprint(stdout, help, settingsHelp())
		return nil
	}
	fmt.Fprintf(stderr, "There is no command %q. The commands are serve, migrate, framework, trust, person, operator and version.\n", strings.ToValidUTF8(command, "?"))
	return errUse
}
