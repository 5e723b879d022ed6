// Package fault names the few ways a person can be stopped. A sentinel of any
// other package wraps exactly one of these; only web/page turns them into
// status codes.
package fault

import "errors"

var (
	// NotFound: there is no such thing, or not for this person. A refusal by
	// role is NotFound too, so that nobody learns what exists.
	NotFound = errors.New("not found")
	// Conflict: the thing has moved on, and what was asked no longer fits it.
	Conflict = errors.New("conflict")
	// Invalid: what was entered can't be used as it is.
	Invalid = errors.New("invalid")
	// Gone: it was here, and its time is over.
	Gone = errors.New("gone")
	// TooMany: asked too often; the same may be asked again later.
	TooMany = errors.New("too many")
	// Away: something that we depend on, such as the database, does not
	// answer; it may be back in a moment.
	Away = errors.New("away")
)
