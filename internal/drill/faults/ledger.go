package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/drill"
)

// ledger is what the program noted of its messages.
type ledger struct {
	address string
	boards  []drill.Board
}

// line is one message in it.
type line struct {
	person, messageID string
	kind              audit.MessageKind
	state             audit.MessageState
	sendingAt, sentAt *time.Time
}

// read reads all of it. Where Postgres is away it waits a while: a kill cuts
// connections, and Postgres may have to come back.
func (l *ledger) read(ctx context.Context) ([]line, error) {
	var errs error
	for range 100 {
		lines, err := l.readOnce(ctx)
		if err == nil {
			return lines, nil
		}
		errs = err
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return nil, fmt.Errorf("read what was noted of the messages: %w", errs)
}

func (l *ledger) readOnce(ctx context.Context) (all []line, err error) {
	conn, err := pgx.Connect(ctx, l.address)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	for _, b := range l.boards {
		if _, err := conn.Exec(ctx, `SELECT set_config('sevenfold.trust', $1, false)`, b.TrustID); err != nil {
			return nil, err
		}
		rows, err := conn.Query(ctx, `
			SELECT person_id::text, coalesce(message_id, ''), kind, state, sending_at, sent_at
			FROM messages
			WHERE trust_id = $1`, b.TrustID)
		if err != nil {
			return nil, err
		}
		lines, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (n line, err error) {
			return n, row.Scan(&n.person, &n.messageID, &n.kind, &n.state, &n.sendingAt, &n.sentAt)
		})
		if err != nil {
			return nil, err
		}
		all = append(all, lines...)
	}
	return all, nil
}

// taken counts what the mail server took, by Message-ID.
func (p *posting) taken() map[string]int {
	counts := map[string]int{}
	for _, received := range p.server.Received() {
		id := "a message that can't be read"
		if m, err := mail.ReadMessage(bytes.NewReader(received.Raw)); err == nil {
			id = strings.Trim(m.Header.Get("Message-ID"), "<>")
		}
		counts[id]++
	}
	return counts
}
