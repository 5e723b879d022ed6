package rounds

import (
	"net/http"
	"strconv"

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
	Notice   string
	Done     string // "Six of 15 people have submitted"
	Refresh  string // where the page refreshes itself from; "" once it is closed
	Closes   string
	Submits  int // of Invited, for the bar
	Invited  int
	Minimum  string
	Passed   string // said once the closing date has passed
	Steps    []stepView
	Address  string // where respondents begin, if a message does not arrive; "" where it is of no use
	Groups   []groupView
	Others   []personView
	Sent     []string // the reminders that were sent
	Planned  []string // the reminders that are to come
}

// stepView is something that can be done with the round.
type stepView struct {
	ID    string
	Text  string
	Href  string
	Class string
}

// The looks of a step: the page's main one, another that stands out, and the rest.
const (
	mainStep   = "govuk-button"
	secondStep = "govuk-button govuk-button--secondary"
	otherStep  = "govuk-link"
)

type groupView struct {
	Title      string
	NotStarted int
	InProgress int
	Submitted  int
	Invited    int
	People     []personView
}

type personView struct {
	ID          string
	Name        string
	Stage       string
	Tag         string
	NoReminders bool
	EnteredBy   string // said of a response that somebody else entered; else ""
	Message     string // what became of their last message
	MessageID   string
	SendAgain   string // where it is sent once more; "" where it need not be
	TakeOut     string // where they are taken out; "" where they can't be
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
	messages, err := p.Store.Messages(r.Context(), viewer.TrustID, round.ID)
	if err != nil {
		return err
	}
	view := p.progressView(viewer, round, invited)
	view.addMessages(round, messages, p.Now(), viewer.May(identity.RunRounds))
	view.Notice = done(r)
	return page.Render(w, r, http.StatusOK, progressPage(view))
}

// done says what was just done from this page.
func done(r *http.Request) string {
	query := r.URL.Query()
	switch query.Get("done") {
	case "reminded":
		n, err := strconv.Atoi(query.Get("people"))
		if err != nil || n < 1 {
			return "No more reminders were needed."
		}
		return component.Capital(component.Count(n, "reminder is", "reminders are")) + " on the way."
	case "extended":
		return "The round has a new closing date."
	case "added":
		return "They were added, and their invitations are on the way."
	case "taken-out":
		return "They were taken out, and their answers with them."
	case "again":
		return "The message is on its way again."
	}
	return ""
}

func (p Pages) progressView(viewer identity.Viewer, round audit.Round, invited []audit.Progress) progressView {
	t, runs := count(invited), viewer.May(identity.RunRounds)
	view := progressView{
		Layout: layout.View{Title: round.Title + ": progress", Viewer: viewer, Live: round.State == audit.Open},
		Back:   trustPath(viewer), BackText: "Back to " + viewer.TrustName,
		Closes:  "It closes on " + component.Date(round.ClosesAt) + ", at the end of the day.",
		Done:    component.Capital(none(t.Submitted)) + " of " + people(t.Invited) + " " + have(t.Submitted) + " submitted.",
		Submits: t.Submitted, Invited: t.Invited,
		Minimum: minimumLine(round, t),
	}
	if round.State == audit.Open {
		view.Refresh = progressPath(round)
	}
	accepting := round.AcceptsAnswers(p.Now())
	switch {
	case round.State == audit.Closed:
		view.Closes = "It was closed on " + component.Date(*round.ClosedAt) + "."
	case !accepting:
		view.Closes = "It took answers until " + component.Date(round.ClosesAt) + "."
		view.Passed = passedLine(round, t.counting(), runs)
	case runs:
		view.Address = p.startAddress(round)
	}
	view.Steps = steps(round, accepting, runs)
	for _, g := range countGroups(invited) {
		view.Groups = append(view.Groups, groupViewOf(round, g, invited, runs))
	}
	return view
}

// passedLine says what follows once the closing date has passed.
func passedLine(round audit.Round, submitted int, runs bool) string {
	line := "The closing date has passed, and answers are no longer taken. "
	switch {
	case round.ClosingHeldAt != nil:
		line += "The round did not close by itself: it needs " + component.Count(round.Minimum, "response", "responses") + " and had " +
			none(submitted) + ", so that its report would have withheld everything, for good. "
		if runs {
			return line + "Extend it, and it takes answers again; or close it as it is."
		}
		return line + "The governance professional can extend it, or close it as it is."
	case round.ClosesByDate:
		return line + "It closes by itself within a few minutes: that makes the report."
	case runs:
		return line + "Close the round: that makes the report."
	}
	return line + "The report is made when the governance professional closes the round."
}

// steps are what can be done with the round as it stands, the likeliest first.
func steps(round audit.Round, accepting, runs bool) []stepView {
	path := roundPath(round)
	var (
		closing = stepView{"close", "Close this round", path + "/close", otherStep}
		extend  = stepView{"extend", "Extend it", path + "/extend", otherStep}
	)
	switch {
	case round.State == audit.Closed:
		all := []stepView{{"report", "Read the report", path + "/report", mainStep}}
		if runs {
			all = append(all, stepView{"again", "Use this round again", path, otherStep})
		}
		return all
	case !runs:
		return nil
	case round.ClosingHeldAt != nil:
		extend.Class, closing.Class = mainStep, secondStep
		return []stepView{extend, closing}
	case !accepting:
		closing.Class, extend.Class = mainStep, secondStep
		return []stepView{closing, extend}
	}
	return []stepView{
		{"remind", "Send a reminder now", path + "/remind", mainStep},
		{"messages", "Messages and reminders", path + "/messages", otherStep},
		extend,
		{"add", "Add respondents", path + "/respondents/add", otherStep},
		{"paper", "On paper", path + "/paper", otherStep},
		closing,
	}
}

func groupViewOf(round audit.Round, g groupTally, invited []audit.Progress, runs bool) groupView {
	view := groupView{
		Title: g.Group.Title(), NotStarted: g.NotStarted, InProgress: g.InProgress, Submitted: g.Submitted, Invited: g.Invited,
	}
	tags := map[audit.Stage]string{audit.NotStarted: "govuk-tag--grey", audit.InProgress: "govuk-tag--purple", audit.Submitted: ""}
	for _, one := range invited {
		if one.Group != g.Group {
			continue
		}
		person := personView{
			ID: one.PersonID, Name: one.Name, Stage: one.Stage.Title(), Tag: tags[one.Stage],
			NoReminders: one.NoReminders && one.Stage != audit.Submitted,
		}
		if one.EnteredBy != "" {
			person.EnteredBy = "Entered from paper by " + one.EnteredBy
		}
		if runs && round.State == audit.Open {
			person.TakeOut = roundPath(round) + "/respondents/" + one.PersonID + "/take-out"
		}
		view.People = append(view.People, person)
	}
	return view
}

// minimumLine says whether a result can be shown: whether enough have submitted.
func minimumLine(round audit.Round, t tally) string {
	needed := component.Capital(component.Count(round.Minimum, "response", "responses")) + " must be submitted before any result is shown"
	if t.Entered > 0 {
		needed += ", without the " + component.Number(t.Entered) + " entered from paper"
	}
	left := round.Minimum - t.counting()
	switch {
	case left <= 0:
		return needed + ". That is reached."
	case round.State == audit.Closed:
		return needed + ". That was not reached, so the report withholds everything."
	}
	return needed + ": " + component.Number(left) + " more " + are(left) + " needed."
}
