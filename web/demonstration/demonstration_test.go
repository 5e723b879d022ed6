package demonstration_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/mail"
	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
	"sevenfold/web/demonstration"
	"sevenfold/web/page"
)

// kept is a store of one trust, whose people are named by their addresses.
type kept struct {
	demonstration bool
	framework     *framework.Framework
	rounds        []audit.Round
	sittings      map[string]sample.Sitting
	responses     map[string]audit.Response
	sessions      map[string]string // hash of the token -> person
}

func (k *kept) Trusts(context.Context) ([]trust.Trust, error) {
	return []trust.Trust{{ID: sample.TrustID, Name: sample.TrustName, Demonstration: k.demonstration}}, nil
}

func (k *kept) Members(context.Context, string) ([]trust.Membership, error) {
	var all []trust.Membership
	for _, p := range sample.People {
		m := p.Membership(sample.TrustID)
		m.PersonID = p.Email
		all = append(all, m)
	}
	return all, nil
}

func (k *kept) Rounds(context.Context, string) ([]audit.Round, error) { return k.rounds, nil }

func (k *kept) Progress(context.Context, string, string) ([]audit.Progress, error) {
	var all []audit.Progress
	for id, s := range k.sittings {
		p := audit.Progress{Respondent: audit.Respondent{PersonID: id, Name: s.Person.Name}, Stage: audit.NotStarted}
		switch {
		case s.Submitted:
			p.Stage = audit.Submitted
		case s.Started():
			p.Stage = audit.InProgress
		}
		all = append(all, p)
	}
	return all, nil
}

func (k *kept) Response(_ context.Context, _, _, person string) (audit.Round, audit.Response, error) {
	return k.rounds[0], k.responses[person], nil
}

func (k *kept) Questionnaire(_ context.Context, round audit.Round) (audit.Questionnaire, error) {
	return audit.NewQuestionnaire(k.framework, round.Instrument)
}

func (k *kept) AddSession(_ context.Context, s identity.Session) error {
	k.sessions[string(s.TokenHash)] = s.PersonID
	return nil
}

func (k *kept) MayStayLong(context.Context, string) (bool, error) { return false, nil }

func (k *kept) EndSession(_ context.Context, hash []byte) error {
	delete(k.sessions, string(hash))
	return nil
}

func (k *kept) Viewer(_ context.Context, hash []byte, _ string, _ time.Time) (identity.Viewer, error) {
	return identity.Viewer{PersonID: k.sessions[string(hash)]}, nil
}

func (k *kept) SharesReport(context.Context, string, string) (bool, error) { return false, nil }

func (k *kept) Refused(context.Context, identity.Viewer, identity.Permission, time.Time) {}

// filled is the store as the demonstration stands on sample.Today.
func filled(t *testing.T) *kept {
	t.Helper()
	text, err := os.ReadFile("../../domains.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := framework.Load("domains.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	q, err := audit.NewQuestionnaire(f, sample.MainInstrument)
	if err != nil {
		t.Fatal(err)
	}
	k := &kept{
		demonstration: true, framework: f, rounds: []audit.Round{sample.Round(), sample.Round(sample.Closed)},
		sittings: map[string]sample.Sitting{}, responses: map[string]audit.Response{}, sessions: map[string]string{},
	}
	plan := sample.Plans(sample.Today)[2]
	for i, r := range plan.Responses(q) {
		id := plan.Sittings[i].Person.Email
		k.sittings[id] = plan.Sittings[i]
		k.responses[id] = audit.Response{Answers: map[string]audit.Answer{}}
		for _, a := range r.Answers {
			k.responses[id].Answers[a.Statement] = a
		}
	}
	return k
}

// site is the demonstration's pages behind a router.
func site(k *kept, outbox *mail.Outbox) http.Handler {
	now := func() time.Time { return sample.Today }
	gate := page.Gate{Sessions: k, Now: now, Demonstration: true}
	pages := demonstration.Pages{Store: k, Outbox: outbox, Gate: gate, Now: now, About: sample.About}
	r := chi.NewRouter()
	r.Get("/demonstration", gate.Open(pages.ShowPeople))
	r.Post("/demonstration/step-into", gate.Open(pages.StepInto))
	r.Get("/demonstration/messages", gate.Open(pages.ShowMessages))
	return r
}

func get(t *testing.T, h http.Handler, path string) *goquery.Document {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%s: got status %d, want %d", path, w.Code, http.StatusOK)
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func words(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

func stepInto(h http.Handler, person string, cookies ...*http.Cookie) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/demonstration/step-into", strings.NewReader(url.Values{"person": {person}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, c := range cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestEverybodyCanBeSteppedInto(t *testing.T) {
	doc := get(t, site(filled(t), &mail.Outbox{}), "/demonstration")
	if got, want := words(doc.Find("h1")), "Step into a person"; got != want {
		t.Errorf("heading: got %q, want %q", got, want)
	}
	if got, want := words(doc.Find(".sf-lead")), "This page exists only in the demonstration."; !strings.HasPrefix(got, want) {
		t.Errorf("lead: got %q, want it to begin %q", got, want)
	}
	forms := doc.Find(`form[method=post][action="/demonstration/step-into"]`)
	if got, want := forms.Length(), len(sample.People); got != want {
		t.Errorf("people to step into: got %d, want %d", got, want)
	}
	if got, want := words(doc.Find("h2").First()), "Chair"; got != want {
		t.Errorf("first group: got %q, want %q", got, want)
	}
	stages := map[string]string{}
	doc.Find("dl > div").Each(func(_ int, row *goquery.Selection) {
		stages[words(row.Find("button"))] = words(row.Find("dd"))
	})
	for name, want := range map[string]string{
		"Margaret Osei":  "Has answered three of seven domains of the Autumn 2026 audit.",
		"David Whitlock": "Has submitted the Autumn 2026 audit.",
		"Olu Adebayo":    "Has not started the Autumn 2026 audit.",
		"Ruth Mallory":   "Is not invited to the Autumn 2026 audit.",
	} {
		if got := stages[name]; got != want {
			t.Errorf("how far %s has come: got %q, want %q", name, got, want)
		}
	}
}

func TestPeopleAreThereWithNoRoundOpen(t *testing.T) {
	k := filled(t)
	k.rounds = nil
	doc := get(t, site(k, &mail.Outbox{}), "/demonstration")
	if got, want := doc.Find("dl > div").Length(), len(sample.People); got != want {
		t.Errorf("people: got %d, want %d", got, want)
	}
}

func TestOnePressSignsInAsThatPerson(t *testing.T) {
	k := filled(t)
	h := site(k, &mail.Outbox{})
	first := stepInto(h, sample.People[1].Email)
	if got, want := first.Code, http.StatusSeeOther; got != want {
		t.Fatalf("status: got %d, want %d", got, want)
	}
	if got, want := first.Header().Get("Location"), "/t/"+sample.TrustID; got != want {
		t.Errorf("leads to: got %q, want %q", got, want)
	}
	cookie := first.Result().Cookies()[0]
	if got, want := k.sessions[string(identity.Hash(cookie.Value))], sample.People[1].Email; got != want {
		t.Errorf("signed in: got %q, want %q", got, want)
	}
	second := stepInto(h, sample.People[2].Email, cookie)
	if got, want := second.Code, http.StatusSeeOther; got != want {
		t.Fatalf("status of the second: got %d, want %d", got, want)
	}
	if got := len(k.sessions); got != 1 {
		t.Errorf("sessions after stepping into another: got %d, want 1", got)
	}
}

func TestNobodyElseIsSteppedInto(t *testing.T) {
	for name, test := range map[string]struct {
		person        string
		demonstration bool
	}{
		"somebody of no trust":                 {"somebody@elsewhere.example", true},
		"nobody":                               {"", true},
		"somebody of a trust that is for real": {sample.People[1].Email, false},
	} {
		t.Run(name, func(t *testing.T) {
			k := filled(t)
			k.demonstration = test.demonstration
			w := stepInto(site(k, &mail.Outbox{}), test.person)
			if got, want := w.Code, http.StatusNotFound; got != want {
				t.Errorf("status: got %d, want %d", got, want)
			}
			if len(k.sessions) > 0 || len(w.Result().Cookies()) > 0 {
				t.Errorf("sessions: got %d, want none", len(k.sessions))
			}
		})
	}
}

func TestTheMessagesStandTheNewestFirst(t *testing.T) {
	outbox := &mail.Outbox{}
	h := site(filled(t), outbox)
	if got := get(t, h, "/demonstration/messages").Find(".sf-empty").Length(); got != 1 {
		t.Errorf("words for an empty page: got %d, want 1", got)
	}
	chair := sample.With(trust.Chair)[0]
	for i, code := range []string{"111111", "222222"} {
		m, err := mail.SignIn{
			To: chair.Email, Link: "http://127.0.0.1:8080/sign-in/link/" + code + "ABC", Code: code,
			At: sample.Today.Add(time.Duration(i) * time.Minute),
		}.Message()
		if err != nil {
			t.Fatal(err)
		}
		send(t, outbox, m)
	}
	doc := get(t, h, "/demonstration/messages")
	if got, want := words(doc.Find("#count")), "There are two messages. Press one to read it."; got != want {
		t.Errorf("how many there are: got %q, want %q", got, want)
	}
	messages := doc.Find("#messages details")
	if got, want := messages.Length(), 2; got != want {
		t.Fatalf("messages: got %d, want %d", got, want)
	}
	newest := messages.First()
	if got, want := words(newest.Find("strong")), "222222"; got != want {
		t.Errorf("code of the newest: got %q, want %q", got, want)
	}
	if got, _ := newest.Find("a").Attr("href"); got != "http://127.0.0.1:8080/sign-in/link/222222ABC" {
		t.Errorf("link of the newest: got %q", got)
	}
	want := "To " + chair.Name + ", " + chair.Email + ", 10:01 on Tuesday 24 November 2026"
	if got := words(newest.Find("summary .sf-small")); got != want {
		t.Errorf("line under the subject: got %q, want %q", got, want)
	}
	if got := messages.Filter("[open]"); got.Length() != 1 || got.Get(0) != newest.Get(0) {
		t.Errorf("messages that are open: got %d, want the newest alone", got.Length())
	}
}

func TestAMessageIsTextAndKeepsItsLines(t *testing.T) {
	outbox := &mail.Outbox{}
	text := "Your governance professional writes:\n\n> First line\n>\n> <b>second</b> javascript:alert(1)\n\nGood bye"
	send(t, outbox, mail.Message{To: "x@y.example", Subject: "<script>1</script>", Text: text, At: sample.Today})
	doc := get(t, site(filled(t), outbox), "/demonstration/messages")
	if got, want := words(doc.Find("#count")), "There is one message."; got != want {
		t.Errorf("how many there are: got %q, want %q", got, want)
	}
	message := doc.Find("#messages details")
	if got, want := strings.TrimSpace(message.Find(".sf-letter__text").Text()), text; got != want {
		t.Errorf("text: got %q, want %q", got, want)
	}
	if got, want := words(message.Find(".govuk-details__summary-text")), "<script>1</script>"; got != want {
		t.Errorf("subject: got %q, want %q", got, want)
	}
	if got := message.Find("a, b, script").Length(); got != 0 {
		t.Errorf("markup of a message shown as markup: got %d, want 0", got)
	}
}

func send(t *testing.T, outbox *mail.Outbox, m mail.Message) {
	t.Helper()
	if err := outbox.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
}

func TestWithoutADemonstrationThereIsNothing(t *testing.T) {
	k := filled(t)
	k.demonstration = false
	for _, path := range []string{"/demonstration", "/demonstration/messages"} {
		w := httptest.NewRecorder()
		site(k, &mail.Outbox{}).ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if got, want := w.Code, http.StatusNotFound; got != want {
			t.Errorf("%s: got status %d, want %d", path, got, want)
		}
	}
}

func TestTheDatabaseAwayIsSaid(t *testing.T) {
	k := filled(t)
	broken := awayStore{k}
	now := func() time.Time { return sample.Today }
	gate := page.Gate{Sessions: k, Now: now, Demonstration: true}
	r := chi.NewRouter()
	r.Get("/demonstration", gate.Open(demonstration.Pages{Store: broken, Gate: gate, Now: now}.ShowPeople))
	w := httptest.NewRecorder()
	r.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/demonstration", nil))
	if got, want := w.Code, http.StatusServiceUnavailable; got != want {
		t.Errorf("status: got %d, want %d", got, want)
	}
}

type awayStore struct{ *kept }

func (awayStore) Trusts(context.Context) ([]trust.Trust, error) { return nil, fault.Away }
