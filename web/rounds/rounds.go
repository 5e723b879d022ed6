// Package rounds is the governance professional's way through a round: draft
// it, choose who is invited and what they are sent, preview it, open it, see
// how far it has come, remind, extend, close, use it again. The chair sees how
// far it has come too.
package rounds

import (
	"context"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/form"
	"sevenfold/web/page"
)

// Store keeps the rounds.
type Store interface {
	AddRound(ctx context.Context, trustID, personID string, r audit.Round, now time.Time) (string, error)
	ChangeRound(ctx context.Context, trustID string, r audit.Round) error
	Round(ctx context.Context, trustID, roundID string) (audit.Round, error)
	Members(ctx context.Context, trustID string) ([]trust.Membership, error)
	SetRespondents(ctx context.Context, trustID, roundID string, invited map[string]trust.Group) error
	Progress(ctx context.Context, trustID, roundID string) ([]audit.Progress, error)
	OpenRound(ctx context.Context, trustID, roundID, personID string, text []byte, now time.Time) error
	CloseRound(ctx context.Context, trustID, roundID, personID string, now time.Time) error
	WordsOf(ctx context.Context, round audit.Round) (*framework.Framework, error)
	Committees(ctx context.Context, trustID string) ([]trust.Committee, error)
	TrustSettings(ctx context.Context, trustID string) (trust.Settings, error)

	OwnStatements(ctx context.Context, trustID, roundID string) ([]audit.OwnStatement, error)
	AddOwnStatement(ctx context.Context, trustID, roundID, personID string, added audit.OwnStatement, now time.Time) error
	ChangeOwnStatement(ctx context.Context, trustID, roundID, personID string, changed audit.OwnStatement, now time.Time) error
	MoveOwnStatement(ctx context.Context, trustID, roundID, personID, id string, place int, now time.Time) error
	RemoveOwnStatement(ctx context.Context, trustID, roundID, personID, id string, now time.Time) error

	ChangeMessages(ctx context.Context, trustID, roundID string, m audit.Messages, now time.Time) error
	CopyRound(ctx context.Context, trustID, roundID, personID, copyID string, now time.Time) error
	DiscardDraft(ctx context.Context, trustID, roundID, personID string, now time.Time) error

	ExtendRound(ctx context.Context, trustID, roundID, personID string, closesAt time.Time, byDate bool, now time.Time) error
	AddRespondents(ctx context.Context, trustID, roundID, personID string, invited map[string]trust.Group, now time.Time) error
	TakeOut(ctx context.Context, trustID, roundID, byID, personID string, now time.Time) error
	Remind(ctx context.Context, trustID, roundID, personID, formID string, now time.Time) (int, error)
	Messages(ctx context.Context, trustID, roundID string) ([]audit.Message, error)
	SendAgain(ctx context.Context, trustID, roundID, personID, messageID string, now time.Time) error
}

// Pages are the pages of a round.
type Pages struct {
	Store Store
	Now   func() time.Time
	// Current is the framework in service, and Text the file that it was read
	// from: a draft previews it, and opening pins it.
	Current *framework.Framework
	Text    []byte
	// Address is where browsers reach us, without a path: "https://sevenfold.example.org".
	Address string
}

// round finds the round of the address.
func (p Pages) round(r *http.Request, viewer identity.Viewer) (audit.Round, error) {
	return p.Store.Round(r.Context(), viewer.TrustID, chi.URLParam(r, "round"))
}

// posted reads a form, and finds the round of the address that it was sent to.
func (p Pages) posted(r *http.Request, viewer identity.Viewer) (*form.Form, audit.Round, error) {
	f, err := form.Read(r)
	if err != nil {
		return nil, audit.Round{}, err
	}
	round, err := p.round(r, viewer)
	return f, round, err
}

func trustPath(viewer identity.Viewer) string { return "/t/" + viewer.TrustID }

func roundPath(round audit.Round) string { return "/t/" + round.TrustID + "/rounds/" + round.ID }

func progressPath(round audit.Round) string { return roundPath(round) + "/progress" }

// seeProgress is what a link to a round's progress says.
const seeProgress = "See how far the round has come"

// startAddress is what respondents are given.
func (p Pages) startAddress(round audit.Round) string { return p.Address + roundPath(round) + "/start" }

// offers is true of a round that the framework in service can ask.
func (p Pages) offers(round audit.Round) bool {
	_, ok := p.Current.Instrument(round.Instrument)
	return ok
}

// instrumentTitle is the questionnaire of a draft in words.
func (p Pages) instrumentTitle(draft audit.Round) string {
	in, ok := p.Current.Instrument(draft.Instrument)
	if !ok {
		return "One that is no longer offered"
	}
	return in.Title
}

// askedTitle is the questionnaire of a round that was opened, as it was called then.
func (p Pages) askedTitle(ctx context.Context, round audit.Round) (string, error) {
	f, err := page.Words(ctx, p.Store, round)
	if err != nil {
		return "", err
	}
	if f != nil {
		if in, ok := f.Instrument(round.Instrument); ok {
			return in.Title, nil
		}
	}
	return p.instrumentTitle(round), nil
}

// tierOf is the local tier that a draft asks about: the one that its trust has.
func (p Pages) tierOf(ctx context.Context, draft audit.Round) (trust.LocalTier, error) {
	settings, err := p.Store.TrustSettings(ctx, draft.TrustID)
	return settings.LocalTier, err
}
