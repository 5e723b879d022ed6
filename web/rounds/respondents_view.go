package rounds

import (
	"net/http"
	"slices"

	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// respondentsView lists members of the trust, to invite them or not.
type respondentsView struct {
	Layout     layout.View
	Back       string
	BackText   string
	Lead       string
	Count      string
	Action     string
	Button     string
	Committees []component.RadioView // none where there is none to tick
	Committee  string                // what has to be put right about the choice of one
	Sections   []memberSectionView
	Mistakes   []form.Mistake
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

// showRespondents fills the page with the choices, and with what to put right.
func showRespondents(w http.ResponseWriter, r *http.Request, status int, view respondentsView, of candidates, choices map[string]choice, f *form.Form) error {
	view.Layout.Error, view.Mistakes = !f.Good(), f.Mistakes
	if len(of.committees) > 0 {
		view.Committee = f.Message("committee")
		view.Committees = []component.RadioView{{Label: "Choose a committee"}}
		for _, c := range of.committees {
			view.Committees = append(view.Committees, component.RadioView{Value: c.ID, Label: c.Name, Checked: c.ID == f.Value("committee")})
		}
	}
	for _, g := range append(slices.Clone(trust.Groups), "") {
		section := memberSectionView{Title: g.Title()}
		if g == "" {
			section.Title = "Everybody else"
			section.Hint = "They belong to no group of their own, and answer only if you invite them into one."
		}
		for _, m := range of.members {
			if own, _ := m.Group(); own == g {
				section.Members = append(section.Members, memberViewOf(m, choices[m.PersonID], f))
			}
		}
		if len(section.Members) > 0 {
			view.Sections = append(view.Sections, section)
		}
	}
	return page.Render(w, r, status, respondentsPage(view))
}

func memberViewOf(m trust.Membership, c choice, f *form.Form) memberView {
	view := memberView{
		PersonID: m.PersonID, Name: m.Name, Roles: m.RoleTitles(), Invited: c.invited, Error: f.Message("group-" + m.PersonID),
	}
	if _, has := m.Group(); !has {
		view.Groups = append(view.Groups, component.RadioView{Label: "Choose a group", Checked: c.group == ""})
	}
	for _, g := range trust.Groups {
		view.Groups = append(view.Groups, component.RadioView{Value: string(g), Label: g.Title(), Checked: c.group == string(g)})
	}
	return view
}
