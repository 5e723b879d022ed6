package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
)

// TestAnOperatorLooksAfterTrusts walks what an operator does, in its order.
func TestAnOperatorLooksAfterTrusts(t *testing.T) {
	s := newOffice(t)
	operator := s.addOperator(t)
	get := func(path string) *goquery.Document { return s.read(s.ask(t, operator, "GET", path, nil)).doc }
	follow := func(path string, values url.Values) *goquery.Document {
		t.Helper()
		sent := s.ask(t, operator, "POST", path, values)
		if sent.StatusCode != http.StatusSeeOther {
			t.Fatalf("%s: got %d, want it done\n%s", path, sent.StatusCode, body(t, sent))
		}
		return get(sent.Header.Get("Location"))
	}
	if got := get("/home").Find("main a[href='/operator']").Length(); got != 1 {
		t.Fatalf("got %d ways from the home page, want one", got)
	}
	if got := words(get("/operator").Find("#trusts")); !strings.Contains(got, "Example Learning Trust Seven people Added on") {
		t.Errorf("got %q, want the trust with how many people it has", got)
	}

	// A form to correct has everything that was typed.
	typed := hidden(get("/operator/trusts/new"))
	typed.Set("name", "Harbour <b>Schools</b> Trust")
	typed.Set("person", "")
	typed.Set("email", "ada at harbour")
	sent := s.ask(t, operator, "POST", "/operator/trusts", typed)
	d := s.read(sent).doc
	if sent.StatusCode != http.StatusUnprocessableEntity || !strings.HasPrefix(d.Find("title").Text(), "Error:") ||
		d.Find(".govuk-error-summary a[href='#person']").Length() != 1 || d.Find("#email-error").Length() != 1 ||
		d.Find("#name").AttrOr("value", "") != "Harbour <b>Schools</b> Trust" || d.Find("[name=id]").AttrOr("value", "") != typed.Get("id") {
		t.Fatalf("got %d without what to correct and what was typed", sent.StatusCode)
	}
	typed.Set("person", "Ada Mensah")
	typed.Set("email", s.email(trust.Trustee)) // known to another trust
	for range 2 {                              // sent twice, it is done once
		d = follow("/operator/trusts", typed)
	}
	if got := words(d.Find("main")); !strings.Contains(got, "was added.") || !strings.Contains(got, "People One person") || !strings.Contains(got, "professionals One") {
		t.Errorf("got %q, want the new trust with one person", got)
	}
	if n := get("/operator").Find("#trusts > div").Length(); n != 2 {
		t.Errorf("got %d trusts, want two", n)
	}
	typed.Set("name", "Another name under the same form")
	again := s.ask(t, operator, "POST", "/operator/trusts", typed)
	d = s.read(again).doc
	if again.StatusCode != http.StatusConflict || d.Find("#before a").Length() != 1 || d.Find("[name=id]").AttrOr("value", "") == typed.Get("id") {
		t.Errorf("the same form with other words: got %d, want it told", again.StatusCode)
	}

	at := "/operator/trusts/" + typed.Get("id")
	if got := words(follow(at+"/rename", url.Values{"name": {"Harbour Trust"}}).Find("h1")); got != "Harbour Trust" {
		t.Errorf("got %q, want the new name", got)
	}
	d = follow(at+"/governance", url.Values{"person": {"Ben"}, "email": {"ben@harbour.example"}})
	if got := words(d.Find("main")); !strings.Contains(got, "professionals Two") || strings.Contains(got, "Ben") || strings.Contains(got, "Ada") {
		t.Errorf("got %q, want two of them, and no name", got)
	}
	if got := words(get(at + "/off").Find("#means")); !strings.Contains(got, "Nothing is deleted") {
		t.Errorf("got %q, want it said what switching off means", got)
	}
	d = follow(at+"/off", nil)
	if got := words(d.Find("main")); !strings.Contains(got, "Switched off on Thursday 4 March 2027") || d.Find("a[href$='/governance']").Length() != 0 {
		t.Errorf("got %q, want it off", got)
	}
	theirs := s.ask(t, s.people[trust.Trustee], "GET", "/t/"+typed.Get("id"), nil)
	if theirs.StatusCode != http.StatusNotFound {
		t.Errorf("its governance professional: got %d, want it not found", theirs.StatusCode)
	}
	if got := words(s.read(s.ask(t, s.people[trust.Trustee], "GET", "/home", nil)).doc.Find("main")); !strings.Contains(got, "Harbour Trust This trust is switched off") {
		t.Errorf("got %q, want it said on their home page", got)
	}
	follow(at+"/on", nil)
	if got := s.ask(t, s.people[trust.Trustee], "GET", "/t/"+typed.Get("id"), nil); got.StatusCode != http.StatusOK {
		t.Errorf("on again: got %d, want it open", got.StatusCode)
	}
	if got := s.ask(t, operator, "GET", "/operator/trusts/00000000-0000-4000-8000-000000000000", nil); got.StatusCode != http.StatusNotFound {
		t.Errorf("no such trust: got %d, want it not found", got.StatusCode)
	}
}

func words(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

func TestAnOperatorIsSignedOutAfterTwelveHours(t *testing.T) {
	s := newSite(t)
	s.addOperator(t)
	asked := s.ask(t, "", "POST", "/sign-in", url.Values{"email": {"operator@host.example"}})
	code, _ := s.message(t, 1)
	got := cookie(s.ask(t, "", "POST", asked.Header.Get("Location"), url.Values{"code": {code}, "own-device": {"yes"}}))
	if got == nil || got.MaxAge != int(identity.SessionLifetime.Seconds()) {
		t.Errorf("got %+v, want a session of %s", got, identity.SessionLifetime)
	}
}
