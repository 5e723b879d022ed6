package typeset

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Press sets documents, one at a time, in a worker that it starts when there is
// something to do and ends when there has been nothing for a while. It may be
// used by several goroutines.
type Press struct {
	folder string
	limits Limits
	turn   chan struct{} // held by whoever uses worker
	worker *worker       // nil while there is none
	idle   *time.Timer
	close  sync.Once
	closed chan struct{}
}

// Limits bound a worker. DefaultLimits are for the program.
type Limits struct {
	Start     time.Duration // to be ready, the compiling of the compiler included
	Document  time.Duration // to set one
	Idle      time.Duration // without a document, before it ends
	Documents int           // that one worker sets
	Memory    int           // in bytes, that the compiler may hold after a document
}

// DefaultLimits let a slow machine compile, and keep a worker below 400 MB but for
// the longest documents.
var DefaultLimits = Limits{Start: 10 * time.Minute, Document: 2 * time.Minute, Idle: time.Minute, Documents: 100, Memory: 160 << 20}

// ErrTimeout: the document, or the worker's start, took longer than the limit.
var ErrTimeout = errors.New("the typesetter took too long and was ended")

// errDied: the worker ended without an answer.
var errDied = errors.New("the typesetter ended without an answer")

// ErrClosed: the press was closed.
var ErrClosed = errors.New("the press is closed")

// NewPress makes a press that keeps the compiled compiler in a folder, which
// many programs of one user may share; UserFolder is one.
func NewPress(folder string, limits Limits) *Press {
	return &Press{folder: folder, limits: limits, turn: make(chan struct{}, 1), closed: make(chan struct{})}
}

// UserFolder is the folder that all programs of this user share.
func UserFolder() (string, error) {
	folder, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find the user's cache folder: %w", err)
	}
	return filepath.Join(folder, "sevenfold"), nil
}

// Ready says whether the compiler is compiled: a document then takes a moment,
// and otherwise as much as half a minute more.
func (p *Press) Ready() bool {
	h, err := openHome(p.folder)
	return err == nil && h.ready()
}

// Warm compiles the compiler, if that was not done yet, at low priority.
func (p *Press) Warm(ctx context.Context) error {
	if p.Ready() {
		return nil
	}
	return p.use(ctx, func() error {
		_, err := p.running(ctx)
		return err
	})
}

// PDF sets a document. The error is a *Mistake where the document is at fault.
func (p *Press) PDF(ctx context.Context, source Source) (pdf []byte, err error) {
	err = p.use(ctx, func() error {
		started := p.worker == nil
		pdf, err = p.set(ctx, source)
		// A worker may have been ended from outside while it waited.
		if errors.Is(err, errDied) && !started && ctx.Err() == nil {
			pdf, err = p.set(ctx, source)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("set a document: %w", err)
	}
	return pdf, nil
}

// Close ends the worker, also in the middle of a document.
func (p *Press) Close() error {
	p.close.Do(func() { close(p.closed) })
	p.turn <- struct{}{}
	defer func() { <-p.turn }()
	p.end()
	return nil
}

// use waits for the worker to be free, and keeps it for do.
func (p *Press) use(ctx context.Context, do func() error) error {
	if os.Getenv(workerMark) != "" {
		return errors.New("a typesetter starts no other")
	}
	select {
	case p.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	case <-p.closed:
		return ErrClosed
	}
	defer func() { <-p.turn }()
	select {
	case <-p.closed:
		return ErrClosed
	default:
	}
	if p.idle != nil {
		p.idle.Stop()
	}
	err := do()
	if p.worker != nil {
		p.idle = time.AfterFunc(p.limits.Idle, p.endIdle)
	}
	return err
}

// endIdle ends the worker, unless it is at work again.
func (p *Press) endIdle() {
	select {
	case p.turn <- struct{}{}:
		p.end()
		<-p.turn
	default:
	}
}

func (p *Press) end() {
	if p.worker != nil {
		p.worker.end()
		p.worker = nil
	}
}

// running is the worker, started if there is none.
func (p *Press) running(ctx context.Context) (*worker, error) {
	if p.worker != nil {
		return p.worker, nil
	}
	if err := Check(); err != nil {
		return nil, err
	}
	w, err := startWorker(p.folder)
	if err != nil {
		return nil, err
	}
	first, err := w.await(ctx, p.limits.Start, p.closed)
	if err == nil && first.Failure != "" {
		err = errors.New(first.Failure)
	}
	if err != nil {
		w.end()
		return nil, fmt.Errorf("start the typesetter: %w", err)
	}
	p.worker = w
	return w, nil
}

func (p *Press) set(ctx context.Context, source Source) ([]byte, error) {
	w, err := p.running(ctx)
	if err != nil {
		return nil, err
	}
	w.send(source)
	w.documents++
	reply, err := w.await(ctx, p.limits.Document, p.closed)
	switch {
	case err != nil:
		p.end()
		return nil, err
	case reply.Failure != "":
		p.end()
		return nil, errors.New(reply.Failure)
	case w.documents >= p.limits.Documents || reply.Memory > p.limits.Memory:
		p.end()
	}
	if reply.Mistake != nil {
		return nil, reply.Mistake
	}
	return reply.PDF, nil
}
