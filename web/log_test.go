package web_test

import (
	"bytes"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"testing"

	"sevenfold/internal/trust"
)

// lockedBuffer is written to by requests and read by the test.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// TestTheLogHoldsNothingOfAnybody signs in, answers, is refused and breaks
// things, and then reads the log as a stranger would.
func TestTheLogHoldsNothingOfAnybody(t *testing.T) {
	s := newSite(t)
	log := &lockedBuffer{}
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() { slog.SetDefault(before) })

	trustee, round := s.people[trust.Trustee], s.openRound(t)
	element := s.config.Framework.Domains[0].Elements[0]
	statement := element.Statements[0].ID
	path := "/t/" + s.trustID + "/rounds/" + round + "/answers/" + element.ID
	note := "A note that nobody else may read"
	typed := url.Values{statement + ".choice": {"2"}, statement + ".note": {note}, statement + ".basis": {"impression"}}

	asked := s.ask(t, "", "POST", "/sign-in", url.Values{"email": {s.email(trust.Trustee)}})
	code, link := s.message(t, 1)
	s.ask(t, "", "POST", asked.Header.Get("Location"), url.Values{"code": {wrong(code)}})
	s.ask(t, trustee, "PUT", path+"/"+statement, typed)
	s.ask(t, trustee, "POST", path, typed)
	s.ask(t, trustee, "GET", "/t/"+s.trustID+"/rounds/new", nil)
	must(t, s.store.CloseRound(t.Context(), s.trustID, round, s.people[trust.GovernanceProfessional], s.now))
	s.ask(t, trustee, "POST", path, typed)
	s.store.Close()
	s.ask(t, trustee, "POST", path, typed)
	s.ask(t, "", "POST", "/sign-in", url.Values{"email": {s.email(trust.Trustee)}})

	got := log.String()
	if !strings.Contains(got, "refused") || !strings.Contains(got, "a page failed") {
		t.Fatalf("got %q, want a refusal and a fault in it", got)
	}
	for name, secret := range map[string]string{
		"a note": note, "an address": s.email(trust.Trustee), "a name": `"Trustee"`, "a code": code,
		"a link": link[strings.LastIndex(link, "/")+1:], "a session": s.tokens[trustee],
		"an answer": "impression", "the page's secret": asked.Header.Get("Location")[len("/sign-in/check/"):],
	} {
		if strings.Contains(got, secret) {
			t.Errorf("got %s in the log, want none", name)
		}
	}
}
