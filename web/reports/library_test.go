package reports_test

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

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
	"sevenfold/web/page"
	"sevenfold/web/reports"
)

// library is a store of the reports of several rounds.
type library struct {
	reports.Store // what no test of these pages asks for

	rounds     []audit.Round
	reports    map[string]report.Report        // by round
	frameworks map[string]*framework.Framework // by hash
	taken      []audit.NoteTakenOut
	as         trust.Role // who reads; a governance professional where a test does not say
}

func (l *library) ReportRead(context.Context, string, string, string, time.Time) error { return nil }

func (l *library) Rounds(_ context.Context, trustID string) ([]audit.Round, error) {
	if trustID != sample.TrustID {
		return nil, nil
	}
	return l.rounds, nil
}

func (l *library) Report(_ context.Context, _, roundID string) (audit.Round, report.Report, error) {
	for _, round := range l.rounds {
		if r, ok := l.reports[round.ID]; ok && round.ID == roundID {
			return round, r, nil
		}
	}
	return audit.Round{}, report.Report{}, fmt.Errorf("find a report: %w", fault.NotFound)
}

func (l *library) WordsOf(_ context.Context, round audit.Round) (*framework.Framework, error) {
	if f, ok := l.frameworks[round.FrameworkHash]; ok {
		return f, nil
	}
	return nil, errUnreadable
}

func (l *library) TakeOutNote(_ context.Context, _, roundID, note string, out audit.NoteTakenOut) error {
	without, taken := l.reports[roundID].WithoutNote(out.Statement, note)
	if taken == 0 {
		return audit.ErrNoSuchNote
	}
	l.reports[roundID], out.Notes, out.Name = without, taken, "Ruth Mallory"
	l.taken = append(l.taken, out)
	return nil
}

func (l *library) NotesTakenOut(context.Context, string, string) ([]audit.NoteTakenOut, error) {
	return l.taken, nil
}

// add puts a closed round on the shelves; the number makes its id and its day.
func (l *library) add(title string, number int, r report.Report, f *framework.Framework) string {
	round := sample.Round(sample.Closed)
	round.ID, round.Title = fmt.Sprintf("%08d-2222-4222-8222-222222222222", number), title
	round.ClosesAt = round.ClosesAt.AddDate(number, 0, 0)
	closed := round.ClosesAt
	round.ClosedAt, round.Instrument, round.FrameworkHash = &closed, r.Instrument, fmt.Sprint("text ", number)
	r.ClosedAt = closed
	if l.reports == nil {
		l.reports, l.frameworks = map[string]report.Report{}, map[string]*framework.Framework{}
	}
	l.rounds = append([]audit.Round{round}, l.rounds...)
	l.reports[round.ID] = r
	if f != nil {
		l.frameworks[round.FrameworkHash] = f
	}
	return round.ID
}

// send asks for a page.
func (l *library) send(method, path string, fields url.Values) *httptest.ResponseRecorder {
	pages := reports.Pages{Store: l, Now: func() time.Time { return sample.Today }}
	router := chi.NewRouter()
	const at = "/t/{trust}/rounds/{round}/report"
	for _, row := range []struct {
		method, path string
		handler      page.Handler
	}{
		{"GET", "/t/{trust}/over-time", pages.ShowOverTime},
		{"GET", "/t/{trust}/over-time/picture.png", pages.ShowOverTimePicture},
		{"GET", at, pages.ShowGlance},
		{"GET", at + "/lenses", pages.ShowLenses},
		{"GET", at + "/lenses/{lens}", pages.ShowLens},
		{"GET", at + "/pictures/{figure}.png", pages.ShowPicture},
		{"GET", at + "/method", pages.ShowMethod},
		{"GET", at + "/notes", pages.ShowNotes},
		{"GET", at + "/notes/{note}", pages.ShowTakeOutNote},
		{"POST", at + "/notes/{note}", pages.TakeOutNote},
	} {
		router.MethodFunc(row.method, row.path, func(w http.ResponseWriter, r *http.Request) {
			viewer := identity.Viewer{
				PersonID: sample.PersonID, TrustID: chi.URLParam(r, "trust"), TrustName: sample.TrustName,
				Name: "Ruth Mallory", Roles: []trust.Role{trust.GovernanceProfessional},
			}
			if l.as != "" {
				viewer.Roles = []trust.Role{l.as}
			}
			if err := row.handler(w, r, viewer); err != nil {
				page.ShowError(w, r, viewer, err)
			}
		})
	}
	request := httptest.NewRequest(method, path, strings.NewReader(fields.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	router.ServeHTTP(w, request)
	return w
}

// open is a page that has to be there.
func (l *library) open(t *testing.T, path string) *goquery.Document {
	t.Helper()
	w := l.send("GET", path, nil)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: got status %d, want 200", path, w.Code)
	}
	return document(t, w)
}

func document(t *testing.T, w *httptest.ResponseRecorder) *goquery.Document {
	t.Helper()
	d, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if n := d.Find("h1").Length(); n != 1 {
		t.Errorf("got %d headings of the first rank, want one", n)
	}
	return d
}

// shelve is a library of the sample's audit alone, and where its report is.
func shelve(t *testing.T) (*library, string) {
	t.Helper()
	s := whole(t)
	l := &library{}
	return l, "/t/" + sample.TrustID + "/rounds/" + l.add("Spring 2026 audit", 1, s.report, s.framework) + "/report"
}

func wantIn(t *testing.T, what, got string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("%s: got %q, want %q in it", what, got, w)
		}
	}
}

func sevenDomainsLens(t *testing.T, id string) framework.Lens {
	t.Helper()
	lens, ok := sevenDomains(t).Lens(id)
	if !ok {
		t.Fatalf("no lens %s", id)
	}
	return lens
}

type gq = goquery.Selection

func (s shelf) textOf(id string) string {
	words, _ := s.framework.Statement(id)
	return words.Text
}
