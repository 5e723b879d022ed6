package form_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"sevenfold/internal/fault"
	"sevenfold/web/form"
)

func read(t *testing.T, values url.Values) *form.Form {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	f, err := form.Read(r)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAFormThatNoBrowserSendsIsAMistakeOfWhoeverSentIt(t *testing.T) {
	for name, c := range map[string]struct {
		sent  string
		large bool
	}{
		"cut off":   {"note=a%2", false},
		"too large": {strings.Repeat("a", 2000), true},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(c.sent))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Body = http.MaxBytesReader(httptest.NewRecorder(), r.Body, 1000)
			_, err := form.Read(r)
			var large *http.MaxBytesError
			if !errors.Is(err, fault.Invalid) || errors.As(err, &large) != c.large {
				t.Errorf("got %v, want it invalid, and too large: %t", err, c.large)
			}
		})
	}
}

func TestTypedTextIsCleanedAndNotChanged(t *testing.T) {
	for _, c := range []struct{ name, typed, value, text string }{
		{"spaces around", "  Spring  audit ", "Spring audit", "Spring  audit"},
		{"line breaks of Windows", "one\r\ntwo\rthree", "one two three", "one\ntwo\nthree"},
		{"an emoji family", "👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"},
		{"right to left", "תשובה", "תשובה", "תשובה"},
		{"a script tag stays as text", "<script>alert(1)</script>", "<script>alert(1)</script>", "<script>alert(1)</script>"},
		{"two ways to write é", "cafe\u0301", "café", "café"},
		{"a null and a bell", "a\x00b\x07c", "abc", "abc"},
		{"bytes that are no UTF-8", "a\xffb", "a\uFFFDb", "a\uFFFDb"},
	} {
		f := read(t, url.Values{"x": {c.typed}})
		if got := f.Value("x"); got != c.value {
			t.Errorf("%s, one line: got %q, want %q", c.name, got, c.value)
		}
		if got := f.Text("x"); got != c.text {
			t.Errorf("%s, lines: got %q, want %q", c.name, got, c.text)
		}
	}
}

func TestMistakesAreKeptInOrder(t *testing.T) {
	f := read(t, url.Values{})
	if !f.Good() || f.Has("title") || f.Value("title") != "" {
		t.Error("got something in an empty form, want nothing")
	}
	f.Wrong("title", "Enter a title")
	f.Wrong("closes", "Enter a date")
	if f.Good() || len(f.Mistakes) != 2 || f.Message("closes") != "Enter a date" || f.Message("other") != "" {
		t.Errorf("got %v, want both mistakes", f.Mistakes)
	}
}
