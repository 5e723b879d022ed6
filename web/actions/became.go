package actions

import (
	"net/http"
	"net/url"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/action"
	"sevenfold/internal/identity"
	"sevenfold/internal/insight"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// becameView is what became of the challenges of a closed round.
type becameView struct {
	Layout     layout.View
	Back       string
	Lead       string
	Withheld   string // said where nothing is shown of the round
	None       string // said where it found no challenge
	Challenges []challengeView
	Without    []challengeView // those with no action
}

// challengeView is one challenge, and what is done about it.
type challengeView struct {
	ID      string
	Text    string
	Href    string
	Finding string
	Actions []rowView
	New     string // where to add an action for it; "" for whoever may not
}

func becamePath(viewer identity.Viewer, roundID string) string {
	return trustPath(viewer) + "/rounds/" + roundID + "/report/actions"
}

// ShowBecame shows the challenges of a closed round with the actions for each,
// and those with none.
func (p Pages) ShowBecame(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	findings := p.findings(viewer)
	in, err := findings.of(r.Context(), chi.URLParam(r, "round"))
	if err != nil {
		return err
	}
	actions, err := p.Store.Actions(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	view := becameView{
		Layout: layout.View{
			Title: "What became of " + in.words.Vocabulary.Those(insight.Challenge), Viewer: viewer, Phase: in.round.Title + " · closed " + component.Date(in.round.TookAnswersUntil()),
		},
		Back: listPath(viewer),
	}
	for _, followed := range action.Follow(in.report.Found(insight.Challenge), actions) {
		one, err := p.challenge(r, viewer, findings, in, followed)
		if err != nil {
			return err
		}
		if len(one.Actions) > 0 {
			view.Challenges = append(view.Challenges, one)
		} else {
			view.Without = append(view.Without, one)
		}
	}
	view.Lead, view.None, view.Withheld = becameWords(in, view)
	return page.Render(w, r, http.StatusOK, becamePage(view))
}

func becameWords(in found, view becameView) (lead, none, withheld string) {
	with, without := len(view.Challenges), len(view.Without)
	switch {
	case in.report.Withheld:
		return "", "", action.NothingToFollow
	case with+without == 0:
		return "", "No statement came out as " + in.words.Vocabulary.Is(insight.Challenge) + " in this round.", ""
	}
	lead = component.Capital(component.Count(with+without, "statement", "statements")) + " came out as " + in.words.Vocabulary.Is(insight.Challenge) + ". "
	switch {
	case without == 0 && with == 1:
		return lead + "There is an action for it.", "", ""
	case without == 0:
		return lead + "There are actions for all of them.", "", ""
	case with == 0:
		return lead + "There is no action for any of them yet.", "", ""
	}
	return lead + component.Capital(component.Number(with)) + " of them " + isOrAre(with) + " followed by an action, and " +
		component.Number(without) + " " + isOrAre(without) + " not.", "", ""
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// challenge shows one challenge. An action that was begun for the same statement
// in another round says in which.
func (p Pages) challenge(r *http.Request, viewer identity.Viewer, findings findings, in found, followed action.Followed) (challengeView, error) {
	s, _ := in.report.Statement(followed.Statement)
	view := challengeView{
		ID: s.ID, Text: in.text(s.ID), Finding: in.words.Vocabulary.Title(s.Finding, s.Significant),
		Href: trustPath(viewer) + "/rounds/" + in.round.ID + "/report/domains/" + s.Domain + "#" + s.ID,
	}
	if viewer.May(identity.RunActions) {
		view.New = listPath(viewer) + "/new?" + url.Values{"round": {in.round.ID}, "for": {s.ID}}.Encode()
	}
	for _, a := range followed.Actions {
		row := rowOf(viewer, a, p.Now())
		if !a.ForRound(in.round.ID, s.ID) {
			for _, one := range a.For {
				if one.Statement != s.ID {
					continue
				}
				other, err := findings.of(r.Context(), one.RoundID)
				if err != nil {
					return challengeView{}, err
				}
				row.From = "Begun for " + other.round.Title + "."
			}
		}
		view.Actions = append(view.Actions, row)
	}
	return view, nil
}
