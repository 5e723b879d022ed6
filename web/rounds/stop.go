package rounds

import (
	"errors"
	"net/http"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// stopView tells that a round has moved past what was asked of it.
type stopView struct {
	Layout   layout.View
	Lines    []string
	LinkText string
	Link     string
}

func stop(w http.ResponseWriter, r *http.Request, view stopView) error {
	return page.Render(w, r, http.StatusConflict, stopPage(view))
}

// stopChange says why a plan that was once a draft stays as it is.
func stopChange(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, round audit.Round) error {
	lines := []string{
		"Nothing was changed. Once a round is open, its plan stays as it is. You can still extend it, add respondents and take " +
			"somebody out, from its progress page.",
	}
	if round.OpenedAt != nil {
		lines = append([]string{"“" + round.Title + "” was opened on " + component.Date(*round.OpenedAt) + "."}, lines...)
	}
	return stop(w, r, stopView{
		Layout: layout.View{Title: "This round is no longer a draft", Viewer: viewer},
		Lines:  lines, LinkText: seeProgress, Link: progressPath(round),
	})
}

// stopClosed says that a round was closed before, and where its report is.
func stopClosed(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, round audit.Round) error {
	lines := []string{"Nothing was done twice."}
	if round.ClosedAt != nil {
		lines = append([]string{
			"This round was closed on " + component.Date(*round.ClosedAt) + " at " + component.Clock(*round.ClosedAt) + ".",
		}, lines...)
	}
	return stop(w, r, stopView{
		Layout: layout.View{Title: "This round is closed already", Viewer: viewer},
		Lines:  lines, LinkText: "Read the report", Link: roundPath(round) + "/report",
	})
}

// stopDraft says that what was asked is for a round that was opened.
func stopDraft(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, round audit.Round) error {
	return stop(w, r, stopView{
		Layout:   layout.View{Title: "This round is not open yet", Viewer: viewer},
		Lines:    []string{"Nothing was done. “" + round.Title + "” is still a draft."},
		LinkText: "Go to the draft", Link: roundPath(round),
	})
}

// stopNotOpen says that only an open round allows what was asked.
func stopNotOpen(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, round audit.Round) error {
	if round.State == audit.Closed {
		return stopClosed(w, r, viewer, round)
	}
	return stopDraft(w, r, viewer, round)
}

// stopOver says that a round's closing date has passed, so that nobody can
// answer it as it stands.
func stopOver(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, round audit.Round) error {
	return stop(w, r, stopView{
		Layout: layout.View{Title: "The closing date has passed", Viewer: viewer},
		Lines: []string{
			"Nothing was done. “" + round.Title + "” took answers until " + component.Date(round.ClosesAt) + ".",
			"To go on with it, extend it first.",
		},
		LinkText: "Extend this round", Link: roundPath(round) + "/extend",
	})
}

// stopUnlessAnswerable stops whatever needs a round that takes answers now. It
// tells whether it did.
func (p Pages) stopUnlessAnswerable(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, round audit.Round) (bool, error) {
	switch {
	case round.State == audit.Draft:
		return true, stopDraft(w, r, viewer, round)
	case round.State == audit.Closed:
		return true, stopClosed(w, r, viewer, round)
	case !round.AcceptsAnswers(p.Now()):
		return true, stopOver(w, r, viewer, round)
	}
	return false, nil
}

// stopMoved meets a deed for an open round that came just after it had closed,
// by looking at it again.
func (p Pages) stopMoved(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, err error) error {
	if !errors.Is(err, audit.ErrRoundClosed) && !errors.Is(err, audit.ErrRoundNotOpen) && !errors.Is(err, audit.ErrAlreadyClosed) {
		return err
	}
	round, findErr := p.round(r, viewer)
	if findErr != nil {
		return findErr
	}
	stopped, stopErr := p.stopUnlessAnswerable(w, r, viewer, round)
	if !stopped {
		return err
	}
	return stopErr
}
