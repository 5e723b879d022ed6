package insight

// Size is how many responses a respondent group submitted.
type Size struct {
	Submitted int
	Counting  int // of those, how many count towards a minimum: nobody else typed them in
}

// ShownGroups divides those who submitted a response into groups that are
// shown, each at least the minimum, and others, who never are. The answer is in
// the order of the sizes: true for a group that is shown.
//
// While there are others and they are fewer than the minimum, the smallest
// shown group joins them: what the whole says less what is shown would else say
// what so few answered. Of two that are as small, the later joins. Where fewer
// than two parts are left, nothing is told apart, and no group is shown.
func ShownGroups(groups []Size, minimum int) []bool {
	minimum = max(minimum, 1)
	shown := make([]bool, len(groups))
	var others Size
	for i, group := range groups {
		if group.Counting >= minimum {
			shown[i] = true
		} else {
			others = others.with(group)
		}
	}
	for others.Submitted > 0 && others.Counting < minimum {
		smallest := smallestShown(groups, shown)
		if smallest < 0 {
			break
		}
		shown[smallest] = false
		others = others.with(groups[smallest])
	}
	parts := 0
	for _, is := range shown {
		if is {
			parts++
		}
	}
	if others.Submitted > 0 {
		parts++
	}
	if parts < 2 {
		clear(shown)
	}
	return shown
}

func (s Size) with(other Size) Size {
	return Size{Submitted: s.Submitted + other.Submitted, Counting: s.Counting + other.Counting}
}

// smallestShown is the place of the smallest group that is shown, or -1.
func smallestShown(groups []Size, shown []bool) int {
	smallest := -1
	for i, group := range groups {
		if shown[i] && (smallest < 0 || group.Counting <= groups[smallest].Counting) {
			smallest = i
		}
	}
	return smallest
}

// GroupsMayShow reports whether the shown groups are shown at one statement too.
// In every part (each of them, and the others where there are any) enough have
// to have placed it, not counting what somebody else typed in. And no answer may
// be given by as many as there are others: if it were all of theirs, it would be
// known of each of them, however small the group they answered in. This second
// rule looks at the whole alone, so that nothing is learnt from its being kept.
func GroupsMayShow(shown []Counts, others Counts, minimum int) bool {
	whole := others
	for _, group := range shown {
		if !group.EnoughPlaced(minimum) {
			return false
		}
		whole = whole.with(group)
	}
	if others.Submitted() == 0 {
		return len(shown) > 1
	}
	return len(shown) > 0 && others.EnoughPlaced(minimum) && whole.mostAlike() < others.Submitted()
}

// with adds the counts of other people who were asked the same.
func (c Counts) with(other Counts) Counts {
	points := make([]int, max(len(c.Points), len(other.Points)))
	for _, from := range [][]int{c.Points, other.Points} {
		for i, count := range from {
			points[i] += count
		}
	}
	return Counts{
		Points: points, Unknown: c.Unknown + other.Unknown, Apart: c.Apart + other.Apart,
		Unanswered: c.Unanswered + other.Unanswered, Evidence: c.Evidence + other.Evidence,
		EnteredByOther: c.EnteredByOther + other.EnteredByOther,
	}
}

// mostAlike is how many gave the answer that most people gave; leaving it
// unanswered is one.
func (c Counts) mostAlike() int {
	most := max(c.Unknown, c.Apart, c.Unanswered)
	for _, count := range c.Points {
		most = max(most, count)
	}
	return most
}
