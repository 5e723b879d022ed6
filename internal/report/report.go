// Package report turns a closed round into its report: figures, computed once
// and kept, and the sentences that are made from them whenever they are read.
// What may not be shown is left out here, so that no page has to hold it back.
package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"sevenfold/internal/insight"
)

// Method is the version of the method that Compute follows. It changes when a
// definition or the shape of a stored report changes; reports kept under an
// earlier method are read as they are and never recomputed.
const Method = 1

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

// Statement is what the responses say of one statement.
type Statement struct {
	ID      string `json:"id"`
	Domain  string `json:"domain"`
	Element string `json:"element"`

	Finding             insight.Kind   `json:"finding"`
	Significant         bool           `json:"significant,omitempty"`
	Steady              insight.Steady `json:"steady,omitempty"`
	ReassuredNotAssured bool           `json:"reassured_not_assured,omitempty"`

	Counts    *Counts    `json:"counts,omitempty"`    // nil where the report is withheld
	Positions *Positions `json:"positions,omitempty"` // nil where positions may not be shown
	Notes     []string   `json:"notes,omitempty"`     // sorted by their own text, only where positions are shown
}

// Counts tells how many answered in which way, and nothing of where they stand.
type Counts struct {
	Placed     int `json:"placed"`
	Unknown    int `json:"unknown"`
	Apart      int `json:"apart"`
	Unanswered int `json:"unanswered"`
}

// Submitted is how many responses the counts were taken from.
func (c Counts) Submitted() int { return c.Placed + c.Unknown + c.Apart + c.Unanswered }

// Applies is how many of them did not say that it does not apply.
func (c Counts) Applies() int { return c.Submitted() - c.Apart }

// Positions tells where those who placed a statement stand, and how they know.
type Positions struct {
	Points []int `json:"points"` // from challenge to strength
	// Basis is in the order of the framework; empty where it was not asked.
	Basis    []BasisCount `json:"basis,omitempty"`
	NotSaid  int          `json:"basis_not_said,omitempty"`
	Evidence int          `json:"evidence,omitempty"` // placed answers that rest on evidence
}

// Placed is how many stand somewhere on the scale.
func (p Positions) Placed() int {
	placed := 0
	for _, count := range p.Points {
		placed += count
	}
	return placed
}

// BasisCount is how many placed answers rest on one basis.
type BasisCount struct {
	ID    string `json:"id"`
	Count int    `json:"count"`
}

// Domain is the sum of what is published of its statements: each figure adds
// only what the statements themselves show.
type Domain struct {
	ID         string               `json:"id"`
	Statements []string             `json:"statements"` // in order of significance
	Findings   map[insight.Kind]int `json:"findings"`
	Counts     *Counts              `json:"counts,omitempty"`    // nil where the report is withheld
	Positions  *Positions           `json:"positions,omitempty"` // nil where no statement shows any
	LeftOut    int                  `json:"left_out"`            // statements whose positions are not in the sum
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

// Domain finds a domain of the report by its id.
func (r Report) Domain(id string) (Domain, bool) {
	for _, d := range r.Domains {
		if d.ID == id {
			return d, true
		}
	}
	return Domain{}, false
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

// Read reads a stored report of this or any earlier method.
func Read(stored []byte) (Report, error) {
	var version struct {
		Method int `json:"method"`
	}
	if err := json.Unmarshal(stored, &version); err != nil {
		return Report{}, fmt.Errorf("read stored report: %w", err)
	}
	switch version.Method {
	case 1:
		var r Report
		if err := json.Unmarshal(stored, &r); err != nil {
			return Report{}, fmt.Errorf("read stored report of method 1: %w", err)
		}
		return r, nil
	default:
		return Report{}, fmt.Errorf("read stored report: method %d is not one of those known here, 1 to %d", version.Method, Method)
	}
}
