package page

import (
	"context"
	"log/slog"

	"sevenfold/internal/paper"
)

// Press makes PDFs, once it is ready.
type Press interface {
	paper.Typesetter
	Ready() bool
	Warm(ctx context.Context) error
}

// What is said of a PDF that can't be made yet.
const (
	NoPDFYet  = "The PDF is not ready yet"
	WaitForIt = "Sevenfold was started a moment ago, and is still getting ready to make PDFs. Try again in a minute."
)

// PressReady tells whether a press can make a PDF now. It has it made ready, where that
// was not done, or not done well, as the program started.
func PressReady(ctx context.Context, press Press) bool {
	if press.Ready() {
		return true
	}
	ctx = context.WithoutCancel(ctx)
	go func() {
		if err := press.Warm(ctx); err != nil {
			slog.WarnContext(ctx, "the typesetter could not be made ready", "error", err)
		}
	}()
	return false
}
