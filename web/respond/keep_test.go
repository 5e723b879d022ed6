package respond_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/page"
)

// keep sends a form as somebody who has been signed out.
func (s *shelf) keep(t *testing.T, fields url.Values) answered {
	t.Helper()
	r := httptest.NewRequest("POST", base+"/answers/need", strings.NewReader(fields.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	if err := s.pages().KeepElement(w, r, identity.Viewer{}); err != nil {
		t.Fatal(err)
	}
	return read(t, w)
}

// saveKept saves a held form as whoever has signed in since.
func (s *shelf) saveKept(t *testing.T, viewer identity.Viewer, path string, fields url.Values) answered {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequest("POST", "/sign-in/keep/code", nil)
	if err := s.pages().SaveKept(w, r, viewer, path, fields); err != nil {
		page.ShowError(w, r, viewer, err)
	}
	return read(t, w)
}

func TestWhatWasTypedOutlivesTheSession(t *testing.T) {
	s := newShelf()
	typed := with(s.open(t, "/answers/need"), "s-one.choice", "2", "s-one.note", "Line one.\nLine <two>.", "s-two.choice", "unknown", "do", "later")
	got := s.keep(t, typed)
	got.wantText(t, "h1", "You were signed out. What you typed is safe in this page")
	got.wantText(t, "main", "two choices", "Line <two>.")
	if strings.Contains(got.body, "Our strategy starts from need") || strings.Contains(got.body, "Autumn 2026") {
		t.Error("got the round shown to somebody who is signed out")
	}
	if action := got.Find("main form").AttrOr("action", ""); action != "/sign-in/keep" {
		t.Errorf("got the form sent to %q", action)
	}
	held := got.form()
	if held.Get("to") != base+"/answers/need" {
		t.Errorf("got held for %q, want %q", held.Get("to"), base+"/answers/need")
	}
	for name := range typed {
		if held.Get(name) != typed.Get(name) {
			t.Errorf("got %s held as %q, want %q", name, held.Get(name), typed.Get(name))
		}
	}

	s.saveKept(t, ada(), held.Get("to"), held).wantTo(t, "/questionnaire?saved=1")
	wantAnswer(t, s, "s-one", audit.Answer{Position: 2, Note: "Line one.\nLine <two>."})
	wantAnswer(t, s, "s-two", audit.Answer{Escape: audit.Unknown})
}

func TestAHeldFormIsSavedByTheSameRules(t *testing.T) {
	path := base + "/answers/need"
	t.Run("overtaken shows both, and sends on to the element", func(t *testing.T) {
		s, tab := twoTabs(t)
		got := s.saveKept(t, ada(), path, with(tab, "s-one.choice", "2"))
		got.wantStatus(t, http.StatusConflict)
		if action := got.Find("form[data-autosave]").AttrOr("action", ""); action != path {
			t.Errorf("got the form sent to %q, want %q", action, path)
		}
		wantAnswer(t, s, "s-one", second)
	})
	t.Run("past the close shows what was typed", func(t *testing.T) {
		s := newShelf()
		tab := with(s.open(t, "/answers/need"), "s-one.note", "Held.")
		s.round.State = audit.Closed
		got := s.saveKept(t, ada(), path, tab)
		got.wantStatus(t, http.StatusGone)
		got.wantText(t, "main", "Held.")
	})
	t.Run("an address of nothing is not found", func(t *testing.T) {
		s := newShelf()
		for _, path := range []string{"", "/", "//elsewhere.example", base + "/submit", base + "/answers/need/s-one", "https://x" + path, path + "?x", "/t/x/rounds/y/answers/need"} {
			s.saveKept(t, ada(), path, url.Values{"s-one.choice": {"2"}}).wantStatus(t, http.StatusNotFound)
		}
	})
}

func TestAHeldFormStaysHeldForWhoeverWasNotInvited(t *testing.T) {
	s := newShelf()
	typed := with(s.open(t, "/answers/need"), "s-one.choice", "2", "s-one.note", "Still here.")
	uninvited := ada()
	uninvited.PersonID = "bob"
	elsewhere := ada()
	elsewhere.TrustID = "33333333-3333-3333-3333-333333333333"
	for name, viewer := range map[string]identity.Viewer{"not invited": uninvited, "of another trust": elsewhere, "of none": {PersonID: "carl"}} {
		t.Run(name, func(t *testing.T) {
			got := s.saveKept(t, viewer, base+"/answers/need", with(typed, "email", "bob@example.org"))
			got.wantStatus(t, http.StatusUnprocessableEntity)
			got.wantText(t, ".govuk-error-summary", "Enter the e-mail address that your invitation came to")
			if held := got.form(); held.Get("s-one.note") != "Still here." || held.Get("s-one.choice") != "2" {
				t.Error("got what was typed gone, want it still held")
			}
			if s.saves != 0 {
				t.Error("got something saved for somebody else")
			}
		})
	}
}
