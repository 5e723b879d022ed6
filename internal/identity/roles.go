package identity

import (
	"slices"

	"sevenfold/internal/trust"
)

// RolesWith lists the roles that have a permission.
func RolesWith(p Permission) []trust.Role { return slices.Clone(allowed[p]) }
