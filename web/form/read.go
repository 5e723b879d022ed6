package form

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"strconv"
	"strings"
)

// ReadAs tells which version of a thing a form was filled in beside: its
// revision, and a digest of what it said. A form that still says the same has
// nothing to save, however old it is.
type ReadAs struct {
	Revision int
	digest   string
}

// digestLength is how many characters of a digest a form carries.
const digestLength = 16

// ReadOf marks a version: what it says are its parts, in an order of their own.
func ReadOf(revision int, said ...string) ReadAs {
	sum := sha256.Sum256([]byte(strings.Join(said, "\x00")))
	return ReadAs{revision, hex.EncodeToString(sum[:])[:digestLength]}
}

// Says tells whether the version that was read said the same as another.
func (r ReadAs) Says(other ReadAs) bool { return r.digest == other.digest }

// String is what the form carries.
func (r ReadAs) String() string { return strconv.Itoa(r.Revision) + "." + r.digest }

// ParseRead reads what a form sent back. What no form holds counts as read
// before anything was said: what is saved then can't cover anything unseen.
func ParseRead(sent string, nothing ReadAs) ReadAs {
	revision, digest, _ := strings.Cut(sent, ".")
	n, err := strconv.Atoi(revision)
	if err != nil || n < 0 || n >= math.MaxInt32 || len(digest) != digestLength {
		return nothing
	}
	return ReadAs{n, digest}
}
