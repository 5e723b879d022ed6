package rounds

import (
	"net/http"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// ShowAddRespondents shows who can be added to an open round.
func (p Pages) ShowAddRespondents(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, of, stopped, err := p.addable(w, r, viewer)
	if stopped || err != nil {
		return err
	}
	return showRespondents(w, r, http.StatusOK, addView(viewer, round, of), of, ownGroups(of.members), &form.Form{})
}

// AddRespondents invites more people to an open round, or ticks a committee.
func (p Pages) AddRespondents(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	round, of, stopped, err := p.addable(w, r, viewer)
	if stopped || err != nil {
		return err
	}
	view, choices := addView(viewer, round, of), readChoices(f, of.members)
	if f.Has("tick") {
		return tick(w, r, view, of, choices, f)
	}
	if of.allAlready(f.All("invited[]")) { // sent twice
		return page.Redirect(w, r, progressPath(round)+"?done=added")
	}
	invited := of.check(f, choices)
	if !f.Good() {
		return showRespondents(w, r, http.StatusUnprocessableEntity, view, of, choices, f)
	}
	err = p.Store.AddRespondents(r.Context(), viewer.TrustID, round.ID, viewer.PersonID, invited, p.Now())
	if err != nil {
		return p.stopMoved(w, r, viewer, err)
	}
	return page.Redirect(w, r, progressPath(round)+"?done=added")
}

// addable reads the round of the address and who can be added to it; stopped
// where it takes nobody, and a page has said so.
func (p Pages) addable(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) (audit.Round, candidates, bool, error) {
	round, err := p.round(r, viewer)
	if err != nil {
		return round, candidates{}, false, err
	}
	if stopped, err := p.stopUnlessAnswerable(w, r, viewer, round); stopped {
		return round, candidates{}, true, err
	}
	invited, err := p.Store.Progress(r.Context(), viewer.TrustID, round.ID)
	if err != nil {
		return round, candidates{}, false, err
	}
	of, err := p.candidates(r, viewer, round, invited)
	return round, of, false, err
}

// allAlready tells whether everybody who was ticked is invited by now.
func (of candidates) allAlready(ticked []string) bool {
	for _, id := range ticked {
		if !of.already[id] {
			return false
		}
	}
	return len(ticked) > 0
}

func addView(viewer identity.Viewer, round audit.Round, of candidates) respondentsView {
	view := respondentsView{
		Layout: layout.View{Title: "Add respondents", Viewer: viewer},
		Back:   progressPath(round), BackText: "Back to progress",
		Lead: "Tick whom else you invite to “" + round.Title + "”, and say in which group they answer. " +
			"Each gets an invitation by e-mail within a few minutes.",
		Action: roundPath(round) + "/respondents/add", Button: "Add and invite them",
	}
	if len(of.members) == 0 {
		view.Lead = "Everybody in the trust is invited to “" + round.Title + "” already. To invite somebody else, add them to the people of the trust first."
		view.Button = ""
	}
	return view
}
