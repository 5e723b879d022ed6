// Package rounds is the governance professional's way through a round: draft
// it, choose who is invited, preview it, open it, see how far it has come,
// close it. The chair sees how far it has come too.
package rounds

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/layout"
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
	Framework(ctx context.Context, hash string) (*framework.Framework, error)
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

func trustPath(viewer identity.Viewer) string { return "/t/" + viewer.TrustID }

func roundPath(round audit.Round) string { return "/t/" + round.TrustID + "/rounds/" + round.ID }

// startAddress is what respondents are given.
func (p Pages) startAddress(round audit.Round) string { return p.Address + roundPath(round) + "/start" }

// instrumentTitle is the questionnaire in words, also where the framework in
// service no longer has it.
func (p Pages) instrumentTitle(round audit.Round) string {
	if in, ok := p.Current.Instrument(round.Instrument); ok {
		return in.Title
	}
	return round.Instrument
}

// newID draws the id of a round that is yet to be kept. The form carries it, so
// that the same form sent twice makes one round.
func newID() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// stopView tells that a round has moved past what was asked of it.
type stopView struct {
	Layout   layout.View
	Lines    []string
	LinkText string
	Link     string
}

func stop(w http.ResponseWriter, r *http.Request, view stopView) error {
	return page.Render(w, r, http.StatusConflict, stopPage(view))
}

// stopChange says why a plan that was once a draft stays as it is.
func stopChange(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, round audit.Round) error {
	lines := []string{"Nothing was changed. Once a round is open, its plan and its respondents stay as they are."}
	if round.OpenedAt != nil {
		lines = append([]string{"“" + round.Title + "” was opened on " + component.Date(*round.OpenedAt) + "."}, lines...)
	}
	return stop(w, r, stopView{
		Layout: layout.View{Title: "This round is no longer a draft", Viewer: viewer},
		Lines:  lines, LinkText: "See how far the round has come", Link: roundPath(round) + "/progress",
	})
}

// stopClosed says that a round was closed before, and where its report is.
func stopClosed(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, round audit.Round) error {
	lines := []string{"Nothing was done twice."}
	if round.ClosedAt != nil {
		lines = append([]string{
			"This round was closed on " + component.Date(*round.ClosedAt) + " at " + component.Clock(*round.ClosedAt) + ".",
		}, lines...)
	}
	return stop(w, r, stopView{
		Layout: layout.View{Title: "This round is closed already", Viewer: viewer},
		Lines:  lines, LinkText: "Read the report", Link: roundPath(round) + "/report",
	})
}
