package people

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// committeesView is every committee, and the form of a new one.
type committeesView struct {
	Layout     layout.View
	Back       string
	Notice     string
	Mistakes   []form.Mistake
	Committees []committeeRowView
	Action     string
	Name       component.TextFieldView
}

type committeeRowView struct {
	Name   string
	Href   string
	People string
	List   string // the people of it, in the list
}

// ShowCommittees lists the trust's committees.
func (p Pages) ShowCommittees(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.showCommittees(w, r, http.StatusOK, viewer, &form.Form{})
}

func (p Pages) showCommittees(w http.ResponseWriter, r *http.Request, status int, viewer identity.Viewer, f *form.Form) error {
	committees, err := p.Store.Committees(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	view := committeesView{
		Layout: layout.View{Title: "Committees", Viewer: viewer, Error: !f.Good()}, Back: peoplePath(viewer), Mistakes: f.Mistakes,
		Action: committeesPath(viewer), Name: committeeName(f.Value("name"), f),
	}
	switch r.URL.Query().Get("done") {
	case "changed":
		view.Notice = "The committee was saved."
	case "removed":
		view.Notice = "The committee was removed. Its people stay in the trust."
	}
	for _, c := range committees {
		view.Committees = append(view.Committees, committeeRowView{
			c.Name, committeesPath(viewer) + "/" + c.ID, component.Capital(component.Count(c.People, "person", "people")),
			peoplePath(viewer) + "?committee=" + c.ID,
		})
	}
	return page.Render(w, r, status, committeesPage(view))
}

func committeeName(typed string, f *form.Form) component.TextFieldView {
	return component.TextFieldView{
		ID: "name", Label: "Name of the committee", Hint: "For example, Finance and Resources.", Value: typed, Error: f.Message("name"),
	}
}

// checkCommitteeName notes what has to be put right. In a file, a semicolon
// parts two committees.
func checkCommitteeName(f *form.Form) string {
	name := f.Value("name")
	switch {
	case name == "":
		f.Wrong("name", "Enter the name of the committee")
	case !fits(name):
		f.Wrong("name", "The name must have 200 letters or fewer")
	case strings.ContainsAny(name, ";|"):
		f.Wrong("name", "Leave out semicolons and upright strokes: in files they part one committee from another")
	}
	return name
}

// AddCommittee adds a committee, and goes on to its people.
func (p Pages) AddCommittee(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	name := checkCommitteeName(f)
	if !f.Good() {
		return p.showCommittees(w, r, http.StatusUnprocessableEntity, viewer, f)
	}
	id, err := p.Store.AddCommittee(r.Context(), viewer.TrustID, viewer.PersonID, name, p.Now())
	if errors.Is(err, fault.Conflict) {
		id, err = p.committeeNamed(r, viewer, name)
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, committeesPath(viewer)+"/"+id)
}

// committeeNamed finds the committee that has a name already: the same form
// sent twice leads to the one it made.
func (p Pages) committeeNamed(r *http.Request, viewer identity.Viewer, name string) (string, error) {
	committees, err := p.Store.Committees(r.Context(), viewer.TrustID)
	if err != nil {
		return "", err
	}
	for _, c := range committees {
		if strings.EqualFold(c.Name, name) {
			return c.ID, nil
		}
	}
	return "", fault.Conflict
}

// committeeView is one committee: its name, and who sits on it.
type committeeView struct {
	Layout   layout.View
	Back     string
	Mistakes []form.Mistake
	Action   string
	Name     component.TextFieldView
	People   component.CheckboxesView
	Remove   string
}

// committee finds the committee of the address.
func (p Pages) committee(r *http.Request, viewer identity.Viewer) (trust.Committee, error) {
	committees, err := p.Store.Committees(r.Context(), viewer.TrustID)
	if err != nil {
		return trust.Committee{}, err
	}
	at := slices.IndexFunc(committees, func(c trust.Committee) bool { return c.ID == chi.URLParam(r, "committee") })
	if at < 0 {
		return trust.Committee{}, fault.NotFound
	}
	return committees[at], nil
}

// ShowCommittee shows one committee, to rename it and to say who sits on it.
func (p Pages) ShowCommittee(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	c, err := p.committee(r, viewer)
	if err != nil {
		return err
	}
	people, err := p.Store.People(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	var sits []string
	for _, m := range people {
		if slices.Contains(m.Committees, c.ID) {
			sits = append(sits, m.PersonID)
		}
	}
	return showCommittee(w, r, viewer, c, committeeView{
		Name: committeeName(c.Name, &form.Form{}), People: committeePeople(people, sits),
	})
}

func committeePeople(people []trust.Membership, ticked []string) component.CheckboxesView {
	view := component.CheckboxesView{Name: "people", Legend: "Who sits on it"}
	for _, m := range people {
		if m.EndedAt == nil {
			view.Boxes = append(view.Boxes, component.CheckboxView{
				Value: m.PersonID, Label: m.Name + " (" + m.RoleTitles() + ")", Ticked: slices.Contains(ticked, m.PersonID),
			})
		}
	}
	return view
}

func showCommittee(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, c trust.Committee, view committeeView) error {
	status := http.StatusOK
	if len(view.Mistakes) > 0 {
		status = http.StatusUnprocessableEntity
	}
	view.Layout = layout.View{Title: c.Name, Viewer: viewer, Error: len(view.Mistakes) > 0}
	view.Back, view.Action = committeesPath(viewer), committeesPath(viewer)+"/"+c.ID
	view.Remove = view.Action + "/remove"
	return page.Render(w, r, status, committeePage(view))
}

// ChangeCommittee keeps a committee's name and people.
func (p Pages) ChangeCommittee(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	c, err := p.committee(r, viewer)
	if err != nil {
		return err
	}
	changed := trust.Committee{ID: c.ID, Name: checkCommitteeName(f)}
	if f.Good() {
		err = p.Store.ChangeCommittee(r.Context(), viewer.TrustID, viewer.PersonID, changed, f.All("people[]"), p.Now())
		if err == nil {
			return page.Redirect(w, r, committeesPath(viewer)+"?done=changed")
		}
		if !errors.Is(err, fault.Conflict) {
			return err
		}
		f.Wrong("name", "Another committee has this name: choose a different one")
	}
	people, err := p.Store.People(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	return showCommittee(w, r, viewer, c, committeeView{
		Mistakes: f.Mistakes, Name: committeeName(changed.Name, f), People: committeePeople(people, f.All("people[]")),
	})
}

// ShowRemoveCommittee asks whether a committee is to be removed.
func (p Pages) ShowRemoveCommittee(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	c, err := p.committee(r, viewer)
	if err != nil {
		return err
	}
	back := committeesPath(viewer) + "/" + c.ID
	return page.Render(w, r, http.StatusOK, endPage(endView{
		Layout: layout.View{Title: "Remove the committee " + c.Name, Viewer: viewer}, Back: back,
		Lines:  []string{"The group is removed. Its people stay in the trust, and in the rounds that they are invited to."},
		Action: back + "/remove", Button: "Remove this committee",
	}))
}

// RemoveCommittee removes a committee.
func (p Pages) RemoveCommittee(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	c, err := p.committee(r, viewer)
	if err != nil {
		return err
	}
	if err := p.Store.RemoveCommittee(r.Context(), viewer.TrustID, viewer.PersonID, c.ID, p.Now()); err != nil {
		return err
	}
	return page.Redirect(w, r, committeesPath(viewer)+"?done=removed")
}
