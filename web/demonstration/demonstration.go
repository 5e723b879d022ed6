// Package demonstration holds the pages that only a demonstration has: stepping
// into any of its people, and the messages that would have been sent.
package demonstration

import (
	"context"
	"fmt"
	"slices"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/mail"
	"sevenfold/internal/trust"
	"sevenfold/web/page"
)

// Store knows the demonstration's trust and its people, and keeps sessions.
type Store interface {
	Trusts(ctx context.Context) ([]trust.Trust, error)
	Members(ctx context.Context, trustID string) ([]trust.Membership, error)
	Rounds(ctx context.Context, trustID string) ([]audit.Round, error)
	Progress(ctx context.Context, trustID, roundID string) ([]audit.Progress, error)
	Response(ctx context.Context, trustID, roundID, personID string) (audit.Round, audit.Response, error)
	Questionnaire(ctx context.Context, round audit.Round) (audit.Questionnaire, error)
	AddSession(ctx context.Context, session identity.Session) error
	EndSession(ctx context.Context, tokenHash []byte) error
}

// Outbox holds the messages, the newest first.
type Outbox interface {
	Messages() []mail.Message
}

// Pages are the pages of the demonstration.
type Pages struct {
	Store  Store
	Outbox Outbox
	Gate   page.Gate
	Now    func() time.Time
	// About says what the trust is, in a sentence or two; it may be "".
	About string
}

// people finds the demonstration's trust and who belongs to it. A trust that is
// no demonstration is never looked at.
func (p Pages) people(ctx context.Context) (trust.Trust, []trust.Membership, error) {
	trusts, err := p.Store.Trusts(ctx)
	if err != nil {
		return trust.Trust{}, nil, err
	}
	at := slices.IndexFunc(trusts, func(t trust.Trust) bool { return t.Demonstration })
	if at < 0 {
		return trust.Trust{}, nil, fmt.Errorf("the demonstration's trust: %w", fault.NotFound)
	}
	members, err := p.Store.Members(ctx, trusts[at].ID)
	return trusts[at], members, err
}
