// Package conversation is what a board does with a report: its agenda, what it
// agrees of each finding, the pages shown in the room, and the paragraph on
// public benefit.
package conversation

import (
	"context"
	"errors"
	"time"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	talk "sevenfold/internal/conversation"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// Store is what a conversation asks of the store.
type Store interface {
	// Report is not found while the round has none.
	Report(ctx context.Context, trustID, roundID string) (audit.Round, report.Report, error)
	WordsOf(ctx context.Context, round audit.Round) (*framework.Framework, error)

	// Agenda is not found while nobody has made one.
	Agenda(ctx context.Context, trustID, roundID string) (talk.Agenda, error)
	SaveAgenda(ctx context.Context, trustID, roundID, personID string, a talk.Agenda, now time.Time) error

	AgreedViews(ctx context.Context, trustID, roundID string) ([]talk.View, error)
	AgreedViewVersions(ctx context.Context, trustID, roundID, statement string) ([]talk.View, error)
	RecordAgreedView(ctx context.Context, trustID, roundID, personID string, given talk.View, now time.Time) (talk.View, error)

	// ActionsFor is what the trust does, by statement.
	ActionsFor(ctx context.Context, trustID string) (map[string][]action.Action, error)

	BenefitParagraphs(ctx context.Context, trustID, roundID string) ([]talk.Paragraph, error)
	SaveBenefitParagraph(ctx context.Context, trustID, roundID, personID string, given talk.Paragraph, now time.Time) error
}

// Pages are the pages of a conversation.
type Pages struct {
	Store Store
	Now   func() time.Time
}

// meeting is one conversation as somebody sees it: what every page begins from.
type meeting struct {
	reading.Reading
	viewer   identity.Viewer
	findings talk.Findings
	// actions are the trust's, by statement; only what shows them reads them.
	actions map[string][]action.Action
	now     time.Time
}

func (p Pages) meet(ctx context.Context, viewer identity.Viewer, roundID string) (meeting, error) {
	round, kept, err := p.Store.Report(ctx, viewer.TrustID, roundID)
	if err != nil {
		return meeting{}, err
	}
	f, err := page.Words(ctx, p.Store, round)
	if err != nil {
		return meeting{}, err
	}
	return meeting{
		Reading: reading.Reading{Trust: viewer.TrustName, Round: round, Report: kept, Words: reading.WordsOf(f, kept)},
		viewer:  viewer, findings: talk.FindingsOf(kept), now: p.Now(),
	}, nil
}

// agenda is the meeting's agenda; false while nobody has made one.
func (p Pages) agenda(ctx context.Context, m meeting) (talk.Agenda, bool, error) {
	a, err := p.Store.Agenda(ctx, m.viewer.TrustID, m.Round.ID)
	if errors.Is(err, fault.NotFound) {
		return talk.Agenda{}, false, nil
	}
	return a, err == nil, err
}

// agreed are the views recorded last, by statement.
func (p Pages) agreed(ctx context.Context, m meeting) (map[string]talk.View, error) {
	views, err := p.Store.AgreedViews(ctx, m.viewer.TrustID, m.Round.ID)
	if err != nil {
		return nil, err
	}
	agreed := map[string]talk.View{}
	for _, v := range views {
		agreed[v.Statement] = v
	}
	return agreed, nil
}

func (m meeting) leads() bool { return m.viewer.May(identity.LeadConversation) }

func (m meeting) roundPath(rest string) string {
	return "/t/" + m.viewer.TrustID + "/rounds/" + m.Round.ID + rest
}

// path is an address of this conversation: path("/present").
func (m meeting) path(rest string) string { return m.roundPath("/conversation" + rest) }

func (m meeting) statementPath(statement string) string { return m.path("/statements/" + statement) }

func (m meeting) layout(title string) layout.View {
	return layout.View{Title: title, Viewer: m.viewer, Phase: m.Round.Title + " · closed " + m.Closed()}
}

// when tells when something was recorded: "at 10:42", "on Thursday 4 March 2027 at 10:42".
func (m meeting) when(at time.Time) string {
	if component.Date(at) == component.Date(m.now) {
		return "at " + component.Clock(at)
	}
	return "on " + component.Date(at) + " at " + component.Clock(at)
}

type linkView struct{ Text, Path string }
