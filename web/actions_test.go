package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/action"
	"sevenfold/internal/evidence"
	"sevenfold/internal/trust"
	"sevenfold/web/form"
)

// addAction adds an action that somebody of the trust owns.
func (s *site) addAction(t testing.TB, owner string) string {
	t.Helper()
	a := action.Action{ID: form.NewID(), Title: "Ask families how long they wait", OwnerID: owner, DueOn: trust.Day(2027, time.April, 1)}
	must(t, s.store.AddAction(t.Context(), s.trustID, s.people[trust.Chair], a, s.now))
	return a.ID
}

// addEvidence adds a piece of evidence for the first statement.
func (s *site) addEvidence(t testing.TB) string {
	t.Helper()
	e := evidence.Evidence{
		ID: form.NewID(), Title: "Outside review of safeguarding", Kind: evidence.Review, DatedOn: trust.Day(2027, time.January, 14),
		Link: "https://trust.example/review.pdf", KeeperID: s.people[trust.Executive],
		Statements: []string{s.config.Framework.Domains[0].Elements[0].Statements[0].ID},
	}
	must(t, s.store.AddEvidence(t.Context(), s.trustID, s.people[trust.Chair], e, s.now))
	return e.ID
}

func TestATrusteeUpdatesTheActionsThatTheyOwn(t *testing.T) {
	s := newSite(t)
	own, other := s.addAction(t, s.people[trust.Trustee]), s.addAction(t, s.people[trust.Chair])
	for path, want := range map[string]int{
		own + "/edit": http.StatusOK, other + "/edit": http.StatusNotFound, other: http.StatusOK, "new": http.StatusNotFound,
	} {
		if got := s.ask(t, s.people[trust.Trustee], "GET", "/t/"+s.trustID+"/actions/"+path, nil).StatusCode; got != want {
			t.Errorf("a trustee at %s: got %d, want %d", path, got, want)
		}
	}
	said := url.Values{"words": {"Begun."}, "seen": {"planned"}, "state": {"under way"}}
	for id, want := range map[string]int{own: http.StatusSeeOther, other: http.StatusNotFound} {
		if got := s.ask(t, s.people[trust.Trustee], "POST", "/t/"+s.trustID+"/actions/"+id+"/updates", said).StatusCode; got != want {
			t.Errorf("an update by a trustee: got %d, want %d", got, want)
		}
	}
	deeds, err := s.store.Trail(t.Context(), s.trustID)
	must(t, err)
	refused := 0
	for _, d := range deeds {
		if strings.Contains(d.Deed, "was refused") {
			refused++
		}
	}
	if refused != 3 {
		t.Errorf("got %d refusals in the trail, want each of the three", refused)
	}
}

func TestACalendarIsReadWithoutSigningIn(t *testing.T) {
	s := newSite(t)
	id := s.addAction(t, s.people[trust.Trustee])
	secret := strings.Repeat("ABCDEFGHIJKLM", 2)
	path := "/t/" + s.trustID + "/actions/calendar"
	page := body(t, s.ask(t, s.people[trust.Trustee], "POST", path, url.Values{"token": {secret}}))
	if !strings.Contains(page, "https://sevenfold.example"+path+"/"+secret+".ics") {
		t.Fatalf("got no address on the page:\n%s", page)
	}
	read := func(address string) (int, string, http.Header) {
		w := httptest.NewRecorder()
		s.handler.ServeHTTP(w, httptest.NewRequest("GET", "https://sevenfold.example"+address, nil))
		return w.Code, w.Body.String(), w.Header()
	}
	code, file, header := read(path + "/" + secret + ".ics")
	if code != http.StatusOK || !strings.HasPrefix(header.Get("Content-Type"), "text/calendar") || header.Get("Set-Cookie") != "" {
		t.Errorf("got %d with %v, want a calendar", code, header)
	}
	unfolded := strings.ReplaceAll(file, "\r\n ", "")
	for _, want := range []string{
		"SUMMARY:Due: Ask families how long they wait\r\n", "DTSTART;VALUE=DATE:20270401\r\n", "URL:https://sevenfold.example/t/" + s.trustID + "/actions/" + id,
	} {
		if !strings.Contains(unfolded, want) {
			t.Errorf("got the file\n%s\nwant %q in it", file, want)
		}
	}
	must(t, s.store.UpdateAction(t.Context(), s.trustID, s.people[trust.Chair], action.Move{ID: form.NewID(), ActionID: id, Seen: action.Planned, State: action.Done}, s.now))
	if _, file, _ = read(path + "/" + secret + ".ics"); strings.Contains(file, "VEVENT") {
		t.Errorf("got the file\n%s\nwant nothing in it once all is done", file)
	}
	for _, address := range []string{
		path + "/" + strings.Repeat("ABCDEFGHIJKLX", 2) + ".ics", path + "/x.ics", path + "/" + secret,
		"/t/" + s.addTrust(t, "Another Learning Trust") + "/actions/calendar/" + secret + ".ics", path + "/" + secret + ".ics.ics",
	} {
		if code, _, _ := read(address); code != http.StatusNotFound {
			t.Errorf("%s: got %d, want not found", address, code)
		}
	}
	must(t, s.store.EndMembership(t.Context(), s.trustID, s.people[trust.GovernanceProfessional], s.people[trust.Trustee], s.now))
	if code, _, _ := read(path + "/" + secret + ".ics"); code != http.StatusNotFound {
		t.Errorf("once they have left: got %d, want not found", code)
	}
}
