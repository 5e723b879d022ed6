package web

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/go-chi/httprate"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/page"
)

const (
	// bodyLimit is the most that a form may hold, in bytes.
	bodyLimit = 1 << 20
	// compression is gzip's level 1: it costs an eighth of a page's time and
	// saves most of its bytes; higher levels cost far more for little.
	compression = 1
	// patience is how long a page may take: a database that hangs must not hold
	// people, or what stands behind them, for ever.
	patience = 20 * time.Second
)

// recoverer turns a panic into the page for a fault of ours.
func recoverer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch p := recover(); p {
			case nil:
			case http.ErrAbortHandler:
				panic(p)
			default:
				page.ShowError(w, r, identity.Viewer{}, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// headers tells browsers to run nothing and ask nothing but what is ours.
func headers(secure bool) func(http.Handler) http.Handler {
	always := map[string]string{
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
			"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":       "nosniff",
		"X-Frame-Options":              "DENY",
		"Referrer-Policy":              "same-origin",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Permissions-Policy":           "camera=(), geolocation=(), microphone=(), payment=()",
	}
	if secure {
		always["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for name, value := range always {
				w.Header().Set(name, value)
			}
			next.ServeHTTP(w, r)
		})
	}
}

// limitBody is part of each row of the table: two routes take files.
func limitBody(limit int64, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, limit)
		next(w, r)
	}
}

func limitTime(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), patience)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// crossOrigin refuses whatever another site makes a browser send.
func crossOrigin() func(http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(page.Crossed))
	return protection.Handler
}

// limitRate counts the requests of each session, or of each network address
// for those without one. What it counts is this process's alone.
func limitRate(gate page.Gate, c Config) func(http.Handler) http.Handler {
	if c.RequestsPerMinute <= 0 {
		return func(next http.Handler) http.Handler { return next }
	}
	person := func(r *http.Request) (string, error) {
		if token := gate.Token(r); token != "" {
			return string(identity.Hash(token)), nil
		}
		return page.Network(r), nil
	}
	return httprate.LimitBy(c.RequestsPerMinute, time.Minute, person,
		httprate.WithLimitHandler(func(w http.ResponseWriter, r *http.Request) {
			page.ShowError(w, r, identity.Viewer{Demonstration: gate.Demonstration}, fault.TooMany)
		}))
}

// behindProxy takes the address of whoever asks from the last entry of
// X-Forwarded-For: the one that our own proxy wrote.
func behindProxy(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		entries := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if last := strings.TrimSpace(entries[len(entries)-1]); net.ParseIP(last) != nil {
			r.RemoteAddr = net.JoinHostPort(last, "0")
		}
		next.ServeHTTP(w, r)
	})
}

// ready holds the pages back while the database is not there to serve them.
func ready(c Config) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if err := c.Ready(r.Context()); err != nil {
				page.ShowError(w, r, identity.Viewer{Demonstration: c.Demonstration != nil}, fmt.Errorf("%w: %w", fault.Away, err))
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// showHealth says that the program runs.
func showHealth(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, "running\n")
}

// showReadiness says whether pages can be served: the database is there and its
// tables are current.
func showReadiness(check func(context.Context) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		if err := check(r.Context()); err != nil {
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = io.WriteString(w, "not ready\n")
			return
		}
		_, _ = io.WriteString(w, "ready\n")
	}
}
