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

// The ways in which the database's address does not fit.
var (
	ErrPassword   = fmt.Errorf("the database refuses the role or the password of DATABASE_URL: %w", fault.Away)
	ErrNoDatabase = fmt.Errorf("the database that DATABASE_URL names does not exist: %w", fault.Away)
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
	case pg.ConstraintName == "own_statements_only_in_a_draft":
		return fmt.Errorf("%w: %w", audit.ErrNotDraft, err)
	case pg.Code == "22P02": // an id that is none
		return fmt.Errorf("%w: %w", fault.NotFound, err)
	case pg.Code == "23505":
		return fmt.Errorf("%w: %w", fault.Conflict, err)
	case strings.HasPrefix(pg.Code, "28"):
		return fmt.Errorf("%w: %w", ErrPassword, err)
	case pg.Code == "3D000":
		return fmt.Errorf("%w: %w", ErrNoDatabase, err)
	case strings.HasPrefix(pg.Code, "08"), // connection
		strings.HasPrefix(pg.Code, "57P"), // shutting down, starting up
		strings.HasPrefix(pg.Code, "53"),  // out of disk, memory, connections
		strings.HasPrefix(pg.Code, "58"),  // the system under it
		pg.Code == "25006":                // a standby: read-only
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
