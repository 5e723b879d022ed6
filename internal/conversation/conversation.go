// Package conversation holds the rules of what a board does with a report: an
// agenda that fits its meeting, the views that it agrees, and the paragraph on
// public benefit that it takes into its annual report. What is agreed stands
// beside what individuals answered, and never changes it.
package conversation

import (
	"fmt"
	"time"

	"sevenfold/internal/fault"
	"sevenfold/internal/insight"
)

// A meeting is this many minutes long, in whole minutes.
const (
	ShortestMeeting = 5
	LongestMeeting  = 240
	// UsualMeeting is what is offered to begin with.
	UsualMeeting = 60
)

// SittingGap is how long somebody may pause before what they save next counts
// as another sitting.
const SittingGap = 10 * time.Minute

// The ways in which a conversation stops somebody.
var (
	ErrLength        = fmt.Errorf("a meeting is %d to %d minutes long: %w", ShortestMeeting, LongestMeeting, fault.Invalid)
	ErrMinutes       = fmt.Errorf("an item takes 1 to %d minutes: %w", LongestMeeting, fault.Invalid)
	ErrNoRoom        = fmt.Errorf("the agenda has no room for another item: %w", fault.Invalid)
	ErrNotToTalkOf   = fmt.Errorf("no such item: %w", fault.NotFound)
	ErrAgendaChanged = fmt.Errorf("agenda was changed meanwhile: %w", fault.Conflict)
)

// TooLongError says by how many minutes the items are longer than the meeting.
type TooLongError struct{ Over int }

func (e TooLongError) Error() string {
	return fmt.Sprintf("the items are %d minutes longer than the meeting", e.Over)
}

// Unwrap makes it a mistake of what was entered.
func (e TooLongError) Unwrap() error { return fault.Invalid }

// Finding is what an agenda needs to know of a finding. Findings are given in
// the order in which those of a kind matter, the most significant first.
type Finding struct {
	Statement string
	Kind      insight.Kind
	// Named tells that it is among the trust's most significant strengths or challenges.
	Named bool
}

// span is the fewest minutes in which a finding can be talked about, and the
// most that a draft gives it.
type span struct{ least, most int }

// parts are what a draft is made from, in the order of the meeting.
var parts = []struct {
	kind insight.Kind
	span
}{
	{insight.ViewsDiffer, span{8, 15}},
	{insight.NotYetKnown, span{5, 10}},
	{insight.Challenge, span{8, 15}},
	{insight.Strength, span{4, 8}},
}

// byHand are the findings that no draft holds and that can be added.
var byHand = span{5, 10}

// place is where a finding's part stands in the meeting; what is only added by
// hand comes last.
func place(kind insight.Kind) int {
	for i, p := range parts {
		if p.kind == kind {
			return i
		}
	}
	return len(parts)
}

func spanOf(kind insight.Kind) span {
	if at := place(kind); at < len(parts) {
		return parts[at].span
	}
	return byHand
}

// Findings are all that a report found and that can be talked about.
type Findings []Finding

func (all Findings) find(statement string) (Finding, bool) {
	for _, f := range all {
		if f.Statement == statement {
			return f, true
		}
	}
	return Finding{}, false
}

func (all Findings) span(statement string) span {
	f, _ := all.find(statement)
	return spanOf(f.Kind)
}

// worth are the findings of a part that a draft may hold: of the strengths, the
// most significant, which are those worth sharing.
func (all Findings) worth(kind insight.Kind) []Finding {
	var found []Finding
	for _, f := range all {
		if f.Kind == kind && (kind != insight.Strength || f.Named) {
			found = append(found, f)
		}
	}
	return found
}
