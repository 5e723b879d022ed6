package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
)

func (s *site) email(role trust.Role) string { return string(role) + "@" + s.trustID[:8] + ".example" }

// message waits for the next message: it is sent in the background.
func (s *site) message(t testing.TB, sent int) (code, link string) {
	t.Helper()
	for range 500 {
		if m := s.outbox.Messages(); len(m) >= sent {
			text := m[0].Text
			return regexp.MustCompile(`\b\d{6}\b`).FindString(text), regexp.MustCompile(`/sign-in/link/\S+`).FindString(text)
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("got no message %d, want one", sent)
	return "", ""
}

func page(t testing.TB, r *http.Response) *goquery.Document {
	t.Helper()
	d, err := goquery.NewDocumentFromReader(r.Body)
	must(t, err)
	return d
}

func cookie(r *http.Response) *http.Cookie {
	for _, c := range r.Cookies() {
		if c.Name == "__Host-session" {
			return c
		}
	}
	return nil
}

func TestSigningInByCode(t *testing.T) {
	s := newSite(t)
	to := "/t/" + s.trustID
	asked := s.ask(t, "", "POST", "/sign-in", url.Values{"email": {" " + strings.ToUpper(s.email(trust.Chair))}, "to": {to}})
	check := asked.Header.Get("Location")
	if asked.StatusCode != http.StatusSeeOther || !strings.HasPrefix(check, "/sign-in/check/") {
		t.Fatalf("got %d to %q, want the page that takes the code", asked.StatusCode, check)
	}
	code, _ := s.message(t, 1)
	for typed, want := range map[string]string{
		"": "Enter the code", "12345": "six digits", "no code": "six digits", wrong(code): "not the code of this page",
	} {
		got := s.ask(t, "", "POST", check, url.Values{"code": {typed}})
		d := page(t, got)
		if got.StatusCode != http.StatusUnprocessableEntity || !strings.HasPrefix(d.Find("title").Text(), "Error:") ||
			!strings.Contains(d.Find("#code-error").Text(), want) || d.Find(".govuk-error-summary a[href='#code']").Length() != 1 {
			t.Errorf("%q: got %d %q, want %q told", typed, got.StatusCode, d.Find("#code-error").Text(), want)
		}
	}
	got := s.ask(t, "", "POST", check, url.Values{"code": {code[:3] + " " + code[3:]}})
	c := cookie(got)
	if got.Header.Get("Location") != to || c == nil {
		t.Fatalf("got %d to %q, want to be signed in and where I was going", got.StatusCode, got.Header.Get("Location"))
	}
	if !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.MaxAge != int(identity.SessionLifetime.Seconds()) {
		t.Errorf("got the cookie %+v, want it for us alone and for twelve hours", c)
	}
	if got := s.ask(t, "", "POST", check, url.Values{"code": {code}}); got.StatusCode != http.StatusGone {
		t.Errorf("the same code again: got %d, want it gone", got.StatusCode)
	}
}

func wrong(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

func TestAskingSaysTheSameWhetherOrNotTheAddressIsKnown(t *testing.T) {
	s := newSite(t)
	var pages []string
	for _, email := range []string{s.email(trust.Trustee), "nobody@nowhere.example"} {
		asked := s.ask(t, "", "POST", "/sign-in", url.Values{"email": {email}})
		check := asked.Header.Get("Location")
		text := body(t, s.ask(t, "", "GET", check, nil))
		text = strings.ReplaceAll(strings.ReplaceAll(text, email, "ADDRESS"), check, "CHECK")
		pages = append(pages, fmt.Sprint(asked.StatusCode, text))
	}
	if pages[0] != pages[1] {
		t.Error("got two different pages, want the same")
	}
	s.message(t, 1)
	if got := len(s.outbox.Messages()); got != 1 {
		t.Errorf("got %d messages, want one, to the address that is known", got)
	}
}

func TestAMailScannerUsesNothingUp(t *testing.T) {
	s := newSite(t)
	s.ask(t, "", "POST", "/sign-in", url.Values{"email": {s.email(trust.Trustee)}})
	_, link := s.message(t, 1)
	for range 3 {
		got := s.ask(t, "", "GET", link, nil)
		if d := page(t, got); got.StatusCode != 200 || d.Find("main form button").Length() != 1 || cookie(got) != nil {
			t.Fatalf("got %d, want a page with one button, and nobody signed in", got.StatusCode)
		}
	}
	if got := s.ask(t, "", "POST", link, nil); cookie(got) == nil || got.Header.Get("Location") != "/home" {
		t.Errorf("got %d, want to be signed in", got.StatusCode)
	}
	if got := s.ask(t, "", "POST", link, nil); got.StatusCode != http.StatusGone {
		t.Errorf("the link again: got %d, want it gone", got.StatusCode)
	}
}

func TestALongSessionIsForRespondentsWhoAsk(t *testing.T) {
	s := newSite(t)
	for i, c := range []struct {
		role trust.Role
		own  bool
		want time.Duration
	}{
		{trust.Trustee, true, identity.OwnDeviceLifetime},
		{trust.Executive, false, identity.SessionLifetime},
		{trust.GovernanceProfessional, true, identity.SessionLifetime},
	} {
		asked := s.ask(t, "", "POST", "/sign-in", url.Values{"email": {s.email(c.role)}})
		code, _ := s.message(t, i+1)
		values := url.Values{"code": {code}}
		if c.own {
			values.Set("own-device", "yes")
		}
		got := cookie(s.ask(t, "", "POST", asked.Header.Get("Location"), values))
		if got == nil || got.MaxAge != int(c.want.Seconds()) {
			t.Errorf("%s: got %+v, want a session of %s", c.role, got, c.want)
		}
	}
}

func TestADestinationIsAPageOfOurs(t *testing.T) {
	s := newSite(t)
	for _, to := range []string{"https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"} {
		d := page(t, s.ask(t, "", "GET", "/sign-in?to="+url.QueryEscape(to), nil))
		if got := d.Find("input[name=to]").AttrOr("value", ""); got != "" {
			t.Errorf("%q: got it kept as %q, want it dropped", to, got)
		}
		if got := s.ask(t, s.people[trust.Chair], "GET", "/sign-in?to="+url.QueryEscape(to), nil).Header.Get("Location"); got != "/home" {
			t.Errorf("%q, signed in: got %q, want /home", to, got)
		}
	}
}

func TestSigningOutHoldsAtOnce(t *testing.T) {
	s := newSite(t)
	chair := s.people[trust.Chair]
	got := s.ask(t, chair, "POST", "/sign-out", nil)
	if c := cookie(got); c == nil || c.MaxAge >= 0 {
		t.Errorf("got %+v, want the cookie taken away", c)
	}
	if got := s.ask(t, chair, "GET", "/t/"+s.trustID, nil); got.StatusCode != http.StatusSeeOther {
		t.Errorf("with the old cookie: got %d, want to be asked to sign in", got.StatusCode)
	}
}

// TestWhatIsTypedOutlivesTheSession posts a page of answers signed out, follows
// the page that keeps it through the code, and finds the answers saved.
func TestWhatIsTypedOutlivesTheSession(t *testing.T) {
	s := newSite(t)
	round := s.openRound(t)
	element := s.config.Framework.Domains[0].Elements[0]
	path := "/t/" + s.trustID + "/rounds/" + round + "/answers/" + element.ID
	d := page(t, s.ask(t, s.people[trust.Trustee], "GET", path, nil))
	first := element.Statements[0].ID
	typed := url.Values{}
	d.Find("main form input[type=hidden]").Each(func(_ int, i *goquery.Selection) {
		typed.Set(i.AttrOr("name", ""), i.AttrOr("value", ""))
	})
	note := "Seen <b>twice</b> & \"quoted\" 👩‍🏫 תודה"
	typed.Set(first+".choice", "3")
	typed.Set(first+".note", note)

	kept := s.ask(t, "", "POST", path, typed)
	d = page(t, kept)
	if !strings.Contains(d.Find("main").Text(), "Seen <b>twice</b>") {
		t.Fatalf("got %d without what was typed, want it shown", kept.StatusCode)
	}
	send := func(path string, d *goquery.Document, more url.Values) *http.Response {
		values := url.Values{}
		d.Find("main form input[type=hidden]").Each(func(_ int, i *goquery.Selection) {
			values.Add(i.AttrOr("name", ""), i.AttrOr("value", ""))
		})
		for name, all := range more {
			values[name] = all
		}
		return s.ask(t, "", "POST", path, values)
	}
	d = page(t, send("/sign-in/keep", d, url.Values{"email": {"nonsense"}}))
	if d.Find("#email-error").Length() != 1 {
		t.Fatal("got no word about a bad address, want one")
	}
	d = page(t, send("/sign-in/keep", d, url.Values{"email": {s.email(trust.Trustee)}}))
	code, _ := s.message(t, 1)
	d = page(t, send("/sign-in/keep/code", d, url.Values{"code": {wrong(code)}}))
	if d.Find("#code-error").Length() != 1 {
		t.Fatal("got no word about a wrong code, want one")
	}
	got := send("/sign-in/keep/code", d, url.Values{"code": {code}})
	if got.StatusCode != http.StatusSeeOther || cookie(got) == nil {
		t.Fatalf("got %d, want signed in and on", got.StatusCode)
	}
	_, response, err := s.store.Response(t.Context(), s.trustID, round, s.people[trust.Trustee])
	must(t, err)
	if got := response.Answers[first]; got.Position != 3 || got.Note != note {
		t.Errorf("got %+v, want what was typed", got)
	}
	// Somebody else's code saves nothing under the first one's name.
	_, other, err := s.store.Response(t.Context(), s.trustID, round, s.people[trust.Chair])
	must(t, err)
	if len(other.Answers) != 0 || other.Stage() != audit.NotStarted {
		t.Errorf("got %d answers of somebody else, want none", len(other.Answers))
	}
}
