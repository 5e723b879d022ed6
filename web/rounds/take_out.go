package rounds

import (
	"errors"
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// ShowTakeOut shows what taking a respondent out of an open round means.
func (p Pages) ShowTakeOut(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if round.State != audit.Open {
		return stopNotOpen(w, r, viewer, round)
	}
	invited, err := p.Store.Progress(r.Context(), viewer.TrustID, round.ID)
	if err != nil {
		return err
	}
	person := chi.URLParam(r, "person")
	at := slices.IndexFunc(invited, func(one audit.Progress) bool { return one.PersonID == person })
	if at < 0 {
		return stopTakenOut(w, r, viewer, round)
	}
	return page.Render(w, r, http.StatusOK, confirmPage(takeOutView(viewer, round, invited[at])))
}

func takeOutView(viewer identity.Viewer, round audit.Round, one audit.Progress) confirmView {
	view := confirmView{
		Layout: layout.View{Title: "Take " + one.Name + " out of this round", Viewer: viewer},
		Back:   progressPath(round), BackText: "Back to progress",
		Lead: one.Name + " can then no longer answer “" + round.Title + "”, and gets no more reminders of it. They stay in the trust.",
		Lines: []string{
			"Nobody is told by this.",
			"The audit trail keeps that you took them out, and when.",
			"You can add them again while the round is open. They would then begin anew.",
		},
		Action: roundPath(round) + "/respondents/" + one.PersonID + "/take-out",
		Button: "Take " + one.Name + " out", Grave: true, Leave: "Leave them in",
	}
	switch one.Stage {
	case audit.Submitted:
		view.Warning = one.Name + " has submitted. Their answers are deleted, do not count, and can't be brought back."
	case audit.InProgress:
		view.Warning = one.Name + " is in progress. What they have answered is deleted, and can't be brought back."
	}
	return view
}

// TakeOut takes a respondent, and their answers, out of an open round.
func (p Pages) TakeOut(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if round.State != audit.Open {
		return stopNotOpen(w, r, viewer, round)
	}
	err = p.Store.TakeOut(r.Context(), viewer.TrustID, round.ID, viewer.PersonID, chi.URLParam(r, "person"), p.Now())
	switch {
	case errors.Is(err, fault.NotFound):
		return stopTakenOut(w, r, viewer, round)
	case err != nil:
		return p.stopMoved(w, r, viewer, err)
	}
	return page.Redirect(w, r, progressPath(round)+"?done=taken-out")
}

// stopTakenOut says that somebody is no respondent, as after the same form sent twice.
func stopTakenOut(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, round audit.Round) error {
	return stop(w, r, stopView{
		Layout:   layout.View{Title: "This person is not a respondent", Viewer: viewer},
		Lines:    []string{"They were taken out before, or never invited to “" + round.Title + "”. Nothing was done."},
		LinkText: seeProgress, Link: progressPath(round),
	})
}
