package people

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"sevenfold/internal/identity"
	"sevenfold/internal/roster"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// listView is everybody who belongs to a trust, by role.
type listView struct {
	Layout     layout.View
	Home       string
	Notice     string
	Alone      bool // the viewer is the only one: what to do next is said
	Path       string
	Committees string
	Search     string
	Role       []optionView
	Committee  []optionView
	Found      string
	Filtered   bool
	Sections   []sectionView
	Left       string // where those who have left are; "" where nobody has
	LeftText   string
}

type optionView struct {
	Value  string
	Label  string
	Chosen bool
}

type sectionView struct {
	ID     string
	Title  string
	People []personView
}

// personView is one row of the list.
type personView struct {
	Name   string
	Href   string
	Roles  string // all of them, where there are several
	Email  string
	Extras []string // committees, term
}

// search is what the list is asked for.
type search struct {
	words     string
	role      trust.Role
	committee string
}

func searchOf(r *http.Request) search {
	q := r.URL.Query()
	return search{
		strings.Join(strings.Fields(form.Clean(q.Get("q"))), " "), trust.Role(q.Get("role")), q.Get("committee"),
	}
}

// finds tells whether somebody is asked for: by each word in the name or the address.
func (s search) finds(m trust.Membership) bool {
	if s.role != "" && !slices.Contains(m.Roles, s.role) || s.committee != "" && !slices.Contains(m.Committees, s.committee) {
		return false
	}
	text := strings.ToLower(m.Name + " " + m.Email)
	for word := range strings.FieldsSeq(strings.ToLower(s.words)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// ShowList shows who belongs to the trust, by role, or those who are searched for.
func (p Pages) ShowList(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	people, committees, err := p.all(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	s := searchOf(r)
	view := listView{
		Layout: layout.View{Title: "People", Viewer: viewer}, Home: "/t/" + viewer.TrustID, Notice: noticeOf(r, people),
		Path: peoplePath(viewer), Committees: committeesPath(viewer), Search: s.words, Filtered: s != search{},
		Role: roleOptions(s), Committee: committeeOptions(committees, s),
	}
	var found []trust.Membership
	here, left := 0, 0
	for _, m := range people {
		if m.EndedAt != nil {
			left++
			continue
		}
		here++
		if s.finds(m) {
			found = append(found, m)
		}
	}
	view.Alone = here == 1
	if left > 0 {
		view.Left = peoplePath(viewer) + "/left"
		view.LeftText = component.Capital(component.Count(left, "person who has left", "people who have left"))
	}
	view.Found = component.Capital(component.Count(here, "person", "people")) + "."
	if view.Filtered {
		view.Found = component.Capital(component.Number(len(found))) + " of " + component.Count(here, "person", "people") + "."
		if len(found) == 0 {
			view.Found = "Nobody was found. Search for part of a name or of an address, or look through everybody."
		}
	}
	view.Sections = p.sections(viewer, found, committees, s)
	return page.Render(w, r, http.StatusOK, listPage(view))
}

// sections part people by the first of their roles, or by the one asked for.
func (p Pages) sections(viewer identity.Viewer, people []trust.Membership, committees []trust.Committee, s search) []sectionView {
	names := map[string]string{}
	for _, c := range committees {
		names[c.ID] = c.Name
	}
	var all []sectionView
	for _, role := range trust.Roles {
		section := sectionView{ID: string(role), Title: role.Title()}
		for _, m := range people {
			if s.role == role || s.role == "" && firstRole(m) == role {
				section.People = append(section.People, p.personView(viewer, m, names))
			}
		}
		if len(section.People) > 0 {
			all = append(all, section)
		}
	}
	return all
}

func firstRole(m trust.Membership) trust.Role {
	for _, role := range trust.Roles {
		if slices.Contains(m.Roles, role) {
			return role
		}
	}
	return ""
}

func (p Pages) personView(viewer identity.Viewer, m trust.Membership, committees map[string]string) personView {
	view := personView{Name: m.Name, Href: personPath(viewer, m.PersonID, "/edit"), Email: m.Email}
	if len(m.Roles) > 1 {
		view.Roles = m.RoleTitles()
	}
	var sits []string
	for _, id := range m.Committees {
		sits = append(sits, committees[id])
	}
	slices.Sort(sits)
	view.Extras = sits
	if term := p.term(m); term != "" {
		view.Extras = append(view.Extras, term)
	}
	return view
}

// term is when somebody's place began and ends, in words.
func (p Pages) term(m trust.Membership) string {
	switch {
	case m.EndsOn != nil && m.EndsOn.Format("2006-01-02") < p.today().Format("2006-01-02"):
		return "Term ended on " + roster.ShowDay(*m.EndsOn)
	case m.EndsOn != nil:
		return "Until " + roster.ShowDay(*m.EndsOn)
	case m.StartsOn != nil:
		return "Since " + roster.ShowDay(*m.StartsOn)
	}
	return ""
}

func roleOptions(s search) []optionView {
	options := []optionView{{Label: "Every role", Chosen: s.role == ""}}
	for _, role := range trust.Roles {
		options = append(options, optionView{string(role), role.Title(), s.role == role})
	}
	return options
}

// committeeOptions are none where the trust has no committee.
func committeeOptions(committees []trust.Committee, s search) []optionView {
	if len(committees) == 0 {
		return nil
	}
	options := []optionView{{Label: "Everybody", Chosen: s.committee == ""}}
	for _, c := range committees {
		options = append(options, optionView{c.ID, c.Name, s.committee == c.ID})
	}
	return options
}

// noticeOf tells what was done just before, by what the address says.
func noticeOf(r *http.Request, people []trust.Membership) string {
	q := r.URL.Query()
	name := "The person"
	for _, m := range people {
		if m.PersonID == q.Get("who") {
			name = m.Name
		}
	}
	switch q.Get("done") {
	case "added":
		return name + " was added."
	case "changed":
		return name + "’s details were saved."
	case "ended":
		return name + " has left."
	case "file":
		return "Everything in the file was saved."
	case "dropped":
		return "The upload was given up. Nothing was saved."
	}
	return ""
}

// leftView lists those whose membership has ended.
type leftView struct {
	Layout layout.View
	Back   string
	People []leftPersonView
}

type leftPersonView struct {
	ID     string
	Name   string
	Email  string
	Roles  string
	Ended  string
	Return string
}

// ShowLeft shows who has left the trust.
func (p Pages) ShowLeft(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	people, err := p.Store.People(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	view := leftView{Layout: layout.View{Title: "People who have left", Viewer: viewer}, Back: peoplePath(viewer)}
	for _, m := range people {
		if m.EndedAt != nil {
			view.People = append(view.People, leftPersonView{
				m.PersonID, m.Name, m.Email, m.RoleTitles(), "Left on " + component.Date(*m.EndedAt),
				personPath(viewer, m.PersonID, "/return"),
			})
		}
	}
	return page.Render(w, r, http.StatusOK, leftPage(view))
}

// Download gives everybody who belongs to the trust, as a file.
func (p Pages) Download(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	people, committees, err := p.all(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	people = slices.DeleteFunc(people, func(m trust.Membership) bool { return m.EndedAt != nil })
	sendFile(w, "people-"+p.today().Format("2006-01-02")+".csv")
	return roster.Write(w, people, committees)
}

// Template gives a file to fill in.
func (p Pages) Template(w http.ResponseWriter, _ *http.Request, _ identity.Viewer) error {
	sendFile(w, "people-template.csv")
	return roster.Template(w)
}

func sendFile(w http.ResponseWriter, name string) {
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name))
}
