package report

import (
	"fmt"
	"math/bits"
	"slices"
)

// people is a set of groups, a bit a group.
type people uint

// attacker holds what is known of each statement: the points, and the counts
// (placed, unknown, apart, unanswered), of sets of groups.
type attacker struct {
	groups []Group
	points map[string]map[people][]int
	counts map[string]map[people][]int
}

func newAttacker(r Report) *attacker {
	a := &attacker{groups: r.Groups, points: map[string]map[people][]int{}, counts: map[string]map[people][]int{}}
	for _, s := range r.Statements {
		a.points[s.ID], a.counts[s.ID] = map[people][]int{}, map[people][]int{}
		if s.Counts != nil {
			a.counts[s.ID][a.everybody()] = s.Counts.row()
		}
		if s.Positions != nil {
			a.points[s.ID][a.everybody()] = s.Positions.Points
		}
		for _, g := range s.Groups {
			a.counts[s.ID][a.set(g.ID)] = g.Counts.row()
			a.points[s.ID][a.set(g.ID)] = g.Points
		}
	}
	return a
}

func (c Counts) row() []int { return []int{c.Placed, c.Unknown, c.Apart, c.Unanswered} }

// set is the set of one group, by its id.
func (a *attacker) set(id string) people {
	return 1 << slices.IndexFunc(a.groups, func(g Group) bool { return g.ID == id })
}

// everybody is the set of all groups of which anybody answered.
func (a *attacker) everybody() people {
	var all people
	for i, g := range a.groups {
		if g.Submitted > 0 {
			all |= 1 << i
		}
	}
	return all
}

// equation says that the figures of some statements, of one set of people, add
// up to a row.
type equation struct {
	statements map[string]bool
	row        []int
}

// useSums takes from every sum what is published of its statements. What is
// left over is of statements that are not.
func (a *attacker) useSums(r Report) {
	sums := []Sum{}
	for _, d := range r.Domains {
		sums = append(sums, d.Sum)
	}
	for _, lens := range r.Lenses {
		for _, c := range lens.Categories {
			sums = append(sums, c.Sum)
		}
	}
	points, counts := map[people][]equation{}, map[people][]equation{}
	add := func(to map[people][]equation, known map[string]map[people][]int, who people, s Sum, row []int) {
		if e, left := leftOver(known, who, s.Statements, row); left {
			to[who] = append(to[who], e)
		}
	}
	for _, s := range sums {
		if s.Positions != nil {
			add(points, a.points, a.everybody(), s, s.Positions.Points)
		}
		if s.Counts != nil {
			add(counts, a.counts, a.everybody(), s, s.Counts.row())
		}
		for _, g := range s.Groups {
			add(points, a.points, a.set(g.ID), s, g.Points)
			add(counts, a.counts, a.set(g.ID), s, g.Counts.row())
		}
	}
	solve(points, a.points)
	solve(counts, a.counts)
}

// leftOver is what remains of a sum; false where nothing does, as it should be.
func leftOver(known map[string]map[people][]int, who people, statements []string, sum []int) (equation, bool) {
	e := equation{statements: map[string]bool{}, row: slices.Clone(sum)}
	for _, id := range statements {
		published, is := known[id][who]
		if !is {
			e.statements[id] = true
			continue
		}
		for i, n := range published {
			e.row[i] -= n
		}
	}
	return e, slices.ContainsFunc(e.row, func(n int) bool { return n != 0 })
}

// solve learns from equations of one statement, and from one that lies within
// another, until nothing more comes of it.
func solve(equations map[people][]equation, known map[string]map[people][]int) {
	for who, all := range equations {
		for changed := true; changed; {
			changed = false
			for _, e := range all {
				if len(e.statements) != 1 {
					continue
				}
				for id := range e.statements {
					if known[id][who] == nil {
						known[id][who] = e.row
						changed = true
					}
				}
			}
			for i, big := range all {
				for _, small := range all {
					if rest, ok := big.without(small); ok {
						all[i], big, changed = rest, rest, true
					}
				}
			}
		}
	}
}

// without takes an equation out of one whose statements hold all of its.
func (e equation) without(small equation) (equation, bool) {
	if len(small.statements) == 0 || len(small.statements) >= len(e.statements) {
		return equation{}, false
	}
	rest := equation{statements: map[string]bool{}, row: slices.Clone(e.row)}
	for id := range e.statements {
		if !small.statements[id] {
			rest.statements[id] = true
		}
	}
	if len(rest.statements) != len(e.statements)-len(small.statements) {
		return equation{}, false
	}
	for i, n := range small.row {
		rest.row[i] -= n
	}
	return rest, true
}

// subtract learns all sets that come of adding and subtracting known ones.
func subtract(known map[people][]int) {
	for changed := true; changed; {
		changed = false
		for a, rowA := range known {
			for b, rowB := range known {
				set, sign := a|b, 1
				switch {
				case a == b:
					continue
				case a&b == b:
					set, sign = a&^b, -1
				case a&b != 0:
					continue
				}
				if known[set] != nil {
					continue
				}
				row := slices.Clone(rowA)
				for i, n := range rowB {
					row[i] += sign * n
				}
				known[set], changed = row, true
			}
		}
	}
}

// truth is what the attacker must not learn: how many answers of their own a
// set of groups submitted, and at each statement placed.
type truth struct {
	minimum   int
	submitted []int
	placed    map[string][]int
}

func truthOf(in Input) truth {
	t := truth{minimum: in.Minimum, submitted: make([]int, len(in.Groups)), placed: map[string][]int{}}
	for _, id := range in.Asked {
		t.placed[id] = make([]int, len(in.Groups))
	}
	for _, response := range in.Responses {
		if response.EnteredByOther {
			continue
		}
		group := slices.IndexFunc(in.Groups, func(g Group) bool { return g.ID == response.Group })
		t.submitted[group]++
		for _, answer := range response.Answers {
			if answer.Position > 0 {
				t.placed[answer.Statement][group]++
			}
		}
	}
	return t
}

func of(who people, figures []int) int {
	n := 0
	for ; who != 0; who &= who - 1 {
		n += figures[bits.TrailingZeros(uint(who))]
	}
	return n
}

// recovered says what an attacker learns of sets that are too small.
func recovered(in Input, published Report) []string {
	secret := truthOf(in)
	a := newAttacker(published)
	a.useSums(published)
	var found []string
	for id := range a.counts {
		subtract(a.points[id])
		subtract(a.counts[id])
		for who, row := range a.counts[id] {
			if n := of(who, secret.submitted); n < secret.minimum {
				found = append(found, fmt.Sprintf("%s: of groups %b, %d people, the counts %v", id, who, n, row))
			}
		}
		for who, row := range a.points[id] {
			if n := min(of(who, secret.submitted), of(who, secret.placed[id])); n < secret.minimum {
				found = append(found, fmt.Sprintf("%s: of groups %b, of whom %d placed it, the points %v", id, who, n, row))
			}
			if who != a.everybody() && secret.holdsSmall(who) && oneAnswer(append(a.counts[id][who][1:], row...)) {
				found = append(found, fmt.Sprintf("%s: of each group in %b, who all answered alike, the points %v", id, who, row))
			}
		}
	}
	return found
}

// holdsSmall reports whether a set holds a group that is too small on its own.
func (t truth) holdsSmall(who people) bool {
	for group, n := range t.submitted {
		if who&(1<<group) != 0 && n < t.minimum {
			return true
		}
	}
	return false
}

// oneAnswer reports whether everybody gave the same.
func oneAnswer(row []int) bool {
	given := 0
	for _, n := range row {
		if n > 0 {
			given++
		}
	}
	return given == 1
}
