package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"sevenfold/internal/identity"
	"sevenfold/internal/postgres"
	"sevenfold/internal/trust"
	"sevenfold/web/form"
)

// nameLimit is the longest name of a trust or a person, in characters.
const nameLimit = 200

// trustCommand adds a trust.
func trustCommand(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) error {
	if len(args) == 0 || args[0] != "add" {
		fmt.Fprintln(stderr, "Say what to do: sevenfold trust add --name NAME")
		return errUse
	}
	var name, data string
	flags := newFlags("trust add", stderr, "Adds a trust and prints its id.")
	flags.StringVar(&name, "name", "", "the trust's `name`")
	flags.StringVar(&data, "data", "", "the data `folder` of the private Postgres (default: data, here)")
	if err := parse(flags, args[1:]); err != nil {
		return err
	}
	name = form.Clean(name)
	if err := checkName("--name", name); err != nil {
		return err
	}
	return withStore(ctx, getenv, data, func(store *postgres.Store) error {
		added, err := store.AddTrust(ctx, name, false)
		if err != nil {
			return err
		}
		fmt.Fprintln(stdout, added.ID)
		return nil
	})
}

// personCommand adds a person to a trust.
func personCommand(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) error {
	if len(args) == 0 || args[0] != "add" {
		fmt.Fprintln(stderr, "Say what to do: sevenfold person add --trust ID --email ADDRESS --name NAME --role ROLE")
		return errUse
	}
	var trustID, email, name, roles, data string
	flags := newFlags("person add", stderr, "Adds a person to a trust.")
	flags.StringVar(&trustID, "trust", "", "the trust's `id`, as trust add printed it")
	flags.StringVar(&email, "email", "", "the person's e-mail `address`, by which they sign in")
	flags.StringVar(&name, "name", "", "the person's `name`")
	flags.StringVar(&roles, "role", "", "their `role`, or several with commas: "+roleList())
	flags.StringVar(&data, "data", "", "the data `folder` of the private Postgres (default: data, here)")
	if err := parse(flags, args[1:]); err != nil {
		return err
	}
	m := trust.Membership{TrustID: trustID, Name: form.Clean(name)}
	var wrong []error
	var err error
	if m.Email, err = identity.CleanEmail(email); err != nil {
		wrong = append(wrong, fmt.Errorf("--email %q is not of the form name@example.org", email))
	}
	if m.Roles, err = readRoles(roles); err != nil {
		wrong = append(wrong, err)
	}
	if trustID == "" {
		wrong = append(wrong, errors.New("--trust is missing: give the id that trust add printed"))
	}
	if err := errors.Join(append(wrong, checkName("--name", m.Name))...); err != nil {
		return err
	}
	return withStore(ctx, getenv, data, func(store *postgres.Store) error {
		id, err := store.AddPerson(ctx, trustID, m)
		if err != nil {
			return explainPerson(err)
		}
		fmt.Fprintln(stdout, id)
		return nil
	})
}

func checkName(flag, name string) error {
	switch {
	case name == "":
		return fmt.Errorf("%s is missing", flag)
	case form.Length(name) > nameLimit:
		return fmt.Errorf("%s is longer than %d characters", flag, nameLimit)
	}
	return nil
}

func readRoles(list string) ([]trust.Role, error) {
	var roles []trust.Role
	for name := range strings.SplitSeq(list, ",") {
		role := trust.Role(strings.TrimSpace(name))
		if !slices.Contains(trust.Roles, role) {
			return nil, fmt.Errorf("--role %q is none of %s", name, roleList())
		}
		roles = append(roles, role)
	}
	return roles, nil
}

func roleList() string {
	names := make([]string, len(trust.Roles))
	for i, r := range trust.Roles {
		names[i] = string(r)
	}
	return strings.Join(names, ", ")
}

func explainPerson(err error) error {
	switch {
	case errors.Is(err, postgres.ErrNoSuchTrust):
		return errors.New("there is no trust with that id: trust add prints it")
	case errors.Is(err, postgres.ErrBelongsAlready):
		return errors.New("somebody with that address belongs to this trust already")
	}
	return err
}

// withStore opens the database for one command, ready to be used for real.
func withStore(ctx context.Context, getenv func(string) string, data string, f func(*postgres.Store) error) error {
	e := &environment{getenv: getenv}
	c := databaseConfig(e)
	c.Data = data
	if err := errors.Join(e.wrong...); err != nil {
		return err
	}
	db, err := reachDatabase(ctx, c)
	if err != nil {
		return err
	}
	defer db.close()
	store, err := postgres.Open(ctx, db.url)
	if err != nil {
		return err
	}
	defer store.Close()
	if err := store.CheckReady(ctx); err != nil {
		return err
	}
	if err := store.Settle(ctx, false); err != nil {
		return err
	}
	return f(store)
}
