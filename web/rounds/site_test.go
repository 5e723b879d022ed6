package rounds

import (
	"cmp"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/page"
)

var idForm = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

const (
	trustID = "11111111-1111-4111-8111-111111111111"
	draftID = "22222222-2222-4222-8222-222222222222"
	base    = "/t/" + trustID + "/rounds"
	draft   = base + "/" + draftID
)

// today is a Friday in winter time.
var today = time.Date(2026, time.November, 20, 10, 42, 0, 0, audit.London)

// site is the pages behind a router, with somebody looking at them.
type site struct {
	t      *testing.T
	store  *memory
	now    time.Time
	viewer identity.Viewer
	router http.Handler
}

var inService = sync.OnceValues(func() (*framework.Framework, error) {
	return framework.Load("domains.yaml", sevenfold.Domains)
})

// newSite has one draft, of a trust with a clerk, a chair, six trustees, two
// executives and a local governor; nobody is invited yet.
func newSite(t *testing.T) *site {
	t.Helper()
	current, err := inService()
	if err != nil {
		t.Fatalf("load the framework: %v", err)
	}
	s := &site{t: t, now: today, store: &memory{
		rounds: map[string]audit.Round{}, invited: map[string]trust.Group{}, stages: map[string]audit.Stage{}, current: current,
		noReminders: map[string]bool{}, reminded: map[string]int{},
	}}
	s.store.rounds[draftID] = audit.Round{
		ID: draftID, TrustID: trustID, Title: "Autumn 2026 audit", Instrument: "seven-domains", State: audit.Draft, Minimum: 5,
		OpensAt: audit.StartOfDay(2026, time.November, 23), ClosesAt: audit.EndOfDay(2026, time.December, 11), ClosesByDate: true,
		Messages: audit.Messages{ReminderDays: audit.DefaultReminderDays},
	}
	s.store.members = members()
	s.as(trust.GovernanceProfessional)
	p := Pages{
		Store: s.store, Now: func() time.Time { return s.now }, Current: current, Text: sevenfold.Domains,
		Address: "https://sevenfold.example.org",
	}
	s.router = routes(p, func() identity.Viewer { return s.viewer })
	return s
}

// routes are the pages as web/server.go has them, behind a gate that lets everybody in.
func routes(p Pages, viewer func() identity.Viewer) http.Handler {
	r := chi.NewRouter()
	for _, row := range []struct {
		method, path string
		handler      page.Handler
	}{
		{"GET", "/rounds/new", p.ShowNew},
		{"POST", "/rounds", p.Add},
		{"GET", "/rounds/{round}", p.Show},
		{"GET", "/rounds/{round}/edit", p.ShowEdit},
		{"POST", "/rounds/{round}/edit", p.Change},
		{"GET", "/rounds/{round}/respondents", p.ShowRespondents},
		{"POST", "/rounds/{round}/respondents", p.ChooseRespondents},
		{"GET", "/questionnaires", p.ShowQuestionnaires},
		{"GET", "/rounds/{round}/open", p.ShowOpen},
		{"POST", "/rounds/{round}/open", p.Open},
		{"GET", "/rounds/{round}/progress", p.ShowProgress},
		{"GET", "/rounds/{round}/close", p.ShowClose},
		{"POST", "/rounds/{round}/close", p.Close},
		{"GET", "/rounds/{round}/own-statements", p.ShowOwnStatements},
		{"POST", "/rounds/{round}/own-statements", p.AddOwnStatement},
		{"GET", "/rounds/{round}/own-statements/new", p.ShowNewOwnStatement},
		{"GET", "/rounds/{round}/own-statements/{own}", p.ShowOwnStatement},
		{"POST", "/rounds/{round}/own-statements/{own}", p.ChangeOwnStatement},
		{"POST", "/rounds/{round}/own-statements/{own}/move", p.MoveOwnStatement},
		{"GET", "/rounds/{round}/own-statements/{own}/remove", p.ShowRemoveOwnStatement},
		{"POST", "/rounds/{round}/own-statements/{own}/remove", p.RemoveOwnStatement},
		{"GET", "/rounds/{round}/messages", p.ShowMessages},
		{"POST", "/rounds/{round}/messages", p.ChangeMessages},
		{"POST", "/rounds/{round}/messages/{message}/again", p.SendAgain},
		{"GET", "/rounds/{round}/discard", p.ShowDiscard},
		{"POST", "/rounds/{round}/discard", p.Discard},
		{"POST", "/rounds/{round}/copy", p.Copy},
		{"GET", "/rounds/{round}/extend", p.ShowExtend},
		{"POST", "/rounds/{round}/extend", p.Extend},
		{"GET", "/rounds/{round}/remind", p.ShowRemind},
		{"POST", "/rounds/{round}/remind", p.Remind},
		{"GET", "/rounds/{round}/respondents/add", p.ShowAddRespondents},
		{"POST", "/rounds/{round}/respondents/add", p.AddRespondents},
		{"GET", "/rounds/{round}/respondents/{person}/take-out", p.ShowTakeOut},
		{"POST", "/rounds/{round}/respondents/{person}/take-out", p.TakeOut},
	} {
		r.Method(row.method, "/t/{trust}"+row.path, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if err := row.handler(w, r, viewer()); err != nil {
				page.ShowError(w, r, viewer(), err)
			}
		}))
	}
	return r
}

func members() []trust.Membership {
	var all []trust.Membership
	for i, m := range []struct {
		name string
		role trust.Role
	}{
		{"Asha Begum", trust.Chair},
		{"Ben Carter", trust.Trustee},
		{"Cai Davies", trust.Trustee},
		{"Dora Evans", trust.Trustee},
		{"Eve Finch", trust.Trustee},
		{"Farid Gul", trust.Trustee},
		{"Gwen Hall", trust.Trustee},
		{"Hal Ivers", trust.ChiefExecutive},
		{"Ida Jones", trust.Executive},
		{"Jon Kerr", trust.LocalGovernor},
		{"Kim Lowe", trust.GovernanceProfessional},
	} {
		all = append(all, trust.Membership{TrustID: trustID, PersonID: person(i), Name: m.name, Roles: []trust.Role{m.role}})
	}
	return all
}

// person is the id of a member, in the order above.
func person(i int) string { return fmt.Sprintf("33333333-3333-4333-8333-%012d", i) }

func (s *site) as(role trust.Role) {
	s.viewer = identity.Viewer{
		PersonID: person(10), TrustID: trustID, TrustName: "Example Learning Trust", Name: "Kim Lowe", Roles: []trust.Role{role},
	}
}

// invite invites the first n members.
func (s *site) invite(n int) {
	for _, m := range s.store.members[:n] {
		group, _ := m.Group()
		s.store.invited[m.PersonID] = cmp.Or(group, trust.Trustees)
	}
}

// change changes the round, without going through its pages.
func (s *site) change(how func(r *audit.Round)) {
	r := s.store.rounds[draftID]
	how(&r)
	s.store.rounds[draftID] = r
}

// open opens the draft, without going through its page.
func (s *site) open() {
	s.t.Helper()
	if err := s.store.OpenRound(s.t.Context(), trustID, draftID, "", nil, s.now); err != nil {
		s.t.Fatal(err)
	}
}

// close closes the round, without going through its page.
func (s *site) close() {
	s.t.Helper()
	if err := s.store.CloseRound(s.t.Context(), trustID, draftID, "", s.now); err != nil {
		s.t.Fatal(err)
	}
}

// answer is what came back from a page.
type answer struct {
	t        *testing.T
	status   int
	location string
	body     string
	doc      *goquery.Document
}

func (s *site) get(path string) answer {
	return send(s.t, s.router, httptest.NewRequest("GET", path, nil))
}

func (s *site) post(path string, fields url.Values) answer { return post(s.t, s.router, path, fields) }

func post(t *testing.T, router http.Handler, path string, fields url.Values) answer {
	t.Helper()
	r := httptest.NewRequest("POST", path, strings.NewReader(fields.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return send(t, router, r)
}

func send(t *testing.T, router http.Handler, r *http.Request) answer {
	t.Helper()
	w := httptest.NewRecorder()
	router.ServeHTTP(w, r)
	a := answer{t: t, status: w.Code, location: w.Header().Get("Location"), body: w.Body.String()}
	// A tag parts words, as it does on the page.
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(strings.ReplaceAll(a.body, "<", " <")))
	if err != nil {
		t.Fatal(err)
	}
	a.doc = doc
	return a
}

// text is what a selector finds, in one line.
func (a answer) text(selector string) string {
	return strings.Join(strings.Fields(a.doc.Find(selector).Text()), " ")
}

func (a answer) value(selector string) string { return a.doc.Find(selector).AttrOr("value", "") }

func (a answer) wantStatus(want int) {
	a.t.Helper()
	if a.status != want {
		a.t.Fatalf("got status %d, want %d; the page says %q", a.status, want, a.text("main"))
	}
}

func (a answer) wantText(selector, want string) {
	a.t.Helper()
	if got := a.text(selector); !strings.Contains(got, want) {
		a.t.Errorf("got %q at %s, want %q in it", got, selector, want)
	}
}

func (a answer) wantNone(selector string) {
	a.t.Helper()
	if n := a.doc.Find(selector).Length(); n > 0 {
		a.t.Errorf("got %d of %s, want none", n, selector)
	}
}

func (a answer) wantRedirect(want string) {
	a.t.Helper()
	a.wantStatus(http.StatusSeeOther)
	if a.location != want {
		a.t.Errorf("got a redirect to %q, want %q", a.location, want)
	}
}

// wantStop looks for a page that says why nothing was done.
func (a answer) wantStop(title string) {
	a.t.Helper()
	a.wantStatus(http.StatusConflict)
	a.wantText("h1", title)
}

// wantMistakes reads the list at the top, whose links must lead to something,
// and the title.
func (a answer) wantMistakes(want ...string) {
	a.t.Helper()
	a.wantStatus(http.StatusUnprocessableEntity)
	var got []string
	a.doc.Find(".govuk-error-summary__list a").Each(func(_ int, link *goquery.Selection) {
		got = append(got, strings.TrimSpace(link.Text()))
		id := strings.TrimPrefix(link.AttrOr("href", ""), "#")
		if a.doc.Find("[id='"+id+"']").Length() != 1 {
			a.t.Errorf("the link of %q leads to %q, which is not on the page", link.Text(), id)
		}
	})
	if !slices.Equal(got, want) {
		a.t.Errorf("got the mistakes %q, want %q", got, want)
	}
	if title := a.text("title"); !strings.HasPrefix(title, "Error: ") {
		a.t.Errorf("got the title %q, want it to start with Error:", title)
	}
}
