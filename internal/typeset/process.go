package typeset

import (
	"bytes"
	"context"
	"encoding/gob"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// worker is a running worker, as the press sees it.
type worker struct {
	process   *exec.Cmd
	in        io.WriteCloser
	encoder   *gob.Encoder
	answers   chan answer // closed when the worker ended
	said      *firstWords
	documents int
}

// kept are the settings that a worker needs of its surroundings; the rest,
// passwords among them, it does not get.
var kept = []string{"PATH", "HOME", "TMPDIR", "SYSTEMROOT"}

// startWorker starts this program again, as the worker. It works below the
// priority of everything else, where nice(1) is there, so that pages are served meanwhile.
func startWorker(folder string) (*worker, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find the program itself: %w", err)
	}
	arguments := []string{program, workerWord, folder}
	if nice, err := exec.LookPath("nice"); err == nil {
		arguments = append([]string{nice, "-n", "10"}, arguments...)
	}
	w := &worker{process: exec.Command(arguments[0], arguments[1:]...), answers: make(chan answer), said: &firstWords{}}
	w.process.Env = []string{workerMark + "=yes"}
	for _, name := range kept {
		if value, set := os.LookupEnv(name); set {
			w.process.Env = append(w.process.Env, name+"="+value)
		}
	}
	w.process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C in a terminal is for us alone
	w.process.Stderr = w.said
	if w.in, err = w.process.StdinPipe(); err != nil {
		return nil, fmt.Errorf("start the typesetter: %w", err)
	}
	out, err := w.process.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start the typesetter: %w", err)
	}
	if err := w.process.Start(); err != nil {
		return nil, fmt.Errorf("start the typesetter: %w", err)
	}
	w.encoder = gob.NewEncoder(w.in)
	go w.listen(out)
	return w, nil
}

// listen reads answers until the worker ends.
func (w *worker) listen(out io.Reader) {
	defer close(w.answers)
	decoder := gob.NewDecoder(out)
	for {
		var reply answer
		if err := decoder.Decode(&reply); err != nil {
			break
		}
		w.answers <- reply
	}
	// A worker that writes what is no answer is not one.
	_ = w.process.Process.Kill()
	_ = w.process.Wait()
}

// send hands a document over. A worker that can't take it ends, and await says so.
func (w *worker) send(source Source) {
	go func() {
		if err := w.encoder.Encode(source); err != nil {
			_ = w.process.Process.Kill()
		}
	}()
}

// await waits for an answer, for so long.
func (w *worker) await(ctx context.Context, limit time.Duration, closed <-chan struct{}) (answer, error) {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case reply, ok := <-w.answers:
		if !ok {
			return answer{}, w.died()
		}
		return reply, nil
	case <-timer.C:
		return answer{}, ErrTimeout
	case <-closed:
		return answer{}, ErrClosed
	case <-ctx.Done():
		return answer{}, ctx.Err()
	}
}

func (w *worker) died() error {
	if words := w.said.String(); words != "" {
		return fmt.Errorf("%w: %s", errDied, discreet(words))
	}
	return fmt.Errorf("%w: %s", errDied, w.process.ProcessState)
}

// end ends the worker, and waits until it is gone.
func (w *worker) end() {
	_ = w.in.Close()
	_ = w.process.Process.Kill()
	for range w.answers {
	}
}

// firstWords keeps the first line of what is written to it.
type firstWords struct{ line bytes.Buffer }

func (f *firstWords) Write(words []byte) (int, error) {
	if room := longest - f.line.Len(); room > 0 {
		f.line.Write(words[:min(room, len(words))])
	}
	return len(words), nil
}

func (f *firstWords) String() string {
	line, _, _ := bytes.Cut(f.line.Bytes(), []byte("\n"))
	return string(line)
}
