package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web"
)

// limitTo gives a person a session that may answer one round, in the place of theirs.
func (s *site) limitTo(t testing.TB, person, round string) {
	t.Helper()
	session, token := identity.NewSession(person, "a test", s.now, identity.SessionLifetime)
	session.TrustID, session.RoundID = s.trustID, round
	must(t, s.store.AddSession(t.Context(), session))
	s.tokens[person] = token
}

// TestASessionOfOneRoundOpensNothingElse plays such a session back at every
// route of the table: whatever roles its holder has, only the answers of its
// own round open.
func TestASessionOfOneRoundOpensNothingElse(t *testing.T) {
	s := newSite(t)
	other := s.openRound(t)
	closed := s.closedRound(t)
	round := s.openRound(t)
	everything := s.addPerson(t, s.trustID, trust.GovernanceProfessional, "everything")
	must(t, s.store.AddOperator(t.Context(), "governance-professional-everything@"+s.trustID[:8]+".example", s.now))
	must(t, s.store.ChangePerson(t.Context(), s.trustID, everything, trust.Membership{
		PersonID: everything, Name: "Everything at once", Roles: trust.Roles,
	}, s.now))
	people := []string{s.people[trust.Trustee], s.people[trust.GovernanceProfessional], everything}
	for _, person := range people {
		s.limitTo(t, person, round)
	}
	element := s.config.Framework.Domains[0].Elements[0]
	for _, row := range web.Routes(s.config) {
		for _, at := range []string{round, other, closed} {
			path := strings.NewReplacer(
				"{trust}", s.trustID, "{round}", at, "{element}", element.ID, "{statement}", element.Statements[0].ID,
				"{domain}", s.config.Framework.Domains[0].ID, "{ask}", "ASK", "{token}", "TOKEN",
				"{person}", person(s), "{committee}", person(s), "{upload}", person(s), "{message}", person(s),
			).Replace(row.Path)
			for _, person := range people {
				got := s.ask(t, person, row.Method, path, nil)
				door := row.Method + " " + path
				mine := row.Entry == web.Entry(identity.AnswerRounds) && at == round
				switch {
				case row.Entry == web.Everybody && row.Path != "/sign-out":
					if got.StatusCode >= 500 || got.Header.Get("Location") == "/home" {
						t.Errorf("%s: got %d to %q, want what somebody signed out gets", door, got.StatusCode, got.Header.Get("Location"))
					}
				case row.Entry == web.Everybody: // signing out is always open
				case mine && person == everything: // may answer, and is not invited
				case mine && (isShut(got) || got.StatusCode == http.StatusNotFound || got.StatusCode >= 500):
					t.Errorf("%s: got %d, want to be let in", door, got.StatusCode)
				case !mine && !isShut(got):
					t.Errorf("%s: got %d, want to be asked for a fresh code", door, got.StatusCode)
				}
				if row.Path == "/sign-out" {
					s.limitTo(t, person, round)
				}
			}
		}
	}
}

func person(s *site) string { return s.people[trust.Trustee] }

func TestWhoeverMayAnswerOneRoundIsOfferedNothingElse(t *testing.T) {
	s := newSite(t)
	round := s.openRound(t)
	trustee := s.people[trust.Trustee]
	s.limitTo(t, trustee, round)
	answers := "/t/" + s.trustID + "/rounds/" + round + "/questionnaire"
	for _, path := range []string{answers, "/", "/help", "/nowhere", "/sign-in?to=" + url.QueryEscape("/t/"+s.trustID)} {
		d := page(t, s.ask(t, trustee, "GET", path, nil))
		var led []string
		d.Find("header a").Each(func(_ int, a *goquery.Selection) { led = append(led, a.AttrOr("href", "")) })
		if len(led) != 2 || led[0] != "/" || led[1] != answers || d.Find("header form button").Length() != 1 {
			t.Errorf("%s: got a header that leads to %v, want the front page, the answers and a way out", path, led)
		}
	}
	sent := s.ask(t, trustee, "GET", "/t/"+s.trustID+"?x=1", nil)
	to := sent.Header.Get("Location")
	if want := "/sign-in?to=" + url.QueryEscape("/t/"+s.trustID+"?x=1"); sent.StatusCode != http.StatusSeeOther || to != want {
		t.Fatalf("got %d to %q, want to be asked for a code and led back", sent.StatusCode, to)
	}
	if got := s.ask(t, trustee, "GET", to, nil); got.StatusCode != http.StatusOK || page(t, got).Find("#email").Length() != 1 {
		t.Errorf("got %d, want the page that takes an address", got.StatusCode)
	}
}

func TestSigningInReplacesASessionOfOneRound(t *testing.T) {
	s := newSite(t)
	round := s.openRound(t)
	trustee := s.people[trust.Trustee]
	s.limitTo(t, trustee, round)
	asked := s.ask(t, trustee, "POST", "/sign-in", url.Values{"email": {s.email(trust.Trustee)}, "to": {"/t/" + s.trustID}})
	code, _ := s.message(t, 1)
	in := s.ask(t, trustee, "POST", asked.Header.Get("Location"), url.Values{"code": {code}})
	fresh := cookie(in)
	if fresh == nil || in.Header.Get("Location") != "/t/"+s.trustID {
		t.Fatalf("got %d to %q, want signed in and on", in.StatusCode, in.Header.Get("Location"))
	}
	answers := "/t/" + s.trustID + "/rounds/" + round + "/questionnaire"
	if got := s.ask(t, trustee, "GET", answers, nil); !isShut(got) {
		t.Errorf("the old session: got %d, want it over", got.StatusCode)
	}
	s.tokens[trustee] = fresh.Value
	if got := s.ask(t, trustee, "GET", "/t/"+s.trustID, nil); got.StatusCode != http.StatusOK {
		t.Errorf("the new session: got %d, want everything open again", got.StatusCode)
	}
}

// TestWhatIsTypedOutlivesASessionOfOneRound sends answers with a session that
// is over, and with one of another round: both are kept until a code is typed.
func TestWhatIsTypedOutlivesASessionOfOneRound(t *testing.T) {
	s := newSite(t)
	other, round := s.openRound(t), s.openRound(t)
	element := s.config.Framework.Domains[0].Elements[0]
	path := "/t/" + s.trustID + "/rounds/" + round + "/answers/" + element.ID
	first := element.Statements[0].ID
	for i, c := range []struct {
		name  string
		limit string
		later bool
		role  trust.Role
	}{
		{"a session of another round", other, false, trust.Chair},
		{"a session that is over", round, true, trust.Executive},
	} {
		who := s.people[c.role]
		// The page was opened while the session held.
		typed := hidden(page(t, s.ask(t, who, "GET", path, nil)))
		typed.Set(first+".choice", "3")
		typed.Set(first+".note", "Seen twice")
		s.limitTo(t, who, c.limit)
		if c.later {
			s.now = s.now.Add(identity.SessionLifetime)
		}
		d := page(t, s.ask(t, who, "POST", path, typed))
		if !strings.Contains(d.Find("main").Text(), "Seen twice") {
			t.Fatalf("%s: got a page without what was typed, want it kept", c.name)
		}
		values := hidden(d)
		values.Set("email", s.email(c.role))
		values = hidden(page(t, s.ask(t, who, "POST", "/sign-in/keep", values)))
		code, _ := s.message(t, i+1)
		values.Set("code", code)
		got := s.ask(t, who, "POST", "/sign-in/keep/code", values)
		if got.StatusCode != http.StatusSeeOther || cookie(got) == nil {
			t.Fatalf("%s: got %d, want signed in and on", c.name, got.StatusCode)
		}
		_, response, err := s.store.Response(t.Context(), s.trustID, round, who)
		must(t, err)
		if got := response.Answers[first]; got.Position != 3 || got.Note != "Seen twice" {
			t.Errorf("%s: got %+v, want what was typed", c.name, got)
		}
	}
}

// hidden is what the hidden fields of a page's forms hold.
func hidden(d *goquery.Document) url.Values {
	values := url.Values{}
	d.Find("main form input[type=hidden]").Each(func(_ int, i *goquery.Selection) {
		values.Add(i.AttrOr("name", ""), i.AttrOr("value", ""))
	})
	return values
}
