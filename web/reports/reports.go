// Package reports is what a trust reads of a closed round: at a glance, a page
// a domain, and how all of it was found.
package reports

import (
	"context"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/conversation"
	"sevenfold/internal/evidence"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// Store is what reading reports asks of the store.
type Store interface {
	// Report is not found while the round has none.
	Report(ctx context.Context, trustID, roundID string) (audit.Round, report.Report, error)
	WordsOf(ctx context.Context, round audit.Round) (*framework.Framework, error)
	// Rounds lists every round of the trust, drafts too.
	Rounds(ctx context.Context, trustID string) ([]audit.Round, error)
	TakeOutNote(ctx context.Context, trustID, roundID, note string, out audit.NoteTakenOut) error
	NotesTakenOut(ctx context.Context, trustID, roundID string) ([]audit.NoteTakenOut, error)
	ReportRead(ctx context.Context, trustID, roundID, personID string, now time.Time) error
	// AgreedViews are what the board agreed last, of each statement of which it recorded a view.
	AgreedViews(ctx context.Context, trustID, roundID string) ([]conversation.View, error)
	// EvidenceFor is what the trust can point to today, and ActionsFor what it does, by statement.
	EvidenceFor(ctx context.Context, trustID string) (map[string][]evidence.Evidence, error)
	ActionsFor(ctx context.Context, trustID string) (map[string][]action.Action, error)
}

// Pages are the pages of a report.
type Pages struct {
	Store Store
	Now   func() time.Time
}

// reader is one report as somebody reads it: what every page here begins from.
type reader struct {
	reading.Reading
	viewer identity.Viewer
}

func (p Pages) read(r *http.Request, viewer identity.Viewer) (reader, error) {
	return p.readRound(r.Context(), viewer, chi.URLParam(r, "round"))
}

func (p Pages) readRound(ctx context.Context, viewer identity.Viewer, roundID string) (reader, error) {
	round, kept, err := p.Store.Report(ctx, viewer.TrustID, roundID)
	if err != nil {
		return reader{}, err
	}
	f, err := page.Words(ctx, p.Store, round)
	if err != nil {
		return reader{}, err
	}
	return reader{
		Reading: reading.Reading{Trust: viewer.TrustName, Round: round, Report: kept, Words: reading.WordsOf(f, kept)}, viewer: viewer,
	}, nil
}

// path is an address of this report: path("/method").
func (g reader) path(rest string) string {
	return "/t/" + g.viewer.TrustID + "/rounds/" + g.Round.ID + "/report" + rest
}

func (g reader) domainPath(domain string) string { return g.path("/domains/" + domain) }

// statementPath leads to a statement on the page of its domain.
func (g reader) statementPath(s report.Statement) string {
	return g.domainPath(s.Domain) + "#" + s.ID
}

func (g reader) layout(title string) layout.View {
	return layout.View{Title: title, Viewer: g.viewer, Phase: g.Round.Title + " · closed " + g.Closed()}
}
