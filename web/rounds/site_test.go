package rounds

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/page"
)

const (
	trustID = "11111111-1111-4111-8111-111111111111"
	draftID = "22222222-2222-4222-8222-222222222222"
	base    = "/t/" + trustID + "/rounds"
	draft   = base + "/" + draftID
)

// today is a Friday in winter time.
var today = time.Date(2026, time.November, 20, 10, 42, 0, 0, audit.London)

// memory keeps rounds for one test, by the rules of the real store.
type memory struct {
	rounds  map[string]audit.Round
	members []trust.Membership
	invited map[string]trust.Group // by person, of the one round that a test looks at
	stages  map[string]audit.Stage // by person
	current *framework.Framework
	opened  int
	closed  int

	committees  []trust.Committee
	noReminders map[string]bool // by person
	messages    []audit.Message
	reminded    map[string]int // how many, by the form's id
	// meanwhile, where set, is what somebody else does just before a deed of this one is kept.
	meanwhile func()
}

func (m *memory) others() {
	if m.meanwhile != nil {
		m.meanwhile()
	}
}

func (m *memory) AddRound(_ context.Context, trustID, _ string, r audit.Round, _ time.Time) (string, error) {
	r.TrustID, r.State = trustID, audit.Draft
	if kept, ok := m.rounds[r.ID]; ok && !reflect.DeepEqual(kept, r) {
		return "", fault.Conflict
	}
	m.rounds[r.ID] = r
	return r.ID, nil
}

func (m *memory) ChangeRound(_ context.Context, _ string, r audit.Round) error {
	kept := m.rounds[r.ID]
	if kept.State != audit.Draft {
		return audit.ErrNotDraft
	}
	r.State, r.Messages = audit.Draft, kept.Messages
	m.rounds[r.ID] = r
	return nil
}

func (m *memory) Round(_ context.Context, trustID, roundID string) (audit.Round, error) {
	r, ok := m.rounds[roundID]
	if !ok || r.TrustID != trustID {
		return audit.Round{}, fault.NotFound
	}
	return r, nil
}

func (m *memory) Members(context.Context, string) ([]trust.Membership, error) { return m.members, nil }

func (m *memory) SetRespondents(_ context.Context, _, roundID string, invited map[string]trust.Group) error {
	if m.rounds[roundID].State != audit.Draft {
		return audit.ErrNotDraft
	}
	m.invited = invited
	return nil
}

func (m *memory) Progress(context.Context, string, string) ([]audit.Progress, error) {
	var all []audit.Progress
	for _, member := range m.members {
		if group, ok := m.invited[member.PersonID]; ok {
			all = append(all, audit.Progress{
				Respondent: audit.Respondent{PersonID: member.PersonID, Name: member.Name, Group: group},
				Stage:      cmp.Or(m.stages[member.PersonID], audit.NotStarted), NoReminders: m.noReminders[member.PersonID],
			})
		}
	}
	return all, nil
}

func (m *memory) OpenRound(_ context.Context, _, roundID, _ string, _ []byte, now time.Time) error {
	r := m.rounds[roundID]
	if err := r.CheckOpen(len(m.invited), now); err != nil {
		return fmt.Errorf("open round: %w", err)
	}
	r.State, r.OpenedAt, r.FrameworkHash = audit.Open, &now, "hash"
	m.rounds[roundID] = r
	m.opened++
	return nil
}

func (m *memory) CloseRound(_ context.Context, _, roundID, _ string, now time.Time) error {
	r := m.rounds[roundID]
	if err := r.CheckClose(); err != nil {
		return fmt.Errorf("close round: %w", err)
	}
	r.State, r.ClosedAt = audit.Closed, &now
	m.rounds[roundID] = r
	m.closed++
	return nil
}

func (m *memory) Framework(context.Context, string) (*framework.Framework, error) {
	return m.current, nil
}

func (m *memory) Committees(context.Context, string) ([]trust.Committee, error) {
	return m.committees, nil
}

func (m *memory) Messages(context.Context, string, string) ([]audit.Message, error) {
	return m.messages, nil
}

func (m *memory) ChangeMessages(_ context.Context, _, roundID string, changed audit.Messages, _ time.Time) error {
	m.others()
	r := m.rounds[roundID]
	if r.State == audit.Closed {
		return audit.ErrRoundClosed
	}
	r.Messages = changed
	m.rounds[roundID] = r
	return nil
}

func (m *memory) ExtendRound(_ context.Context, _, roundID, _ string, closesAt time.Time, byDate bool, now time.Time) error {
	m.others()
	r := m.rounds[roundID]
	if err := r.CheckExtend(closesAt, now); err != nil {
		return fmt.Errorf("extend round: %w", err)
	}
	r.ClosesAt, r.ClosesByDate, r.ClosingHeldAt = closesAt, byDate, nil
	m.rounds[roundID] = r
	return nil
}

func (m *memory) CopyRound(_ context.Context, trustID, roundID, _, copyID string, now time.Time) error {
	if _, ok := m.rounds[copyID]; ok {
		return nil
	}
	copied := m.rounds[roundID].Copy(now)
	copied.ID, copied.TrustID, copied.State = copyID, trustID, audit.Draft
	m.rounds[copyID] = copied
	return nil
}

func (m *memory) DiscardDraft(_ context.Context, _, roundID, _ string, _ time.Time) error {
	m.others()
	if m.rounds[roundID].State != audit.Draft {
		return audit.ErrNotDraft
	}
	delete(m.rounds, roundID)
	return nil
}

func (m *memory) AddRespondents(_ context.Context, _, roundID, _ string, invited map[string]trust.Group, now time.Time) error {
	m.others()
	if err := m.rounds[roundID].RefuseAnswers(now); err != nil {
		return err
	}
	for person, group := range invited {
		m.invited[person] = cmp.Or(m.invited[person], group)
	}
	return nil
}

func (m *memory) TakeOut(_ context.Context, _, roundID, _, personID string, _ time.Time) error {
	m.others()
	if err := m.rounds[roundID].CheckClose(); err != nil {
		return err
	}
	if _, ok := m.invited[personID]; !ok {
		return fault.NotFound
	}
	delete(m.invited, personID)
	return nil
}

func (m *memory) Remind(_ context.Context, _, roundID, _, formID string, now time.Time) (int, error) {
	m.others()
	if err := m.rounds[roundID].RefuseAnswers(now); err != nil {
		return 0, err
	}
	if _, ok := m.reminded[formID]; ok {
		return 0, nil
	}
	for person := range m.invited {
		if m.stages[person] != audit.Submitted && !m.noReminders[person] {
			m.reminded[formID]++
		}
	}
	return m.reminded[formID], nil
}

func (m *memory) SendAgain(_ context.Context, _, _, _, messageID string, _ time.Time) error {
	for _, one := range m.messages {
		switch {
		case one.ID == messageID && one.MayBeSentAgain():
			return nil
		case one.ID == messageID:
			return fault.Conflict
		}
	}
	return fault.NotFound
}

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
		{"GET", "/rounds/{round}/preview", p.ShowPreview},
		{"GET", "/rounds/{round}/preview/{element}", p.ShowPreviewElement},
		{"GET", "/rounds/{round}/open", p.ShowOpen},
		{"POST", "/rounds/{round}/open", p.Open},
		{"GET", "/rounds/{round}/progress", p.ShowProgress},
		{"GET", "/rounds/{round}/close", p.ShowClose},
		{"POST", "/rounds/{round}/close", p.Close},
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
