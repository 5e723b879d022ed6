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

// TestAnAgreedViewOutlivesTheSession sends an agreed view signed out, and with
// a session that answers one round only, and follows the page that keeps it
// through the code.
func TestAnAgreedViewOutlivesTheSession(t *testing.T) {
	for name, begin := range map[string]func(s *site, round, chair string){
		"signed out": func(s *site, _, chair string) { delete(s.tokens, chair) },
		"with an invitation's session": func(s *site, round, chair string) {
			session, token := identity.NewSession(chair, "a test", s.now, identity.SessionLifetime)
			session.TrustID, session.RoundID = s.trustID, round
			must(t, s.store.AddSession(t.Context(), session))
			s.tokens[chair] = token
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			round, chair := s.closedRound(t), s.people[trust.Chair]
			statement := s.config.Framework.Domains[0].Elements[0].Statements[0].ID
			path := "/t/" + s.trustID + "/rounds/" + round + "/conversation/statements/" + statement
			typed := url.Values{"position": {"2"}, "why": {"Seen <b>twice</b> & תודה"}}
			begin(s, round, chair)
			kept := s.ask(t, chair, "POST", path, typed)
			d := page(t, kept)
			if kept.StatusCode != http.StatusUnauthorized || !strings.Contains(d.Find("main").Text(), "Seen <b>twice</b>") {
				t.Fatalf("got %d, want a page that holds what was typed", kept.StatusCode)
			}
			send := func(to string, d *goquery.Document, more url.Values) *http.Response {
				values := url.Values{}
				d.Find("main form input[type=hidden]").Each(func(_ int, i *goquery.Selection) {
					values.Add(i.AttrOr("name", ""), i.AttrOr("value", ""))
				})
				for name, all := range more {
					values[name] = all
				}
				return s.ask(t, chair, "POST", to, values)
			}
			d = page(t, send("/sign-in/keep", d, url.Values{"email": {s.email(trust.Chair)}}))
			code, _ := s.message(t, 1)
			got := send("/sign-in/keep/code", d, url.Values{"code": {code}})
			if got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != path+"?saved=1" {
				t.Fatalf("got %d to %q, want it saved", got.StatusCode, got.Header.Get("Location"))
			}
			versions, err := s.store.AgreedViewVersions(t.Context(), s.trustID, round, statement)
			must(t, err)
			if len(versions) != 1 || versions[0].Why != "Seen <b>twice</b> & תודה" || versions[0].Position != 2 || versions[0].ByID != chair {
				t.Errorf("got %+v, want what was typed, recorded by the chair", versions)
			}
		})
	}
}
