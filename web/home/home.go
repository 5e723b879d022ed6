// Package home is where people arrive: the front page, the trusts of a person,
// and a trust's own page with what waits there.
package home

import (
	"context"
	"time"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/report"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
)

// Store is what arriving asks of the store.
type Store interface {
	TrustsOf(ctx context.Context, personID string) ([]trust.Place, error)
	Members(ctx context.Context, trustID string) ([]trust.Membership, error)
	Rounds(ctx context.Context, trustID string) ([]audit.Round, error)
	RoundsToAnswer(ctx context.Context, trustID, personID string) ([]audit.Invitation, error)
	Progress(ctx context.Context, trustID, roundID string) ([]audit.Progress, error)
	Actions(ctx context.Context, trustID string) ([]action.Action, error)
	ActionsOf(ctx context.Context, trustID, personID string) ([]action.Action, error)
	NewReports(ctx context.Context, trustID, personID string) ([]audit.Round, error)
	// Report is not found while the round has none.
	Report(ctx context.Context, trustID, roundID string) (audit.Round, report.Report, error)
	WordsOf(ctx context.Context, round audit.Round) (*framework.Framework, error)
}

// Pages are the pages on which people arrive.
type Pages struct {
	Store Store
	Now   func() time.Time
	// Demonstration tells that people may step into those of the example trust.
	Demonstration bool
	// Current is the framework in service.
	Current *framework.Framework
}

// linkView leads somewhere.
type linkView struct {
	Text string
	// About says to whoever hears links alone which thing it is: "Autumn 2026 audit".
	About string
	Href  string
}

func trustPath(id string) string { return "/t/" + id }

func roundPath(r audit.Round, page string) string {
	return "/t/" + r.TrustID + "/rounds/" + r.ID + page
}

// waits tells whether a round is still to be answered and submitted.
func waits(i audit.Invitation, now time.Time) bool {
	return i.AcceptsAnswers(now) && i.Stage != audit.Submitted
}

// whenItCloses is the day of the closing and how far off it is.
func whenItCloses(r audit.Round, now time.Time) string {
	return "Closes on " + component.Date(r.ClosesAt) + ": " + component.DaysLeft(now, r.ClosesAt) + "."
}

// closedOn is the day on which a round stopped taking answers.
func closedOn(r audit.Round) string {
	return component.Date(r.TookAnswersUntil())
}
