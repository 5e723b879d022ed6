package page

import (
	"context"
	"fmt"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/trust"
)

// Questions keeps what rounds ask, and what their trusts have added and said so far.
type Questions interface {
	Questionnaire(ctx context.Context, round audit.Round) (audit.Questionnaire, error)
	OwnStatements(ctx context.Context, trustID, roundID string) ([]audit.OwnStatement, error)
	TrustSettings(ctx context.Context, trustID string) (trust.Settings, error)
}

// Questionnaire is what a round asks: as it was settled when it opened, or, while
// it is a draft, by the framework in service, what the trust added so far and the
// local tier that it has. audit.ErrNotOffered where a draft's is not in service.
func Questionnaire(ctx context.Context, store Questions, inService *framework.Framework, round audit.Round) (audit.Questionnaire, error) {
	if round.State != audit.Draft {
		return store.Questionnaire(ctx, round)
	}
	if _, offered := inService.Instrument(round.Instrument); !offered {
		return audit.Questionnaire{}, audit.ErrNotOffered
	}
	own, err := store.OwnStatements(ctx, round.TrustID, round.ID)
	if err != nil {
		return audit.Questionnaire{}, err
	}
	settings, err := store.TrustSettings(ctx, round.TrustID)
	if err != nil {
		return audit.Questionnaire{}, err
	}
	q, err := audit.NewQuestionnaire(audit.WithOwn(inService, own), round.Instrument)
	if err != nil {
		return audit.Questionnaire{}, fmt.Errorf("lay out the draft %s: %w", round.ID, err)
	}
	return q.For(settings.LocalTier), nil
}
