// Package people is the governance professional's list of a trust's people:
// who they are to it, their committees, and a whole list from a file.
package people

import (
	"context"
	"net/http"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/internal/roster"
	"sevenfold/internal/trust"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// Store keeps a trust's people.
type Store interface {
	People(ctx context.Context, trustID string) ([]trust.Membership, error)
	Person(ctx context.Context, trustID, personID string) (trust.Membership, error)
	AddMember(ctx context.Context, trustID, byID string, m trust.Membership, now time.Time) (string, error)
	ChangePerson(ctx context.Context, trustID, byID string, m trust.Membership, now time.Time) error
	EndMembership(ctx context.Context, trustID, byID, personID string, now time.Time) error
	AddBack(ctx context.Context, trustID, byID, personID string, now time.Time) error

	Committees(ctx context.Context, trustID string) ([]trust.Committee, error)
	AddCommittee(ctx context.Context, trustID, byID, name string, now time.Time) (string, error)
	ChangeCommittee(ctx context.Context, trustID, byID string, c trust.Committee, people []string, now time.Time) error
	RemoveCommittee(ctx context.Context, trustID, byID, committeeID string, now time.Time) error

	AddUpload(ctx context.Context, trustID, byID string, r roster.Roster, now time.Time) (string, error)
	Upload(ctx context.Context, trustID, uploadID string, now time.Time) (roster.Roster, error)
	ApplyUpload(ctx context.Context, trustID, byID, uploadID, fingerprint string, now time.Time) error
	DropUpload(ctx context.Context, trustID, uploadID string) error
}

// Pages are the pages of a trust's people.
type Pages struct {
	Store Store
	Now   func() time.Time
}

func (p Pages) today() time.Time { return p.Now().In(audit.London) }

func peoplePath(viewer identity.Viewer) string { return "/t/" + viewer.TrustID + "/people" }

func personPath(viewer identity.Viewer, personID, page string) string {
	return peoplePath(viewer) + "/" + personID + page
}

func committeesPath(viewer identity.Viewer) string { return "/t/" + viewer.TrustID + "/committees" }

// all reads everybody and the committees.
func (p Pages) all(ctx context.Context, trustID string) ([]trust.Membership, []trust.Committee, error) {
	people, err := p.Store.People(ctx, trustID)
	if err != nil {
		return nil, nil, err
	}
	committees, err := p.Store.Committees(ctx, trustID)
	return people, committees, err
}

// stopView says why something was not done, and where to go on.
type stopView struct {
	Layout   layout.View
	Lines    []string
	LinkText string
	Link     string
}

func stop(w http.ResponseWriter, r *http.Request, status int, view stopView) error {
	return page.Render(w, r, status, stopPage(view))
}

// stopLeft says that somebody's membership has ended, so that it can't be changed.
func stopLeft(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, m trust.Membership) error {
	return stop(w, r, http.StatusConflict, stopView{
		Layout:   layout.View{Title: m.Name + " has left", Viewer: viewer},
		Lines:    []string{"The membership has ended, so nothing was changed. Whoever has left can be added back."},
		LinkText: "See who has left", Link: peoplePath(viewer) + "/left",
	})
}

// stopLast says that the last governance professional stays one.
func stopLast(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, m trust.Membership) error {
	return stop(w, r, http.StatusConflict, stopView{
		Layout: layout.View{Title: m.Name + " is the last governance professional", Viewer: viewer},
		Lines: []string{
			"Nothing was changed. Somebody must be left to look after people and rounds.",
			"Give somebody else the role of governance professional first.",
		},
		LinkText: "Go to people", Link: peoplePath(viewer),
	})
}
