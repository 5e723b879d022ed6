package reports_test

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
	"sevenfold/internal/conversation"
	"sevenfold/internal/evidence"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
	"sevenfold/web/page"
	"sevenfold/web/reports"
)

const base = "/t/" + sample.TrustID + "/rounds/" + sample.RoundID + "/report"

// shelf is a store of one report and the words that it is of.
type shelf struct {
	reports.Store // what no test of this page asks for

	agreed    []conversation.View
	evidence  []evidence.Evidence
	actions   []action.Action
	report    report.Report
	framework *framework.Framework
	wordless  error     // why the words can't be read; nil where they can
	reads     *[]string // the people who opened it, where a test asks
	readErr   error
}

func (s shelf) ReportRead(_ context.Context, trustID, roundID, personID string, now time.Time) error {
	if s.reads != nil && trustID == sample.TrustID && roundID == sample.RoundID && now.Equal(sample.Today) {
		*s.reads = append(*s.reads, personID)
	}
	return s.readErr
}

func (s shelf) Report(_ context.Context, trustID, roundID string) (audit.Round, report.Report, error) {
	if trustID != sample.TrustID || roundID != sample.RoundID {
		return audit.Round{}, report.Report{}, fmt.Errorf("find a report: %w", fault.NotFound)
	}
	return sample.Round(sample.Closed), s.report, nil
}

func (s shelf) AgreedViews(context.Context, string, string) ([]conversation.View, error) {
	return s.agreed, nil
}

func (s shelf) EvidenceFor(context.Context, string) (map[string][]evidence.Evidence, error) {
	return evidence.ByStatement(s.evidence), nil
}

func (s shelf) ActionsFor(context.Context, string) (map[string][]action.Action, error) {
	return action.ByStatement(s.actions), nil
}

func (s shelf) WordsOf(context.Context, audit.Round) (*framework.Framework, error) {
	return s.framework, s.wordless
}

// sevenDomains is the framework that the program brings with it.
func sevenDomains(t testing.TB) *framework.Framework {
	t.Helper()
	f, err := framework.Load("domains.yaml", sevenfold.Domains)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// whole is the report of the sample's audit: every finding is in it.
func whole(t *testing.T) shelf {
	t.Helper()
	f := sevenDomains(t)
	r, err := sample.AuditReport(f)
	if err != nil {
		t.Fatal(err)
	}
	return shelf{report: r, framework: f}
}

// answered is the report of a round in which every statement was answered alike.
func answered(t *testing.T, counts insight.Counts, change func(*report.Input)) shelf {
	t.Helper()
	f := sevenDomains(t)
	instrument, _ := f.Instrument(sample.MainInstrument)
	in := report.Input{
		Framework: f, FrameworkHash: "sample", Instrument: instrument, Minimum: audit.MinimumResponses,
		Groups:    []report.Group{{ID: string(trust.Trustees), Invited: counts.Submitted() + 1, Submitted: counts.Submitted()}},
		Responses: make([]report.Response, counts.Submitted()), ClosedAt: sample.Round(sample.Closed).ClosesAt,
	}
	for i := range in.Responses {
		in.Responses[i].Group = string(trust.Trustees)
	}
	for _, s := range f.Items(instrument) {
		in.Asked = append(in.Asked, s.ID)
		for i, a := range sample.Answers(s.ID, counts) {
			in.Responses[i].Answers = append(in.Responses[i].Answers, report.Answer{
				Statement: s.ID, Position: a.Position, Basis: a.Basis,
				Unknown: a.Escape == audit.Unknown, Apart: a.Escape == audit.Apart,
			})
		}
	}
	if change != nil {
		change(&in)
	}
	r, err := report.Compute(in)
	if err != nil {
		t.Fatal(err)
	}
	return shelf{report: r, framework: f}
}

// ask asks for a page of the report, as a trustee.
func ask(s shelf, path string) *httptest.ResponseRecorder {
	pages := reports.Pages{Store: s, Now: func() time.Time { return sample.Today }}
	router := chi.NewRouter()
	for pattern, handler := range map[string]page.Handler{
		"/t/{trust}/rounds/{round}/report":                         pages.ShowGlance,
		"/t/{trust}/rounds/{round}/report/overview":                pages.ShowOverview,
		"/t/{trust}/rounds/{round}/report/pictures/{figure}.png":   pages.ShowPicture,
		"/t/{trust}/rounds/{round}/report/domains/{domain}":        pages.ShowDomain,
		"/t/{trust}/rounds/{round}/report/domains/{domain}/groups": pages.ShowGroups,
		"/t/{trust}/rounds/{round}/report/method":                  pages.ShowMethod,
	} {
		router.Get(pattern, func(w http.ResponseWriter, r *http.Request) {
			viewer := identity.Viewer{
				PersonID: sample.PersonID, TrustID: chi.URLParam(r, "trust"), TrustName: sample.TrustName,
				Name: "David Whitlock", Roles: []trust.Role{trust.Trustee},
			}
			if err := handler(w, r, viewer); err != nil {
				page.ShowError(w, r, viewer, err)
			}
		})
	}
	w := httptest.NewRecorder()
	router.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

// read is a page that has to be there.
func read(t *testing.T, s shelf, path string) *goquery.Document {
	t.Helper()
	w := ask(s, path)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: got status %d, want 200", path, w.Code)
	}
	document, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return document
}

// text is what a selection says, a space between its pieces.
func text(s *goquery.Selection) string { return strings.Join(pieces(s), " ") }

// pieces are the texts of a selection, each with its spaces put in order.
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

var errUnreadable = errors.New("line 3 can't be read")
