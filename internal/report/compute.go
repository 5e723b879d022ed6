package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
)

// Input is a closed round: what was asked, of whom, and what those answered who
// submitted. Responses that were never submitted are not in it.
type Input struct {
	Framework     *framework.Framework
	FrameworkHash string
	Instrument    framework.Instrument
	Asked         []string // ids of the statements that this round asked
	Minimum       int
	Groups        []Group // in the order in which pages show them
	Responses     []Response
	ClosedAt      time.Time
	// Earlier is the round to compare with: as a rule, the last one closed before
	// this that asked with the same instrument. Nil where there is none.
	Earlier *Earlier
}

// Response is a submitted response.
type Response struct {
	Group string // id of one of the input's groups
	// EnteredByOther: somebody else typed it in from paper. It counts in the
	// findings, never towards a minimum.
	EnteredByOther bool
	Answers        []Answer
}

// Answer is one answer of a response: a position, or unknown, or apart, or
// none of them and only a note.
type Answer struct {
	Statement string
	Position  int // from 1, the challenge end; 0 for none
	Unknown   bool
	Apart     bool
	Basis     string // id; empty where it was not said
	Note      string
}

// Compute makes the report of a closed round. The same input gives the same
// report. It fails where the input contradicts itself, and says no more of
// an answer than which statement it is of.
func Compute(in Input) (Report, error) {
	r, err := compute(in)
	if err != nil {
		return Report{}, fmt.Errorf("compute report: %w", err)
	}
	return r, nil
}

func compute(in Input) (Report, error) {
	t, err := newTable(in)
	if err != nil {
		return Report{}, err
	}
	if err := t.addAll(in); err != nil {
		return Report{}, err
	}
	counting := t.counting()
	r := Report{
		Method:         Method,
		Framework:      FrameworkRef{ID: in.Framework.ID, Version: in.Framework.Version, Hash: in.FrameworkHash},
		Instrument:     in.Instrument.ID,
		ClosedAt:       in.ClosedAt.UTC().Round(0),
		Minimum:        in.Minimum,
		Points:         t.points,
		Scale:          in.Instrument.Scale,
		PointIDs:       t.pointIDs,
		BasisAsked:     in.Instrument.Basis,
		Groups:         in.Groups,
		Submitted:      len(in.Responses),
		EnteredByOther: len(in.Responses) - counting,
		Withheld:       counting < in.Minimum,
	}
	if !r.Withheld {
		t.divide(in.Minimum)
		r.ShownGroups = t.shownGroups()
	}
	l := t.publish(insight.Setting{Minimum: in.Minimum, Counting: counting, BasisAsked: in.Instrument.Basis})
	r.Statements = l.statements
	r.Domains = l.domains()
	r.Lenses = l.lenses(in.Framework)
	r.Chain = r.findChain()
	r.list(l.items)
	if in.Earlier != nil {
		if r.Since, err = since(*in.Earlier, r); err != nil {
			return Report{}, err
		}
	}
	return r, nil
}

// list fills in the lists of statements.
func (r *Report) list(items []insight.Item) {
	r.Strengths, r.Challenges = insight.MostSignificant(items)
	for _, s := range r.Statements {
		switch {
		case s.Finding == insight.ViewsDiffer:
			r.ViewsDiffer = append(r.ViewsDiffer, s.ID)
		case s.Finding == insight.NotYetKnown:
			r.NotYetKnown = append(r.NotYetKnown, s.ID)
		case s.ReassuredNotAssured:
			r.ReassuredNotAssured = append(r.ReassuredNotAssured, s.ID)
		}
		r.SeenDifferently = append(r.SeenDifferently, s.differences()...)
	}
}

// differences are the pairs of groups that see a statement differently.
func (s Statement) differences() []Difference {
	var all []Difference
	for i, first := range s.Groups {
		for _, second := range s.Groups[i+1:] {
			if !insight.SeenDifferently(first.Points, second.Points) {
				continue
			}
			d := Difference{Statement: s.ID, Nearer: first.ID, Further: second.ID}
			if insight.CliffsDelta(first.Points, second.Points) < 0 {
				d.Nearer, d.Further = d.Further, d.Nearer
			}
			all = append(all, d)
		}
	}
	return all
}

// wording stands for a sentence: the same words have the same, however they
// are spaced. A sentence of no words has none.
func wording(text string) string {
	words := strings.Join(strings.Fields(text), " ")
	if words == "" {
		return ""
	}
	digest := sha256.Sum256([]byte(words))
	return hex.EncodeToString(digest[:8])
}
