package main

import (
	"errors"
	"flag"
	"fmt"
	"io"

	"sevenfold/internal/framework"
)

// errDiffer is returned after what differs has been printed.
var errDiffer = errors.New("the two frameworks differ")

// notComparedError tells of two files that could not be compared.
type notComparedError struct{ err error }

func (e *notComparedError) Error() string { return e.err.Error() }

func (e *notComparedError) Unwrap() error { return e.err }

// diffFrameworks prints what changed from one framework file to another.
func diffFrameworks(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("framework diff", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, frameworkUsage)
		return nil
	} else if err != nil {
		return &notComparedError{fmt.Errorf("framework diff: %w", err)}
	}
	if flags.NArg() != 2 {
		return &notComparedError{fmt.Errorf("framework diff: name two files, the older and the newer, not %d", flags.NArg())}
	}
	older, err := compared(flags.Arg(0), stdout)
	newer, err2 := compared(flags.Arg(1), stdout)
	if err := errors.Join(err, err2); err != nil {
		return &notComparedError{err}
	}
	all := framework.Diff(older, newer)
	if err := framework.WriteDiff(stdout, older, newer, all); err != nil {
		return &notComparedError{err}
	}
	if len(all) > 0 {
		return errDiffer
	}
	return nil
}

// compared reads one of two files. Its mistakes are printed as by check.
func compared(path string, stdout io.Writer) (*framework.Framework, error) {
	data, err := framework.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return checked(path, data, stdout)
}

// checked loads a file, or prints its mistakes.
func checked(name string, data []byte, stdout io.Writer) (*framework.Framework, error) {
	f, err := framework.Load(name, data)
	if mistakes := framework.Mistakes(nil); errors.As(err, &mistakes) {
		fmt.Fprintln(stdout, mistakes)
		return nil, fmt.Errorf("check %s: %s", name, frameworkCount(len(mistakes), "mistake"))
	}
	if err != nil {
		return nil, fmt.Errorf("check %s: %w", name, err)
	}
	return f, nil
}
