// Package sample is one believable trust, with its people, its rounds and their
// answers: for tests, for figures and for the demonstration. All of it is made up.
package sample

import (
	"slices"
	"strings"

	"sevenfold/internal/trust"
)

// TrustName is what the made-up trust is called.
const TrustName = "Example Learning Trust"

// Schools are the schools of the trust.
var Schools = []string{
	"Ashgrove Primary School", "Beck Row Infant School", "Cotter Bridge Primary School", "Eastfield Junior School",
	"Fenside Primary School", "Harbour Lane Primary School", "Kestrel Park School", "Millbrook High School",
	"Oakhanger Primary School", "Sandgate Primary School", "Tidewater Academy", "Westmarsh High School",
}

// About says in two sentences what the trust is.
const About = "Example Learning Trust has twelve schools: eight primaries, three secondaries and one special school, " +
	"between a port and the farmland behind it. Neither the trust nor anybody in it exists."

// Person is somebody of the trust.
type Person struct {
	Name  string
	Email string
	Role  trust.Role
}

// Membership is the person as a member of the trust with that id.
func (p Person) Membership(trustID string) trust.Membership {
	return trust.Membership{TrustID: trustID, Email: p.Email, Name: p.Name, Roles: []trust.Role{p.Role}}
}

// Group is where the person answers; false for the governance professional, who is invited to nothing.
func (p Person) Group() (trust.Group, bool) { return p.Membership("").Group() }

func person(name string, role trust.Role) Person {
	local := strings.NewReplacer(" ", ".", "'", "").Replace(strings.ToLower(name))
	return Person{Name: name, Email: local + "@example-learning-trust.example", Role: role}
}

// People are everybody in the trust: a governance professional, the chair, nine
// trustees, the chief executive and four executives.
var People = []Person{
	person("Ruth Mallory", trust.GovernanceProfessional),

	person("Margaret Osei", trust.Chair),
	person("David Whitlock", trust.Trustee),
	person("Samina Hussain", trust.Trustee),
	person("Peter Garside", trust.Trustee),
	person("Olu Adebayo", trust.Trustee),
	person("Helen Trevithick", trust.Trustee),
	person("Priya Raman", trust.Trustee),
	person("Marcus Bell", trust.Trustee),
	person("Catherine O'Dowd", trust.Trustee),
	person("Jun Nakamura", trust.Trustee),

	person("Alison Prentice", trust.ChiefExecutive),
	person("Kwame Boateng", trust.Executive),
	person("Sarah Lindqvist", trust.Executive),
	person("Imran Sheikh", trust.Executive),
	person("Lowri Pritchard", trust.Executive),
}

// With lists the people who have a role.
func With(role trust.Role) []Person {
	return slices.DeleteFunc(slices.Clone(People), func(p Person) bool { return p.Role != role })
}

// Respondents lists the people whose role answers a round of itself.
func Respondents() []Person {
	return slices.DeleteFunc(slices.Clone(People), func(p Person) bool {
		_, answers := p.Group()
		return !answers
	})
}
