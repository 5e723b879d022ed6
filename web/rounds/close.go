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

// ShowClose shows what closing a round means.
func (p Pages) ShowClose(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if round.CheckClose() != nil {
		return stopClose(w, r, viewer, round)
	}
	invited, err := p.Store.Progress(r.Context(), viewer.TrustID, round.ID)
	if err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, confirmPage(p.closeView(viewer, round, count(invited))))
}

// Close closes a round, which makes its report.
func (p Pages) Close(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	err = p.Store.CloseRound(r.Context(), viewer.TrustID, round.ID, viewer.PersonID, p.Now())
	if errors.Is(err, audit.ErrAlreadyClosed) || errors.Is(err, audit.ErrRoundNotOpen) {
		if round, err = p.round(r, viewer); err != nil {
			return err
		}
		return stopClose(w, r, viewer, round)
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, roundPath(round)+"/report")
}

func stopClose(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, round audit.Round) error {
	if round.State == audit.Closed {
		return stopClosed(w, r, viewer, round)
	}
	return stop(w, r, stopView{
		Layout:   layout.View{Title: "This round is not open yet", Viewer: viewer},
		Lines:    []string{"Only a round that was opened can be closed. “" + round.Title + "” is still a draft."},
		LinkText: "Go to the draft", Link: roundPath(round),
	})
}

func (p Pages) closeView(viewer identity.Viewer, round audit.Round, t tally) confirmView {
	view := confirmView{
		Layout: layout.View{Title: "Close this round", Viewer: viewer},
		Back:   progressPath(round), BackText: "Back to progress",
		Lead: "Closing “" + round.Title + "” ends it for good and makes its report. Nobody can answer, or change an answer, " +
			"after that, and it can't be opened again.",
		Lines:  []string{component.Capital(people(t.Submitted)) + " " + have(t.Submitted) + " submitted. Only submitted responses count."},
		Action: roundPath(round) + "/close", Button: "Close this round", Leave: "Leave it open",
	}
	if t.Submitted == 0 {
		view.Lines[0] = "Nobody has submitted. Only submitted responses count."
	}
	if t.Entered > 0 {
		view.Lines = append(view.Lines, component.Capital(component.Count(t.Entered, "response was", "responses were"))+
			" entered from paper. What somebody else entered counts in the findings, and not towards the minimum.")
	}
	if t.InProgress > 0 {
		view.Lines = append(view.Lines, component.Capital(people(t.InProgress))+" "+are(t.InProgress)+
			" in progress. What they have answered won't count, and stays visible to themselves alone.")
	}
	if t.NotStarted > 0 {
		view.Lines = append(view.Lines, component.Capital(people(t.NotStarted))+" "+have(t.NotStarted)+" not started.")
	}
	if now := p.Now(); round.AcceptsAnswers(now) {
		view.Lines = append(view.Lines, "It was to close on "+component.Date(round.ClosesAt)+". Closing it now ends it early.")
	}
	view.Lines = append(view.Lines, "Whoever may read the report gets an e-mail that it is there. The e-mail holds nothing of it.")
	if t.counting() < round.Minimum {
		view.Warning = component.Capital(component.Count(round.Minimum, "response", "responses")) +
			" must be submitted before any result is shown, and there " + are(t.counting()) + " " + none(t.counting()) +
			". If you close it now, the report withholds everything, and stays that way."
	}
	return view
}
