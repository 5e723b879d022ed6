package page

import (
	"context"
	"errors"
	"log/slog"

	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
)

// Texts keeps the texts that rounds were opened with.
type Texts interface {
	Framework(ctx context.Context, hash string) (*framework.Framework, error)
}

// Words gives the text that a round was opened with; nil where it is no longer
// kept or can't be read, which the log says: figures, and what a board agreed,
// are worth reading without the words that they are of.
func Words(ctx context.Context, texts Texts, hash string) (*framework.Framework, error) {
	f, err := texts.Framework(ctx, hash)
	switch {
	case err == nil:
		return f, nil
	case errors.Is(err, fault.Away), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return nil, err
	}
	slog.WarnContext(ctx, "a report is shown without its words", "framework", hash, "error", err)
	return nil, nil
}
