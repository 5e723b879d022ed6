package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"sevenfold/internal/trust"
	"sevenfold/web"
)

func TestAFormOfAnotherSiteIsRefused(t *testing.T) {
	s := newSite(t)
	got := s.ask(t, s.people[trust.Chair], "POST", "/sign-out", nil, "Sec-Fetch-Site", "cross-site")
	if got.StatusCode != http.StatusForbidden {
		t.Errorf("got %d, want it refused", got.StatusCode)
	}
	if s.ask(t, s.people[trust.Chair], "GET", "/t/"+s.trustID, nil).StatusCode != http.StatusOK {
		t.Error("got signed out by another site, want still signed in")
	}
}

func TestEveryPageCarriesItsHeaders(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/", "/sign-in", "/nowhere", "/healthz", "/t/" + s.trustID} {
		h := s.ask(t, s.people[trust.Chair], "GET", path, nil).Header
		for name, want := range map[string]string{
			"Content-Security-Policy":   "default-src 'none'",
			"X-Content-Type-Options":    "nosniff",
			"Referrer-Policy":           "same-origin",
			"Strict-Transport-Security": "max-age=63072000",
			"X-Frame-Options":           "DENY",
			"Content-Type":              "charset=utf-8",
		} {
			if !strings.Contains(h.Get(name), want) {
				t.Errorf("%s, %s: got %q, want %q in it", path, name, h.Get(name), want)
			}
		}
		if strings.Contains(h.Get("Content-Security-Policy"), "unsafe") {
			t.Errorf("%s: got a policy with unsafe in it, want none", path)
		}
	}
}

func TestTooMuchAtOnceIsRefusedWithAPage(t *testing.T) {
	s := newSite(t)
	got := s.ask(t, "", "POST", "/sign-in", url.Values{"email": {strings.Repeat("a", 1<<20)}})
	if got.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(body(t, got), "too much at once") {
		t.Errorf("got %d, want it refused with a page", got.StatusCode)
	}
}

func TestTooManyRequestsWaitALittle(t *testing.T) {
	s := newSite(t, func(c *web.Config) { c.RequestsPerMinute = 3 })
	last := 0
	for range 4 {
		last = s.ask(t, "", "GET", "/help", nil).StatusCode
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("got %d at the fourth, want to be asked to wait", last)
	}
	if got := s.ask(t, s.people[trust.Chair], "GET", "/help", nil).StatusCode; got != http.StatusOK {
		t.Errorf("got %d for somebody signed in, want their own count", got)
	}
}

func TestWhileTheDatabaseIsAwayPagesSaySo(t *testing.T) {
	away := true
	s := newSite(t, func(c *web.Config) {
		c.Ready = func(context.Context) error {
			if away {
				return errAway
			}
			return nil
		}
	})
	for path, want := range map[string]int{"/": 503, "/sign-in": 503, "/readyz": 503, "/healthz": 200} {
		got := s.ask(t, "", "GET", path, nil)
		if got.StatusCode != want {
			t.Errorf("%s: got %d, want %d", path, got.StatusCode, want)
		}
		if path == "/" && !strings.Contains(body(t, got), "away for a moment") {
			t.Error("got a page that does not say it, want one that does")
		}
	}
	away = false
	if got := s.ask(t, "", "GET", "/readyz", nil).StatusCode; got != 200 {
		t.Errorf("back again: got %d, want 200", got)
	}
}

func TestAFaultOfOursShowsNoInsides(t *testing.T) {
	s := newSite(t)
	s.store.Close()
	got := body(t, s.ask(t, s.people[trust.Chair], "GET", "/t/"+s.trustID, nil))
	for _, inside := range []string{"closed pool", "pgx", "SELECT", ".go:", "postgres"} {
		if strings.Contains(got, inside) {
			t.Errorf("got %q on the page, want no insides", inside)
		}
	}
}
