package rounds

import (
	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
)

// tally counts how far respondents have come.
type tally struct {
	Invited    int
	NotStarted int
	InProgress int
	Submitted  int
	// Entered is how many of those submitted somebody else entered from paper:
	// they do not count towards the minimum.
	Entered int
}

// counting is how many count towards the minimum.
func (t tally) counting() int { return t.Submitted - t.Entered }

func (t *tally) add(one audit.Progress) {
	t.Invited++
	switch one.Stage {
	case audit.Submitted:
		t.Submitted++
		if one.EnteredBy != "" {
			t.Entered++
		}
	case audit.InProgress:
		t.InProgress++
	default:
		t.NotStarted++
	}
}

func count(all []audit.Progress) tally {
	var t tally
	for _, one := range all {
		t.add(one)
	}
	return t
}

// groupTally is the tally of one respondent group.
type groupTally struct {
	Group trust.Group
	tally
}

// countGroups counts each group that anybody is invited in, in the order in
// which pages show them.
func countGroups(all []audit.Progress) []groupTally {
	var counted []groupTally
	for _, g := range trust.Groups {
		one := groupTally{Group: g}
		for _, p := range all {
			if p.Group == g {
				one.add(p)
			}
		}
		if one.Invited > 0 {
			counted = append(counted, one)
		}
	}
	return counted
}

// people is a number of them, in words: "one person", "no people".
func people(n int) string { return component.Count(n, "person", "people") }

// none is a number of things that were named before.
func none(n int) string {
	if n == 0 {
		return "none"
	}
	return component.Number(n)
}

// are is the verb that goes with a number.
func are(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// have is the verb that goes with a number.
func have(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}
