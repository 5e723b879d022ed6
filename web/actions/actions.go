// Package actions is what a trust will do: a table of its actions, a page each,
// what became of a round's challenges, and a calendar of one's own actions.
package actions

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/report"
	"sevenfold/internal/trust"
)

// Store keeps the actions.
type Store interface {
	Actions(ctx context.Context, trustID string) ([]action.Action, error)
	Action(ctx context.Context, trustID, actionID string) (action.Action, []action.Update, error)
	AddAction(ctx context.Context, trustID, byID string, a action.Action, now time.Time) error
	ChangeAction(ctx context.Context, trustID, byID string, a action.Action, now time.Time) error
	UpdateAction(ctx context.Context, trustID, byID string, m action.Move, now time.Time) error
	ActionReminders(ctx context.Context, trustID, actionID string) ([]audit.Message, error)

	SetCalendar(ctx context.Context, trustID, personID string, tokenHash []byte, now time.Time) error
	EndCalendar(ctx context.Context, trustID, personID string, now time.Time) error
	CalendarSince(ctx context.Context, trustID, personID string) (*time.Time, error)
	Calendar(ctx context.Context, trustID string, tokenHash []byte) (trustName string, owned []action.Action, err error)

	Members(ctx context.Context, trustID string) ([]trust.Membership, error)
	Rounds(ctx context.Context, trustID string) ([]audit.Round, error)
	Report(ctx context.Context, trustID, roundID string) (audit.Round, report.Report, error)
	WordsOf(ctx context.Context, round audit.Round) (*framework.Framework, error)
	Refused(ctx context.Context, viewer identity.Viewer, permission identity.Permission, now time.Time)
}

// Pages are the pages of a trust's actions.
type Pages struct {
	Store Store
	Now   func() time.Time
	// Address is where browsers reach us, without a path: "https://sevenfold.example.org".
	Address string
}

func trustPath(viewer identity.Viewer) string { return "/t/" + viewer.TrustID }

func listPath(viewer identity.Viewer) string { return trustPath(viewer) + "/actions" }

func actionPath(viewer identity.Viewer, actionID string) string {
	return listPath(viewer) + "/" + actionID
}

// mayUpdate tells whether the viewer may change and update an action: whoever
// runs them every one, others those that they own.
func mayUpdate(viewer identity.Viewer, a action.Action) bool {
	return viewer.May(identity.RunActions) || viewer.May(identity.UpdateActions) && a.OwnerID == viewer.PersonID
}

// own finds the action of the address for somebody who may update it; everybody
// else meets "not found", and the refusal is recorded.
func (p Pages) own(r *http.Request, viewer identity.Viewer) (action.Action, []action.Update, error) {
	a, updates, err := p.Store.Action(r.Context(), viewer.TrustID, chi.URLParam(r, "action"))
	if err != nil {
		return action.Action{}, nil, err
	}
	if !mayUpdate(viewer, a) {
		p.Store.Refused(r.Context(), viewer, identity.UpdateActions, p.Now())
		return action.Action{}, nil, fmt.Errorf("%s: %w", identity.UpdateActions, fault.NotFound)
	}
	return a, updates, nil
}

// owners are the members who can own an action: those who may read it.
func (p Pages) owners(ctx context.Context, trustID string) ([]trust.Membership, error) {
	members, err := p.Store.Members(ctx, trustID)
	if err != nil {
		return nil, err
	}
	readers := identity.RolesWith(identity.ReadActions)
	return slices.DeleteFunc(members, func(m trust.Membership) bool {
		return !slices.ContainsFunc(m.Roles, func(r trust.Role) bool { return slices.Contains(readers, r) })
	}), nil
}
