package form

import (
	"crypto/rand"
	"fmt"
	"regexp"
)

var idForm = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// NewID draws the id of a thing that is yet to be kept. Its form carries it, so
// that the same form sent twice makes one thing.
func NewID() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// IsID tells whether a text has the form of an id.
func IsID(text string) bool { return idForm.MatchString(text) }

// ID is the field in which a form carries such an id; a new one where it holds none.
func (f *Form) ID(name string) string {
	if id := f.Raw(name); IsID(id) {
		return id
	}
	return NewID()
}
