package rounds

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// choice is what the page of respondents says of one member.
type choice struct {
	invited bool
	group   string
}

// candidates are those of whom respondents are chosen.
type candidates struct {
	members    []trust.Membership
	committees []trust.Committee // those that somebody of them sits on
	already    map[string]bool   // who is invited, and not to be chosen again
}

// candidates reads who can be chosen. In an open round, that is whoever is not
// invited yet.
func (p Pages) candidates(r *http.Request, viewer identity.Viewer, round audit.Round, invited []audit.Progress) (candidates, error) {
	members, err := p.Store.Members(r.Context(), viewer.TrustID)
	if err != nil {
		return candidates{}, err
	}
	committees, err := p.Store.Committees(r.Context(), viewer.TrustID)
	if err != nil {
		return candidates{}, err
	}
	c := candidates{already: map[string]bool{}}
	if round.State == audit.Open {
		for _, i := range invited {
			c.already[i.PersonID] = true
		}
	}
	for _, m := range members {
		if !c.already[m.PersonID] {
			c.members = append(c.members, m)
		}
	}
	for _, one := range committees {
		if slices.ContainsFunc(c.members, func(m trust.Membership) bool { return slices.Contains(m.Committees, one.ID) }) {
			c.committees = append(c.committees, one)
		}
	}
	return c, nil
}

// ShowRespondents shows who of the trust is invited to a draft, and in which group.
func (p Pages) ShowRespondents(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if round.State != audit.Draft {
		return stopChange(w, r, viewer, round)
	}
	invited, err := p.Store.Progress(r.Context(), viewer.TrustID, round.ID)
	if err != nil {
		return err
	}
	of, err := p.candidates(r, viewer, round, invited)
	if err != nil {
		return err
	}
	view := p.chooseView(viewer, round)
	view.Count = fmt.Sprintf("%s of %s %s invited so far.", component.Capital(component.Number(len(invited))),
		people(len(of.members)), are(len(invited)))
	if len(invited) == 0 {
		view.Count = "Nobody is invited yet. Ticked are those whom this questionnaire is for: save to invite them."
	}
	return showRespondents(w, r, http.StatusOK, view, of, p.startingChoices(round, of.members, invited), &form.Form{})
}

// startingChoices are those that were kept. Before any were, everybody is
// ticked whose own group the questionnaire is for.
func (p Pages) startingChoices(round audit.Round, members []trust.Membership, invited []audit.Progress) map[string]choice {
	choices := ownGroups(members)
	in, _ := p.Current.Instrument(round.Instrument)
	if len(invited) == 0 {
		for _, m := range members {
			group, has := m.Group()
			choices[m.PersonID] = choice{has && isFor(in, group), string(group)}
		}
	}
	for _, i := range invited {
		choices[i.PersonID] = choice{true, string(i.Group)}
	}
	return choices
}

// ownGroups ticks nobody, and puts each in the group of their own.
func ownGroups(members []trust.Membership) map[string]choice {
	choices := map[string]choice{}
	for _, m := range members {
		group, _ := m.Group()
		choices[m.PersonID] = choice{group: string(group)}
	}
	return choices
}

// ChooseRespondents keeps who is invited to a draft, or ticks a committee.
func (p Pages) ChooseRespondents(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, round, err := p.posted(r, viewer)
	if err != nil {
		return err
	}
	if round.State != audit.Draft {
		return stopChange(w, r, viewer, round)
	}
	of, err := p.candidates(r, viewer, round, nil)
	if err != nil {
		return err
	}
	choices := readChoices(f, of.members)
	if f.Has("tick") {
		return tick(w, r, p.chooseView(viewer, round), of, choices, f)
	}
	invited := of.check(f, choices)
	if !f.Good() {
		return showRespondents(w, r, http.StatusUnprocessableEntity, p.chooseView(viewer, round), of, choices, f)
	}
	err = p.Store.SetRespondents(r.Context(), viewer.TrustID, round.ID, invited)
	if errors.Is(err, audit.ErrNotDraft) {
		return p.stopOpenedMeanwhile(w, r, viewer)
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, roundPath(round))
}

func (p Pages) chooseView(viewer identity.Viewer, round audit.Round) respondentsView {
	view := respondentsView{
		Layout: layout.View{Title: "Choose respondents", Viewer: viewer},
		Back:   roundPath(round), BackText: "Back to the draft",
		Lead: "Tick whom you invite to “" + round.Title + "”, and say in which group they answer. " +
			"The list can be changed until the round opens.",
		Action: roundPath(round) + "/respondents", Button: "Save respondents",
	}
	in, _ := p.Current.Instrument(round.Instrument)
	if groups := groupsOf(in); groups != "" {
		view.Lead += " The questionnaire is written for " + groups + "; others can be invited too."
	}
	return view
}

// readChoices reads who was ticked and in which group.
func readChoices(f *form.Form, members []trust.Membership) map[string]choice {
	choices := ownGroups(members)
	for _, m := range members {
		c := choices[m.PersonID]
		c.invited = slices.Contains(f.All("invited[]"), m.PersonID)
		if f.Has("group-" + m.PersonID) { // else they joined after the page was opened
			c.group = f.Value("group-" + m.PersonID)
		}
		choices[m.PersonID] = c
	}
	return choices
}

// check gives who is invited, and notes what has to be put right.
func (of candidates) check(f *form.Form, choices map[string]choice) map[string]trust.Group {
	invited := map[string]trust.Group{}
	for _, m := range of.members {
		c := choices[m.PersonID]
		if !c.invited {
			continue
		}
		if !slices.Contains(trust.Groups, trust.Group(c.group)) {
			f.Wrong("group-"+m.PersonID, "Choose a group for "+m.Name)
		}
		invited[m.PersonID] = trust.Group(c.group)
	}
	unknown := func(id string) bool { _, known := choices[id]; return !known && !of.already[id] }
	switch {
	case slices.ContainsFunc(f.All("invited[]"), unknown):
		f.Wrong("people", "Somebody you ticked has left the trust since you opened this page: look through the list and save again")
	case len(invited) == 0 && len(of.already) > 0:
		f.Wrong("people", "Tick at least one person to add")
	case len(invited) == 0:
		f.Wrong("people", "Tick at least one person: a round without respondents can't be opened")
	}
	return invited
}

// tick shows the page again with a committee's people ticked beside those who
// were. Nothing is kept by it.
func tick(w http.ResponseWriter, r *http.Request, view respondentsView, of candidates, choices map[string]choice, f *form.Form) error {
	chosen := slices.IndexFunc(of.committees, func(c trust.Committee) bool { return c.ID == f.Value("committee") })
	if chosen < 0 {
		f.Wrong("committee", "Choose a committee to tick its people")
		return showRespondents(w, r, http.StatusUnprocessableEntity, view, of, choices, f)
	}
	committee, ticked := of.committees[chosen], 0
	for _, m := range of.members {
		c := choices[m.PersonID]
		if slices.Contains(m.Committees, committee.ID) && !c.invited {
			c.invited = true
			choices[m.PersonID] = c
			ticked++
		}
	}
	view.Count = component.Capital(component.Count(ticked, "person", "people")) + " of " + committee.Name + " " + are(ticked) +
		" ticked beside those who were. Nothing is kept before you press “" + view.Button + "”."
	return showRespondents(w, r, http.StatusOK, view, of, choices, f)
}
