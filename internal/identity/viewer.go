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
	// Operator tells that the viewer looks after the installation.
	Operator bool
	// OnlyTrust and OnlyRound name the one round that the session was begun for,
	// by an invitation: it answers that round, and does nothing else, whatever
	// its holder's roles. Both are empty for a session by code or link.
	OnlyTrust string
	OnlyRound string
	// Demonstration tells that the whole installation is one: every page says so.
	Demonstration bool
}

// SignedIn tells whether somebody is there.
func (v Viewer) SignedIn() bool { return v.PersonID != "" }

// Limited tells whether the viewer's session answers one round and does nothing else.
func (v Viewer) Limited() bool { return v.OnlyRound != "" }

// At is the viewer on a page of a trust and, where the page lies in one, of a
// round. Outside the round that it was begun for, a limited session is of no trust.
func (v Viewer) At(trustID, roundID string) Viewer {
	if v.Limited() && (v.OnlyTrust != trustID || v.OnlyRound != roundID) {
		v.TrustID, v.TrustName, v.Name, v.Roles = "", "", "", nil
	}
	return v
}

// May tells whether the viewer may do it: as the operator, or by any of their
// roles in this trust.
func (v Viewer) May(p Permission) bool {
	switch {
	case v.Limited() && p != AnswerRounds:
		return false
	case v.Operator && slices.Contains(allowed[p], operator):
		return true
	}
	return v.TrustID != "" && slices.ContainsFunc(v.Roles, func(r trust.Role) bool { return slices.Contains(allowed[p], r) })
}

// operator stands in the table beside the roles of a trust. No membership holds it.
const operator trust.Role = "operator"

// Permission is something that a route may ask of the viewer's roles.
type Permission string

// What may be asked. The table below says who has each.
const (
	// RunInstallation adds trusts, names who begins to run them, and switches them off.
	RunInstallation Permission = "run the installation"
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
	// ReadReports reads the report of every closed round.
	ReadReports Permission = "read reports"
	// ReadSharedReports reads the report of a closed round that shares it with
	// all: on a page of such a round it is as good as ReadReports.
	ReadSharedReports Permission = "read reports that are shared with all"
	// TakeOutNotes takes a note out of the report of a closed round.
	TakeOutNotes Permission = "take out notes"
	// ReadConversation reads the agenda of a report's conversation, what was
	// agreed, and the paragraph on public benefit.
	ReadConversation Permission = "read the conversation"
	// LeadConversation makes the agenda, and records what was agreed.
	LeadConversation Permission = "lead the conversation"
	// Present shows the agenda on a screen in the room.
	Present Permission = "present"
	// ChooseNotes decides whether people's notes are shown in the room.
	ChooseNotes Permission = "choose whether notes are shown"
	// ReadActions reads what the trust will do, and what became of it.
	ReadActions Permission = "read actions"
	// RunActions adds actions, and changes and updates every one.
	RunActions Permission = "run actions"
	// UpdateActions changes and updates actions: whoever does not run them does
	// so with those that they own, which the page looks at.
	UpdateActions Permission = "update actions"
	// ReadEvidence reads what the trust can point to.
	ReadEvidence Permission = "read evidence"
	// EnterEvidence says what the trust can point to.
	EnterEvidence Permission = "enter evidence"
	// TypeIn prints questionnaires, and enters what comes back on paper or in a file.
	TypeIn Permission = "type in a paper form"
	// ReadSettings reads what the trust says of itself: its printed name, logo and local tier.
	ReadSettings Permission = "read the trust's settings"
	// ChangeSettings changes them.
	ChangeSettings Permission = "change the trust's settings"
	// TakeArchive takes all that is kept of the trust, in one file.
	TakeArchive Permission = "take the trust's archive"
	// ExportPacks takes a report, or the index of evidence, away as files for a meeting.
	ExportPacks Permission = "export packs"
	// ExportData takes the figures of a report away as data.
	ExportData Permission = "export data"
)

// allowed is the one table of who may do what. A route
// names a permission; a role that is not beside it meets "not found".
var allowed = map[Permission][]trust.Role{
	RunInstallation: {operator},

	SeeTrust:     trust.Roles,
	RunPeople:    {trust.GovernanceProfessional},
	RunRounds:    {trust.GovernanceProfessional},
	SeeProgress:  {trust.GovernanceProfessional, trust.Chair},
	AnswerRounds: trust.Roles,
	ReadReports: {
		trust.GovernanceProfessional, trust.Chair, trust.Trustee, trust.ChiefExecutive, trust.Executive,
	},
	ReadSharedReports: {trust.LocalGovernor, trust.Member},
	TakeOutNotes:      {trust.GovernanceProfessional, trust.Chair},

	ReadConversation: {
		trust.GovernanceProfessional, trust.Chair, trust.Trustee, trust.ChiefExecutive, trust.Executive,
	},
	LeadConversation: {trust.GovernanceProfessional, trust.Chair},
	Present:          {trust.GovernanceProfessional, trust.Chair},
	ChooseNotes:      {trust.Chair},
	ReadActions: {
		trust.GovernanceProfessional, trust.Chair, trust.Trustee, trust.ChiefExecutive, trust.Executive,
	},
	RunActions: {trust.GovernanceProfessional, trust.Chair, trust.ChiefExecutive, trust.Executive},
	UpdateActions: {
		trust.GovernanceProfessional, trust.Chair, trust.Trustee, trust.ChiefExecutive, trust.Executive,
	},
	ReadEvidence: {
		trust.GovernanceProfessional, trust.Chair, trust.Trustee, trust.ChiefExecutive, trust.Executive,
	},
	EnterEvidence: {trust.GovernanceProfessional, trust.Chair, trust.ChiefExecutive, trust.Executive},

	TypeIn:         {trust.GovernanceProfessional},
	ReadSettings:   {trust.GovernanceProfessional, trust.Chair},
	ChangeSettings: {trust.GovernanceProfessional},
	TakeArchive:    {trust.GovernanceProfessional},

	ExportPacks: {trust.GovernanceProfessional, trust.Chair},
	ExportData:  {trust.GovernanceProfessional, trust.Chair},
}
