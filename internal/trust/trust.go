// Package trust knows the trusts and the people who belong to them.
package trust

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sevenfold/internal/fault"
)

// The rules of belonging to a trust.
var (
	// ErrLastGovernanceProfessional: somebody must be left to look after people and rounds.
	ErrLastGovernanceProfessional = fmt.Errorf("the last governance professional of the trust: %w", fault.Conflict)
	// ErrHasLeft: a membership that has ended is not changed, but taken up again.
	ErrHasLeft = fmt.Errorf("the membership has ended: %w", fault.Conflict)
	// ErrOff: nobody is let into a trust, or told of it, while it is off.
	ErrOff = fmt.Errorf("the trust is switched off: %w", fault.Conflict)
)

// Trust is a school trust: the tenant. Everything that belongs to it carries its ID.
type Trust struct {
	ID            string
	Name          string
	Demonstration bool
	AddedAt       time.Time
	// OffAt is when it was switched off; nil while it is on. Of a trust that is
	// off nobody sees anything, nothing is sent, and nothing is deleted.
	OffAt *time.Time
}

// Off tells whether the trust is switched off.
func (t Trust) Off() bool { return t.OffAt != nil }

// Place is a trust that a person belongs to, and what they are there.
type Place struct {
	Trust
	Roles []Role
}

// Installed is a trust as whoever looks after the installation sees it:
// nothing of its rounds, and of its people only how many they are.
type Installed struct {
	Trust
	People int
	// Governance is how many of them are governance professionals.
	Governance int
}

// Role is what a person is to a trust.
type Role string

// The roles that a membership may hold.
const (
	GovernanceProfessional Role = "governance-professional"
	Chair                  Role = "chair"
	Trustee                Role = "trustee"
	ChiefExecutive         Role = "chief-executive"
	Executive              Role = "executive"
	LocalGovernor          Role = "local-governor"
	Member                 Role = "member"
)

// Roles lists every role, in the order in which pages show them.
var Roles = []Role{GovernanceProfessional, Chair, Trustee, ChiefExecutive, Executive, LocalGovernor, Member}

// Title is the role in words: "Governance professional".
func (r Role) Title() string {
	switch r {
	case GovernanceProfessional:
		return "Governance professional"
	case Chair:
		return "Chair"
	case Trustee:
		return "Trustee"
	case ChiefExecutive:
		return "Chief executive"
	case Executive:
		return "Executive"
	case LocalGovernor:
		return "Local governor"
	case Member:
		return "Member"
	}
	return ""
}

// Group is a respondent group: whom a respondent answers beside.
type Group string

// The respondent groups.
const (
	Trustees       Group = "trustees"
	Executives     Group = "executives"
	LocalGovernors Group = "local-governors"
	Members        Group = "members"
)

// Groups lists every respondent group, in the order in which pages show them.
var Groups = []Group{Trustees, Executives, LocalGovernors, Members}

// Title is the group in words: "Local governors".
func (g Group) Title() string {
	switch g {
	case Trustees:
		return "Trustees"
	case Executives:
		return "Executives"
	case LocalGovernors:
		return "Local governors"
	case Members:
		return "Members"
	}
	return ""
}

// Membership is a person's place in a trust. One person has at most one in each.
type Membership struct {
	TrustID  string
	PersonID string
	Email    string
	Name     string // as this trust knows them
	Roles    []Role
	EndedAt  *time.Time
	// StartsOn and EndsOn are the term, where the trust has said one: days, at
	// midnight UTC. A term that is over ends nothing by itself.
	StartsOn *time.Time
	EndsOn   *time.Time
	// Committees are the ids of those that the person sits on.
	Committees []string
}

// Committee is a named group of a trust's people.
type Committee struct {
	ID     string
	Name   string
	People int // how many sit on it
}

// RoleTitles is what the person is to the trust, in words.
func (m Membership) RoleTitles() string {
	var all []string
	for _, r := range Roles {
		if slices.Contains(m.Roles, r) {
			all = append(all, r.Title())
		}
	}
	return strings.Join(all, ", ")
}

// Loses tells whether a role that the membership holds would end with it.
func (m Membership) Loses(kept []Role) bool {
	return slices.ContainsFunc(m.Roles, func(r Role) bool { return !slices.Contains(kept, r) })
}

// Day is a day of a term: midnight UTC.
func Day(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// Group is where the membership's holder answers unless a round says
// otherwise; false where no role of theirs answers of itself, as for a
// governance professional, who answers only if invited into a group by name.
func (m Membership) Group() (Group, bool) {
	for _, r := range m.Roles {
		switch r {
		case Chair, Trustee:
			return Trustees, true
		case ChiefExecutive, Executive:
			return Executives, true
		case LocalGovernor:
			return LocalGovernors, true
		case Member:
			return Members, true
		}
	}
	return "", false
}
