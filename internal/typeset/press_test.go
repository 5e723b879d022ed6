package typeset

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// folder is shared with the program and by all tests: the compiler is compiled
// once on a machine.
func folder(t *testing.T) string {
	t.Helper()
	name, err := UserFolder()
	if err != nil {
		t.Fatalf("find the folder: %v", err)
	}
	return name
}

func newTestPress(t *testing.T, change func(*Limits)) *Press {
	t.Helper()
	limits := DefaultLimits
	change(&limits)
	p := NewPress(folder(t), limits)
	t.Cleanup(func() { _ = p.Close() })
	if err := p.Warm(t.Context()); err != nil {
		t.Fatalf("warm the press: %v", err)
	}
	if !p.Ready() {
		t.Fatal("a press that was warmed is not ready")
	}
	return p
}

func asIs(*Limits) {}

func setWell(t *testing.T, p *Press, main string) []byte {
	t.Helper()
	pdf, err := p.PDF(t.Context(), Source{Main: main})
	if err != nil {
		t.Fatalf("set %q: %v", main, err)
	}
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Fatalf("set %q: got %q, want a PDF", main, pdf[:min(len(pdf), 8)])
	}
	return pdf
}

// endless is a document that no one waits for.
const endless = "#for i in range(100000) { for j in range(100000) { let product = i * j } }"

const many = "A board · 董事会 · हिन्दी · ไทย · 👩🏽‍🏫"

func TestADocumentIsTheSameWhateverWasSetBefore(t *testing.T) {
	p := newTestPress(t, asIs)
	first := setWell(t, p, many)
	setWell(t, p, "Something else in Ελληνικά, with fonts of its own")
	if again := setWell(t, p, many); !bytes.Equal(first, again) {
		t.Error("the same document, set again by the same worker, is not the same")
	}
	if other := setWell(t, newTestPress(t, asIs), many); !bytes.Equal(first, other) {
		t.Error("the same document, set by another worker, is not the same")
	}
}

func TestAMistakeNamesItsLineAndRepeatsNobodysWords(t *testing.T) {
	p := newTestPress(t, asIs)
	for name, test := range map[string]struct {
		main string
		line int
		want string
	}{
		"a name that is not there":            {"One\n\n#nosuch(1)", 3, "unknown variable"},
		"an end that is missing":              {"#let a = (1,\n", 1, "unclosed"},
		"a loop that goes on":                 {"Yes\n#{ while true { } }", 2, "condition is always true"},
		"a file of the machine":               {"#read(\"/etc/passwd\")", 1, "access denied"},
		"a message that holds someone's note": {"#panic(\"my own words\")", 1, "panicked"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := p.PDF(t.Context(), Source{Main: test.main})
			var wrong *Mistake
			if !errors.As(err, &wrong) {
				t.Fatalf("got %v, want a mistake", err)
			}
			if wrong.Line != test.line || !strings.Contains(wrong.Message, test.want) {
				t.Errorf("got line %d %q, want line %d and %q", wrong.Line, wrong.Message, test.line, test.want)
			}
			if strings.Contains(err.Error(), "my own words") {
				t.Errorf("got %q, want nobody's words in it", err)
			}
		})
	}
	setWell(t, p, "and the next document is set")
}

func TestNothingIsFetchedFromElsewhere(t *testing.T) {
	p := newTestPress(t, asIs)
	if _, err := p.PDF(t.Context(), Source{Main: "#import \"@preview/cetz:0.4.0\": canvas"}); err == nil {
		t.Error("a package that is not here was read")
	}
	setWell(t, p, "the next")
}

func TestADocumentThatTakesTooLongIsEnded(t *testing.T) {
	p := newTestPress(t, func(l *Limits) { l.Document = 500 * time.Millisecond })
	if _, err := p.PDF(t.Context(), Source{Main: endless}); !errors.Is(err, ErrTimeout) {
		t.Fatalf("got %v, want %v", err, ErrTimeout)
	}
	p.limits.Document = DefaultLimits.Document
	setWell(t, p, "the next")
}

func TestWhoeverGivesUpEndsTheDocument(t *testing.T) {
	p := newTestPress(t, asIs)
	setWell(t, p, "the first")
	pid := p.worker.process.Process.Pid
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := p.PDF(ctx, Source{Main: endless}); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("got %v, want %v", err, context.DeadlineExceeded)
	}
	if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("the worker that was given up is still there: %v", err)
	}
	setWell(t, p, "the next")
}

func TestAWorkerThatWasKilledIsStartedAgain(t *testing.T) {
	p := newTestPress(t, asIs)
	setWell(t, p, "the first")
	if err := syscall.Kill(p.worker.process.Process.Pid, syscall.SIGKILL); err != nil {
		t.Fatalf("kill the worker: %v", err)
	}
	setWell(t, p, "killed while it waited")

	pid := p.worker.process.Process.Pid
	time.AfterFunc(300*time.Millisecond, func() { _ = syscall.Kill(pid, syscall.SIGKILL) })
	p.limits.Document = 5 * time.Second
	if _, err := p.PDF(t.Context(), Source{Main: endless}); err == nil {
		t.Error("a document whose worker was killed, and that ends nowhere, was set")
	}
	p.limits.Document = DefaultLimits.Document
	setWell(t, p, "killed in the middle")
}

func TestAWorkerIsReplaced(t *testing.T) {
	for name, change := range map[string]func(*Limits){
		"after its documents":           func(l *Limits) { l.Documents = 1 },
		"when it holds too much memory": func(l *Limits) { l.Memory = 1 },
	} {
		t.Run(name, func(t *testing.T) {
			p := newTestPress(t, change)
			setWell(t, p, "one")
			if p.worker != nil {
				t.Error("the worker was kept")
			}
			setWell(t, p, "another")
		})
	}
}

func TestAWorkerEndsWhenThereIsNothingToDo(t *testing.T) {
	p := newTestPress(t, func(l *Limits) { l.Idle = time.Millisecond })
	setWell(t, p, "one")
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		p.turn <- struct{}{}
		gone := p.worker == nil
		<-p.turn
		if gone {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("the worker is still there")
		}
	}
}

func TestAWorkerEndsWithWhoeverStartedIt(t *testing.T) {
	w, err := startWorker(folder(t))
	if err != nil {
		t.Fatalf("start a worker: %v", err)
	}
	if _, err := w.await(t.Context(), DefaultLimits.Start, nil); err != nil {
		t.Fatalf("wait for the worker: %v", err)
	}
	if err := w.encoder.Encode(Source{Main: endless}); err != nil {
		t.Fatalf("hand over a document: %v", err)
	}
	if err := w.in.Close(); err != nil {
		t.Fatalf("close its input: %v", err)
	}
	if _, err := w.await(t.Context(), 10*time.Second, nil); !errors.Is(err, errDied) {
		t.Errorf("got %v, want it to have ended", err)
		w.end()
	}
}

func TestAWorkerGetsNoPasswords(t *testing.T) {
	t.Setenv("DATABASE_URL", "postgres://someone:secret@nowhere/db")
	w, err := startWorker(folder(t))
	if err != nil {
		t.Fatalf("start a worker: %v", err)
	}
	defer w.end()
	for _, setting := range w.process.Env {
		if strings.Contains(setting, "secret") {
			t.Errorf("got %q in its surroundings", setting)
		}
	}
}

func TestAClosedPressSetsNothing(t *testing.T) {
	p := newTestPress(t, asIs)
	if err := p.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	if _, err := p.PDF(t.Context(), Source{Main: "late"}); !errors.Is(err, ErrClosed) {
		t.Errorf("got %v, want %v", err, ErrClosed)
	}
}

func TestAWorkerStartsNoOther(t *testing.T) {
	t.Setenv(workerMark, "yes")
	if _, err := NewPress(t.TempDir(), DefaultLimits).PDF(t.Context(), Source{}); err == nil {
		t.Error("a worker's own press set a document")
	}
	if err := os.Unsetenv(workerMark); err != nil {
		t.Fatal(err)
	}
}
