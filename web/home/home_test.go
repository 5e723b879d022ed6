package home

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"sevenfold"
	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/report"
	"sevenfold/internal/trust"
	"sevenfold/web/page"
)

const (
	trustID  = "11111111-1111-4111-8111-111111111111"
	roundID  = "22222222-2222-4222-8222-222222222222"
	rounds   = "/t/" + trustID + "/rounds"
	people   = "/t/" + trustID + "/people"
	asks     = "/t/" + trustID + "/questionnaires"
	settings = "/t/" + trustID + "/settings"
)

var today = time.Date(2026, time.November, 20, 10, 42, 0, 0, audit.London)

// memory holds what a test gives it.
type memory struct {
	trusts      []trust.Place
	rounds      []audit.Round
	invitations []audit.Invitation
	progress    []audit.Progress
	members     []trust.Membership
	unread      []audit.Round
	actions     []action.Action
	report      *report.Report // of every closed round; nil where there is none
	wordless    bool
}

func (m *memory) Report(_ context.Context, _, roundID string) (audit.Round, report.Report, error) {
	for _, r := range m.rounds {
		if r.ID == roundID && m.report != nil {
			return r, *m.report, nil
		}
	}
	return audit.Round{}, report.Report{}, fault.NotFound
}

func (m *memory) WordsOf(context.Context, audit.Round) (*framework.Framework, error) {
	if m.wordless {
		return nil, errors.New("the words can't be read")
	}
	return &framework.Framework{Domains: []framework.Domain{{ID: "one", Title: "Strategic governance"}, {ID: "two", Title: "Finance"}}}, nil
}

func (m *memory) NewReports(_ context.Context, trustID, _ string) ([]audit.Round, error) {
	var own []audit.Round
	for _, r := range m.unread {
		if r.TrustID == trustID {
			own = append(own, r)
		}
	}
	return own, nil
}

func (m *memory) Members(context.Context, string) ([]trust.Membership, error) { return m.members, nil }

func (m *memory) TrustsOf(context.Context, string) ([]trust.Place, error) { return m.trusts, nil }

func (m *memory) Rounds(context.Context, string) ([]audit.Round, error) { return m.rounds, nil }

func (m *memory) Progress(context.Context, string, string) ([]audit.Progress, error) {
	return m.progress, nil
}

func (m *memory) RoundsToAnswer(_ context.Context, trustID, _ string) ([]audit.Invitation, error) {
	var own []audit.Invitation
	for _, i := range m.invitations {
		if i.TrustID == trustID {
			own = append(own, i)
		}
	}
	return own, nil
}

// round is the autumn round in a state.
func round(state audit.State) audit.Round {
	r := audit.Round{
		ID: roundID, TrustID: trustID, Title: "Autumn <b>2026</b> audit", Instrument: "seven-domains", State: state, Minimum: 5,
		OpensAt: audit.StartOfDay(2026, time.November, 16), ClosesAt: audit.EndOfDay(2026, time.November, 27),
	}
	if state != audit.Draft {
		r.OpenedAt = &r.OpensAt
	}
	if state == audit.Closed {
		r.ClosedAt = &today
	}
	return r
}

func invited(r audit.Round, stage audit.Stage) []audit.Invitation {
	return []audit.Invitation{{Round: r, Stage: stage}}
}

func submittedOf(n, of int) []audit.Progress {
	var all []audit.Progress
	for i := range of {
		p := audit.Progress{Respondent: audit.Respondent{Name: fmt.Sprint("Person ", i), Group: trust.Trustees}, Stage: audit.NotStarted}
		if i < n {
			p.Stage = audit.Submitted
		}
		all = append(all, p)
	}
	return all
}

func in(role trust.Role) identity.Viewer {
	return identity.Viewer{
		PersonID: "33333333-3333-4333-8333-333333333333", TrustID: trustID, TrustName: "Example Learning Trust", Name: "Ada Mensah",
		Roles: []trust.Role{role},
	}
}

func place(id, name string) trust.Place {
	return trust.Place{Trust: trust.Trust{ID: id, Name: name}, Roles: []trust.Role{trust.Chair}}
}

func visit(t *testing.T, p Pages, viewer identity.Viewer, path string) (*http.Response, *goquery.Document) {
	t.Helper()
	if p.Now == nil {
		p.Now = func() time.Time { return today }
	}
	if p.Current == nil {
		p.Current = &framework.Framework{}
	}
	r := chi.NewRouter()
	for path, h := range map[string]page.Handler{"/": p.ShowFront, "/home": p.ShowMine, "/t/{trust}": p.ShowTrust} {
		r.Get(path, func(w http.ResponseWriter, r *http.Request) {
			if err := h(w, r, viewer); err != nil {
				page.ShowError(w, r, viewer, err)
			}
		})
	}
	w := httptest.NewRecorder()
	r.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	// A tag parts words, as it does on the page.
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(strings.ReplaceAll(w.Body.String(), "<", " <")))
	if err != nil {
		t.Fatal(err)
	}
	return w.Result(), doc
}

func text(doc *goquery.Document, selector string) string {
	return strings.Join(strings.Fields(doc.Find(selector).Text()), " ")
}

func links(doc *goquery.Document) []string {
	var all []string
	doc.Find("main a").Not("#do a").Each(func(_ int, a *goquery.Selection) { all = append(all, a.AttrOr("href", "")) })
	return all
}

func TestTrustShowsWhatIsTheViewers(t *testing.T) {
	draft, open, closed := round(audit.Draft), round(audit.Open), round(audit.Closed)
	shared := closed
	shared.SharedWithAll = true
	past := open
	past.ClosesAt = today.Add(-time.Minute)
	tests := []struct {
		name  string
		as    trust.Role
		store memory
		want  []string // in main
		links []string // in order
	}{
		{
			"a new trust sees the three steps, and adds its people first", trust.GovernanceProfessional,
			memory{members: make([]trust.Membership, 1)},
			[]string{"Three steps to your first report", "Add your people", "Next"},
			[]string{people, rounds + "/new", asks, people, settings},
		},
		{
			"a trust that has people drafts a round next", trust.GovernanceProfessional,
			memory{members: make([]trust.Membership, 2)},
			[]string{"Add your people", "Done", "Draft a round and open it", "Next"},
			[]string{rounds + "/new", rounds + "/new", asks, people, settings},
		},
		{
			"a draft without respondents asks for them", trust.GovernanceProfessional,
			memory{rounds: []audit.Round{draft}},
			[]string{"Draft", "Planned from Monday 16 November 2026 to Friday 27 November 2026.", "Nobody is invited yet."},
			[]string{rounds + "/" + roundID, rounds + "/" + roundID + "/respondents", rounds + "/" + roundID, rounds + "/" + roundID + "/preview", rounds + "/new", asks, people, settings},
		},
		{
			"an open round shows its progress", trust.GovernanceProfessional,
			memory{rounds: []audit.Round{open}, progress: submittedOf(6, 15)},
			[]string{"Closes on Friday 27 November 2026: 7 days left.", "Six of 15 submitted."},
			[]string{rounds + "/" + roundID + "/progress", rounds + "/" + roundID + "/progress", rounds + "/new", asks, people, settings},
		},
		{
			"a round past its closing date asks to be closed", trust.GovernanceProfessional,
			memory{rounds: []audit.Round{past}, progress: submittedOf(6, 15)},
			[]string{"Close it: that makes the report."},
			[]string{rounds + "/" + roundID + "/close", rounds + "/" + roundID + "/close", rounds + "/" + roundID + "/progress", rounds + "/new", asks, people, settings},
		},
		{
			"a trust that has a report needs no steps", trust.GovernanceProfessional,
			memory{rounds: []audit.Round{closed}},
			[]string{"Closed on Friday 20 November 2026."},
			[]string{rounds + "/" + roundID + "/report", rounds + "/" + roundID + "/conversation", rounds + "/" + roundID + "/pack", rounds + "/" + roundID + "/progress", rounds + "/new", asks, people, settings},
		},
		{
			"a governance professional who is invited answers too", trust.GovernanceProfessional,
			memory{rounds: []audit.Round{open}, invitations: invited(open, audit.NotStarted), progress: submittedOf(0, 5)},
			[]string{"Waiting for you", "Not started", "None of five submitted yet."},
			[]string{rounds + "/" + roundID + "/start", rounds + "/" + roundID + "/progress", rounds + "/" + roundID + "/progress", rounds + "/new", asks, people, settings},
		},
		{
			"a chair answers and sees progress, and no drafts", trust.Chair,
			memory{rounds: []audit.Round{open, draft}, invitations: invited(open, audit.InProgress), progress: submittedOf(1, 15)},
			[]string{"Waiting for you", "only submitted responses count", "One of 15 submitted."},
			[]string{rounds + "/" + roundID + "/questionnaire", rounds + "/" + roundID + "/progress", settings},
		},
		{
			"a chair can't close a round past its date", trust.Chair,
			memory{rounds: []audit.Round{past}, progress: submittedOf(1, 15)},
			[]string{"Its report is made when the governance professional closes it."},
			[]string{rounds + "/" + roundID + "/progress", settings},
		},
		{
			"a trustee who has submitted reads their answers", trust.Trustee,
			memory{rounds: []audit.Round{open}, invitations: invited(open, audit.Submitted)},
			[]string{"Nothing waits for you here now.", "You can change your answers until the end of Friday 27 November 2026."},
			[]string{rounds + "/" + roundID + "/my-answers"},
		},
		{
			"a trustee reads the report of a closed round", trust.Trustee,
			memory{rounds: []audit.Round{closed, draft}, invitations: invited(closed, audit.Submitted)},
			[]string{"Reports", "Answers were taken until Friday 20 November 2026."},
			[]string{rounds + "/" + roundID + "/report", rounds + "/" + roundID + "/conversation", rounds + "/" + roundID + "/my-answers"},
		},
		{
			"a report that was not opened yet is new", trust.Trustee,
			memory{rounds: []audit.Round{closed}, unread: []audit.Round{closed}},
			[]string{"Reports", "New to you"},
			[]string{rounds + "/" + roundID + "/report", rounds + "/" + roundID + "/conversation"},
		},
		{
			"a report that a governance professional did not open yet is new", trust.GovernanceProfessional,
			memory{rounds: []audit.Round{closed}, unread: []audit.Round{closed}},
			[]string{"Closed New to you"},
			[]string{rounds + "/" + roundID + "/report", rounds + "/" + roundID + "/conversation", rounds + "/" + roundID + "/pack", rounds + "/" + roundID + "/progress", rounds + "/new", asks, people, settings},
		},
		{
			"whoever did not submit in time is told so", trust.Executive,
			memory{rounds: []audit.Round{closed}, invitations: invited(closed, audit.InProgress)},
			[]string{"Not submitted", "does not count"},
			[]string{rounds + "/" + roundID + "/report", rounds + "/" + roundID + "/conversation", rounds + "/" + roundID + "/my-answers"},
		},
		{
			"a local governor reads no report", trust.LocalGovernor,
			memory{rounds: []audit.Round{closed}, invitations: invited(closed, audit.Submitted)},
			[]string{"Your answers"},
			[]string{rounds + "/" + roundID + "/my-answers"},
		},
		{
			"a local governor reads a report that is shared with all", trust.LocalGovernor,
			memory{rounds: []audit.Round{shared}, unread: []audit.Round{shared}},
			[]string{"Reports", "New to you"},
			[]string{rounds + "/" + roundID + "/report"},
		},
		{
			"a round nobody invited one to is not there", trust.Member,
			memory{rounds: []audit.Round{open, draft, closed}},
			[]string{"Nothing waits for you here now."},
			nil,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, doc := visit(t, Pages{Store: &test.store}, in(test.as), "/t/"+trustID)
			if r.StatusCode != http.StatusOK {
				t.Fatalf("got status %d, want 200", r.StatusCode)
			}
			for _, want := range test.want {
				if !strings.Contains(text(doc, "main"), want) {
					t.Errorf("got %q, want %q in it", text(doc, "main"), want)
				}
			}
			if got := links(doc); fmt.Sprint(got) != fmt.Sprint(test.links) {
				t.Errorf("got the links\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.links, "\n"))
			}
			if len(test.store.rounds) > 0 && doc.Find("main h3 b").Length() > 0 {
				t.Error("got markup made of a title, want it escaped")
			}
		})
	}
}

func TestMineLeadsToTheOnlyTrust(t *testing.T) {
	r, _ := visit(t, Pages{Store: &memory{trusts: []trust.Place{place(trustID, "Example Learning Trust")}}}, in(trust.Chair), "/home")
	if got, want := r.Header.Get("Location"), "/t/"+trustID; r.StatusCode != http.StatusSeeOther || got != want {
		t.Errorf("got %d to %q, want 303 to %q", r.StatusCode, got, want)
	}
}

func TestMineShowsWhatWaitsInAllTrusts(t *testing.T) {
	closed := round(audit.Closed)
	off := place("off", "Closed Gate Trust")
	off.OffAt = &today
	governor := place("governor", "Harbour Trust")
	governor.Roles = []trust.Role{trust.LocalGovernor}
	theirs := closed
	theirs.TrustID = "governor"
	store := &memory{
		trusts:      []trust.Place{place(trustID, "Example Learning Trust"), place("other", "רשת <i>בתי ספר</i>"), off, governor},
		invitations: invited(round(audit.Open), audit.NotStarted),
		unread:      []audit.Round{closed, theirs}, // a local governor reads no report
	}
	_, doc := visit(t, Pages{Store: store}, in(trust.Chair), "/home")
	want := "Your home page Waiting for you Autumn <b>2026</b> audit Example Learning Trust Not started " +
		"Closes on Friday 27 November 2026: 7 days left. Start : Autumn <b>2026</b> audit " +
		"Reports that are new to you Autumn <b>2026</b> audit Example Learning Trust Closed on Friday 20 November 2026. " +
		"Read the report : Autumn <b>2026</b> audit " +
		"Your trusts Example Learning Trust One round waits for you. רשת <i>בתי ספר</i> Nothing waits for you there. " +
		"Closed Gate Trust This trust is switched off. Ask whoever looks after this installation. " +
		"Harbour Trust Nothing waits for you there."
	// The page's own text has its "<" where a person typed one.
	if got := strings.ReplaceAll(text(doc, "main"), "&lt;", "<"); got != want {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
	wantLinks := []string{rounds + "/" + roundID + "/start", rounds + "/" + roundID + "/report", "/t/" + trustID, "/t/other", "/t/governor"}
	if got := links(doc); fmt.Sprint(got) != fmt.Sprint(wantLinks) {
		t.Errorf("got the links %v, want %v", got, wantLinks)
	}
}

func TestMineOfSomebodyWithLittle(t *testing.T) {
	off := place("off", "Closed Gate Trust")
	off.OffAt = &today
	operator := in(trust.Chair)
	operator.Operator = true
	for _, test := range []struct {
		name   string
		viewer identity.Viewer
		trusts []trust.Place
		says   string
		links  []string
	}{
		{"of no trust", in(trust.Chair), nil, "You do not belong to any trust here now.", nil},
		{"of one that is off", in(trust.Chair), []trust.Place{off}, "Closed Gate Trust This trust is switched off.", nil},
		{"an operator of no trust", operator, nil, "Look after this installation", []string{"/operator"}},
		{
			"an operator of one trust", operator,
			[]trust.Place{place(trustID, "Example Learning Trust")},
			"Nothing waits for you now.",
			[]string{"/t/" + trustID, "/operator"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, doc := visit(t, Pages{Store: &memory{trusts: test.trusts}}, test.viewer, "/home")
			if got := text(doc, "main"); !strings.Contains(got, test.says) {
				t.Errorf("got %q, want %q in it", got, test.says)
			}
			if got := links(doc); fmt.Sprint(got) != fmt.Sprint(test.links) {
				t.Errorf("got the links %v, want %v", got, test.links)
			}
		})
	}
}

func TestFrontIsShownToWhoeverMayAnswerOneRoundOnly(t *testing.T) {
	limited := in(trust.Chair)
	limited.OnlyTrust, limited.OnlyRound = trustID, roundID
	if r, _ := visit(t, Pages{}, limited, "/"); r.StatusCode != http.StatusOK {
		t.Errorf("got %d, want the front page", r.StatusCode)
	}
}

func TestFrontLeadsWhoeverIsSignedInHome(t *testing.T) {
	r, _ := visit(t, Pages{}, in(trust.Chair), "/")
	if got := r.Header.Get("Location"); got != "/home" {
		t.Errorf("got a redirect to %q, want /home", got)
	}
}

func TestFrontSaysWhatSevenfoldIs(t *testing.T) {
	for _, demonstration := range []bool{false, true} {
		_, doc := visit(t, Pages{Demonstration: demonstration}, identity.Viewer{}, "/")
		if got := doc.Find("main a[href='/sign-in']").Length(); got != 1 {
			t.Errorf("got %d links to sign in, want 1", got)
		}
		if got := doc.Find("main a[href='/demonstration']").Length() == 1; got != demonstration {
			t.Errorf("got a link into the example trust %v, want %v", got, demonstration)
		}
	}
}

func TestFrontNamesTheDomainsAsTheFrameworkDoes(t *testing.T) {
	f, err := framework.Load("domains.yaml", sevenfold.Domains)
	if err != nil {
		t.Fatal(err)
	}
	_, doc := visit(t, Pages{Current: f}, identity.Viewer{}, "/")
	said := doc.Find("#domains li")
	if said.Length() != len(f.Domains) {
		t.Fatalf("got %d domains, want %d", said.Length(), len(f.Domains))
	}
	for i, d := range f.Domains {
		if got, want := strings.Join(strings.Fields(said.Eq(i).Text()), " "), d.Title+". "+d.Line; got != want || d.Line == "" {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	main := doc.Find("main").Text()
	for _, want := range []string{f.Title, "It takes 25 to 40 minutes, in as many", "Leora Cruddas, Building strong trusts, Confederation of School Trusts, 2024."} {
		if !strings.Contains(main, want) {
			t.Errorf("got no %q in %q, want it", want, main)
		}
	}
}
