// Package report turns a closed round into its report: figures, computed once
// and kept, and the sentences that are made from them whenever they are read.
// What may not be shown is left out here, so that no page has to hold it back.
package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"sevenfold/internal/insight"
)

// Method is the version of the method that Compute follows. It changes when a
// definition or the shape of a stored report changes; reports kept under an
// earlier method are read as they are and never recomputed.
//
// Method 2 tells groups apart, holds the lenses and the improvement chain, and
// compares a round with the one before.
const Method = 2

// Report is the strengths and challenges of a trust in one round.
type Report struct {
	Method     int          `json:"method"`
	Framework  FrameworkRef `json:"framework"`
	Instrument string       `json:"instrument"`
	ClosedAt   time.Time    `json:"closed_at"`
	Minimum    int          `json:"minimum"`
	Points     int          `json:"points"`      // of the scale
	BasisAsked bool         `json:"basis_asked"` // whether "how do you know?" was asked

	Groups         []Group `json:"groups,omitempty"`
	Submitted      int     `json:"submitted"`
	EnteredByOther int     `json:"entered_by_other"` // of those submitted, how many somebody else typed in

	// Withheld: too few submitted. Nothing of anyone's answers is in the report.
	Withheld bool `json:"withheld"`

	Statements []Statement `json:"statements,omitempty"` // in the order of the framework
	Domains    []Domain    `json:"domains,omitempty"`

	// The lists hold ids of statements: the first two in order of significance,
	// the others in the order of the framework.
	Strengths           []string `json:"most_significant_strengths,omitempty"`
	Challenges          []string `json:"most_significant_challenges,omitempty"`
	ViewsDiffer         []string `json:"views_differ,omitempty"`
	NotYetKnown         []string `json:"not_yet_known,omitempty"`
	ReassuredNotAssured []string `json:"reassured_not_assured,omitempty"`

	// From method 2 on; see Lacks.
	Scale           string       `json:"scale,omitempty"`
	PointIDs        []string     `json:"point_ids,omitempty"`    // of the scale, in order; reports of before lack them
	ShownGroups     []string     `json:"shown_groups,omitempty"` // groups that are told apart where each part has answers enough
	SeenDifferently []Difference `json:"seen_differently,omitempty"`
	Lenses          []Lens       `json:"lenses,omitempty"`
	Chain           *Chain       `json:"chain,omitempty"` // nil where the framework has none, and in a withheld report
	Since           *Since       `json:"since,omitempty"` // nil where there is no round before
}

// FrameworkRef names the exact framework that a round was opened with.
type FrameworkRef struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	Hash    string `json:"hash"`
}

// Group tells in numbers who answered.
type Group struct {
	ID        string `json:"id"`
	Invited   int    `json:"invited"`
	Submitted int    `json:"submitted"`
}

// Statement finds a statement of the report by its id.
func (r Report) Statement(id string) (Statement, bool) {
	for _, s := range r.Statements {
		if s.ID == id {
			return s, true
		}
	}
	return Statement{}, false
}

// Found lists the statements that were found to be of a kind, in order.
func (r Report) Found(kind insight.Kind) []string {
	var ids []string
	for _, s := range r.Statements {
		if s.Finding == kind {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// Domain finds a domain of the report by its id.
func (r Report) Domain(id string) (Domain, bool) {
	for _, d := range r.Domains {
		if d.ID == id {
			return d, true
		}
	}
	return Domain{}, false
}

// Lens finds a lens of the report by its id. A report of method 1 has none.
func (r Report) Lens(id string) (Lens, bool) {
	for _, l := range r.Lenses {
		if l.ID == id {
			return l, true
		}
	}
	return Lens{}, false
}

// InOrder puts ids of statements in the order of the framework; what the report
// does not hold is left out.
func (r Report) InOrder(ids []string) []string {
	var ordered []string
	for _, s := range r.Statements {
		if slices.Contains(ids, s.ID) {
			ordered = append(ordered, s.ID)
		}
	}
	return ordered
}

// Hash names a report by its content. Whatever wrote or stored the report, the
// same figures have the same hash.
func Hash(r Report) (string, error) {
	content, err := json.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("hash report: %w", err)
	}
	digest := sha256.Sum256(content)
	return hex.EncodeToString(digest[:]), nil
}

// Read reads a stored report of this or any earlier method. Lacks says what an
// earlier one does not hold.
func Read(stored []byte) (Report, error) {
	var version struct {
		Method int `json:"method"`
	}
	if err := json.Unmarshal(stored, &version); err != nil {
		return Report{}, fmt.Errorf("read stored report: %w", err)
	}
	if version.Method < 1 || version.Method > Method {
		return Report{}, fmt.Errorf("read stored report: method %d is not one of those known here, 1 to %d", version.Method, Method)
	}
	var r Report
	if err := json.Unmarshal(stored, &r); err != nil {
		return Report{}, fmt.Errorf("read stored report of method %d: %w", version.Method, err)
	}
	return r, nil
}

// Lacks says, in sentences, what this report does not hold because it was made
// by an earlier method. It is empty for a report of today's.
func (r Report) Lacks() []string {
	if r.Method >= 2 {
		return nil
	}
	return []string{
		"This report was made before groups were told apart. It shows all who answered together.",
		"It was made before reports held lenses and the improvement chain.",
		"It was not compared with the round before it.",
	}
}
