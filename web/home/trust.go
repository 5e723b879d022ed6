package home

import (
	"context"
	"net/http"
	"slices"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// trustView is a trust's own page, as one of its people sees it.
type trustView struct {
	Layout  layout.View
	Roles   string
	Waiting []cardView
	Nothing string // said where nothing waits and nothing else is shown
	Steps   []stepView
	New     string // where to draft a round; "" for whoever may not
	Asks    string // where the questionnaires are, for the same
	People  string // where the trust's people are; "" for whoever may not see them
	// Settings is where the trust's settings are; "" for whoever may not read them.
	Settings string
	Rounds   []cardView
	Answers  []cardView
	Reports  []cardView
	Lead     *leadView    // for those who lead the trust, once it has a report
	Running  []cardView   // open rounds, for those who lead the trust
	Actions  *actionsView // nil for whoever may not read them, and before there is a first report
}

// cardView is one round, from one side.
type cardView struct {
	Title string
	Of    string // the trust, on a page of several
	State string
	New   string // says that the viewer has not opened it yet
	Lines []string
	// Submitted of Invited, for a bar; none where Invited is 0.
	Submitted int
	Invited   int
	Bar       string // the same in words
	BarID     string
	Main      linkView
	Others    []linkView
}

// ShowTrust shows what waits for the viewer in a trust, and how its rounds stand.
func (p Pages) ShowTrust(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	now := p.Now()
	invitations, err := p.Store.RoundsToAnswer(r.Context(), viewer.TrustID, viewer.PersonID)
	if err != nil {
		return err
	}
	rounds, err := p.Store.Rounds(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	view := trustView{Layout: layout.View{Title: viewer.TrustName, Viewer: viewer}, Roles: roles(viewer)}
	for _, i := range invitations {
		if waits(i, now) {
			view.Waiting = append(view.Waiting, waitingCard(i, now))
		} else if card, ok := answersCard(i, now); ok {
			view.Answers = append(view.Answers, card)
		}
	}
	for _, round := range rounds {
		if err := p.addRound(r, viewer, &view, round, now); err != nil {
			return err
		}
	}
	if leads(viewer) {
		if view.Lead, err = p.lead(r.Context(), viewer, rounds); err != nil {
			return err
		}
		view.Running = running(viewer, rounds, invitations, now)
	}
	news, err := p.markNew(r.Context(), viewer, &view)
	if err != nil {
		return err
	}
	if viewer.May(identity.RunPeople) {
		view.People = trustPath(viewer.TrustID) + "/people"
	}
	if viewer.May(identity.ReadSettings) {
		view.Settings = trustPath(viewer.TrustID) + "/settings"
	}
	if viewer.May(identity.RunRounds) {
		view.New, view.Asks = trustPath(viewer.TrustID)+"/rounds/new", trustPath(viewer.TrustID)+"/questionnaires"
		members, err := p.Store.Members(r.Context(), viewer.TrustID)
		if err != nil {
			return err
		}
		view.Steps = steps(viewer, len(members), rounds, now)
	} else if len(view.Waiting) == 0 && !news && view.Lead == nil {
		view.Nothing = "Nothing waits for you here now. When your governance professional invites you to a round, you find it on this page."
	}
	if len(view.Steps) == 0 {
		if view.Actions, err = p.actions(r.Context(), viewer, now); err != nil {
			return err
		}
	}
	return page.Render(w, r, http.StatusOK, trustPage(view))
}

// addRound shows a round to whoever runs rounds or sees their progress, and
// the report of a closed one to whoever else may read it.
func (p Pages) addRound(r *http.Request, viewer identity.Viewer, view *trustView, round audit.Round, now time.Time) error {
	runs := viewer.May(identity.RunRounds)
	switch {
	case round.State == audit.Draft && !runs:
		return nil
	case !viewer.May(identity.SeeProgress):
		if round.State == audit.Closed && viewer.MayReadReport(round.SharedWithAll) {
			view.Reports = append(view.Reports, closedCard(viewer, round))
		}
		return nil
	case round.State == audit.Closed:
		card := closedCard(viewer, round)
		card.State = "Closed"
		card.Others = append(card.Others, linkView{"Who submitted", round.Title, roundPath(round, "/progress")})
		view.Rounds = append(view.Rounds, card)
		return nil
	}
	invited, err := p.Store.Progress(r.Context(), viewer.TrustID, round.ID)
	if err != nil {
		return err
	}
	if round.State == audit.Draft {
		view.Rounds = append(view.Rounds, draftCard(round, len(invited)))
	} else {
		view.Rounds = append(view.Rounds, openCard(round, invited, runs, now))
	}
	return nil
}

// markNew marks the reports that the viewer has not opened yet, and tells
// whether there is one.
func (p Pages) markNew(ctx context.Context, viewer identity.Viewer, view *trustView) (bool, error) {
	unread, err := p.newReports(ctx, viewer)
	if err != nil {
		return false, err
	}
	for _, round := range unread {
		for _, all := range [][]cardView{view.Rounds, view.Reports} {
			for i := range all {
				if all[i].Main.Href == roundPath(round, "/report") {
					all[i].New = "New to you"
				}
			}
		}
	}
	return len(unread) > 0, nil
}

// newReports lists the rounds whose reports are new to the viewer, of those that they may read.
func (p Pages) newReports(ctx context.Context, viewer identity.Viewer) ([]audit.Round, error) {
	if !viewer.MayReadReport(true) {
		return nil, nil
	}
	unread, err := p.Store.NewReports(ctx, viewer.TrustID, viewer.PersonID)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(unread, func(r audit.Round) bool { return !viewer.MayReadReport(r.SharedWithAll) }), nil
}

func waitingCard(i audit.Invitation, now time.Time) cardView {
	card := cardView{Title: i.Title, Lines: []string{whenItCloses(i.Round, now)}}
	if i.Stage == audit.InProgress {
		card.State = "In progress"
		card.Lines = append(card.Lines, "You have not submitted yet, and only submitted responses count.")
		card.Main = linkView{"Go on answering", i.Title, roundPath(i.Round, "/questionnaire")}
	} else {
		card.State = "Not started"
		card.Main = linkView{"Start", i.Title, roundPath(i.Round, "/start")}
	}
	return card
}

// answersCard is a round that the viewer has answered; false where there is
// nothing of theirs to read.
func answersCard(i audit.Invitation, now time.Time) (cardView, bool) {
	card := cardView{Title: i.Title, Main: linkView{"Read your answers", i.Title, roundPath(i.Round, "/my-answers")}}
	switch {
	case i.Stage == audit.Submitted && i.AcceptsAnswers(now):
		card.State = "Submitted"
		card.Lines = []string{"You can change your answers until the end of " + component.Date(i.ClosesAt) + "."}
	case i.Stage == audit.Submitted:
		card.State = "Submitted"
		card.Lines = []string{"Answers were taken until " + closedOn(i.Round) + "."}
	case i.Stage == audit.InProgress:
		card.State = "Not submitted"
		card.Lines = []string{"Answers were taken until " + closedOn(i.Round) + ". What you had answered does not count, and only you can read it."}
	default:
		return cardView{}, false
	}
	return card, true
}

func reportCard(round audit.Round) cardView {
	return cardView{
		Title: round.Title, Lines: []string{"Closed on " + closedOn(round) + "."},
		Main: linkView{"Read the report", round.Title, roundPath(round, "/report")},
	}
}

// closedCard leads to a report, to the conversation about it, and to its pack.
func closedCard(viewer identity.Viewer, round audit.Round) cardView {
	card := reportCard(round)
	if viewer.May(identity.ReadConversation) {
		card.Others = []linkView{{"The board’s conversation", round.Title, roundPath(round, "/conversation")}}
	}
	if viewer.May(identity.ExportPacks) {
		card.Others = append(card.Others, linkView{"Board pack", round.Title, roundPath(round, "/pack")})
	}
	return card
}

func draftCard(round audit.Round, invited int) cardView {
	card := cardView{
		Title: round.Title, State: "Draft",
		Lines: []string{
			"Planned from " + component.Date(round.OpensAt) + " to " + component.Date(round.ClosesAt) + ".",
			component.Capital(component.Count(invited, "person is", "people are")) + " invited.",
		},
		Main: linkView{"Go on to open it", round.Title, roundPath(round, "/open")},
		Others: []linkView{
			{"Look at the draft", round.Title, roundPath(round, "")},
			{"Preview", round.Title, roundPath(round, "/preview")},
		},
	}
	if invited == 0 {
		card.Lines[1] = "Nobody is invited yet."
		card.Main = linkView{"Choose respondents", round.Title, roundPath(round, "/respondents")}
	}
	return card
}

func openCard(round audit.Round, invited []audit.Progress, runs bool, now time.Time) cardView {
	card := cardView{
		Title: round.Title, State: "Open", Lines: []string{whenItCloses(round, now)},
		Invited: len(invited), BarID: "bar-" + round.ID,
		Main: linkView{"See progress", round.Title, roundPath(round, "/progress")},
	}
	for _, one := range invited {
		if one.Stage == audit.Submitted {
			card.Submitted++
		}
	}
	card.Bar = "None of " + component.Number(card.Invited) + " submitted yet."
	if card.Submitted > 0 {
		card.Bar = component.Capital(component.Number(card.Submitted)) + " of " + component.Number(card.Invited) + " submitted."
	}
	if !round.AcceptsAnswers(now) {
		card.Lines = []string{"It took answers until " + closedOn(round) + ". Its report is made when the governance professional closes it."}
		if runs {
			card.Lines = []string{"It took answers until " + closedOn(round) + ". Close it: that makes the report."}
			card.Main, card.Others = linkView{"Close it", round.Title, roundPath(round, "/close")}, []linkView{card.Main}
		}
	}
	return card
}
