package respond_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"sevenfold/internal/audit"
	"sevenfold/internal/typeset"
)

// bench is a press that keeps what it was given to set, and makes nothing of it.
type bench struct {
	ready  bool
	warmed chan struct{}
	data   string
}

func (b *bench) Ready() bool { return b.ready }

func (b *bench) Warm(context.Context) error {
	close(b.warmed)
	return nil
}

var errNothingMade = errors.New("nothing is made here")

func (b *bench) PDF(_ context.Context, source typeset.Source) ([]byte, error) {
	b.data = string(source.Files["/own.json"])
	return nil, errNothingMade
}

func TestThePDFSaysWhatBecameOfTheAnswers(t *testing.T) {
	one := audit.Answer{Statement: "s-one", Position: 2, Basis: "seen", Note: "Mine *alone*."}
	for _, c := range []struct {
		name   string
		change func(*shelf)
		says   string
	}{
		{"not submitted", func(*shelf) {}, "You had answered one of five statements. These answers were not submitted yet."},
		{"submitted", func(s *shelf) { s.response.SubmittedAt = &now }, "These answers were submitted. They could still be changed, until the end of Friday 11 December 2026."},
		{"closed", func(s *shelf) { s.response.SubmittedAt, s.round.State = &now, audit.Closed }, "These answers were submitted, and they count."},
		{"never submitted", func(s *shelf) { s.round.State = audit.Closed }, "These answers were not submitted when the round closed"},
		{"entered by somebody else", func(s *shelf) {
			s.response.SubmittedAt, s.response.EnteredByOther, s.response.EnteredBy = &now, true, "Ruth Okafor"
		}, "Ruth Okafor entered these answers for you from paper"},
	} {
		s := newShelf()
		press := &bench{ready: true}
		s.press = press
		s.put(one, now)
		c.change(s)
		s.ask(t, "GET", "/my-answers.pdf", nil)
		for _, want := range []string{c.says, "More a challenge than a strength", "I have seen the evidence myself", "Mine *alone*.", "Ada Mensah", "Example Learning Trust", "Not answered"} {
			if !strings.Contains(press.data, want) {
				t.Errorf("%s: got %s\nwant %q in it", c.name, press.data, want)
			}
		}
		s.ask(t, "GET", "/my-answers", nil).wantText(t, "#pdf", "Your answers as a PDF, for you alone")
	}
}

func TestThereIsNoPDFOfNoAnswers(t *testing.T) {
	s := newShelf()
	s.ask(t, "GET", "/my-answers.pdf", nil).wantTo(t, "/my-answers")
	if got := s.ask(t, "GET", "/my-answers", nil).Find("#pdf").Length(); got != 0 {
		t.Error("got a link to a PDF, want none of no answers")
	}
	s.person = "somebody else"
	s.ask(t, "GET", "/my-answers.pdf", nil).wantStatus(t, http.StatusNotFound)
}

func TestAPressThatIsNotReadySaysSo(t *testing.T) {
	s := shelfOf(t, "looking-back")
	press := &bench{warmed: make(chan struct{})}
	s.press = press
	s.put(audit.Answer{Statement: "lb-says-why", Position: 3}, now)
	got := s.ask(t, "GET", "/my-answers.pdf", nil)
	got.wantStatus(t, http.StatusServiceUnavailable)
	got.wantText(t, "#wait", "still getting ready to make PDFs")
	got.wantText(t, "h1", "My reflection")
	got.wantText(t, "#pdf", "My reflection as a PDF, for you alone")
	<-press.warmed
}
