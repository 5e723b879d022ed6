package trust

import (
	"fmt"
	"slices"
	"time"

	"sevenfold/internal/fault"
)

// ErrSettingsChanged: somebody else changed the settings since they were read.
var ErrSettingsChanged = fmt.Errorf("the settings have changed meanwhile: %w", fault.Conflict)

// Settings is what a trust says of itself. The zero Settings is a trust that
// has said nothing yet.
type Settings struct {
	// PrintedName is the trust's name as packs print it; empty where it is the
	// one that the trust has here.
	PrintedName string
	LocalTier   LocalTier
	Revision    int    // of the two above
	ChangedBy   string // the name of whoever changed them last
	ChangedAt   *time.Time
	// LogoType is "image/png" or "image/svg+xml"; empty where there is no logo.
	LogoType      string
	LogoRevision  int
	LogoChangedBy string
	LogoChangedAt *time.Time
}

// Name is the trust's name as packs print it.
func (s Settings) Name(t string) string {
	if s.PrintedName != "" {
		return s.PrintedName
	}
	return t
}

// Same tells whether two settings say the same, whoever said it.
func (s Settings) Same(other Settings) bool {
	return s.PrintedName == other.PrintedName && s.LocalTier == other.LocalTier
}

// LocalTier is what a trust has between its board and each of its schools.
type LocalTier string

// The local tiers. Where it differs from school to school, or nobody has said,
// a round asks about every tier.
const (
	TierNotSaid     LocalTier = ""
	NoTier          LocalTier = "none"
	AdvisoryBody    LocalTier = "advisory"
	SchoolCommittee LocalTier = "committee"
	GoverningBoard  LocalTier = "governing-board"
	TierBySchool    LocalTier = "by-school"
)

// LocalTiers lists every local tier, in the order in which pages show them.
var LocalTiers = []LocalTier{AdvisoryBody, SchoolCommittee, GoverningBoard, TierBySchool, NoTier, TierNotSaid}

// Title is the local tier in words: "School committees".
func (t LocalTier) Title() string {
	switch t {
	case NoTier:
		return "No local tier"
	case AdvisoryBody:
		return "Advisory bodies"
	case SchoolCommittee:
		return "School committees"
	case GoverningBoard:
		return "Local governing boards"
	case TierBySchool:
		return "It differs from school to school"
	}
	return "Not said yet"
}

// Fits tells whether a statement for some local tiers is asked in a trust with
// this one. A statement for none in particular is asked everywhere.
func (t LocalTier) Fits(tiers []string) bool {
	return len(tiers) == 0 || t == TierNotSaid || t == TierBySchool || slices.Contains(tiers, string(t))
}
