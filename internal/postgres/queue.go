package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"sevenfold/internal/audit"
)

// The queue stands in a schema of its own, made by its own migrations. Its jobs
// hold ids, and nothing else of ours.
const queueSchema = "river"

const (
	// lookEvery is how often it is looked for work that has fallen due.
	lookEvery = 30 * time.Second
	// jobTime is how long one job may take, and rescueAfter when a job is taken
	// to have died with its program.
	jobTime     = 150 * time.Second // a mail server may take its time to answer
	rescueAfter = 3 * time.Minute
	// messageTries are spread over some eleven hours: the pause after try n is n
	// to the power of four, in seconds. spareTries come after them where the last
	// one ended with its program, or met no database: somebody must still note
	// what became of the message.
	messageTries = 12
	spareTries   = 4
	// mailers is how many messages one program sends at a time.
	mailers = 4
	// packTries are close together: what stops a pack twice stops it a third time.
	packTries = 3
	packQueue = "packs"
)

// Worker does the work that the queue hands out. What it returns an error for
// is tried again later.
type Worker interface {
	// SendMessage sends one message; last tells that there will be no other try.
	SendMessage(ctx context.Context, trustID, messageID string, last bool) error
	// MakePack makes the files of a pack; last tells that there will be no other try.
	MakePack(ctx context.Context, trustID, packID string, last bool) error
	// Do does what has fallen due.
	Do(ctx context.Context, due audit.Due) error
}

// errAgain is all that the queue is told of a failure: it keeps what it is
// told, and holds nothing about people.
var errAgain = errors.New("to be tried again")

type sendMessage struct {
	TrustID   string `json:"trust_id"`
	MessageID string `json:"message_id"`
}

func (sendMessage) Kind() string { return "send_message" }

type makePack struct {
	TrustID string `json:"trust_id"`
	PackID  string `json:"pack_id"`
}

func (makePack) Kind() string { return "make_pack" }

type doDue struct {
	TrustID string     `json:"trust_id"`
	RoundID string     `json:"round_id"`
	Deed    audit.Deed `json:"deed"`
}

func (doDue) Kind() string { return "do_due" }

type lookForWork struct{}

func (lookForWork) Kind() string { return "look_for_work" }

// unfinished are the states in which a job stands for work that is still to be done.
var unfinished = []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
	rivertype.JobStateRunning, rivertype.JobStateScheduled,
}

// newQueue prepares a queue that only takes jobs in.
func newQueue(pool *pgxpool.Pool) (*river.Client[pgx.Tx], error) {
	return river.NewClient(riverpgxv5.New(pool), &river.Config{Schema: queueSchema, Logger: queueLog()})
}

func queueLog() *slog.Logger { return slog.New(quiet{slog.Default().Handler()}) }

// quiet lets warnings through and worse: the queue tells each job otherwise.
type quiet struct{ slog.Handler }

func (q quiet) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && q.Handler.Enabled(ctx, level)
}

// queueMessages has a job made for each message.
func (s *Store) queueMessages(ctx context.Context, tx pgx.Tx, trustID string, ids []string) error {
	jobs := make([]river.InsertManyParams, len(ids))
	for i, id := range ids {
		jobs[i] = river.InsertManyParams{
			Args:       sendMessage{trustID, id},
			InsertOpts: &river.InsertOpts{Queue: "mail", MaxAttempts: messageTries + spareTries},
		}
	}
	_, err := s.queue.InsertManyFastTx(ctx, tx, jobs)
	return err
}

// Work takes jobs from the queue until stop is called, and looks for work that
// has fallen due. Several programs on one database share the work.
func (s *Store) Work(ctx context.Context, worker Worker) (stop func(context.Context) error, err error) {
	workers := river.NewWorkers()
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, job *river.Job[sendMessage]) error {
		return again(ctx, job.Kind, worker.SendMessage(ctx, job.Args.TrustID, job.Args.MessageID, job.Attempt >= messageTries))
	}))
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, job *river.Job[makePack]) error {
		return again(ctx, job.Kind, worker.MakePack(ctx, job.Args.TrustID, job.Args.PackID, job.Attempt >= packTries))
	}))
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, job *river.Job[doDue]) error {
		return again(ctx, job.Kind, worker.Do(ctx, audit.Due(job.Args)))
	}))
	river.AddWorker(workers, river.WorkFunc(func(ctx context.Context, job *river.Job[lookForWork]) error {
		return again(ctx, job.Kind, s.queueDue(ctx, time.Now()))
	}))
	client, err := river.NewClient(riverpgxv5.New(s.pool), &river.Config{
		Schema: queueSchema, Logger: queueLog(), Workers: workers,
		// Behind a pooler in transaction mode nobody can listen.
		PollOnly: true, FetchPollInterval: time.Second,
		JobTimeout: jobTime, RescueStuckJobsAfter: rescueAfter,
		// The program's role owns no index.
		ReindexerSchedule: river.NeverSchedule(),
		Queues: map[string]river.QueueConfig{
			river.QueueDefault: {MaxWorkers: 2}, "mail": {MaxWorkers: mailers},
			packQueue: {MaxWorkers: 1}, // one at a time, so that saving keeps its pace
		},
		PeriodicJobs: []*river.PeriodicJob{river.NewPeriodicJob(river.PeriodicInterval(lookEvery), func() (river.JobArgs, *river.InsertOpts) {
			return lookForWork{}, &river.InsertOpts{MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByState: unfinished}}
		}, &river.PeriodicJobOpts{RunOnStart: true})},
	})
	if err != nil {
		return nil, fmt.Errorf("prepare the queue: %w", err)
	}
	if err := client.Start(ctx); err != nil {
		return nil, fmt.Errorf("start the queue: %w", err)
	}
	return client.Stop, nil
}

// again has a job tried again, and says why in the log alone.
func again(ctx context.Context, kind string, err error) error {
	if err == nil {
		return nil
	}
	slog.WarnContext(ctx, "a job is to be tried again", "job", kind, "error", err)
	return errAgain
}

// queueDue has a job made for each piece of work that is due and has none yet.
func (s *Store) queueDue(ctx context.Context, now time.Time) error {
	due, err := s.WorkDue(ctx, now)
	if err != nil || len(due) == 0 {
		return err
	}
	jobs := make([]river.InsertManyParams, len(due))
	for i, d := range due {
		jobs[i] = river.InsertManyParams{
			Args:       doDue(d),
			InsertOpts: &river.InsertOpts{UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: unfinished}},
		}
	}
	if _, err := s.queue.InsertMany(ctx, jobs); err != nil {
		return fmt.Errorf("queue what is due: %w", err)
	}
	return nil
}

// WorkDue lists what has fallen due, in all trusts.
func (s *Store) WorkDue(ctx context.Context, now time.Time) ([]audit.Due, error) {
	var found []audit.Due
	err := s.inGround(ctx, func(q querier) error {
		rows, err := q.Query(ctx, `
			SELECT trust_id::text, coalesce(round_id::text, ''), deed
			FROM work_due($1)
			ORDER BY trust_id, round_id, deed`, now)
		if err != nil {
			return err
		}
		found, err = collect[audit.Due](rows)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look for work that is due: %w", err)
	}
	return found, nil
}
