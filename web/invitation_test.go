package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/job"
	"sevenfold/internal/letter"
	"sevenfold/internal/mail"
	"sevenfold/internal/trust"
)

// deliver sends every message of a round that waits, and gives those that went
// to a person, the newest first.
func (s *site) deliver(t testing.TB, round string, role trust.Role) []mail.Message {
	t.Helper()
	jobs := job.Jobs{
		Store: s.store, Mail: s.outbox, Writer: letter.Writer{Address: "https://sevenfold.example"}, Text: s.config.Text, Now: s.config.Now,
	}
	all, err := s.store.Messages(t.Context(), s.trustID, round)
	must(t, err)
	for _, m := range all {
		if m.State == audit.Waiting {
			must(t, jobs.SendMessage(t.Context(), s.trustID, m.ID, false))
		}
	}
	var theirs []mail.Message
	for _, m := range s.outbox.Messages() {
		if m.To == s.email(role) {
			theirs = append(theirs, m)
		}
	}
	if len(theirs) == 0 {
		t.Fatalf("got no message to the %s, want one", role)
	}
	return theirs
}

// linkIn finds the path of a message's link to its round, or to stopping its reminders.
func linkIn(t testing.TB, m mail.Message, kind string) string {
	t.Helper()
	found := regexp.MustCompile(`https://sevenfold\.example(/t/\S+/` + kind + `/[A-Z0-9]+)`).FindStringSubmatch(m.Text + " " + m.Unsubscribe)
	if found == nil {
		t.Fatalf("got %q without a link of the kind %s", m.Text, kind)
	}
	return found[1]
}

// carry makes the cookie that an answer sets the one of a made-up person, to ask as them.
func (s *site) carry(t testing.TB, r *http.Response) string {
	t.Helper()
	c := cookie(r)
	if c == nil {
		t.Fatal("got no session, want one")
	}
	s.tokens[c.Value] = c.Value
	return c.Value
}

func TestAnInvitationLetsItsReaderAnswerTheRoundAndNothingElse(t *testing.T) {
	s := newSite(t)
	round := s.openRound(t)
	base := "/t/" + s.trustID + "/rounds/" + round
	link := linkIn(t, s.deliver(t, round, trust.Trustee)[0], "invitation")
	for range 3 { // a scanner follows links
		got := s.ask(t, "", "GET", link, nil)
		if d := page(t, got); got.StatusCode != http.StatusOK || d.Find("main form[method=post] button").Length() != 1 || cookie(got) != nil {
			t.Fatalf("got %d, want a page with one button, and nobody signed in", got.StatusCode)
		}
	}
	in := s.ask(t, "", "POST", link, url.Values{})
	if to := in.Header.Get("Location"); in.StatusCode != http.StatusSeeOther || to != base+"/start" {
		t.Fatalf("got %d to %q, want the round's first page", in.StatusCode, to)
	}
	me := s.carry(t, in)
	for path, want := range map[string]int{base + "/start": http.StatusOK, base + "/questionnaire": http.StatusOK} {
		if got := s.ask(t, me, "GET", path, nil); got.StatusCode != want {
			t.Errorf("%s: got %d, want %d", path, got.StatusCode, want)
		}
	}
	for _, path := range []string{"/home", "/t/" + s.trustID, base + "/report", base + "/progress"} {
		if got := s.ask(t, me, "GET", path, nil); !isShut(got) {
			t.Errorf("%s: got %d, want to be asked for a code", path, got.StatusCode)
		}
	}
	if got := s.ask(t, "", "POST", link, url.Values{}); got.StatusCode != http.StatusGone || cookie(got) != nil {
		t.Errorf("the link a second time: got %d, want it gone and nobody signed in", got.StatusCode)
	}
	if got := s.ask(t, me, "GET", link, nil); got.Header.Get("Location") != base+"/start" {
		t.Errorf("the used link on the device that used it: got %d, want to go on", got.StatusCode)
	}
}

func TestAUsedLinkHasAFreshOneSentToTheSameAddress(t *testing.T) {
	s := newSite(t)
	round := s.openRound(t)
	link := linkIn(t, s.deliver(t, round, trust.Trustee)[0], "invitation")
	s.ask(t, "", "POST", link, url.Values{})
	over := page(t, s.ask(t, "", "GET", link, nil))
	fresh := over.Find("main form").AttrOr("action", "")
	if fresh != link+"/fresh" {
		t.Fatalf("got a page whose button leads to %q, want a fresh link", fresh)
	}
	before := len(s.deliver(t, round, trust.Trustee))
	if got := s.ask(t, "", "POST", fresh, url.Values{}); got.StatusCode != http.StatusOK {
		t.Fatalf("got %d, want a fresh link on its way", got.StatusCode)
	}
	s.ask(t, "", "POST", fresh, url.Values{}) // one that waits is enough
	now := s.deliver(t, round, trust.Trustee)
	if len(now) != before+1 {
		t.Fatalf("got %d messages more, want one", len(now)-before)
	}
	if got := s.ask(t, "", "POST", linkIn(t, now[0], "invitation"), url.Values{}); cookie(got) == nil {
		t.Errorf("the fresh link: got %d and no session, want one", got.StatusCode)
	}
	status := 0
	for range audit.LinksPerHour {
		status = s.ask(t, "", "POST", fresh, url.Values{}).StatusCode
		s.deliver(t, round, trust.Trustee)
	}
	if status != http.StatusTooManyRequests {
		t.Errorf("more than %d links in an hour: got %d, want too many", audit.LinksPerHour, status)
	}
}

func TestLinksThatLetNobodyIn(t *testing.T) {
	s := newSite(t)
	round, other := s.openRound(t), s.openRound(t)
	link := linkIn(t, s.deliver(t, round, trust.Trustee)[0], "invitation")
	_, err := s.store.Remind(t.Context(), s.trustID, round, s.people[trust.GovernanceProfessional], "form", s.now)
	must(t, err)
	stop := linkIn(t, s.deliver(t, round, trust.Trustee)[0], "reminders")
	token := func(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
	base := "/t/" + s.trustID + "/rounds/"
	for name, path := range map[string]string{
		"one that was never sent":              base + round + "/invitation/" + strings.Repeat("A", 26),
		"one of another round":                 base + other + "/invitation/" + token(link),
		"one of another trust":                 "/t/" + s.addTrust(t, "Another Learning Trust") + "/rounds/" + round + "/invitation/" + token(link),
		"one that stops reminders":             base + round + "/invitation/" + token(stop),
		"an invitation, to stop the reminders": base + round + "/reminders/" + token(link),
	} {
		for _, method := range []string{"GET", "POST"} {
			if got := s.ask(t, "", method, path, url.Values{}); got.StatusCode != http.StatusNotFound || cookie(got) != nil {
				t.Errorf("%s, %s: got %d, want not found", name, method, got.StatusCode)
			}
		}
	}
	s.now = audit.EndOfDay(2027, time.March, 25).Add(time.Second)
	got := s.ask(t, "", "POST", link, url.Values{})
	if text := body(t, got); got.StatusCode != http.StatusGone || cookie(got) != nil || !strings.Contains(text, "This round has closed") {
		t.Errorf("after the closing date: got %d, want to be told that it has closed", got.StatusCode)
	}
}

func TestWhoeverIsSignedInStaysSo(t *testing.T) {
	s := newSite(t)
	round := s.openRound(t)
	clerk := s.people[trust.GovernanceProfessional]
	link := linkIn(t, s.deliver(t, round, trust.GovernanceProfessional)[0], "invitation")
	if got := s.ask(t, clerk, "POST", link, url.Values{}); cookie(got) != nil || got.StatusCode != http.StatusSeeOther {
		t.Errorf("got %d and another session, want the one that they have", got.StatusCode)
	}
}

func TestRemindersAreStoppedByOnePress(t *testing.T) {
	s := newSite(t)
	round := s.openRound(t)
	clerk := s.people[trust.GovernanceProfessional]
	s.deliver(t, round, trust.Trustee)
	_, err := s.store.Remind(t.Context(), s.trustID, round, clerk, "one", s.now)
	must(t, err)
	reminders := s.deliver(t, round, trust.Trustee)
	stop := linkIn(t, reminders[0], "reminders")
	if !strings.HasSuffix(reminders[0].Unsubscribe, stop) {
		t.Errorf("got List-Unsubscribe %q, want the same link as in the text", reminders[0].Unsubscribe)
	}
	if d := page(t, s.ask(t, "", "GET", stop, nil)); d.Find("main form button").Length() != 1 {
		t.Error("got no button, want one: a scanner that follows links stops nothing")
	}
	for range 2 { // as programs that read mail do it, and once more
		if got := s.ask(t, "", "POST", stop, url.Values{"List-Unsubscribe": {"One-Click"}}); got.StatusCode != http.StatusOK {
			t.Fatalf("got %d, want it stopped", got.StatusCode)
		}
	}
	_, err = s.store.Remind(t.Context(), s.trustID, round, clerk, "two", s.now)
	must(t, err)
	if again := s.deliver(t, round, trust.Trustee); len(again) != len(reminders) {
		t.Errorf("got %d messages more after stopping, want none", len(again)-len(reminders))
	}
}

func TestARespondentHasALinkSentToComeBackBy(t *testing.T) {
	s := newSite(t)
	round := s.openRound(t)
	base := "/t/" + s.trustID + "/rounds/" + round
	before := len(s.deliver(t, round, trust.Trustee))
	saved := page(t, s.ask(t, s.people[trust.Trustee], "GET", base+"/questionnaire?saved=1", nil))
	if to := saved.Find("#come-back form").AttrOr("action", ""); to != base+"/come-back" {
		t.Fatalf("got a form to %q, want one that sends a link", to)
	}
	got := s.ask(t, s.people[trust.Trustee], "POST", base+"/come-back", url.Values{})
	if got.Header.Get("Location") != base+"/questionnaire?link=sent" {
		t.Fatalf("got %d to %q, want to be told that it is on its way", got.StatusCode, got.Header.Get("Location"))
	}
	now := s.deliver(t, round, trust.Trustee)
	if len(now) != before+1 {
		t.Fatalf("got %d messages more, want one", len(now)-before)
	}
	if in := s.ask(t, "", "POST", linkIn(t, now[0], "invitation"), url.Values{}); cookie(in) == nil {
		t.Errorf("got %d and no session by the link, want one", in.StatusCode)
	}
}
