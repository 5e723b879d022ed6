package rounds

import (
	"net/http"
	"strconv"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// ShowRemind shows whom a reminder by hand goes to, and what it says.
func (p Pages) ShowRemind(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if stopped, err := p.stopUnlessAnswerable(w, r, viewer, round); stopped {
		return err
	}
	invited, err := p.Store.Progress(r.Context(), viewer.TrustID, round.ID)
	if err != nil {
		return err
	}
	view := remindView(viewer, round, invited)
	if view.Button != "" {
		if view.Letter, err = p.letterOf(r.Context(), viewer, round, audit.ReminderMessage); err != nil {
			return err
		}
	}
	return page.Render(w, r, http.StatusOK, confirmPage(view))
}

func remindView(viewer identity.Viewer, round audit.Round, invited []audit.Progress) confirmView {
	reminded, asked := 0, 0
	for _, one := range invited {
		switch {
		case one.Stage == audit.Submitted:
		case one.NoReminders:
			asked++
		default:
			reminded++
		}
	}
	view := confirmView{
		Layout: layout.View{Title: "Send a reminder now", Viewer: viewer},
		Back:   progressPath(round), BackText: "Back to progress",
		Lead:   "An e-mail goes to " + people(reminded) + " who " + have(reminded) + " not submitted, in the background, within a few minutes.",
		Action: roundPath(round) + "/remind", ID: form.NewID(), Button: "Remind " + people(reminded), Leave: "Send nothing",
	}
	if asked > 0 {
		view.Lines = append(view.Lines, component.Capital(people(asked))+" who "+have(asked)+" not submitted asked for no reminders, and "+are(asked)+" left alone.")
	}
	if reminded == 0 {
		view.Lead, view.Button = "There is nobody to remind: everybody has submitted.", ""
		if asked > 0 {
			view.Lead = "There is nobody to remind."
		}
	}
	return view
}

// Remind reminds everybody who has not submitted. The form carries an id, so
// that the same form sent twice reminds once.
func (p Pages) Remind(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, round, err := p.posted(r, viewer)
	if err != nil {
		return err
	}
	if stopped, err := p.stopUnlessAnswerable(w, r, viewer, round); stopped {
		return err
	}
	n, err := p.Store.Remind(r.Context(), viewer.TrustID, round.ID, viewer.PersonID, f.ID("id"), p.Now())
	if err != nil {
		return p.stopMoved(w, r, viewer, err)
	}
	return page.Redirect(w, r, progressPath(round)+"?done=reminded&people="+strconv.Itoa(n))
}
