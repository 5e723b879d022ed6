package respond_test

import (
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

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/trust"
	"sevenfold/web/page"
	"sevenfold/web/respond"
)

// ownInstruments is a framework whose instruments have domains and scales of
// their own: of five points with names for what is found, and of three.
func ownInstruments(t *testing.T) *framework.Framework {
	t.Helper()
	text, err := os.ReadFile("../../internal/framework/testdata/own.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := framework.Load("own.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func shelfOf(t *testing.T, instrument string) *shelf {
	t.Helper()
	s := newShelf()
	s.framework, s.round.Instrument = ownInstruments(t), instrument
	return s
}

func TestAnInstrumentOfItsOwnIsAnswered(t *testing.T) {
	s := shelfOf(t, "what-i-know")
	tasks := s.ask(t, "GET", "/questionnaire", nil)
	tasks.wantText(t, "h1", "All one domain")
	if got := tasks.Find(".govuk-task-list__link").AttrOr("href", ""); got != base+"/answers/wk-duties" {
		t.Errorf("got the task at %s, want it at the first element", got)
	}
	element := s.ask(t, "GET", "/answers/wk-duties", nil)
	element.wantText(t, ".sf-lead", "How well do I understand this? There are no right answers.")
	if got := element.Find("#wk-objects input[type=radio]").Length(); got != 5 {
		t.Errorf("got %d choices, want the five points and nothing apart", got)
	}
	if got := element.Find("#wk-objects select").Length(); got != 0 {
		t.Errorf("got %d selects, want nobody asked how they know", got)
	}
	element.wantText(t, "#wk-objects .sf-ends", "At “new to me”", "When it is well understood")
	if got := element.Find("#wk-objects .sf-choice--between").Length(); got != 1 {
		t.Errorf("got %d middle points, want one, on neither side", got)
	}
	fields := s.open(t, "/answers/wk-duties")
	fields.Set("wk-objects.choice", "5")
	fields.Set("wk-scheme.choice", string(audit.Unknown))
	s.ask(t, "POST", "/answers/wk-duties", fields).wantStatus(t, http.StatusUnprocessableEntity)
	fields.Set("wk-scheme.choice", "3")
	s.ask(t, "POST", "/answers/wk-duties", fields).wantStatus(t, http.StatusSeeOther)
	if got := s.has("wk-objects").Position; got != 5 {
		t.Errorf("got position %d, want 5", got)
	}
	for _, path := range []string{"/start", "/questionnaire", "/answers/wk-duties", "/check-answers", "/how-it-will-appear", "/submit", "/my-answers"} {
		words := strings.ToLower(s.ask(t, "GET", path, nil).Find("main").Text())
		for _, never := range []string{"strength", "challenge", "i do not know", "does not apply", "how do you know"} {
			if strings.Contains(words, never) {
				t.Errorf("%s says %q, want it never said on this scale", path, never)
			}
		}
	}
}

func TestAReflectionIsGivenBack(t *testing.T) {
	s := shelfOf(t, "looking-back")
	for _, path := range []string{"/start", "/submit"} {
		if got := s.ask(t, "GET", path, nil).Find("main").Text(); !strings.Contains(got, "It feeds nobody’s appraisal.") {
			t.Errorf("%s: got nothing of appraisal, want it said that it feeds nobody’s", path)
		}
	}
	s.put(audit.Answer{Statement: "lb-says-why", Position: 3, Note: "Since the spring."}, now)
	s.response.SubmittedAt = &now
	s.round.State = audit.Closed
	a := s.ask(t, "GET", "/my-answers", nil)
	a.wantStatus(t, http.StatusOK)
	a.wantText(t, "h1", "My reflection")
	for _, want := range []string{
		"It feeds nobody’s appraisal", "It is a habit", "Since the spring.", "As a challenge: Decisions arrive without a reason.",
		"As a strength: The reason stands beside each decision.",
	} {
		if got := strings.Join(strings.Fields(a.Find("main").Text()), " "); !strings.Contains(got, want) {
			t.Errorf("got %s\nwant it to say %q", got, want)
		}
	}
}

// library is what previews are made from.
type library struct {
	round    audit.Round
	kept     *framework.Framework
	settings trust.Settings
	own      []audit.OwnStatement
}

func (l library) Round(_ context.Context, id, round string) (audit.Round, error) {
	if id != trustID || round != l.round.ID {
		return audit.Round{}, fault.NotFound
	}
	return l.round, nil
}

func (l library) OwnStatements(context.Context, string, string) ([]audit.OwnStatement, error) {
	return l.own, nil
}

func (l library) Questionnaire(_ context.Context, round audit.Round) (audit.Questionnaire, error) {
	return audit.NewQuestionnaire(l.kept, round.Instrument)
}

func (l library) TrustSettings(context.Context, string) (trust.Settings, error) {
	return l.settings, nil
}

func previews(l library, current *framework.Framework) http.Handler {
	p := respond.Previews{Store: l, Now: func() time.Time { return now }, Current: current}
	r := chi.NewRouter()
	for _, of := range []string{"/t/{trust}/questionnaires/{instrument}", "/t/{trust}/rounds/{round}/preview"} {
		for path, h := range map[string]page.Handler{
			"": p.ShowStart, "/questionnaire": p.ShowTasks, "/answers/{element}": p.ShowElement, "/check-answers": p.ShowCheckAnswers,
			"/how-it-will-appear": p.ShowAppearance, "/submit": p.ShowSubmit,
		} {
			r.Get(of+path, func(w http.ResponseWriter, r *http.Request) {
				if err := h(w, r, ada()); err != nil {
					page.ShowError(w, r, ada(), err)
				}
			})
		}
	}
	return r
}

// TestAPreviewIsWalkedAsARespondentWalks goes from the first page of each
// preview to the last, and follows every link on the way.
func TestAPreviewIsWalkedAsARespondentWalks(t *testing.T) {
	f := ownInstruments(t)
	l := library{round: audit.Round{ID: roundID, TrustID: trustID, Title: "A draft", Instrument: "looking-back", State: audit.Draft, Minimum: 5, ClosesAt: audit.EndOfDay(2026, 12, 11)}, kept: f}
	router := previews(l, f)
	get := func(path string) answered {
		w := httptest.NewRecorder()
		router.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return read(t, w)
	}
	starts := map[string]int{base + "/preview": 2}
	for _, in := range f.Instruments {
		elements := 0
		for _, d := range f.DomainsOf(in) {
			elements += len(d.Elements)
		}
		starts["/t/"+trustID+"/questionnaires/"+in.ID] = elements
	}
	for start, elements := range starts {
		t.Run(start, func(t *testing.T) {
			first := get(start)
			first.wantStatus(t, http.StatusOK)
			tasks := get(first.Find("main a.govuk-button").AttrOr("href", ""))
			at := tasks.Find(".govuk-task-list__link").First().AttrOr("href", "")
			seen, pages := map[string]bool{}, 0
			for steps := 0; steps < 20 && at != ""; steps++ {
				a := get(at)
				a.wantStatus(t, http.StatusOK)
				if !strings.Contains(a.Find("#preview").Text(), "This is a preview") {
					t.Errorf("%s does not say that it is a preview", at)
				}
				if got := a.Find("main form, main [data-url], main [name$='.read']").Length(); got != 0 {
					t.Errorf("%s: got %d parts that lead to a save, want none", at, got)
				}
				if strings.Contains(at, "/answers/") && !seen[at] {
					pages++
				}
				seen[at] = true
				at = a.Find("main a.govuk-button").AttrOr("href", "")
			}
			if pages != elements || !seen[start+"/submit"] {
				t.Errorf("got %d pages of statements and %v, want %d and the last page", pages, seen, elements)
			}
			for page := range seen {
				get(page).Find("main a").Each(func(_ int, link *goquery.Selection) {
					href, _, _ := strings.Cut(link.AttrOr("href", ""), "#")
					if strings.HasPrefix(href, start) {
						get(href).wantStatus(t, http.StatusOK)
					}
				})
			}
		})
	}
	get("/t/"+trustID+"/questionnaires/none").wantStatus(t, http.StatusNotFound)
	get("/t/"+trustID+"/questionnaires/what-i-know/answers/money").wantStatus(t, http.StatusNotFound)
	get("/t/"+trustID+"/rounds/"+strings.Repeat("3", 36)+"/preview").wantStatus(t, http.StatusNotFound)
}

func TestADraftIsPreviewedWithStatementsOfTheTrustsOwn(t *testing.T) {
	f := ownInstruments(t)
	in, _ := f.Instrument("looking-back")
	domain := f.DomainsOf(in)[0].ID
	l := library{
		round: audit.Round{ID: roundID, TrustID: trustID, Title: "A draft", Instrument: in.ID, State: audit.Draft, Minimum: 5, ClosesAt: audit.EndOfDay(2026, 12, 11)},
		own:   []audit.OwnStatement{{ID: "own-one", Domain: domain, Text: "Our trust knows its own.", Ask: "Who has asked?", Challenge: "Nobody has.", Strength: "All have."}},
	}
	get := func(path string) answered {
		w := httptest.NewRecorder()
		previews(l, f).ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		return read(t, w)
	}
	get(base+"/preview/questionnaire").wantText(t, "main .govuk-task-list", "Operations0 of 2 answered")
	got := get(base + "/preview/answers/own-" + domain)
	got.wantText(t, "#own-one h2", "Our trust knows its own.")
	got.wantText(t, "#own-one-own", "Added by our trust")
	if by := got.Find("#own-one").AttrOr("aria-describedby", ""); by != "own-one-own own-one-ask" {
		t.Errorf("got it described by %q, want whose it is and what to ask", by)
	}
	if got := get("/t/" + trustID + "/questionnaires/" + in.ID + "/questionnaire"); !strings.Contains(got.Find("main .govuk-task-list").Text(), "Operations0 of 1 answered") {
		t.Error("got what one trust added to a round in the questionnaire by itself, want it there nowhere")
	}
}

func TestAnOpenRoundIsPreviewedInTheWordsThatItWasOpenedWith(t *testing.T) {
	kept := questions()
	l := library{round: audit.Round{ID: roundID, Title: "Autumn", Instrument: "all", State: audit.Open, Minimum: 5, ClosesAt: audit.EndOfDay(2026, 12, 11), FrameworkHash: "h"}, kept: kept}
	w := httptest.NewRecorder()
	previews(l, ownInstruments(t)).ServeHTTP(w, httptest.NewRequest("GET", base+"/preview/answers/need?"+url.Values{"from": {"check-answers"}}.Encode(), nil))
	read(t, w).wantText(t, "h1", "Strategy that starts from need")
}

func TestAPreviewAsksWhatFitsTheTrustsLocalTier(t *testing.T) {
	f, err := framework.Load("domains.yaml", sevenfold.Domains)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		tier   trust.LocalTier
		answer string // how much the task list says there is to answer
	}{
		{trust.AdvisoryBody, "13"},
		{trust.GoverningBoard, "14"},
	} {
		t.Run(string(tt.tier), func(t *testing.T) {
			w := httptest.NewRecorder()
			path := "/t/" + trustID + "/questionnaires/local-anchor"
			previews(library{settings: trust.Settings{LocalTier: tt.tier}}, f).ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
			if got := w.Body.String(); !strings.Contains(got, tt.answer+" statements") {
				t.Errorf("the first page does not speak of %s statements", tt.answer)
			}
		})
	}
}
