package page

import (
	"context"
	"errors"
	"log/slog"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
)

// Texts keeps what rounds were opened with: a text, and what their trusts added.
type Texts interface {
	WordsOf(ctx context.Context, round audit.Round) (*framework.Framework, error)
}

// Words gives the words that a round was opened with; nil where it is no longer
// kept or can't be read, which the log says: figures, and what a board agreed,
// are worth reading without the words that they are of.
func Words(ctx context.Context, texts Texts, round audit.Round) (*framework.Framework, error) {
	f, err := texts.WordsOf(ctx, round)
	switch {
	case err == nil:
		return f, nil
	case errors.Is(err, fault.Away), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return nil, err
	}
	slog.WarnContext(ctx, "a report is shown without its words", "framework", round.FrameworkHash, "error", err)
	return nil, nil
}
