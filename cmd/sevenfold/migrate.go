package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"

	"sevenfold/internal/postgres"
)

// migrateCommand brings the tables up to date, as the database's owner.
func migrateCommand(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) error {
	e := &environment{getenv: getenv}
	c := databaseConfig(e)
	force := -1
	flags := newFlags("migrate", stderr, "Brings the tables up to date. MIGRATE_DATABASE_URL names the database as its owner; DATABASE_URL,\n"+
		"where it is set, tells which role the program serves as. The private Postgres is migrated by serve itself.")
	flags.IntVar(&force, "force", -1, "after a migration stopped half way and was mended by hand: the `version` that the tables are now at")
	if err := parse(flags, args); err != nil {
		return err
	}
	if c.Owner == "" {
		e.wrong = append(e.wrong, errors.New("MIGRATE_DATABASE_URL is not set: give the database's address as its owner"))
	}
	if err := errors.Join(e.wrong...); err != nil {
		return err
	}
	if force >= 0 {
		return postgres.ForceVersion(c.Owner, force)
	}
	if err := postgres.Migrate(ctx, c.Owner, appRole(c)); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "The tables are at version %d.\n", postgres.LatestVersion())
	return nil
}

// appRole is the role that the program serves as.
func appRole(c config) string {
	if u, err := url.Parse(c.Database); err == nil && u.User != nil && u.User.Username() != "" {
		return u.User.Username()
	}
	return postgres.AppRole
}
