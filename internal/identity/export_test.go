package identity

import (
	"maps"
	"slices"
)

// Permissions are all that the table of who may do what has a row of.
func Permissions() []Permission { return slices.Sorted(maps.Keys(allowed)) }
