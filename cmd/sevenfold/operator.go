package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"sevenfold/internal/identity"
	"sevenfold/internal/postgres"
)

// operatorCommand says who looks after the installation.
func operatorCommand(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) error {
	about := map[string]string{
		"add":    "Lets a person look after this installation: add trusts, and switch them off. They see nothing of what is in them.",
		"list":   "Prints the e-mail addresses of those who look after this installation.",
		"remove": "Takes this installation out of a person's hands, and signs them out everywhere.",
	}
	if len(args) == 0 || about[args[0]] == "" {
		fmt.Fprintln(stderr, "Say what to do: sevenfold operator add --email ADDRESS, operator list, or operator remove --email ADDRESS")
		return errUse
	}
	deed := args[0]
	var email, data string
	flags := newFlags("operator "+deed, stderr, about[deed])
	if deed != "list" {
		flags.StringVar(&email, "email", "", "the person's e-mail `address`, by which they sign in")
	}
	flags.StringVar(&data, "data", "", "the data `folder` of the private Postgres (default: data, here)")
	if err := parse(flags, args[1:]); err != nil {
		return err
	}
	address, err := identity.CleanEmail(email)
	if err != nil && deed != "list" {
		return fmt.Errorf("--email %q is not of the form name@example.org", email)
	}
	return withStore(ctx, getenv, data, func(store *postgres.Store) error {
		switch deed {
		case "add":
			return store.AddOperator(ctx, address, time.Now())
		case "remove":
			err := store.RemoveOperator(ctx, address)
			if errors.Is(err, postgres.ErrNoOperator) {
				return errors.New("nobody with that address looks after this installation: operator list prints who does")
			}
			return err
		}
		return listOperators(ctx, store, stdout)
	})
}

func listOperators(ctx context.Context, store *postgres.Store, stdout io.Writer) error {
	all, err := store.Operators(ctx)
	if err != nil {
		return err
	}
	for _, email := range all {
		fmt.Fprintln(stdout, email)
	}
	return nil
}
