package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
)

// classify gives an error of the database its kind of fault. What is ours
// already passes through.
func classify(err error) error {
	if err == nil {
		return nil
	}
	var pg *pgconn.PgError
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return fmt.Errorf("%w: %w", fault.NotFound, err)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &pg):
		return classifyCode(pg, err)
	case isAway(err):
		return fmt.Errorf("%w: %w", fault.Away, err)
	}
	return err
}

func classifyCode(pg *pgconn.PgError, err error) error {
	switch {
	case pg.ConstraintName == "answers_only_while_open":
		return fmt.Errorf("%w: %w", audit.ErrRoundClosed, err)
	case pg.Code == "22P02": // an id that is none
		return fmt.Errorf("%w: %w", fault.NotFound, err)
	case pg.Code == "23505":
		return fmt.Errorf("%w: %w", fault.Conflict, err)
	case strings.HasPrefix(pg.Code, "08"), // connection
		strings.HasPrefix(pg.Code, "57P"), // shutting down, starting up
		strings.HasPrefix(pg.Code, "53"),  // out of disk, memory, connections
		strings.HasPrefix(pg.Code, "28"),  // can't sign in
		strings.HasPrefix(pg.Code, "58"),  // the system under it
		pg.Code == "25006",                // a standby: read-only
		pg.Code == "3D000":                // no such database
		return fmt.Errorf("%w: %w", fault.Away, err)
	}
	return err
}

func isAway(err error) bool {
	var connecting *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &connecting) || errors.As(err, &network) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) ||
		strings.Contains(err.Error(), "conn closed")
}
