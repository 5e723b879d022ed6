package conversation

import (
	"context"
)

// withActions is the meeting with the trust's actions.
func (p Pages) withActions(ctx context.Context, m meeting) (meeting, error) {
	var err error
	m.actions, err = p.Store.ActionsFor(ctx, m.viewer.TrustID)
	return m, err
}

// actionView is an action for a statement: what, and how far.
type actionView struct{ Title, State, Path string }

// actionsFor are the trust's actions for a statement, whichever round they began with.
func (m meeting) actionsFor(statement string) []actionView {
	var all []actionView
	for _, a := range m.actions[statement] {
		all = append(all, actionView{a.Title, a.State.Title(), "/t/" + m.viewer.TrustID + "/actions/" + a.ID})
	}
	return all
}

// standing are the titles of the actions for these statements that are planned
// or under way, each once.
func (m meeting) standing(statements []string) []string {
	var titles []string
	seen := map[string]bool{}
	for _, s := range statements {
		for _, a := range m.actions[s] {
			if a.State.Stands() && !seen[a.ID] {
				seen[a.ID] = true
				titles = append(titles, a.Title)
			}
		}
	}
	return titles
}
