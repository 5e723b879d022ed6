package rounds

import (
	"errors"
	"net/http"
	"strings"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// ShowEdit shows the plan of a draft, to change it.
func (p Pages) ShowEdit(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if round.State != audit.Draft {
		return stopChange(w, r, viewer, round)
	}
	view := editView(viewer, round)
	if !p.offers(round) {
		view.Notice = "The questionnaire that this draft was to ask is no longer offered: choose another."
	}
	if r.URL.Query().Get("done") == "copied" {
		view.Notice = strings.TrimSpace("This is a new draft. Its title and its dates are a guess: look through them. " + view.Notice)
	}
	return p.showPlan(w, r, http.StatusOK, view, planOf(round), &form.Form{})
}

// Change keeps the plan of a draft as it was changed.
func (p Pages) Change(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, stored, err := p.posted(r, viewer)
	if err != nil {
		return err
	}
	if stored.State != audit.Draft {
		return stopChange(w, r, viewer, stored)
	}
	typed := readPlan(f)
	changed := typed.check(f, p.Current, p.Now())
	if !f.Good() {
		return p.showPlan(w, r, http.StatusUnprocessableEntity, editView(viewer, stored), typed, f)
	}
	changed.ID, changed.TrustID = stored.ID, stored.TrustID
	err = p.Store.ChangeRound(r.Context(), viewer.TrustID, changed)
	if errors.Is(err, audit.ErrNotDraft) {
		return p.stopOpenedMeanwhile(w, r, viewer)
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, roundPath(changed))
}

// stopOpenedMeanwhile meets a change that came just after the round was opened.
func (p Pages) stopOpenedMeanwhile(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	return stopChange(w, r, viewer, round)
}

func editView(viewer identity.Viewer, round audit.Round) planView {
	return planView{
		Layout: layout.View{Title: "Change the plan of this round", Viewer: viewer},
		Back:   roundPath(round), BackText: "Back to the draft",
		Lead:   "All of this can be changed until the round opens.",
		Action: roundPath(round) + "/edit", Button: "Save",
	}
}
