package people

import (
	"errors"
	"net/http"
	"slices"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/roster"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// typedPerson is the form of a person as it was typed.
type typedPerson struct {
	email      string
	name       string
	roles      []string
	committees []string
	starts     form.Date
	ends       form.Date
}

func typedOfMembership(m trust.Membership) typedPerson {
	t := typedPerson{
		email: m.Email, name: m.Name, committees: m.Committees, starts: typedOf(m.StartsOn), ends: typedOf(m.EndsOn),
	}
	for _, role := range m.Roles {
		t.roles = append(t.roles, string(role))
	}
	return t
}

func readPerson(f *form.Form) typedPerson {
	return typedPerson{
		f.Value("email"), f.Value("name"), f.All("roles[]"), f.All("committees[]"), f.Date("starts"), f.Date("ends"),
	}
}

// check reads what is meant, and notes what has to be put right; the address
// is looked at only where it can be typed.
func (t typedPerson) check(f *form.Form, withEmail bool) trust.Membership {
	m := trust.Membership{Name: t.name, Committees: t.committees}
	if withEmail {
		email, err := identity.CleanEmail(t.email)
		switch {
		case t.email == "":
			f.Wrong("email", "Enter the e-mail address of the person")
		case err != nil:
			f.Wrong("email", "Enter an e-mail address in the form name@example.org")
		}
		m.Email = email
	}
	if t.name == "" {
		f.Wrong("name", "Enter the name of the person")
	} else if !fits(t.name) {
		f.Wrong("name", "The name must have 200 letters or fewer")
	}
	for _, role := range trust.Roles {
		if slices.Contains(t.roles, string(role)) {
			m.Roles = append(m.Roles, role)
		}
	}
	if len(m.Roles) == 0 {
		f.Wrong("roles", "Choose at least one role")
	}
	m.StartsOn, m.EndsOn = dayOf(t.starts, f, startRule), dayOf(t.ends, f, endRule)
	if m.StartsOn != nil && m.EndsOn != nil && m.EndsOn.Before(*m.StartsOn) {
		f.Wrong("ends-day", "The end date must not be before the start date, "+roster.ShowDay(*m.StartsOn))
	}
	return m
}

// editView is the form of a person.
type editView struct {
	Layout     layout.View
	Back       string
	Lead       string
	Notice     string
	Mistakes   []form.Mistake
	Elsewhere  string // where the person is, if the address is in the list already
	Action     string
	Email      component.TextFieldView
	Fixed      string // the address, where it can't be changed
	Name       component.TextFieldView
	Roles      component.CheckboxesView
	Committees component.CheckboxesView
	Starts     component.DateFieldView
	Ends       component.DateFieldView
	Button     string
	End        string // where the membership is ended
}

// ShowNew shows the form of a new person.
func (p Pages) ShowNew(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.showForm(w, r, http.StatusOK, newView(viewer), typedPerson{}, &form.Form{})
}

// Add makes somebody a member of the trust.
func (p Pages) Add(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	typed := readPerson(f)
	m := typed.check(f, true)
	if !f.Good() {
		return p.showForm(w, r, http.StatusUnprocessableEntity, newView(viewer), typed, f)
	}
	id, err := p.Store.AddMember(r.Context(), viewer.TrustID, viewer.PersonID, m, p.Now())
	if errors.Is(err, fault.Conflict) {
		return p.meetKnown(w, r, viewer, typed, m, f)
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, peoplePath(viewer)+"?done=added&who="+id)
}

// meetKnown tells that an address is in the list, or was. The same form sent
// twice goes on as if it had been sent once.
func (p Pages) meetKnown(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, typed typedPerson, m trust.Membership, f *form.Form) error {
	people, err := p.Store.People(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(people, func(known trust.Membership) bool { return known.Email == m.Email })
	if at < 0 {
		return fault.Conflict
	}
	known := people[at]
	view := newView(viewer)
	switch {
	case known.EndedAt != nil:
		f.Wrong("email", known.Name+" had this address and has left: add them back from the list of people who have left")
		view.Elsewhere = peoplePath(viewer) + "/left"
	case known.Name == m.Name && slices.Equal(known.Roles, m.Roles):
		return page.Redirect(w, r, peoplePath(viewer)+"?done=added&who="+known.PersonID)
	default:
		f.Wrong("email", "This address is "+known.Name+"’s, who is in the list already: change their details there")
		view.Elsewhere = personPath(viewer, known.PersonID, "/edit")
	}
	return p.showForm(w, r, http.StatusUnprocessableEntity, view, typed, f)
}

// person finds the person of the address.
func (p Pages) person(r *http.Request, viewer identity.Viewer) (trust.Membership, error) {
	return p.Store.Person(r.Context(), viewer.TrustID, chi.URLParam(r, "person"))
}

// ShowEdit shows what somebody is to the trust, to change it.
func (p Pages) ShowEdit(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	m, err := p.person(r, viewer)
	if err != nil {
		return err
	}
	if m.EndedAt != nil {
		return stopLeft(w, r, viewer, m)
	}
	view := formOf(viewer, m)
	if r.URL.Query().Get("done") == "back" {
		view.Notice = m.Name + " was added back. Look whether roles and dates still hold."
	}
	return p.showForm(w, r, http.StatusOK, view, typedOfMembership(m), &form.Form{})
}

// Change keeps what somebody is to the trust, as it was changed.
func (p Pages) Change(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	kept, err := p.person(r, viewer)
	if err != nil {
		return err
	}
	if kept.EndedAt != nil {
		return stopLeft(w, r, viewer, kept)
	}
	typed := readPerson(f)
	m := typed.check(f, false)
	m.PersonID = kept.PersonID
	if f.Good() {
		err = p.Store.ChangePerson(r.Context(), viewer.TrustID, viewer.PersonID, m, p.Now())
		switch {
		case errors.Is(err, trust.ErrLastGovernanceProfessional):
			f.Wrong("roles", kept.Name+" is the last governance professional: give somebody else that role first")
		case errors.Is(err, trust.ErrHasLeft):
			return stopLeft(w, r, viewer, kept)
		case err != nil:
			return err
		default:
			return page.Redirect(w, r, peoplePath(viewer)+"?done=changed&who="+m.PersonID)
		}
	}
	return p.showForm(w, r, http.StatusUnprocessableEntity, formOf(viewer, kept), typed, f)
}

func newView(viewer identity.Viewer) editView {
	return editView{
		Layout: layout.View{Title: "Add a person", Viewer: viewer}, Back: peoplePath(viewer),
		Lead:   "Nobody is told that they were added. They hear of it when you open a round that they are invited to.",
		Action: peoplePath(viewer), Button: "Add this person",
	}
}

func formOf(viewer identity.Viewer, m trust.Membership) editView {
	return editView{
		Layout: layout.View{Title: m.Name, Viewer: viewer}, Back: peoplePath(viewer), Fixed: m.Email,
		Action: personPath(viewer, m.PersonID, "/edit"), Button: "Save", End: personPath(viewer, m.PersonID, "/end"),
	}
}

func (p Pages) showForm(w http.ResponseWriter, r *http.Request, status int, view editView, typed typedPerson, f *form.Form) error {
	committees, err := p.Store.Committees(r.Context(), view.Layout.Viewer.TrustID)
	if err != nil {
		return err
	}
	view.Layout.Error, view.Mistakes = !f.Good(), f.Mistakes
	if view.Fixed == "" {
		view.Email = component.TextFieldView{
			ID: "email", Label: "E-mail address", Hint: "It belongs to the person, and can’t be changed here later.",
			Value: typed.email, Error: f.Message("email"), Kind: component.Email,
		}
	}
	view.Name = component.TextFieldView{
		ID: "name", Label: "Name", Hint: "As your trust knows them.", Value: typed.name, Error: f.Message("name"),
	}
	view.Roles = rolesView(typed.roles, f)
	view.Committees = component.CheckboxesView{Name: "committees", Legend: "Committees"}
	for _, c := range committees {
		view.Committees.Boxes = append(view.Committees.Boxes, component.CheckboxView{Value: c.ID, Label: c.Name, Ticked: slices.Contains(typed.committees, c.ID)})
	}
	view.Starts = component.DateFieldView{Legend: "Start date, if you like to keep it", Hint: "For example, 1 9 2026."}.Fill(startRule, typed.starts, f)
	view.Ends = component.DateFieldView{
		Legend: "End date, if it is known",
		Hint:   "The list reminds you when it has passed. Nothing ends by itself: you end the membership.",
	}.Fill(endRule, typed.ends, f)
	return page.Render(w, r, status, editPage(view))
}

func rolesView(ticked []string, f *form.Form) component.CheckboxesView {
	view := component.CheckboxesView{
		Name: "roles", Legend: "Roles", Error: f.Message("roles"),
		Hint: "Choose all that hold. A governance professional looks after people and rounds; a chair sees who has submitted. " +
			"Whoever loses a role is signed out everywhere.",
	}
	for _, role := range trust.Roles {
		view.Boxes = append(view.Boxes, component.CheckboxView{
			Value: string(role), Label: role.Title(), Ticked: slices.Contains(ticked, string(role)),
		})
	}
	return view
}
