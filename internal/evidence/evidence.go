// Package evidence holds what a trust can point to for a statement, and where
// that is kept. Files stay where they are. A piece of evidence belongs to the
// trust, so that it is carried from round to round; nothing is deleted.
package evidence

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"sevenfold/internal/fault"
)

// Kind is what sort of thing a piece of evidence is.
type Kind string

// The kinds of evidence.
const (
	Minutes Kind = "minutes"
	Review  Kind = "review"
	Policy  Kind = "policy"
	Data    Kind = "data"
	Visit   Kind = "visit"
	Other   Kind = "other"
)

// Kinds lists every kind, in the order in which pages show them.
var Kinds = []Kind{Minutes, Review, Policy, Data, Visit, Other}

// Title is the kind in words.
func (k Kind) Title() string {
	switch k {
	case Minutes:
		return "Minutes or papers of the board"
	case Review:
		return "A report from an independent reviewer"
	case Policy:
		return "A policy"
	case Data:
		return "Data"
	case Visit:
		return "A visit, or what people said"
	case Other:
		return "Something else"
	}
	return ""
}

// The ways in which a piece of evidence stops somebody.
var (
	// ErrChanged: somebody else changed it since it was read.
	ErrChanged = fmt.Errorf("evidence was changed meanwhile: %w", fault.Conflict)
	// ErrEnded: what no longer stands is taken up again before it is changed.
	ErrEnded = fmt.Errorf("evidence no longer stands: %w", fault.Conflict)
	// ErrNoKeeper: whoever looks after it belongs to the trust.
	ErrNoKeeper = fmt.Errorf("nobody of the trust to look after evidence: %w", fault.Invalid)
	// ErrBadLink: a link that a browser could not safely follow.
	ErrBadLink = fmt.Errorf("not a link to where evidence is kept: %w", fault.Invalid)
)

// Evidence is one thing that a trust can point to.
type Evidence struct {
	ID      string
	TrustID string
	Title   string
	Kind    Kind
	DatedOn time.Time // a day: midnight UTC
	// Where it is kept: a link, a place in words, or both.
	Link  string
	Place string
	// Whoever looks after it: somebody of the trust, or else in words.
	KeeperID   string
	KeeperName string // of KeeperID, as the trust knows them
	KeeperLeft bool   // whether their membership has ended
	Keeper     string
	Revision   int // whoever changes it says which one they read
	AddedAt    time.Time
	ChangedBy  string // the name of whoever changed it last
	ChangedAt  time.Time
	EndedAt    *time.Time // since when it no longer stands
	Statements []string   // ids, in order
}

// Stands tells whether the trust can still point to it.
func (e Evidence) Stands() bool { return e.EndedAt == nil }

// LookedAfterBy names whoever looks after it, and says so where they have left.
func (e Evidence) LookedAfterBy() string {
	switch {
	case e.KeeperID == "":
		return e.Keeper
	case e.KeeperLeft:
		return e.KeeperName + " (has left)"
	}
	return e.KeeperName
}

// Same tells whether two versions say the same.
func (e Evidence) Same(b Evidence) bool {
	return e.Title == b.Title && e.Kind == b.Kind && e.DatedOn.Equal(b.DatedOn) && e.Link == b.Link && e.Place == b.Place &&
		e.KeeperID == b.KeeperID && e.Keeper == b.Keeper && slices.Equal(Ordered(e.Statements), Ordered(b.Statements))
}

// Ordered gives ids of statements in order, each once.
func Ordered(statements []string) []string {
	ordered := slices.Clone(statements)
	slices.Sort(ordered)
	return slices.Compact(ordered)
}

// linkLimit is how many bytes a link may have.
const linkLimit = 2000

// CheckLink refuses what is no link to a page or a document by https: another
// scheme, no host, a user and password before it, spaces or control characters.
func CheckLink(link string) error {
	u, err := url.Parse(link)
	switch {
	case err != nil, u.Scheme != "https", u.Hostname() == "", u.User != nil, len(link) > linkLimit,
		!strings.HasPrefix(link, "https://"), strings.ContainsFunc(link, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '\\' || r == '"' || r == '<' || r == '>' }):
		return ErrBadLink
	case !strings.Contains(u.Hostname(), ".") && !strings.Contains(u.Hostname(), ":"):
		return ErrBadLink
	}
	return nil
}

// ByStatement groups what stands by the statements that it is for, keeping its order.
func ByStatement(all []Evidence) map[string][]Evidence {
	by := map[string][]Evidence{}
	for _, e := range all {
		if !e.Stands() {
			continue
		}
		for _, statement := range Ordered(e.Statements) {
			by[statement] = append(by[statement], e)
		}
	}
	return by
}

// NothingYet is said of a statement that many have seen evidence for, where the
// trust has named none.
const NothingYet = "Seen by many, and nothing to point to yet."

// NotAsked stands for a statement whose words are gone: neither the framework in
// service nor a round of the trust has them.
const NotAsked = "A statement that is no longer asked"

// NothingToPointTo tells whether NothingYet is to be said: of those who placed
// a statement, at least half, and at least two people, rest on evidence, and
// nothing that stands is named for it. The figures are those of the report.
func NothingToPointTo(placed, onEvidence int, named []Evidence) bool {
	return onEvidence >= 2 && 2*onEvidence >= placed && !slices.ContainsFunc(named, Evidence.Stands)
}
