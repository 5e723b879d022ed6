package main

import (
	"errors"
	"flag"
	"fmt"
	"io"

	"sevenfold"
	"sevenfold/internal/framework"
)

const frameworkUsage = `Usage:
  sevenfold framework check [FILE]          tell every mistake in a framework file, advice, and
                                            how hard its statements are to read
  sevenfold framework show [--json] [FILE]  print a framework, for reading or for other programs
  sevenfold framework diff OLD NEW          tell what changed from one framework file to another

FILE is a framework file such as domains.yaml; without it, the framework that
the program brings with it. It can also be given as --framework FILE.

diff ends with status 0 where the two say the same, 1 where they differ, and 2
where they could not be compared.
`

// frameworkCommand checks a framework file, or prints it.
func frameworkCommand(args []string, stdout, stderr io.Writer) error {
	if len(args) == 0 {
		fmt.Fprint(stderr, frameworkUsage)
		return errors.New("framework: say check, show or diff")
	}
	switch args[0] {
	case "check":
		return checkFramework(args[1:], stdout)
	case "show":
		return showFramework(args[1:], stdout)
	case "diff":
		return diffFrameworks(args[1:], stdout)
	case "help", "-h", "-help", "--help":
		fmt.Fprint(stdout, frameworkUsage)
		return nil
	}
	fmt.Fprint(stderr, frameworkUsage)
	return fmt.Errorf("framework: there is no %q; say check, show or diff", args[0])
}

func checkFramework(args []string, stdout io.Writer) error {
	chosen, err := chooseFramework("check", args, stdout)
	if err != nil || chosen == nil {
		return err
	}
	f, err := checked(chosen.name, chosen.data, stdout)
	if err != nil {
		return err
	}
	for _, advice := range framework.Advice(chosen.name, chosen.data) {
		fmt.Fprintln(stdout, "advice:", advice)
	}
	if err := framework.WriteReadingAges(stdout, f); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%s in %s, and %s of the %s: no mistakes\n",
		frameworkCount(len(f.Statements()), "statement"), frameworkCount(len(f.Domains), "domain"),
		frameworkCount(ownOf(f), "more statement"), frameworkCount(len(f.Instruments), "questionnaire"))
	return nil
}

// ownOf counts the statements that questionnaires bring with them.
func ownOf(f *framework.Framework) int {
	n := 0
	for _, instrument := range f.Instruments {
		for _, d := range instrument.Domains {
			n += len(d.Statements())
		}
	}
	return n
}

func showFramework(args []string, stdout io.Writer) error {
	chosen, err := chooseFramework("show", args, stdout)
	if err != nil || chosen == nil {
		return err
	}
	f, err := framework.Load(chosen.name, chosen.data)
	if err != nil {
		return fmt.Errorf("show %s:\n%w", chosen.name, err)
	}
	if chosen.json {
		return framework.WriteJSON(stdout, f)
	}
	return framework.WriteText(stdout, f)
}

type chosenFramework struct {
	name string
	data []byte
	json bool
}

// chooseFramework reads the file that the arguments name. It returns nil where
// they asked for help only.
func chooseFramework(command string, args []string, stdout io.Writer) (*chosenFramework, error) {
	flags := flag.NewFlagSet("framework "+command, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	path := flags.String("framework", "", "")
	json := false
	if command == "show" {
		flags.BoolVar(&json, "json", false, "")
	}
	var files []string
	for rest := args; ; {
		if err := flags.Parse(rest); errors.Is(err, flag.ErrHelp) {
			fmt.Fprint(stdout, frameworkUsage)
			return nil, nil
		} else if err != nil {
			return nil, fmt.Errorf("framework %s: %w", command, err)
		}
		if rest = flags.Args(); len(rest) == 0 {
			break
		}
		files, rest = append(files, rest[0]), rest[1:]
	}
	if *path != "" {
		files = append(files, *path)
	}
	switch len(files) {
	case 0:
		return &chosenFramework{name: "domains.yaml", data: sevenfold.Domains, json: json}, nil
	case 1:
		data, err := framework.ReadFile(files[0])
		if err != nil {
			return nil, err
		}
		return &chosenFramework{name: files[0], data: data, json: json}, nil
	}
	return nil, fmt.Errorf("framework %s: name one file, not %d", command, len(files))
}

func frameworkCount(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
