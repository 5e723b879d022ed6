package page_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/page"
)

func TestEachFaultHasItsPage(t *testing.T) {
	for _, c := range []struct {
		name   string
		err    error
		status int
		says   string
	}{
		{"nothing there", fmt.Errorf("find a round: %w", fault.NotFound), http.StatusNotFound, "Page not found"},
		{"a round that closed", audit.ErrRoundClosed, http.StatusGone, "This round has closed"},
		{"over", fault.Gone, http.StatusGone, "This is over"},
		{"moved on", fault.Conflict, http.StatusConflict, "This has changed meanwhile"},
		{"of no use", fault.Invalid, http.StatusUnprocessableEntity, "That could not be used"},
		{"too often", fault.TooMany, http.StatusTooManyRequests, "Please wait a little"},
		{"the database away", fault.Away, http.StatusServiceUnavailable, "away for a moment"},
		{"a database that hangs", context.DeadlineExceeded, http.StatusServiceUnavailable, "away for a moment"},
		{"a fault of ours", fmt.Errorf("SELECT secret FROM nowhere"), http.StatusInternalServerError, "Sorry, something went wrong"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 0) // the request's time is over
			defer cancel()
			ctx = context.WithValue(ctx, chi.RouteCtxKey, chi.NewRouteContext())
			w := httptest.NewRecorder()
			page.ShowError(w, httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil), identity.Viewer{}, c.err)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
				t.Errorf("got %d, want %d with %q\n%s", w.Code, c.status, c.says, w.Body)
			}
			if strings.Contains(w.Body.String(), "SELECT") {
				t.Error("got our insides on the page, want none")
			}
		})
	}
}
