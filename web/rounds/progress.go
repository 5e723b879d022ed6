package rounds

import (
	"net/http"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// progressView is how far each respondent has come; never what they answered.
type progressView struct {
	Layout   layout.View
	Back     string
	BackText string
	Lead     string
	Submits  int // of Invited, for the bar
	Invited  int
	Done     string // "Six of 15 people have submitted"
	Minimum  string
	Passed   string // said once the closing date has passed
	Address  string // to give respondents; "" where it is of no use
	Groups   []groupView
	Close    string // where to close it; "" for whoever may not
	CloseNow bool   // whether closing is what is left to do
	Report   string // where its report is; "" before it is closed
}

type groupView struct {
	Title      string
	NotStarted int
	InProgress int
	Submitted  int
	Invited    int
	People     []personView
}

type personView struct {
	Name  string
	Stage string
	Tag   string
}

// ShowProgress shows how far a round has come, by group and by person.
func (p Pages) ShowProgress(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if round.State == audit.Draft {
		return page.Redirect(w, r, roundPath(round))
	}
	invited, err := p.Store.Progress(r.Context(), viewer.TrustID, round.ID)
	if err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, progressPage(p.progressView(viewer, round, invited)))
}

func (p Pages) progressView(viewer identity.Viewer, round audit.Round, invited []audit.Progress) progressView {
	t, now := count(invited), p.Now()
	accepting := round.AcceptsAnswers(now)
	view := progressView{
		Layout: layout.View{Title: round.Title + ": progress", Viewer: viewer},
		Back:   trustPath(viewer), BackText: "Back to " + viewer.TrustName,
		Lead:    "It closes on " + component.Date(round.ClosesAt) + ", at the end of the day.",
		Done:    starting(none(t.Submitted)) + " of " + people(t.Invited) + " " + have(t.Submitted) + " submitted.",
		Submits: t.Submitted, Invited: t.Invited,
		Minimum: minimumLine(round, t.Submitted),
	}
	switch {
	case round.State == audit.Closed:
		view.Lead = "It was closed on " + component.Date(*round.ClosedAt) + "."
		view.Report = roundPath(round) + "/report"
	case !accepting:
		view.Lead = "It took answers until " + component.Date(round.ClosesAt) + "."
		view.Passed = "The closing date has passed, and answers are no longer taken. The report is made when the governance professional closes the round."
	}
	if viewer.May(identity.RunRounds) && round.State == audit.Open {
		view.Close = roundPath(round) + "/close"
		if accepting {
			view.Address = p.startAddress(round)
		} else {
			view.CloseNow = true
			view.Passed = "The closing date has passed, and answers are no longer taken. Close the round: that makes the report."
		}
	}
	for _, g := range countGroups(invited) {
		view.Groups = append(view.Groups, groupViewOf(g, invited))
	}
	return view
}

func groupViewOf(g groupTally, invited []audit.Progress) groupView {
	view := groupView{
		Title: g.Group.Title(), NotStarted: g.NotStarted, InProgress: g.InProgress, Submitted: g.Submitted, Invited: g.Invited,
	}
	tags := map[audit.Stage]string{audit.NotStarted: "govuk-tag--grey", audit.InProgress: "govuk-tag--purple", audit.Submitted: ""}
	for _, one := range invited {
		if one.Group == g.Group {
			view.People = append(view.People, personView{one.Name, one.Stage.Title(), tags[one.Stage]})
		}
	}
	return view
}

// minimumLine says whether a result can be shown: whether enough have submitted.
func minimumLine(round audit.Round, submitted int) string {
	needed := starting(component.Count(round.Minimum, "response", "responses")) + " must be submitted before any result is shown"
	left := round.Minimum - submitted
	switch {
	case left <= 0:
		return needed + ". That is reached."
	case round.State == audit.Closed:
		return needed + ". That was not reached, so the report withholds everything."
	}
	return needed + ": " + component.Number(left) + " more " + are(left) + " needed."
}
