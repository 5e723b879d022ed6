package rounds

import (
	"errors"
	"net/http"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// ShowNew shows the form of a new round.
func (p Pages) ShowNew(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	empty := plan{Minimum: "5", Opening: byHand, Closing: byDate, Readers: readByBoard}
	if len(p.Current.Instruments) == 1 {
		empty.Instrument = p.Current.Instruments[0].ID
	}
	if in, ok := p.Current.Instrument(r.URL.Query().Get("instrument")); ok {
		empty.Instrument = in.ID
	}
	return p.showPlan(w, r, http.StatusOK, newView(viewer, form.NewID()), empty, &form.Form{})
}

// Add keeps a new draft and goes on to its respondents.
func (p Pages) Add(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	id := f.ID("id")
	typed := readPlan(f)
	round := typed.check(f, p.Current, p.Now())
	if !f.Good() {
		return p.showPlan(w, r, http.StatusUnprocessableEntity, newView(viewer, id), typed, f)
	}
	round.ID, round.TrustID, round.ReminderDays = id, viewer.TrustID, audit.DefaultReminderDays
	_, err = p.Store.AddRound(r.Context(), viewer.TrustID, viewer.PersonID, round, p.Now())
	if errors.Is(err, fault.Conflict) {
		return p.showAddedBefore(w, r, viewer, id, typed)
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, roundPath(round)+"/respondents")
}

// showAddedBefore meets whoever went back to the form of a round that they
// had kept, and sent it with other words: neither plan is lost unseen.
func (p Pages) showAddedBefore(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, id string, typed plan) error {
	round, err := p.Store.Round(r.Context(), viewer.TrustID, id)
	if err != nil {
		return err
	}
	view := editView(viewer, round)
	view.Notice = "This round was kept before, as “" + round.Title + "”, with other details. What you typed now is below. " +
		"Save it to put it in place of what was kept, or go back to leave that as it is."
	return p.showPlan(w, r, http.StatusConflict, view, typed, &form.Form{})
}

func newView(viewer identity.Viewer, id string) planView {
	return planView{
		Layout: layout.View{Title: "Draft a new round", Viewer: viewer},
		Back:   trustPath(viewer), BackText: "Back to " + viewer.TrustName,
		Lead:   "Only you see a draft. Nobody is told, and nobody can answer, before it opens.",
		Action: trustPath(viewer) + "/rounds", ID: id, Button: "Save and choose respondents",
	}
}
