package rounds

import (
	"errors"
	"net/http"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// Copy drafts a round like a closed one, and goes on to its plan: its dates
// are a guess, for somebody to look through.
func (p Pages) Copy(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, past, err := p.posted(r, viewer)
	if err != nil {
		return err
	}
	if past.State != audit.Closed {
		return stop(w, r, stopView{
			Layout:   layout.View{Title: "This round is not closed yet", Viewer: viewer},
			Lines:    []string{"Nothing was copied. A round can be used again once it is closed."},
			LinkText: "Go to the round", Link: roundPath(past),
		})
	}
	made := audit.Round{ID: f.ID("id"), TrustID: viewer.TrustID}
	err = p.Store.CopyRound(r.Context(), viewer.TrustID, past.ID, viewer.PersonID, made.ID, p.Now())
	// A copy that was changed meanwhile is still the copy that this form made.
	if err != nil && !errors.Is(err, fault.Conflict) {
		return err
	}
	return page.Redirect(w, r, roundPath(made)+"/edit?done=copied")
}
