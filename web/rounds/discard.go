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

// ShowDiscard shows what discarding a draft means.
func (p Pages) ShowDiscard(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if round.State != audit.Draft {
		return stopDiscard(w, r, viewer, round)
	}
	return page.Render(w, r, http.StatusOK, confirmPage(confirmView{
		Layout: layout.View{Title: "Discard this draft", Viewer: viewer},
		Back:   roundPath(round), BackText: "Back to the draft",
		Lead: "This removes “" + round.Title + "”: its plan, its messages and the choice of respondents. Nobody has answered it, " +
			"and nobody is told.",
		Warning: "It can't be brought back.",
		Action:  roundPath(round) + "/discard", Button: "Discard this draft", Grave: true, Leave: "Keep it",
	}))
}

// Discard removes a draft.
func (p Pages) Discard(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if errors.Is(err, fault.NotFound) {
		return stopGone(w, r, viewer)
	}
	if err != nil {
		return err
	}
	err = p.Store.DiscardDraft(r.Context(), viewer.TrustID, round.ID, viewer.PersonID, p.Now())
	switch {
	case errors.Is(err, audit.ErrNotDraft):
		if round, err = p.round(r, viewer); err != nil {
			return err
		}
		return stopDiscard(w, r, viewer, round)
	case errors.Is(err, fault.NotFound):
		return stopGone(w, r, viewer)
	case err != nil:
		return err
	}
	return page.Redirect(w, r, trustPath(viewer))
}

// stopDiscard says that a round which was opened stays.
func stopDiscard(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, round audit.Round) error {
	return stop(w, r, stopView{
		Layout:   layout.View{Title: "This round is no longer a draft", Viewer: viewer},
		Lines:    []string{"Nothing was removed. Only a draft can be discarded: “" + round.Title + "” was opened."},
		LinkText: seeProgress, Link: progressPath(round),
	})
}

// stopGone says that there is no such draft, as after the same form sent twice.
func stopGone(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return page.Render(w, r, http.StatusNotFound, stopPage(stopView{
		Layout:   layout.View{Title: "There is no such draft", Viewer: viewer},
		Lines:    []string{"It was discarded before, or the address is not right."},
		LinkText: "Go to " + viewer.TrustName, Link: trustPath(viewer),
	}))
}
