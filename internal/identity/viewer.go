// Package identity knows who is looking, what their roles let them do, and how
// they sign in.
package identity

import (
	"slices"

	"sevenfold/internal/trust"
)

// Viewer is the person a page is made for. The zero Viewer is signed out.
type Viewer struct {
	PersonID  string
	SessionID string
	// TrustID, TrustName, Name and Roles are filled where the page lies in a
	// trust that the person belongs to.
	TrustID   string
	TrustName string
	Name      string
	Roles     []trust.Role
	// Demonstration tells that the whole installation is one: every page says so.
	Demonstration bool
}

// SignedIn tells whether somebody is there.
func (v Viewer) SignedIn() bool { return v.PersonID != "" }

// May tells whether any of the viewer's roles in this trust lets them do it.
func (v Viewer) May(p Permission) bool {
	return v.TrustID != "" && slices.ContainsFunc(v.Roles, func(r trust.Role) bool { return slices.Contains(allowed[p], r) })
}

// Permission is something that a route may ask of the viewer's roles.
type Permission string

// What may be asked. The table below says who has each.
const (
	// SeeTrust opens a trust's own home page.
	SeeTrust Permission = "see the trust's home"
	// RunPeople covers people, their roles and committees.
	RunPeople Permission = "run people"
	// RunRounds covers rounds, respondents, opening and closing.
	RunRounds Permission = "run rounds"
	// SeeProgress tells who has not started, is in progress or has submitted.
	SeeProgress Permission = "see progress"
	// AnswerRounds answers a round; the round's own list says who is invited.
	AnswerRounds Permission = "answer a round"
	// ReadReports reads the report of a closed round.
	ReadReports Permission = "read reports"
)

// allowed is the one table of who may do what. A route
// names a permission; a role that is not beside it meets "not found".
var allowed = map[Permission][]trust.Role{
	SeeTrust:     trust.Roles,
	RunPeople:    {trust.GovernanceProfessional},
	RunRounds:    {trust.GovernanceProfessional},
	SeeProgress:  {trust.GovernanceProfessional, trust.Chair},
	AnswerRounds: trust.Roles,
	ReadReports: {
		trust.GovernanceProfessional, trust.Chair, trust.Trustee, trust.ChiefExecutive, trust.Executive,
	},
}
