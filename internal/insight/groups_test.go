package insight

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestShownGroups(t *testing.T) {
	all := func(submitted ...int) []Size {
		var sizes []Size
		for _, n := range submitted {
			sizes = append(sizes, Size{n, n})
		}
		return sizes
	}
	tests := []struct {
		name   string
		groups []Size
		want   []bool
	}{
		{"two groups of enough", all(9, 6), []bool{true, true}},
		{"a small group takes the next with it, and nothing is told apart", all(9, 3), []bool{false, false}},
		{"a small group takes the smallest with it", all(9, 6, 3), []bool{true, false, false}},
		{"of two as small, the later goes", all(6, 6, 2), []bool{true, false, false}},
		{"small groups that are enough together", all(9, 3, 3), []bool{true, false, false}},
		{"small groups that are not enough together", all(9, 2, 2), []bool{false, false, false}},
		{"a group of one", all(9, 7, 1), []bool{true, false, false}},
		{"a group that answered nothing is no part", all(9, 6, 0), []bool{true, true, false}},
		{"one group alone is the whole", all(9, 0), []bool{false, false}},
		{"only small groups", all(3, 3, 3), []bool{false, false, false}},
		{"nobody", all(0, 0), []bool{false, false}},
		{"no groups", nil, []bool{}},
		{"typed in by somebody else, a group is too small", []Size{{9, 9}, {8, 4}, {6, 6}}, []bool{true, false, false}},
		{"one response, typed in, is somebody too", []Size{{9, 9}, {6, 6}, {1, 0}}, []bool{true, false, false}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ShownGroups(tt.groups, 5); !slices.Equal(got, tt.want) {
				t.Errorf("%v: got %v, want %v", tt.groups, got, tt.want)
			}
		})
	}
}

// TestNoPartIsSmallerThanTheMinimum: over random rounds, each shown group, and
// the others together, are nobody or enough.
func TestNoPartIsSmallerThanTheMinimum(t *testing.T) {
	random := rand.New(rand.NewPCG(21, 22))
	for range 20000 {
		groups := make([]Size, random.IntN(6))
		for i := range groups {
			groups[i].Submitted = random.IntN(13)
			groups[i].Counting = groups[i].Submitted - random.IntN(groups[i].Submitted+1)*random.IntN(2)
		}
		minimum := 5 + random.IntN(4)
		shown := ShownGroups(groups, minimum)
		var others Size
		parts := 0
		for i, group := range groups {
			switch {
			case !shown[i]:
				others = others.with(group)
			case group.Counting < minimum:
				t.Fatalf("%v: got a group of %d shown, want at least %d", groups, group.Counting, minimum)
			default:
				parts++
			}
		}
		if parts > 0 && others.Submitted > 0 && others.Counting < minimum {
			t.Fatalf("%v: got others of %d, want none or at least %d", groups, others.Counting, minimum)
		}
		if parts == 1 && others.Submitted == 0 {
			t.Fatalf("%v: got one group shown that is the whole", groups)
		}
	}
}

func TestGroupsMayShow(t *testing.T) {
	enough, few := Counts{Points: []int{0, 2, 3, 0}}, Counts{Points: []int{0, 2, 2, 0}, Unknown: 3}
	typed := Counts{Points: []int{0, 2, 3, 0}, EnteredByOther: 1}
	nobody := Counts{Points: []int{0, 0, 0, 0}}
	mixed := Counts{Points: []int{2, 2, 2, 2}}
	tests := []struct {
		name   string
		shown  []Counts
		others Counts
		want   bool
	}{
		{"enough in both", []Counts{enough, enough}, nobody, true},
		{"few in one", []Counts{enough, few}, nobody, false},
		{"enough in one only with what somebody typed in", []Counts{enough, typed}, nobody, false},
		{"one group that is the whole", []Counts{enough}, nobody, false},
		{"no groups", nil, nobody, false},
		{"no groups but others", nil, mixed, false},
		{"a group and others", []Counts{enough}, mixed, true},
		{"a group and few others", []Counts{enough}, few, false},
		{"as many answered alike as there are others", []Counts{{Points: []int{0, 0, 6, 0}}}, mixed, false},
		{"one fewer", []Counts{{Points: []int{0, 0, 5, 1}}}, mixed, true},
		{"as many do not know as there are others", []Counts{{Points: []int{0, 3, 3, 0}, Unknown: 8}}, mixed, false},
		{"as many left it out as there are others", []Counts{{Points: []int{0, 3, 3, 0}, Unanswered: 8}}, mixed, false},
		{"as many say that it does not apply", []Counts{{Points: []int{0, 3, 3, 0}, Apart: 8}}, mixed, false},
		{"groups that are all shown may answer alike", []Counts{{Points: []int{0, 0, 6, 0}}, {Points: []int{0, 0, 6, 0}}}, nobody, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := GroupsMayShow(tt.shown, tt.others, 5); got != tt.want {
				t.Errorf("got %t, want %t", got, tt.want)
			}
		})
	}
}
