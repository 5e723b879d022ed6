package people

import (
	"errors"
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// endView is what to know before a membership is ended.
type endView struct {
	Layout layout.View
	Back   string
	Lines  []string
	Action string
	Button string
}

// ShowEnd shows what ending a membership means.
func (p Pages) ShowEnd(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	m, err := p.person(r, viewer)
	if err != nil {
		return err
	}
	if m.EndedAt != nil {
		return stopLeft(w, r, viewer, m)
	}
	lines := []string{
		m.Name + " can no longer see anything of " + viewer.TrustName + ", and is signed out everywhere.",
		"They leave the committees, and the drafts of rounds.",
		"In a round that is open, what they have submitted still counts; what they have not submitted does not.",
		"You can add them back later.",
	}
	if m.PersonID == viewer.PersonID {
		lines = append([]string{"This is your own membership: you are signed out, and can’t take it back yourself."}, lines...)
	}
	return page.Render(w, r, http.StatusOK, endPage(endView{
		Layout: layout.View{Title: "End the membership of " + m.Name, Viewer: viewer}, Back: personPath(viewer, m.PersonID, "/edit"),
		Lines: lines, Action: personPath(viewer, m.PersonID, "/end"), Button: "End this membership",
	}))
}

// End ends a membership.
func (p Pages) End(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	m, err := p.person(r, viewer)
	if err != nil {
		return err
	}
	err = p.Store.EndMembership(r.Context(), viewer.TrustID, viewer.PersonID, m.PersonID, p.Now())
	if errors.Is(err, trust.ErrLastGovernanceProfessional) {
		return stopLast(w, r, viewer, m)
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, peoplePath(viewer)+"?done=ended&who="+m.PersonID)
}

// Return adds somebody back who had left, and goes on to their roles.
func (p Pages) Return(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	m, err := p.person(r, viewer)
	if err != nil {
		return err
	}
	if err := p.Store.AddBack(r.Context(), viewer.TrustID, viewer.PersonID, m.PersonID, p.Now()); err != nil {
		return err
	}
	return page.Redirect(w, r, personPath(viewer, m.PersonID, "/edit")+"?done=back")
}
