package form

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"regexp"
)

var idForm = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// NewID draws the id of a thing that is yet to be kept. Its form carries it, so
// that the same form sent twice makes one thing.
func NewID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	return written(b)
}

// IDFrom is the id of a thing that follows from what was sent: the same sent
// twice makes one thing.
func IDFrom(sent []byte) string {
	sum := sha256.Sum256(sent)
	return written([16]byte(sum[:16]))
}

func written(b [16]byte) string {
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
