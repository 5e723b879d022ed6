package conversation

import (
	"slices"
	"time"
)

// Agenda is what a meeting talks about, in order. Its times always add up to
// the meeting's length: what its items leave is for open discussion.
type Agenda struct {
	Length int
	Items  []Item
	// LeftOut are the statements that somebody left out by hand: no draft takes
	// them in again.
	LeftOut []string

	// NotesShown: the chair has chosen that people's notes are shown in the room.
	NotesShown bool
	// Revision counts the changes: 0 was never saved. A change names the
	// revision that it was made from.
	Revision int
	// Change is the id of the form that changed it last, so that the same form
	// sent twice changes it once.
	Change    string
	ChangedBy string // the name of the person
	ChangedAt time.Time
}

// Item is a finding on the agenda.
type Item struct {
	Statement string
	Minutes   int
}

// Welcome is how long the welcome takes, and Closing the closing: a twelfth of
// the meeting each, one minute at least and five at most.
func (a Agenda) Welcome() int { return min(max(a.Length/12, 1), 5) }

// Closing is as long as the welcome.
func (a Agenda) Closing() int { return a.Welcome() }

// room is how long all items may take together.
func (a Agenda) room() int { return a.Length - a.Welcome() - a.Closing() }

func total(items []Item) int {
	minutes := 0
	for _, item := range items {
		minutes += item.Minutes
	}
	return minutes
}

// Discussion is what the items leave of the meeting.
func (a Agenda) Discussion() int { return a.room() - total(a.Items) }

// SlotKind says what a stretch of a meeting is for.
type SlotKind string

// The stretches of a meeting.
const (
	Welcome    SlotKind = "welcome"
	OfItem     SlotKind = "item"
	Discussion SlotKind = "discussion"
	Closing    SlotKind = "closing"
)

// Slot is one stretch of a meeting.
type Slot struct {
	Kind      SlotKind
	Statement string // of an item
	From      int    // minutes since the meeting began
	Minutes   int
}

// Timetable is the whole meeting, in order. An open discussion of no minutes is
// not in it.
func (a Agenda) Timetable() []Slot {
	slots := []Slot{{Kind: Welcome, Minutes: a.Welcome()}}
	for _, item := range a.Items {
		slots = append(slots, Slot{Kind: OfItem, Statement: item.Statement, Minutes: item.Minutes})
	}
	if rest := a.Discussion(); rest > 0 {
		slots = append(slots, Slot{Kind: Discussion, Minutes: rest})
	}
	slots = append(slots, Slot{Kind: Closing, Minutes: a.Closing()})
	for i := 1; i < len(slots); i++ {
		slots[i].From = slots[i-1].From + slots[i-1].Minutes
	}
	return slots
}

// Has tells whether a statement is on the agenda.
func (a Agenda) Has(statement string) bool { return a.index(statement) >= 0 }

func (a Agenda) index(statement string) int {
	return slices.IndexFunc(a.Items, func(item Item) bool { return item.Statement == statement })
}

// Others are the findings that are not on the agenda, in the order of a
// meeting: what did not fit, what a draft does not hold, and what was left out.
func (a Agenda) Others(findings Findings) []Finding {
	var others []Finding
	for at := range len(parts) + 1 {
		for _, f := range findings {
			if place(f.Kind) == at && !a.Has(f.Statement) {
				others = append(others, f)
			}
		}
	}
	return others
}

// Draft makes an agenda of what was found. Of each part in turn it takes the
// most significant finding that fits, then the next of each, until the meeting
// is full; the time that is over goes to the items, up to what each can use.
func Draft(findings Findings, length int) (Agenda, error) {
	return draft(findings, Agenda{Length: length})
}

// draft fills an empty agenda, leaving out what was left out by hand.
func draft(findings Findings, a Agenda) (Agenda, error) {
	if a.Length < ShortestMeeting || a.Length > LongestMeeting {
		return Agenda{}, ErrLength
	}
	waiting := make([][]Finding, len(parts))
	for i, part := range parts {
		waiting[i] = slices.DeleteFunc(findings.worth(part.kind), func(f Finding) bool { return slices.Contains(a.LeftOut, f.Statement) })
	}
	chosen := make([][]Item, len(parts))
	room, chose := a.room(), true
	first := true
	for chose {
		chose = false
		for i, part := range parts {
			if len(waiting[i]) == 0 {
				continue
			}
			least := part.least
			if first {
				least = min(least, room) // the shortest meeting talks about one thing
			}
			if least > room {
				waiting[i] = nil // nothing that matters less goes before it
				continue
			}
			chosen[i] = append(chosen[i], Item{waiting[i][0].Statement, least})
			waiting[i] = waiting[i][1:]
			room -= least
			first, chose = false, true
		}
	}
	a.Items = slices.Concat(chosen...)
	a.share(findings)
	return a, nil
}

// share gives what is over to the items, a minute at a time in their order, up
// to the most that each can use. What is over still is for open discussion.
func (a *Agenda) share(findings Findings) {
	over := a.Discussion()
	for given := true; given && over > 0; {
		given = false
		for i := range a.Items {
			if over > 0 && a.Items[i].Minutes < findings.span(a.Items[i].Statement).most {
				a.Items[i].Minutes++
				over--
				given = true
			}
		}
	}
}
