// Package page stands between the router and a page: it knows who is looking,
// lets them in or not, renders, and says what went wrong in words.
package page

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/a-h/templ"

	"sevenfold/internal/identity"
)

// Handler shows or does one thing. What it returns as an error becomes a page
// that says what happened and what to do next.
type Handler func(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error

// Sessions keeps sessions, and knows who holds one.
type Sessions interface {
	AddSession(ctx context.Context, session identity.Session) error
	MayStayLong(ctx context.Context, personID string) (bool, error)
	Viewer(ctx context.Context, tokenHash []byte, trustID string, now time.Time) (identity.Viewer, error)
	// SharesReport tells whether local governors and members may read a round's report.
	SharesReport(ctx context.Context, trustID, roundID string) (bool, error)
	Refused(ctx context.Context, viewer identity.Viewer, permission identity.Permission, now time.Time)
}

// Gate decides who may enter a page.
type Gate struct {
	Sessions Sessions
	Now      func() time.Time
	Secure   bool // whether browsers reach us over TLS: the cookie then carries __Host-
	// Demonstration tells every page to say that it is one.
	Demonstration bool
}

// Render shows a page: whole, or, where it can't be rendered, not at all.
func Render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	var b bytes.Buffer
	if err := c.Render(r.Context(), &b); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = b.WriteTo(w)
	return nil
}

// SendFile gives a file to be kept. Whoever uses the same browser next is not
// shown it. Its name has plain letters only.
func SendFile(w http.ResponseWriter, name, kind string, file []byte) error {
	w.Header().Set("Cache-Control", "private, no-store")
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
	_, _ = w.Write(file)
	return nil
}

// Redirect sends the browser on after a form was taken.
func Redirect(w http.ResponseWriter, r *http.Request, path string) error {
	http.Redirect(w, r, path, http.StatusSeeOther)
	return nil
}
