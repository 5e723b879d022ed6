package typeset

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
)

// workerWord is the hidden command of the program that is the worker; the
// typesetter's folder follows it.
const workerWord = "typeset"

// workerMark is set in a worker's surroundings, so that no worker starts one.
const workerMark = "SEVENFOLD_TYPESETTER"

// The worker answers each Source with one answer. Both are written by
// encoding/gob, which says the length of a message before it. A first answer,
// empty, says that the compiler is there.
type answer struct {
	PDF     []byte
	Mistake *Mistake // in the document
	Failure string   // of the compiler, after which the worker is of no use
	Memory  int      // that the compiler holds, in bytes
}

// Work is the worker: it sets the documents that come in, until in ends. It
// ends the process at once when in ends, also in the middle of a document: whoever asked is gone.
func Work(ctx context.Context, folder string, in io.Reader, out io.Writer) error {
	documents := make(chan Source)
	ended := make(chan error, 1)
	go func() {
		decoder := gob.NewDecoder(in)
		for {
			var source Source
			if err := decoder.Decode(&source); err != nil {
				ended <- err
				return
			}
			documents <- source
		}
	}()
	done := make(chan error, 1)
	go func() { done <- work(ctx, folder, documents, gob.NewEncoder(out)) }()
	select {
	case err := <-ended:
		if !errors.Is(err, io.EOF) {
			return fmt.Errorf("read a document to be set: %w", err)
		}
		return nil
	case err := <-done:
		return err
	}
}

func work(ctx context.Context, folder string, documents <-chan Source, out *gob.Encoder) error {
	c, err := openCompiler(ctx, folder)
	if err != nil {
		return errors.Join(err, out.Encode(answer{Failure: err.Error()}))
	}
	debug.SetGCPercent(collectAt)
	reply := answer{Memory: c.memory()}
	for {
		if err := out.Encode(reply); err != nil {
			return fmt.Errorf("answer: %w", err)
		}
		source := <-documents
		reply = answer{}
		var wrong *Mistake
		switch reply.PDF, err = c.pdf(source); {
		case errors.As(err, &wrong):
			reply.Mistake = wrong
		case err != nil:
			reply.Failure = discreet(err.Error())
		}
		reply.Memory = c.memory()
	}
}

// collectAt has memory collected once that many per cent of what is kept have
// been thrown away. All the memory that the compiler may ever use counts as kept,
// though most of it never is: at the usual 100, a gigabyte would be thrown away first.
const collectAt = 3

// openCompiler makes the compiler ready: of all processes, one compiles. What
// lies in the folder is made again where it can't be used.
func openCompiler(ctx context.Context, folder string) (*compiler, error) {
	h, err := openHome(folder)
	if err != nil {
		return nil, err
	}
	if !h.ready() {
		release, err := h.lock()
		if err != nil {
			return nil, err
		}
		defer release()
	}
	c, err := h.compiler(ctx)
	for _, spoilt := range []string{h.wasmFile(), h.code()} {
		if err == nil {
			break
		}
		if err := os.RemoveAll(spoilt); err != nil {
			return nil, fmt.Errorf("clear the typesetter's folder: %w", err)
		}
		c, err = h.compiler(ctx)
	}
	if err != nil {
		return nil, err
	}
	if h.ready() {
		return c, nil
	}
	return c, h.settle()
}

func (h home) compiler(ctx context.Context) (*compiler, error) {
	wasm, err := h.wasm()
	if err != nil {
		return nil, err
	}
	return newCompiler(ctx, wasm, h.code())
}

// MainIfWorker is the worker, and never returns, where this process was started
// as one. A test that sets documents calls it first in its TestMain, as its own
// program is the one that is started.
func MainIfWorker() {
	if os.Getenv(workerMark) == "" || len(os.Args) != 3 || os.Args[1] != workerWord {
		return
	}
	if err := Work(context.Background(), os.Args[2], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}
