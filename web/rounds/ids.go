package rounds

import (
	"crypto/rand"
	"fmt"
	"regexp"
)

var idForm = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// newID draws the id of something that is yet to be done. The form carries it,
// so that the same form sent twice has the effect of once.
func newID() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// formID is the id that a form brought, or, where it brought none, a new one.
func formID(brought string) string {
	if idForm.MatchString(brought) {
		return brought
	}
	return newID()
}
