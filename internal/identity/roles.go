package identity

import (
	"slices"

	"sevenfold/internal/trust"
)

// ReadersOf lists the roles that read the report of a closed round.
func ReadersOf(sharedWithAll bool) []trust.Role {
	readers := slices.Clone(allowed[ReadReports])
	if sharedWithAll {
		readers = append(readers, allowed[ReadSharedReports]...)
	}
	return readers
}

// MayReadReport tells whether the viewer reads the report of a closed round:
// every one, or those that are shared with all.
func (v Viewer) MayReadReport(sharedWithAll bool) bool {
	return v.May(ReadReports) || sharedWithAll && v.May(ReadSharedReports)
}

// RolesWith lists the roles that have a permission.
func RolesWith(p Permission) []trust.Role { return slices.Clone(allowed[p]) }
