package home

import (
	"context"
	"strings"
	"time"

	"sevenfold/internal/action"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
)

// actionsView is what is to be done in a trust: what is overdue, and what the
// viewer owns.
type actionsView struct {
	Line     string // "Six to be done, one overdue."
	Overdue  []actionView
	Own      []actionView
	All      string
	Evidence string // where what the trust can point to is; "" for whoever may not read it
}

// actionView is one action in a line.
type actionView struct {
	Title string
	Href  string
	About string // whose it is, or when it is due
	Of    string // the trust, on a page of several
	Late  bool
}

// actions are what is to be done in the viewer's trust; nil for whoever may not
// read it.
func (p Pages) actions(ctx context.Context, viewer identity.Viewer, now time.Time) (*actionsView, error) {
	if !viewer.May(identity.ReadActions) {
		return nil, nil
	}
	all, err := p.Store.Actions(ctx, viewer.TrustID)
	if err != nil {
		return nil, err
	}
	path := trustPath(viewer.TrustID)
	view := &actionsView{All: path + "/actions"}
	if viewer.May(identity.ReadEvidence) {
		view.Evidence = path + "/evidence"
	}
	standing := 0
	for _, a := range all {
		if !a.State.Stands() {
			continue
		}
		standing++
		switch {
		case a.Overdue(now):
			one := ownAction(a, now)
			one.About = a.OwnerName + ": " + strings.ToLower(one.About)
			view.Overdue = append(view.Overdue, one)
		case a.OwnerID == viewer.PersonID:
			view.Own = append(view.Own, ownAction(a, now))
		}
	}
	view.Line = toBeDone(standing, len(view.Overdue))
	return view, nil
}

func toBeDone(standing, overdue int) string {
	switch {
	case standing == 0:
		return "No action is to be done now."
	case overdue == 0:
		return component.Capital(component.Count(standing, "action is", "actions are")) + " to be done, none of them overdue."
	}
	return component.Capital(component.Count(standing, "action is", "actions are")) + " to be done, " + component.Number(overdue) + " overdue."
}

// ownAction is an action as its owner sees it.
func ownAction(a action.Action, now time.Time) actionView {
	view := actionView{Title: a.Title, Href: trustPath(a.TrustID) + "/actions/" + a.ID, About: component.Due(a, now), Late: a.Overdue(now)}
	if view.About == "" {
		view.About = "Due on " + component.Date(a.DueOn)
	}
	return view
}

// ownActions are what a person is to do in one of their trusts.
func (p Pages) ownActions(ctx context.Context, there identity.Viewer, t trust.Place, now time.Time) ([]actionView, error) {
	if !there.May(identity.ReadActions) {
		return nil, nil
	}
	owned, err := p.Store.ActionsOf(ctx, t.ID, there.PersonID)
	if err != nil {
		return nil, err
	}
	var views []actionView
	for _, a := range owned {
		one := ownAction(a, now)
		one.Of = t.Name
		views = append(views, one)
	}
	return views, nil
}
