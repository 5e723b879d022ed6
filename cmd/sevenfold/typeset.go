package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"sevenfold/internal/typeset"
)

// typesetCommand is the worker that a press starts, and nobody else: it reads
// documents and writes PDFs until its input ends.
func typesetCommand(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("typeset is started by serve, for the PDFs that it makes")
	}
	return typeset.Work(ctx, args[0], in, out)
}

// newPress makes the press, which starts nothing before there is something to do.
func newPress(c config) *typeset.Press {
	folder := c.Cache
	if folder == "" {
		var err error
		if folder, err = typeset.UserFolder(); err != nil {
			// A user without a home, as in a container.
			folder = filepath.Join(os.TempDir(), "sevenfold-"+strconv.Itoa(os.Geteuid()))
		}
	}
	return typeset.NewPress(folder, typeset.DefaultLimits)
}

// settled is how long after its start the program sees to the press: what is
// started only for a moment, as in a test, never does.
const settled = 20 * time.Second

// warmPress has the compiler compiled, once for each machine and user, before
// the first pack is asked for. It takes the processor half a minute at the lowest priority, and
// nothing where it was done before.
func warmPress(ctx context.Context, press *typeset.Press) {
	select {
	case <-ctx.Done():
		return
	case <-time.After(settled):
	}
	if err := press.Warm(ctx); err != nil && ctx.Err() == nil {
		slog.WarnContext(ctx, "the typesetter could not be made ready; it is tried again with the first PDF", "error", fmt.Sprint(err))
	}
}
