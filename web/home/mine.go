package home

import (
	"context"
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// mineView is what waits for a person in all their trusts, and the way to each.
type mineView struct {
	Layout  layout.View
	Waiting []cardView
	New     []cardView
	Actions []actionView // that they own, in all their trusts
	Nothing string       // said where nothing waits
	Trusts  []mineTrustView
	// Installation is where an operator looks after it; "" for everybody else.
	Installation string
	Nowhere      bool // they belong to no trust, and look after nothing
}

type mineTrustView struct {
	Name string
	Href string // "" where it is switched off
	Line string // "One round waits for you."
}

// ShowMine shows what waits for a person in all their trusts; whoever has only
// one, and nothing else to look after, goes straight there.
func (p Pages) ShowMine(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	trusts, err := p.Store.TrustsOf(r.Context(), viewer.PersonID)
	if err != nil {
		return err
	}
	operates := viewer.May(identity.RunInstallation)
	if len(trusts) == 1 && !trusts[0].Off() && !operates {
		return page.Redirect(w, r, trustPath(trusts[0].ID))
	}
	view := mineView{Layout: layout.View{Title: "Your home page", Viewer: viewer}, Nowhere: len(trusts) == 0 && !operates}
	for _, t := range trusts {
		if err := p.addTrust(r.Context(), viewer, &view, t); err != nil {
			return err
		}
	}
	if operates {
		view.Installation = "/operator"
	}
	if len(trusts) > 0 && len(view.Waiting) == 0 && len(view.New) == 0 && len(view.Actions) == 0 {
		view.Nothing = "Nothing waits for you now."
	}
	return page.Render(w, r, http.StatusOK, minePage(view))
}

// addTrust adds a trust, and what waits or is new in it. Of one that is off
// nothing is said but that.
func (p Pages) addTrust(ctx context.Context, viewer identity.Viewer, view *mineView, t trust.Place) error {
	if t.Off() {
		view.Trusts = append(view.Trusts, mineTrustView{
			Name: t.Name, Line: "This trust is switched off. Ask whoever looks after this installation.",
		})
		return nil
	}
	invitations, err := p.Store.RoundsToAnswer(ctx, t.ID, viewer.PersonID)
	if err != nil {
		return err
	}
	waiting := 0
	for _, i := range invitations {
		if waits(i, p.Now()) {
			waiting++
			view.Waiting = append(view.Waiting, within(t, waitingCard(i, p.Now())))
		}
	}
	there := identity.Viewer{PersonID: viewer.PersonID, TrustID: t.ID, Roles: t.Roles}
	unread, err := p.newReports(ctx, there)
	if err != nil {
		return err
	}
	for _, round := range unread {
		view.New = append(view.New, within(t, reportCard(round)))
	}
	owned, err := p.ownActions(ctx, there, t, p.Now())
	if err != nil {
		return err
	}
	view.Actions = append(view.Actions, owned...)
	line := "Nothing waits for you there."
	if len(owned) > 0 {
		line = "You own " + component.Count(len(owned), "action", "actions") + " there."
	}
	if waiting > 0 {
		line = component.Capital(component.Count(waiting, "round waits", "rounds wait")) + " for you."
	}
	view.Trusts = append(view.Trusts, mineTrustView{t.Name, trustPath(t.ID), line})
	return nil
}

// within says on a card which trust it is of.
func within(t trust.Place, card cardView) cardView {
	card.Of = t.Name
	return card
}
