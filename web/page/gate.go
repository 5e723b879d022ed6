package page

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/form"
)

// errSignedOut sends somebody who is signed out to sign in, and back.
var errSignedOut = errors.New("signed out")

// Open lets everybody in, signed in or not.
func (g Gate) Open(h Handler) http.HandlerFunc {
	return g.serve(func(identity.Viewer, *http.Request) error { return nil }, h)
}

// SignedIn lets in whoever is signed in, to do more than answer one round.
func (g Gate) SignedIn(h Handler) http.HandlerFunc {
	return g.serve(func(v identity.Viewer, _ *http.Request) error {
		if !v.SignedIn() || v.Limited() {
			return errSignedOut
		}
		return nil
	}, h)
}

// For lets in whoever's roles in the trust of the address permit it. Everybody
// else who is signed in meets "not found", as if the trust were not there; a
// session that may answer one round is asked for a fresh code for all else.
// A page about the report of a round is open, too, to those whom the round
// shares its report with.
func (g Gate) For(p identity.Permission, h Handler) http.HandlerFunc {
	return g.serve(func(v identity.Viewer, r *http.Request) error {
		switch {
		case !v.SignedIn(), v.Limited() && !v.May(p):
			return errSignedOut
		case v.May(p):
			return nil
		}
		if p == identity.ReadReports && v.May(identity.ReadSharedReports) && chi.URLParam(r, "round") != "" {
			if shared, err := g.Sessions.SharesReport(r.Context(), v.TrustID, chi.URLParam(r, "round")); shared || err != nil {
				return err
			}
		}
		g.Sessions.Refused(r.Context(), v, p, g.Now())
		return fmt.Errorf("%s: %w", p, fault.NotFound)
	}, h)
}

// ForSave is For, where a form that was typed must outlive its session: whoever
// is signed out, or may answer another round only, is met by keep, which holds
// what was typed until it is saved.
func (g Gate) ForSave(p identity.Permission, h, keep Handler) http.HandlerFunc {
	inside := g.For(p, h)
	return func(w http.ResponseWriter, r *http.Request) {
		viewer, err := g.viewer(r)
		if err == nil && (!viewer.SignedIn() || viewer.Limited() && !viewer.May(p)) {
			g.Open(keep)(w, r)
			return
		}
		inside(w, r)
	}
}

func (g Gate) serve(enter func(identity.Viewer, *http.Request) error, h Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		viewer, err := g.viewer(r)
		viewer.Demonstration = g.Demonstration
		if err == nil {
			err = enter(viewer, r)
		}
		if err == nil {
			err = h(w, r, viewer)
		}
		switch {
		case err == nil:
		case errors.Is(err, errSignedOut) && (r.Method == http.MethodGet || r.Method == http.MethodHead):
			http.Redirect(w, r, "/sign-in?to="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		case errors.Is(err, errSignedOut) && r.Method == http.MethodPut:
			w.WriteHeader(http.StatusUnauthorized)
		case errors.Is(err, errSignedOut):
			http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
		default:
			ShowError(w, r, viewer, err)
		}
	}
}

// viewer finds out who is looking. An id in the address that could be none is
// not found, without asking the database.
func (g Gate) viewer(r *http.Request) (identity.Viewer, error) {
	trustID, roundID := chi.URLParam(r, "trust"), chi.URLParam(r, "round")
	for _, id := range []string{trustID, roundID} {
		if id != "" && !form.IsID(id) {
			return identity.Viewer{}, fault.NotFound
		}
	}
	token := g.Token(r)
	if token == "" {
		return identity.Viewer{}, nil
	}
	viewer, err := g.Sessions.Viewer(r.Context(), identity.Hash(token), trustID, g.Now())
	return viewer.At(trustID, roundID), err
}

// ViewerOn finds out who holds a session, and what they are to the trust and
// the round of a page's path: for a form that is saved from another address
// than its own.
func (g Gate) ViewerOn(ctx context.Context, token, path string) (identity.Viewer, error) {
	trustID, rest, _ := strings.Cut(strings.TrimPrefix(path, "/t/"), "/")
	roundID, _, _ := strings.Cut(strings.TrimPrefix(rest, "rounds/"), "/")
	if !form.IsID(trustID) {
		return identity.Viewer{}, fault.NotFound
	}
	viewer, err := g.Sessions.Viewer(ctx, identity.Hash(token), trustID, g.Now())
	viewer.Demonstration = g.Demonstration
	return viewer.At(trustID, roundID), err
}

func (g Gate) cookieName() string {
	if g.Secure {
		return "__Host-session"
	}
	return "session"
}

// Token is what the session's cookie carries, or "".
func (g Gate) Token(r *http.Request) string {
	c, err := r.Cookie(g.cookieName())
	if err != nil {
		return ""
	}
	return c.Value
}

// SetToken signs a browser in, for as long as the session lasts; an empty
// token signs it out.
func (g Gate) SetToken(w http.ResponseWriter, token string, session identity.Session) {
	c := &http.Cookie{
		Name: g.cookieName(), Value: token, Path: "/",
		HttpOnly: true, Secure: g.Secure, SameSite: http.SameSiteLaxMode,
		MaxAge: int(session.ExpiresAt.Sub(session.StartedAt).Seconds()),
	}
	if token == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// logFault writes a fault of ours to the log, with the reference that the page
// shows; never what was typed.
func logFault(r *http.Request, reference string, err error) {
	slog.ErrorContext(r.Context(), "a page failed", "reference", reference, "method", r.Method,
		"route", chi.RouteContext(r.Context()).RoutePattern(), "error", err)
}
