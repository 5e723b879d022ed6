package conversation

import "slices"

// Each change gives the agenda as it is then, and leaves the one it began from
// as it was.

func (a Agenda) copied() Agenda {
	a.Items, a.LeftOut = slices.Clone(a.Items), slices.Clone(a.LeftOut)
	return a
}

// Move moves an item up or down by so many places; at an end it stays.
func (a Agenda) Move(statement string, by int) (Agenda, error) {
	from := a.index(statement)
	if from < 0 {
		return Agenda{}, ErrNotToTalkOf
	}
	to := min(max(from+by, 0), len(a.Items)-1)
	a = a.copied()
	item := a.Items[from]
	a.Items = slices.Insert(slices.Delete(a.Items, from, from+1), to, item)
	return a, nil
}

// LeaveOut takes an item off the agenda. Its minutes are for open discussion.
func (a Agenda) LeaveOut(statement string) (Agenda, error) {
	at := a.index(statement)
	if at < 0 {
		return Agenda{}, ErrNotToTalkOf
	}
	a = a.copied()
	a.Items = slices.Delete(a.Items, at, at+1)
	a.LeftOut = append(a.LeftOut, statement)
	return a, nil
}

// AddBack puts a finding on the agenda, where its part stands. Its minutes come
// from the open discussion first, then from whichever item is longest, down to
// the fewest that each needs. ErrNoRoom where that is not enough.
func (a Agenda) AddBack(statement string, findings Findings) (Agenda, error) {
	f, ok := findings.find(statement)
	if !ok {
		return Agenda{}, ErrNotToTalkOf
	}
	if a.Has(statement) {
		return a, nil
	}
	a = a.copied()
	least := spanOf(f.Kind).least
	for a.Discussion() < least {
		at := a.longest(findings)
		if at < 0 {
			return Agenda{}, ErrNoRoom
		}
		a.Items[at].Minutes--
	}
	a.insert(Item{statement, least}, findings)
	a.LeftOut = slices.DeleteFunc(a.LeftOut, func(s string) bool { return s == statement })
	return a, nil
}

// longest is the item that can best spare a minute, or -1. Of two that are as
// long it is the later one.
func (a Agenda) longest(findings Findings) int {
	found := -1
	for i, item := range a.Items {
		if item.Minutes > findings.span(item.Statement).least && (found < 0 || item.Minutes >= a.Items[found].Minutes) {
			found = i
		}
	}
	return found
}

// insert puts an item behind the last of its own part and of those before it.
func (a *Agenda) insert(item Item, findings Findings) {
	f, _ := findings.find(item.Statement)
	to := 0
	for i, other := range a.Items {
		if o, _ := findings.find(other.Statement); place(o.Kind) <= place(f.Kind) {
			to = i + 1
		}
	}
	a.Items = slices.Insert(a.Items, to, item)
}

// Timed gives items other minutes; an item that is not named keeps its own.
// TooLongError where they no longer fit the meeting.
func (a Agenda) Timed(minutes map[string]int) (Agenda, error) {
	a = a.copied()
	for i, item := range a.Items {
		given, ok := minutes[item.Statement]
		if !ok {
			continue
		}
		if given < 1 || given > LongestMeeting {
			return Agenda{}, ErrMinutes
		}
		a.Items[i].Minutes = given
	}
	if over := -a.Discussion(); over > 0 {
		return Agenda{}, TooLongError{over}
	}
	return a, nil
}

// Shared shares the time out among the items again.
func (a Agenda) Shared(findings Findings) Agenda {
	a = a.copied()
	a.keepWhatFits(findings)
	return a
}

// Lasting fits the agenda to another length: the order stays, the time is
// shared out again, the last items go where they no longer fit, and what fits
// now comes in, but not what was left out by hand.
func (a Agenda) Lasting(length int, findings Findings) (Agenda, error) {
	drafted, err := draft(findings, Agenda{Length: length, LeftOut: a.LeftOut})
	if err != nil {
		return Agenda{}, err
	}
	grows := length > a.Length
	a = a.copied()
	a.Length = length
	a.keepWhatFits(findings)
	if !grows {
		return a, nil
	}
	a.leastOnly(findings)
	for _, item := range drafted.Items {
		least := findings.span(item.Statement).least
		if !a.Has(item.Statement) && a.Discussion() >= least {
			a.insert(Item{item.Statement, least}, findings)
		}
	}
	a.share(findings)
	return a, nil
}

// keepWhatFits keeps items from the first, each with its fewest minutes, for as
// long as there is room, and shares the rest out.
func (a *Agenda) keepWhatFits(findings Findings) {
	a.leastOnly(findings)
	for len(a.Items) > 1 && a.Discussion() < 0 {
		a.Items = a.Items[:len(a.Items)-1]
	}
	if len(a.Items) == 1 {
		a.Items[0].Minutes = min(a.Items[0].Minutes, a.room())
	}
	a.share(findings)
}

func (a *Agenda) leastOnly(findings Findings) {
	for i := range a.Items {
		a.Items[i].Minutes = findings.span(a.Items[i].Statement).least
	}
}
