package actions

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"sevenfold/internal/action"
	"sevenfold/internal/identity"
	"sevenfold/internal/insight"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// listView is the table of a trust's actions.
type listView struct {
	Layout   layout.View
	Home     string
	New      string // where to add one; "" for whoever may not
	Calendar string
	Became   linkView // what became of the last round's challenges; none where there is no report
	None     bool     // there is no action at all
	Path     string
	Owner    component.SelectView
	State    component.SelectView
	Sort     component.SelectView
	Filtered bool
	Found    string
	Rows     []rowView
}

type linkView struct{ Text, Href string }

// rowView is one action in a table.
type rowView struct {
	Title  string
	Href   string
	Owner  string
	Due    string
	Off    string // how far off it is, in words
	When   string // "due on Thursday 4 March 2027", "done on Friday 5 March 2027"
	Late   bool
	State  string
	Pill   string
	Reason string
	From   string // the round that it was begun for, where that needs saying
}

// What the table can be narrowed to, beside a state.
const (
	mine    = "me"
	overdue = "overdue"
	every   = "all"
)

// wanted is what the table is asked for.
type wanted struct{ owner, state, sort string }

func wantedOf(q url.Values) wanted { return wanted{q.Get("owner"), q.Get("state"), q.Get("sort")} }

func (f wanted) takes(a action.Action, viewer identity.Viewer, now time.Time) bool {
	owner := f.owner
	if owner == mine {
		owner = viewer.PersonID
	}
	if owner != "" && a.OwnerID != owner {
		return false
	}
	switch f.state {
	case "":
		return a.State.Stands()
	case every:
		return true
	case overdue:
		return a.Overdue(now)
	}
	return string(a.State) == f.state
}

// order sorts the table; those that are due first stand first wherever two are alike.
func (f wanted) order(found []action.Action) {
	slices.SortStableFunc(found, func(a, b action.Action) int {
		switch f.sort {
		case "owner":
			return strings.Compare(strings.ToLower(a.OwnerName), strings.ToLower(b.OwnerName))
		case "state":
			return cmp.Compare(slices.Index(action.States, a.State), slices.Index(action.States, b.State))
		}
		return a.DueOn.Compare(b.DueOn)
	})
}

// ShowList shows the actions of the trust, or those that are asked for.
func (p Pages) ShowList(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	actions, err := p.Store.Actions(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	now, f := p.Now(), wantedOf(r.URL.Query())
	view := listView{
		Layout: layout.View{Title: "Actions", Viewer: viewer}, Home: trustPath(viewer), Path: listPath(viewer),
		Calendar: listPath(viewer) + "/calendar", None: len(actions) == 0, Filtered: f.owner != "" || f.state != "",
		Owner: ownerFilter(actions, f, viewer), State: stateFilter(f), Sort: sortFilter(f),
	}
	if viewer.May(identity.RunActions) {
		view.New = listPath(viewer) + "/new"
	}
	var found []action.Action
	late := 0
	for _, a := range actions {
		if f.takes(a, viewer, now) {
			found = append(found, a)
			if a.Overdue(now) {
				late++
			}
		}
	}
	f.order(found)
	for _, a := range found {
		view.Rows = append(view.Rows, rowOf(viewer, a, now))
	}
	view.Found = sum(len(found), late, f)
	if view.Became, err = p.lastBecame(r, viewer); err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, listPage(view))
}

// sum says how many there are.
func sum(found, late int, f wanted) string {
	what := component.Count(found, "action", "actions")
	if f.state == "" {
		what += " to be done"
	}
	switch {
	case late == 0 || f.state == overdue:
		return component.Capital(what) + "."
	case late == found:
		return component.Capital(what) + ", overdue."
	}
	return component.Capital(what) + ", " + component.Number(late) + " overdue."
}

// lastBecame leads to what became of the challenges of the last round that has a report.
func (p Pages) lastBecame(r *http.Request, viewer identity.Viewer) (linkView, error) {
	findings := p.findings(viewer)
	rounds, err := findings.rounds(r.Context())
	if err != nil || len(rounds) == 0 {
		return linkView{}, err
	}
	in, err := findings.of(r.Context(), rounds[0].ID)
	if err != nil {
		return linkView{}, err
	}
	return linkView{"What became of " + in.words.Vocabulary.Those(insight.Challenge) + " of " + in.round.Title, becamePath(viewer, in.round.ID)}, nil
}

func rowOf(viewer identity.Viewer, a action.Action, now time.Time) rowView {
	when := "due on " + component.Date(a.DueOn)
	if !a.State.Stands() {
		when = string(a.State) + " on " + component.Date(a.StateAt)
	}
	return rowView{
		When: when, Title: a.Title, Href: actionPath(viewer, a.ID), Owner: a.Owner(), Due: component.Date(a.DueOn),
		Off: component.Due(a, now), Late: a.Overdue(now), State: a.State.Title(), Pill: pill(a.State), Reason: a.Reason,
	}
}

// pill is the look of a state. None of them judges.
func pill(s action.State) string {
	switch s {
	case action.UnderWay:
		return ""
	case action.Done:
		return "govuk-tag--teal"
	}
	return "govuk-tag--grey"
}

func ownerFilter(actions []action.Action, f wanted, viewer identity.Viewer) component.SelectView {
	v := component.SelectView{ID: "owner", Label: "Owner", Small: true, Options: []component.OptionView{
		{Label: "Everybody", Chosen: f.owner == ""}, {Value: mine, Label: "Me", Chosen: f.owner == mine},
	}}
	names := map[string]string{}
	for _, a := range actions {
		if a.OwnerID != viewer.PersonID {
			names[a.OwnerID] = a.Owner()
		}
	}
	var others []component.OptionView
	for id, name := range names {
		others = append(others, component.OptionView{Value: id, Label: name, Chosen: f.owner == id})
	}
	slices.SortFunc(others, func(a, b component.OptionView) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)), strings.Compare(a.Value, b.Value))
	})
	v.Options = append(v.Options, others...)
	return v
}

func stateFilter(f wanted) component.SelectView {
	v := component.SelectView{ID: "state", Label: "State", Small: true, Options: []component.OptionView{
		{Label: "To be done", Chosen: f.state == ""}, {Value: overdue, Label: "Overdue", Chosen: f.state == overdue},
	}}
	for _, s := range action.States {
		v.Options = append(v.Options, component.OptionView{Value: string(s), Label: s.Title(), Chosen: f.state == string(s)})
	}
	v.Options = append(v.Options, component.OptionView{Value: every, Label: "All", Chosen: f.state == every})
	return v
}

func sortFilter(f wanted) component.SelectView {
	return component.SelectView{ID: "sort", Label: "In order of", Small: true, Options: []component.OptionView{
		{Label: "Due date", Chosen: f.sort == ""},
		{Value: "owner", Label: "Owner", Chosen: f.sort == "owner"},
		{Value: "state", Label: "State", Chosen: f.sort == "state"},
	}}
}
