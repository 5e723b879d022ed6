package rounds

import (
	"errors"
	"net/http"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// SendAgain sends a message once more that the mail server refused, or of
// which nobody can tell whether it arrived.
func (p Pages) SendAgain(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	err = p.Store.SendAgain(r.Context(), viewer.TrustID, round.ID, viewer.PersonID, chi.URLParam(r, "message"), p.Now())
	if errors.Is(err, fault.Conflict) {
		return stop(w, r, stopView{
			Layout:   layout.View{Title: "This message needs no second try", Viewer: viewer},
			Lines:    []string{"Nothing was sent. The message has gone meanwhile, or is on its way."},
			LinkText: seeProgress, Link: progressPath(round),
		})
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, progressPath(round)+"?done=again")
}
