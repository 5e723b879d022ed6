package respond_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/page"
	"sevenfold/web/respond"
)

const (
	trustID = "11111111-1111-1111-1111-111111111111"
	roundID = "22222222-2222-2222-2222-222222222222"
	base    = "/t/" + trustID + "/rounds/" + roundID
)

var now = time.Date(2026, 12, 1, 10, 42, 0, 0, audit.London)

// questions are two domains of three elements and five statements.
func questions() *framework.Framework {
	statement := func(id, text string) framework.Statement {
		return framework.Statement{
			ID: id, Text: text, Ask: "What have we seen?", Challenge: "Nobody can say.", Strength: "Everybody can.",
		}
	}
	return &framework.Framework{
		ID: "f", Version: "1", Title: "Two domains",
		Scales: []framework.Scale{{
			ID: "strength", Question: "Where do we stand?", Unknown: "I do not know", Apart: "Does not apply to our trust",
			Points: []framework.Point{
				{ID: "a", Text: "A significant challenge for us"},
				{ID: "b", Text: "More a challenge than a strength"},
				{ID: "c", Text: "More a strength than a challenge"},
				{ID: "d", Text: "A significant strength for us"},
			},
		}},
		Bases: []framework.Basis{{ID: "seen", Text: "I have seen the evidence myself"}, {ID: "impression", Text: "It is my impression"}},
		Domains: []framework.Domain{
			{ID: "first", Title: "Strategic governance", Elements: []framework.Element{
				{ID: "need", Title: "Strategy that starts from need", Statements: []framework.Statement{
					statement("s-one", "Our strategy starts from need."), statement("s-two", "Our board tests decisions."),
				}},
				{ID: "board", Title: "One board", Statements: []framework.Statement{statement("s-three", "Our board asks.")}},
			}},
			{ID: "second", Title: "Leadership", Elements: []framework.Element{
				{ID: "purpose", Title: "Purpose", Statements: []framework.Statement{
					statement("s-four", "Our purpose is known."), statement("s-five", "Our values are lived."),
				}},
			}},
		},
		Instruments: []framework.Instrument{{
			ID: "all", Title: "All", About: "Everything.", Minutes: "25-40", Scale: "strength", Basis: true,
			Items: framework.Selection{Domains: []string{"first", "second"}},
		}},
	}
}

// shelf is a store of one round and one respondent's response, with the rule
// of revisions that the real one keeps.
type shelf struct {
	round     audit.Round
	response  audit.Response
	person    string
	framework *framework.Framework
	press     page.Press
	saves     int
	links     int // to come back by, asked for
	// meanwhile, where set, happens between reading the response and saving.
	meanwhile func()
}

func newShelf() *shelf {
	return &shelf{
		round: audit.Round{
			ID: roundID, TrustID: trustID, Title: "Autumn 2026 audit", Instrument: "all", State: audit.Open,
			ClosesAt: audit.EndOfDay(2026, 12, 11), Minimum: 5, FrameworkHash: "h",
		},
		response: audit.Response{RespondentID: "r", Answers: map[string]audit.Answer{}},
		person:   "ada", framework: questions(),
	}
}

func (s *shelf) Response(_ context.Context, trust, round, person string) (audit.Round, audit.Response, error) {
	if trust != trustID || round != roundID || person != s.person {
		return audit.Round{}, audit.Response{}, fmt.Errorf("read a response: %w", fault.NotFound)
	}
	copied := s.response
	copied.Answers = map[string]audit.Answer{}
	for id, n := range s.response.Answers {
		copied.Answers[id] = n
	}
	return s.round, copied, nil
}

func (s *shelf) Questionnaire(_ context.Context, round audit.Round) (audit.Questionnaire, error) {
	return audit.NewQuestionnaire(s.framework, round.Instrument)
}

func (s *shelf) SaveAnswers(_ context.Context, _, _, _ string, answers []audit.Answer, now time.Time) ([]audit.Answer, error) {
	if s.meanwhile != nil {
		do := s.meanwhile
		s.meanwhile = nil
		do()
	}
	if err := s.round.RefuseAnswers(now); err != nil {
		return nil, fmt.Errorf("save answers: %w", err)
	}
	conflict := &audit.ErrOvertaken{}
	for _, n := range answers {
		if stored := s.response.Answers[n.Statement]; stored.Revision != n.Revision {
			conflict.Answers = append(conflict.Answers, audit.Overtaken{Given: n, Stored: stored})
		}
	}
	if len(conflict.Answers) > 0 {
		return nil, fmt.Errorf("save answers: %w", conflict)
	}
	s.saves++
	var saved []audit.Answer
	for _, n := range answers {
		saved = append(saved, s.put(n, now))
	}
	return saved, nil
}

func (s *shelf) SendComeBack(context.Context, string, string, string, time.Time) error {
	s.links++
	if s.links > audit.LinksPerHour {
		return audit.ErrTooManyFor
	}
	return nil
}

// put stores an answer as if another page had just saved it.
func (s *shelf) put(n audit.Answer, at time.Time) audit.Answer {
	s.response.ID = "started"
	n.Revision, n.SavedAt = s.response.Answers[n.Statement].Revision+1, at
	s.response.Answers[n.Statement] = n
	return n
}

func (s *shelf) Submit(_ context.Context, _, _, _ string, now time.Time) error {
	if err := s.round.RefuseAnswers(now); err != nil {
		return fmt.Errorf("submit: %w", err)
	}
	if s.response.SubmittedAt == nil {
		s.response.ID, s.response.SubmittedAt = "started", &now
	}
	return nil
}

func (s *shelf) has(id string) audit.Answer {
	n := s.response.Answers[id]
	n.Revision, n.SavedAt, n.Statement = 0, time.Time{}, ""
	return n
}

func ada() identity.Viewer {
	return identity.Viewer{
		PersonID: "ada", SessionID: "x", TrustID: trustID, TrustName: "Example Learning Trust", Name: "Ada Mensah",
		Roles: []trust.Role{trust.Trustee},
	}
}

func (s *shelf) pages() respond.Pages {
	return respond.Pages{Store: s, Press: s.press, Now: func() time.Time { return now }}
}

// router has the journey's pages at their addresses, with Ada looking.
func (s *shelf) router() http.Handler {
	p := s.pages()
	r := chi.NewRouter()
	at := func(method, path string, h page.Handler) {
		r.Method(method, "/t/{trust}/rounds/{round}"+path, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if err := h(w, r, ada()); err != nil {
				page.ShowError(w, r, ada(), err)
			}
		}))
	}
	at("GET", "/start", p.ShowStart)
	at("GET", "/questionnaire", p.ShowTasks)
	at("GET", "/answers/{element}", p.ShowElement)
	at("POST", "/answers/{element}", p.SaveElement)
	at("PUT", "/answers/{element}/{statement}", p.SaveAnswer)
	at("GET", "/check-answers", p.ShowCheckAnswers)
	at("GET", "/how-it-will-appear", p.ShowAppearance)
	at("GET", "/submit", p.ShowSubmit)
	at("POST", "/submit", p.Submit)
	at("GET", "/submitted", p.ShowDone)
	at("POST", "/come-back", p.SendComeBack)
	at("GET", "/my-answers", p.ShowMyAnswers)
	at("GET", "/my-answers.pdf", p.SendMyAnswers)
	return r
}

// answered is a page that came back.
type answered struct {
	*goquery.Document
	status   int
	location string
	kind     string
	body     string
}

func (s *shelf) ask(t *testing.T, method, path string, fields url.Values) answered {
	t.Helper()
	r := httptest.NewRequest(method, base+path, strings.NewReader(fields.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	s.router().ServeHTTP(w, r)
	return read(t, w)
}

func read(t *testing.T, w *httptest.ResponseRecorder) answered {
	t.Helper()
	body := w.Body.String()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return answered{doc, w.Code, strings.TrimPrefix(w.Header().Get("Location"), base), w.Header().Get("Content-Type"), body}
}

// open is a page as a person has it in a tab: its form, with what it holds.
func (s *shelf) open(t *testing.T, path string) url.Values {
	t.Helper()
	return s.ask(t, "GET", path, nil).form()
}

// form is what a browser would send of the page's form.
func (a answered) form() url.Values {
	fields := url.Values{}
	a.Find("form[method=post] [name]").Each(func(_ int, f *goquery.Selection) {
		name, value := f.AttrOr("name", ""), f.AttrOr("value", "")
		switch goquery.NodeName(f) {
		case "button":
			return
		case "textarea":
			value = f.Text()
		case "select":
			value = f.Find("option[selected]").AttrOr("value", "")
		case "input":
			if _, checked := f.Attr("checked"); f.AttrOr("type", "") == "radio" && !checked {
				return
			}
		}
		fields.Add(name, value)
	})
	return fields
}

func (a answered) text(selector string) string {
	return strings.Join(strings.Fields(a.Find(selector).Text()), " ")
}

func (a answered) wantStatus(t *testing.T, want int) {
	t.Helper()
	if a.status != want {
		t.Fatalf("got status %d, want %d: %s", a.status, want, a.text("main"))
	}
}

func (a answered) wantTo(t *testing.T, want string) {
	t.Helper()
	a.wantStatus(t, http.StatusSeeOther)
	if a.location != want {
		t.Errorf("got sent to %q, want %q", a.location, want)
	}
}

func (a answered) wantText(t *testing.T, selector string, parts ...string) {
	t.Helper()
	got := a.text(selector)
	for _, want := range parts {
		if !strings.Contains(got, want) {
			t.Errorf("got %s %q, want it to say %q", selector, got, want)
		}
	}
}

func with(fields url.Values, pairs ...string) url.Values {
	changed := url.Values{}
	for name, values := range fields {
		changed[name] = slices.Clone(values)
	}
	for i := 0; i < len(pairs); i += 2 {
		changed.Set(pairs[i], pairs[i+1])
	}
	return changed
}

func wantAnswer(t *testing.T, s *shelf, id string, want audit.Answer) {
	t.Helper()
	if got := s.has(id); !got.Same(want) {
		t.Errorf("got %s stored as %+v, want %+v", id, got, want)
	}
}
