// Package reports is what a trust reads of a closed round: at a glance, a page
// a domain, and how all of it was found.
package reports

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/conversation"
	"sevenfold/internal/evidence"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// Store is what reading reports asks of the store.
type Store interface {
	// Report is not found while the round has none.
	Report(ctx context.Context, trustID, roundID string) (audit.Round, report.Report, error)
	Framework(ctx context.Context, hash string) (*framework.Framework, error)
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

const title = "Our strengths and challenges"

// reading is one report as somebody reads it: what every page here begins from.
type reading struct {
	viewer identity.Viewer
	round  audit.Round
	report report.Report
	words  words
}

func (p Pages) read(r *http.Request, viewer identity.Viewer) (reading, error) {
	return p.readRound(r.Context(), viewer, chi.URLParam(r, "round"))
}

func (p Pages) readRound(ctx context.Context, viewer identity.Viewer, roundID string) (reading, error) {
	round, kept, err := p.Store.Report(ctx, viewer.TrustID, roundID)
	if err != nil {
		return reading{}, err
	}
	f, err := page.Words(ctx, p.Store, round.FrameworkHash)
	if err != nil {
		return reading{}, err
	}
	return reading{viewer: viewer, round: round, report: kept, words: wordsOf(f, kept)}, nil
}

// path is an address of this report: path("/method").
func (g reading) path(rest string) string {
	return "/t/" + g.viewer.TrustID + "/rounds/" + g.round.ID + "/report" + rest
}

func (g reading) domainPath(domain string) string { return g.path("/domains/" + domain) }

// statementPath leads to a statement on the page of its domain.
func (g reading) statementPath(s report.Statement) string {
	return g.domainPath(s.Domain) + "#" + s.ID
}

func (g reading) layout(title string) layout.View {
	return layout.View{Title: title, Viewer: g.viewer, Phase: g.round.Title + " · closed " + g.closed()}
}

// closed is the day on which the round closed: when somebody closed it, or else
// when it was to close.
func (g reading) closed() string {
	if g.round.ClosesAt.Before(g.report.ClosedAt) {
		return component.Date(g.round.ClosesAt)
	}
	return component.Date(g.report.ClosedAt)
}

// number is where a domain stands among those of the report, from 1.
func (g reading) number(domain string) int {
	return 1 + slices.IndexFunc(g.report.Domains, func(d report.Domain) bool { return d.ID == domain })
}

func (g reading) domainTitle(domain string) string {
	return g.words.domain(domain, g.number(domain))
}

// numbered is the title of a domain with its number: "1. Strategic governance".
func (g reading) numbered(domain string) string {
	if _, ok := g.words.framework.Domain(domain); !ok {
		return g.domainTitle(domain)
	}
	return strconv.Itoa(g.number(domain)) + ". " + g.domainTitle(domain)
}

func (g reading) invited() int {
	invited := 0
	for _, group := range g.report.Groups {
		invited += group.Invited
	}
	return invited
}

// withheld says that nothing is shown of anyone's answers, and why; empty
// where something is.
func (g reading) withheld() []string {
	if !g.report.Withheld {
		return nil
	}
	own := g.report.Submitted - g.report.EnteredByOther
	return []string{
		g.report.WithheldReason(),
		"This round asked for at least " + component.Number(g.report.Minimum) + ", so that nobody’s answers can be worked out. " +
			"It had " + component.Number(own) + ". A later round can invite more people, or give them longer.",
	}
}
