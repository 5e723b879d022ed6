package report

import (
	"slices"
	"testing"

	"sevenfold/internal/framework"
)

// world is one way in which a round can be answered: for each statement and
// group, how many stand at each point, and how many do not know.
type world [][][]int

// answersOf lists every way in which so many people can give so many kinds of answer.
func answersOf(people, kinds int) [][]int {
	if kinds == 1 {
		return [][]int{{people}}
	}
	var all [][]int
	for first := 0; first <= people; first++ {
		for _, rest := range answersOf(people-first, kinds-1) {
			all = append(all, append([]int{first}, rest...))
		}
	}
	return all
}

// worldsOf lists every way in which groups of these sizes can answer.
func worldsOf(sizes []int, statements, points int) []world {
	of := [][][]int{nil}
	for _, size := range sizes {
		of = each(of, answersOf(size, points+1))
	}
	worlds := [][][][]int{nil}
	for range statements {
		worlds = each(worlds, of)
	}
	all := make([]world, len(worlds))
	for i, w := range worlds {
		all[i] = w
	}
	return all
}

// each adds every one of some to every one of all.
func each[T any](all [][]T, some []T) [][]T {
	var next [][]T
	for _, so := range all {
		for _, one := range some {
			next = append(next, append(slices.Clip(slices.Clone(so)), one))
		}
	}
	return next
}

func (w world) round(f *framework.Framework, groups []Group, minimum int) Input {
	var statements []answering
	for _, s := range w {
		how := answering{}
		for g, counts := range s {
			last := len(counts) - 1
			how[groups[g].ID] = asked{points: counts[:last], unknown: counts[last]}
		}
		statements = append(statements, how)
	}
	in := groupsOf(f, groups, statements...)
	in.Minimum, in.Instrument.Basis = minimum, false
	return in
}

// answers adds up what a set of groups answered to a statement.
func (w world) answers(statement int, who people) []int {
	sum := make([]int, len(w[statement][0]))
	for g, counts := range w[statement] {
		if who&(1<<g) != 0 {
			addPoints(sum, counts)
		}
	}
	return sum
}

// TestASmallSetHasMoreThanOnePossibleAnswer takes the promise at its word: over
// all the ways in which small rounds can be answered, no published report
// leaves only one possible answer of a set of whole groups smaller than the
// minimum, or of whom fewer placed the statement. It knows the rules, and reads
// from what is held back too. Only where all who placed it placed it alike is
// each answer known, as everybody was told beforehand.
func TestASmallSetHasMoreThanOnePossibleAnswer(t *testing.T) {
	tests := []struct {
		name                        string
		sizes                       []int
		statements, points, minimum int
		apart                       bool // some reports tell groups apart
	}{
		{"two groups of enough", []int{4, 3}, 1, 2, 3, true},
		{"a small group beside a large one", []int{5, 1}, 1, 2, 3, false},
		{"a small group takes the smallest with it", []int{4, 3, 1}, 1, 2, 3, true},
		{"a small group takes the smallest with it, three points", []int{4, 3, 2}, 1, 3, 3, true},
		{"small groups that are enough together", []int{3, 2, 2}, 1, 3, 3, true},
		{"two of a minimum of two, and one alone", []int{3, 2, 1}, 1, 2, 2, true},
		{"groups of one", []int{3, 1, 1, 1}, 1, 2, 2, true},
		{"sums of two statements", []int{2, 2}, 2, 2, 2, true},
		{"sums of two statements, with a small group", []int{3, 1, 1}, 2, 2, 2, false},
		{"sums of two statements, one of which few place", []int{2, 1, 1}, 2, 2, 2, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := frameworkOf(tt.statements)
			f.Scales[0].Points = make([]framework.Point, tt.points)
			var groups []Group
			for i, size := range tt.sizes {
				id := []string{"trustees", "executives", "local-governors", "members"}[i]
				groups = append(groups, Group{ID: id, Invited: size, Submitted: size})
			}
			possible := map[string][]world{}
			apart := false
			for _, w := range worldsOf(tt.sizes, tt.statements, tt.points) {
				r := mustCompute(t, w.round(f, groups, tt.minimum))
				hash, err := Hash(r)
				if err != nil {
					t.Fatal(err)
				}
				possible[hash] = append(possible[hash], w)
				apart = apart || len(r.Statements[0].Groups) > 0
			}
			if apart != tt.apart {
				t.Errorf("groups told apart in some reports: got %t, want %t", apart, tt.apart)
			}
			for _, worlds := range possible {
				for statement := range tt.statements {
					for who := people(1); who < 1<<len(groups); who++ {
						checkPossible(t, worlds, tt.sizes, statement, who, tt.minimum)
					}
				}
			}
		})
	}
}

func checkPossible(t *testing.T, worlds []world, sizes []int, statement int, who people, minimum int) {
	t.Helper()
	answers := worlds[0].answers(statement, who)
	for _, w := range worlds[1:] {
		if !slices.Equal(w.answers(statement, who), answers) {
			return
		}
	}
	last := len(answers) - 1
	whole := worlds[0].answers(statement, 1<<len(sizes)-1)
	if min(of(who, sizes), total(answers[:last])) >= minimum || slices.Max(whole[:last]) == total(whole[:last]) {
		return
	}
	t.Errorf("groups %b of %v: got %v as the only possible answers to statement %d, in %v", who, sizes, answers, statement+1, worlds[0])
}
