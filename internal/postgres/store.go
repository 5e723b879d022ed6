// Package postgres keeps everything in Postgres: one store, one file a noun.
//
// Every method on a trust's data takes the trust first and says so in its
// WHERE; row-level security stands behind it.
package postgres

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"

	"sevenfold/internal/report"
)

// Store is the database as the program's own role sees it: a role that owns nothing.
type Store struct {
	pool  *pgxpool.Pool
	queue *river.Client[pgx.Tx] // takes jobs in; Work has one of its own that hands them out
	// A text never changes, so what was read from it is kept.
	frameworks     sync.Map // hash -> *framework.Framework
	questionnaires sync.Map // asked -> audit.Questionnaire
	reports        recent[reportKey, report.Report]
	own            recent[roundKey, roundWords]
}

// connections is how many a store holds at most, unless its address says
// pool_max_conns. Saves wait for the disk, and those that wait together share
// one write; the default, one for each processor, leaves most of them queueing.
const connections = 16

// Open prepares a store. The database need not be there yet: each call connects
// as it can, and says fault.Away where it can't.
func Open(ctx context.Context, url string) (*Store, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read the database address: %w", err)
	}
	if !strings.Contains(url, "pool_max_conns") {
		config.MaxConns = connections
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("prepare the database pool: %w", err)
	}
	queue, err := newQueue(pool)
	if err != nil {
		return nil, fmt.Errorf("prepare the queue: %w", err)
	}
	return &Store{pool: pool, queue: queue, reports: recent[reportKey, report.Report]{most: reportsHeld}, own: recent[roundKey, roundWords]{most: wordsHeld}}, nil
}

// Close gives all connections back.
func (s *Store) Close() { s.pool.Close() }

// querier is what a statement is run on: a connection inside a transaction.
type querier interface {
	Exec(ctx context.Context, sql string, arguments ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}

// setTrust names the trust to row-level security until the transaction ends,
// so that nothing is carried over on a pooled connection.
const setTrust = `SELECT set_config('sevenfold.trust', $1, true)`

// inTrust runs f in one transaction that sees the rows of one trust.
func (s *Store) inTrust(ctx context.Context, trustID string, f func(querier) error) error {
	return s.transact(ctx, opening(setTrust, trustID), f)
}

// inTrustTx is inTrust for what queues jobs in the same transaction.
func (s *Store) inTrustTx(ctx context.Context, trustID string, f func(pgx.Tx) error) error {
	return classify(pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, setTrust, trustID); err != nil {
			return err
		}
		return f(tx)
	}))
}

// queryInTrust runs one statement that sees the rows of one trust. One batch is
// one implicit transaction, in one round trip: for what pages read often.
func (s *Store) queryInTrust(ctx context.Context, trustID string, read func(pgx.Rows) error, sql string, args ...any) error {
	batch := &pgx.Batch{}
	batch.Queue(setTrust, trustID)
	batch.Queue(sql, args...).Query(read)
	return classify(s.pool.SendBatch(ctx, batch).Close())
}

// inGround runs f in one transaction that sees no trust's rows.
func (s *Store) inGround(ctx context.Context, f func(querier) error) error {
	return s.transact(ctx, opening("", nil), f)
}

// asPerson runs f in one transaction that sees the person's own memberships.
func (s *Store) asPerson(ctx context.Context, personID string, f func(querier) error) error {
	return s.transact(ctx, opening(`SELECT set_config('sevenfold.person', $1, true)`, personID), f)
}

// opening begins a transaction and makes one setting, in one round trip. What
// is queued behind it goes in the same.
func opening(setting string, value any) *pgx.Batch {
	batch := &pgx.Batch{}
	batch.Queue("BEGIN")
	if setting != "" {
		batch.Queue(setting, value)
	}
	return batch
}

// transact owns begin, commit and rollback.
func (s *Store) transact(ctx context.Context, opening *pgx.Batch, f func(querier) error) error {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return classify(err)
	}
	defer conn.Release()
	if err := conn.SendBatch(ctx, opening).Close(); err != nil {
		return rollBack(ctx, conn.Conn(), err)
	}
	if err := f(conn); err != nil {
		return rollBack(ctx, conn.Conn(), err)
	}
	tag, err := conn.Exec(ctx, "COMMIT")
	if err != nil {
		return rollBack(ctx, conn.Conn(), err)
	}
	if tag.String() != "COMMIT" { // a failed statement was swallowed: Postgres rolled back
		return fmt.Errorf("commit: the transaction was rolled back")
	}
	return nil
}

// rollBack undoes the transaction even where the request was given up; a
// connection that can't is closed, never handed on inside a transaction.
func rollBack(ctx context.Context, conn *pgx.Conn, cause error) error {
	if _, err := conn.Exec(context.WithoutCancel(ctx), "ROLLBACK"); err != nil {
		_ = conn.Close(context.WithoutCancel(ctx))
	}
	return classify(cause)
}
