package web_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/mail"
	"sevenfold/internal/postgres"
	"sevenfold/internal/postgres/postgrestest"
	"sevenfold/internal/trust"
	"sevenfold/web"
)

// thursday is the now of these tests; the clock stands still but where a test moves it.
var thursday = time.Date(2027, time.March, 4, 10, 42, 0, 0, audit.London)

// site is the whole site on a database of its own, with one trust that has
// somebody in every role.
type site struct {
	handler http.Handler
	config  web.Config
	store   *postgres.Store
	outbox  *mail.Outbox
	now     time.Time
	trustID string
	people  map[trust.Role]string
	tokens  map[string]string // by person
}

func newSite(t testing.TB, change ...func(*web.Config)) *site {
	t.Helper()
	store, err := postgres.Open(t.Context(), postgrestest.New(t).URL)
	must(t, err)
	t.Cleanup(store.Close)
	f, err := framework.Load("domains.yaml", sevenfold.Domains)
	must(t, err)
	s := &site{store: store, outbox: &mail.Outbox{}, now: thursday, people: map[trust.Role]string{}, tokens: map[string]string{}}
	address, _ := url.Parse("https://sevenfold.example")
	s.config = web.Config{
		Store: store, Mail: s.outbox, Ready: func(context.Context) error { return nil }, Now: func() time.Time { return s.now },
		Address: address, Framework: f, Text: sevenfold.Domains, Operator: "Example Hosting Ltd",
	}
	for _, c := range change {
		c(&s.config)
	}
	s.handler = web.New(s.config)
	s.trustID = s.addTrust(t, "Example Learning Trust")
	for _, role := range trust.Roles {
		s.people[role] = s.addPerson(t, s.trustID, role)
	}
	return s
}

func (s *site) addTrust(t testing.TB, name string) string {
	t.Helper()
	added, err := s.store.AddTrust(t.Context(), name, false)
	must(t, err)
	return added.ID
}

func (s *site) addPerson(t testing.TB, trustID string, role trust.Role, name ...string) string {
	t.Helper()
	local := strings.Join(append([]string{string(role)}, name...), "-")
	id, err := s.store.AddPerson(t.Context(), trustID, trust.Membership{
		Email: local + "@" + trustID[:8] + ".example", Name: role.Title(), Roles: []trust.Role{role},
	})
	must(t, err)
	session, token := identity.NewSession(id, "a test", s.now, identity.SessionLifetime)
	must(t, s.store.AddSession(t.Context(), session))
	s.tokens[id] = token
	return id
}

// addRound drafts a round that everybody in the trust is invited to.
func (s *site) addRound(t testing.TB, change ...func(*audit.Round)) string {
	t.Helper()
	ctx, clerk := t.Context(), s.people[trust.GovernanceProfessional]
	planned := audit.Round{
		Title: "Spring 2027 audit", Instrument: "seven-domains", Minimum: audit.MinimumResponses,
		OpensAt: audit.StartOfDay(2027, time.March, 4), ClosesAt: audit.EndOfDay(2027, time.March, 25),
	}
	for _, c := range change {
		c(&planned)
	}
	id, err := s.store.AddRound(ctx, s.trustID, clerk, planned, s.now)
	must(t, err)
	invited := map[string]trust.Group{}
	for _, person := range s.people {
		invited[person] = trust.Trustees
	}
	must(t, s.store.SetRespondents(ctx, s.trustID, id, invited))
	return id
}

func (s *site) openRound(t testing.TB, change ...func(*audit.Round)) string {
	t.Helper()
	id := s.addRound(t, change...)
	must(t, s.store.OpenRound(t.Context(), s.trustID, id, s.people[trust.GovernanceProfessional], sevenfold.Domains, s.now))
	return id
}

func (s *site) closedRound(t testing.TB, change ...func(*audit.Round)) string {
	t.Helper()
	id := s.openRound(t, change...)
	must(t, s.store.CloseRound(t.Context(), s.trustID, id, s.people[trust.GovernanceProfessional], s.now))
	return id
}

// ask sends one request as a person ("" is signed out).
func (s *site) ask(t testing.TB, person, method, path string, values url.Values, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, "https://sevenfold.example"+path, strings.NewReader(values.Encode()))
	if method != http.MethodGet {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if person != "" {
		r.AddCookie(&http.Cookie{Name: "__Host-session", Value: s.tokens[person]})
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w.Result()
}

func body(t testing.TB, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	must(t, err)
	return string(b)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var errAway = errors.New("the database is away")
