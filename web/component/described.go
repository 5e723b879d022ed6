package component

import "strings"

// DescribedBy lists what a screen reader says of a field beside its label: its
// hint and its message, where it has them.
func DescribedBy(id, hint, message string) string {
	var ids []string
	if hint != "" {
		ids = append(ids, id+"-hint")
	}
	if message != "" {
		ids = append(ids, id+"-error")
	}
	return strings.Join(ids, " ")
}
