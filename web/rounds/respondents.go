package rounds

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

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

// respondentsView lists every member of the trust, to invite them or not.
type respondentsView struct {
	Layout   layout.View
	Back     string
	Lead     string
	Count    string
	Action   string
	Sections []memberSectionView
	Mistakes []form.Mistake
}

type memberSectionView struct {
	Title   string
	Hint    string
	Members []memberView
}

type memberView struct {
	PersonID string
	Name     string
	Roles    string
	Invited  bool
	Groups   []component.RadioView
	Error    string
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
	members, err := p.Store.Members(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	invited, err := p.Store.Progress(r.Context(), viewer.TrustID, round.ID)
	if err != nil {
		return err
	}
	view := respondentsViewOf(viewer, round, members, p.startingChoices(round, members, invited), &form.Form{})
	view.Count = fmt.Sprintf("%s of %s %s invited so far.", starting(component.Number(len(invited))),
		people(len(members)), are(len(invited)))
	if len(invited) == 0 {
		view.Count = "Nobody is invited yet. Ticked are those whom this questionnaire is for: save to invite them."
	}
	return page.Render(w, r, http.StatusOK, respondentsPage(view))
}

// startingChoices are those that were kept. Before any were, everybody is
// ticked whose own group the questionnaire is for.
func (p Pages) startingChoices(round audit.Round, members []trust.Membership, invited []audit.Progress) map[string]choice {
	choices := map[string]choice{}
	in, _ := p.Current.Instrument(round.Instrument)
	for _, m := range members {
		group, has := m.Group()
		choices[m.PersonID] = choice{
			invited: len(invited) == 0 && has && (len(in.For) == 0 || slices.Contains(in.For, string(group))),
			group:   string(group),
		}
	}
	for _, i := range invited {
		choices[i.PersonID] = choice{true, string(i.Group)}
	}
	return choices
}

// ChooseRespondents keeps who is invited to a draft.
func (p Pages) ChooseRespondents(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if round.State != audit.Draft {
		return stopChange(w, r, viewer, round)
	}
	members, err := p.Store.Members(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	choices, invited := readChoices(f, members)
	if !f.Good() {
		view := respondentsViewOf(viewer, round, members, choices, f)
		return page.Render(w, r, http.StatusUnprocessableEntity, respondentsPage(view))
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

// readChoices reads who was ticked and in which group, and notes what has to be put right.
func readChoices(f *form.Form, members []trust.Membership) (map[string]choice, map[string]trust.Group) {
	choices, invited := map[string]choice{}, map[string]trust.Group{}
	ticked := f.All("invited[]")
	known := 0
	for _, m := range members {
		c := choice{slices.Contains(ticked, m.PersonID), f.Value("group-" + m.PersonID)}
		if own, _ := m.Group(); !f.Has("group-" + m.PersonID) { // they joined after the page was opened
			c.group = string(own)
		}
		choices[m.PersonID] = c
		if !c.invited {
			continue
		}
		known++
		if !slices.Contains(trust.Groups, trust.Group(c.group)) {
			f.Wrong("group-"+m.PersonID, "Choose a group for "+m.Name)
		}
		invited[m.PersonID] = trust.Group(c.group)
	}
	slices.Sort(ticked)
	switch {
	case len(slices.Compact(ticked)) > known:
		f.Wrong("people", "Somebody you ticked has left the trust since you opened this page: look through the list and save again")
	case known == 0:
		f.Wrong("people", "Tick at least one person: a round without respondents can't be opened")
	}
	return choices, invited
}

func respondentsViewOf(viewer identity.Viewer, round audit.Round, members []trust.Membership, choices map[string]choice, f *form.Form) respondentsView {
	view := respondentsView{
		Layout: layout.View{Title: "Choose respondents", Viewer: viewer, Error: !f.Good()},
		Back:   roundPath(round),
		Lead: "Tick whom you invite to “" + round.Title + "”, and say in which group they answer. " +
			"The list can be changed until the round is opened.",
		Action: roundPath(round) + "/respondents", Mistakes: f.Mistakes,
	}
	for _, g := range append(slices.Clone(trust.Groups), "") {
		section := memberSectionView{Title: g.Title()}
		if g == "" {
			section.Title = "Everybody else"
			section.Hint = "They belong to no group of their own, and answer only if you invite them into one."
		}
		for _, m := range members {
			if own, _ := m.Group(); own == g {
				section.Members = append(section.Members, memberViewOf(m, choices[m.PersonID], f))
			}
		}
		if len(section.Members) > 0 {
			view.Sections = append(view.Sections, section)
		}
	}
	return view
}

func memberViewOf(m trust.Membership, c choice, f *form.Form) memberView {
	view := memberView{
		PersonID: m.PersonID, Name: m.Name, Invited: c.invited, Error: f.Message("group-" + m.PersonID),
	}
	var roles []string
	for _, r := range m.Roles {
		roles = append(roles, r.Title())
	}
	view.Roles = strings.Join(roles, ", ")
	if _, has := m.Group(); !has {
		view.Groups = append(view.Groups, component.RadioView{Label: "Choose a group", Checked: c.group == ""})
	}
	for _, g := range trust.Groups {
		view.Groups = append(view.Groups, component.RadioView{Value: string(g), Label: g.Title(), Checked: c.group == string(g)})
	}
	return view
}
