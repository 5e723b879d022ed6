package conversation_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"sevenfold"
	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	talk "sevenfold/internal/conversation"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
	"sevenfold/web/conversation"
	"sevenfold/web/page"
)

const (
	round  = "/t/" + sample.TrustID + "/rounds/" + sample.RoundID
	base   = round + "/conversation"
	wages  = "wr-workload" // a challenge of the sample
	differ = "wr-wellbeing"
)

// table is a store of one report, and of what a board does with it.
type table struct {
	actions    []action.Action
	report     report.Report
	framework  *framework.Framework
	agenda     *talk.Agenda
	views      map[string][]talk.View // the newest first
	paragraphs []talk.Paragraph
	now        time.Time
	viewer     identity.Viewer
}

// newTable is the sample's whole report, before the board has met; the chair looks at it.
func newTable(t *testing.T) *table {
	t.Helper()
	f, err := framework.Load("domains.yaml", sevenfold.Domains)
	must(t, err)
	r, err := sample.AuditReport(f)
	must(t, err)
	b := &table{report: r, framework: f, views: map[string][]talk.View{}, now: sample.Today}
	b.as(trust.Chair)
	return b
}

// met is a table with an agenda of an hour.
func met(t *testing.T) *table {
	t.Helper()
	b := newTable(t)
	got := b.post(base, url.Values{"length": {"60"}, "read": {"0"}})
	if got.Code != http.StatusSeeOther {
		t.Fatalf("make an agenda: got %d, want it made", got.Code)
	}
	return b
}

func (b *table) as(role trust.Role) {
	b.viewer = identity.Viewer{
		PersonID: sample.PersonID, TrustID: sample.TrustID, TrustName: sample.TrustName, Name: "Margaret Osei", Roles: []trust.Role{role},
	}
}

func (b *table) Report(_ context.Context, trustID, roundID string) (audit.Round, report.Report, error) {
	if trustID != sample.TrustID || roundID != sample.RoundID {
		return audit.Round{}, report.Report{}, fmt.Errorf("find a report: %w", fault.NotFound)
	}
	return sample.Round(sample.Closed), b.report, nil
}

func (b *table) WordsOf(context.Context, audit.Round) (*framework.Framework, error) {
	if b.framework == nil {
		return nil, fault.NotFound
	}
	return b.framework, nil
}

func (b *table) Agenda(context.Context, string, string) (talk.Agenda, error) {
	if b.agenda == nil {
		return talk.Agenda{}, fault.NotFound
	}
	return *b.agenda, nil
}

func (b *table) SaveAgenda(_ context.Context, _, _, _ string, a talk.Agenda, now time.Time) error {
	stored := talk.Agenda{}
	if b.agenda != nil {
		stored = *b.agenda
	}
	switch {
	case a.Revision != stored.Revision && a.Change == stored.Change:
		return nil
	case a.Revision != stored.Revision:
		return talk.ErrAgendaChanged
	}
	a.Revision++
	a.ChangedBy, a.ChangedAt = "Ruth Mallory", now
	b.agenda = &a
	return nil
}

func (b *table) ActionsFor(context.Context, string) (map[string][]action.Action, error) {
	return action.ByStatement(b.actions), nil
}

func (b *table) AgreedViews(context.Context, string, string) ([]talk.View, error) {
	var all []talk.View
	for _, versions := range b.views {
		all = append(all, versions[0])
	}
	return all, nil
}

func (b *table) AgreedViewVersions(_ context.Context, _, _, statement string) ([]talk.View, error) {
	return b.views[statement], nil
}

func (b *table) RecordAgreedView(_ context.Context, _, _, _ string, given talk.View, now time.Time) (talk.View, error) {
	last := talk.View{Statement: given.Statement}
	if versions := b.views[given.Statement]; len(versions) > 0 {
		last = versions[0]
	}
	switch {
	case last.Same(given):
		return last, nil
	case last.Revision != given.Revision:
		return talk.View{}, &talk.OvertakenError{Given: given, Stored: last}
	}
	given.Revision, given.By, given.ByID, given.At = last.Revision+1, "Ruth Mallory", sample.PersonID, now
	b.views[given.Statement] = append([]talk.View{given}, b.views[given.Statement]...)
	return given, nil
}

func (b *table) BenefitParagraphs(context.Context, string, string) ([]talk.Paragraph, error) {
	return b.paragraphs, nil
}

func (b *table) SaveBenefitParagraph(_ context.Context, _, _, _ string, given talk.Paragraph, now time.Time) error {
	last := talk.Paragraph{}
	if len(b.paragraphs) > 0 {
		last = b.paragraphs[0]
	}
	if last.Revision != given.Revision {
		return &talk.ParagraphOvertakenError{Given: given, Stored: last}
	}
	given.Revision++
	given.By, given.At = "Ruth Mallory", now
	b.paragraphs = append([]talk.Paragraph{given}, b.paragraphs...)
	return nil
}

// send asks for a page, or sends a form to it.
func (b *table) send(method, path string, values url.Values) *httptest.ResponseRecorder {
	pages := conversation.Pages{Store: b, Now: func() time.Time { return b.now }}
	router := chi.NewRouter()
	for _, row := range []struct {
		method, pattern string
		handler         page.Handler
	}{
		{"GET", "", pages.ShowAgenda},
		{"POST", "", pages.MakeAgenda},
		{"POST", "/agenda", pages.ChangeAgenda},
		{"POST", "/notes", pages.ChooseNotes},
		{"GET", "/statements/{statement}", pages.ShowStatement},
		{"POST", "/statements/{statement}", pages.RecordView},
		{"PUT", "/statements/{statement}", pages.SaveView},
		{"GET", "/present/{slide}", pages.ShowSlide},
	} {
		router.Method(row.method, "/t/{trust}/rounds/{round}/conversation"+row.pattern, b.gate(row.handler))
	}
	router.Get("/t/{trust}/rounds/{round}/public-benefit", b.gate(pages.ShowBenefit))
	router.Post("/t/{trust}/rounds/{round}/public-benefit", b.gate(pages.SaveBenefit))
	router.Get("/t/{trust}/rounds/{round}/public-benefit/text", b.gate(pages.ShowBenefitText))
	w := httptest.NewRecorder()
	r := httptest.NewRequest(method, path, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	router.ServeHTTP(w, r)
	return w
}

func (b *table) gate(h page.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r, b.viewer); err != nil {
			page.ShowError(w, r, b.viewer, err)
		}
	}
}

func (b *table) post(path string, values url.Values) *httptest.ResponseRecorder {
	return b.send(http.MethodPost, path, values)
}

// read is a page that has to be there.
func (b *table) read(t *testing.T, path string) *goquery.Document {
	t.Helper()
	w := b.send(http.MethodGet, path, nil)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: got status %d, want 200", path, w.Code)
	}
	return document(t, w)
}

func document(t *testing.T, w *httptest.ResponseRecorder) *goquery.Document {
	t.Helper()
	d, err := goquery.NewDocumentFromReader(w.Body)
	must(t, err)
	return d
}

// form is what a browser would send of a form, pressed at a button.
func form(d *goquery.Document, selector, button string) url.Values {
	values := url.Values{}
	f := d.Find(selector)
	f.Find("input").Each(func(_ int, in *goquery.Selection) {
		_, checked := in.Attr("checked")
		if kind := in.AttrOr("type", "text"); kind == "radio" && !checked {
			return
		}
		values.Add(in.AttrOr("name", ""), in.AttrOr("value", ""))
	})
	f.Find("textarea").Each(func(_ int, in *goquery.Selection) { values.Add(in.AttrOr("name", ""), in.Text()) })
	if button != "" {
		values.Set("do", button)
	}
	return values
}

// text is what a selection says, a space between its pieces.
func text(s *goquery.Selection) string { return strings.Join(pieces(s), " ") }

func pieces(s *goquery.Selection) []string {
	var all []string
	s.Contents().Each(func(_ int, piece *goquery.Selection) {
		if goquery.NodeName(piece) != "#text" {
			all = append(all, pieces(piece)...)
		} else if words := strings.Fields(piece.Text()); len(words) > 0 {
			all = append(all, strings.Join(words, " "))
		}
	})
	return all
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
