package report

import (
	"regexp"
	"slices"
	"testing"
)

func TestGroupsStandSideBySide(t *testing.T) {
	enough := answering{"trustees": {points: []int{0, 1, 4, 4}}, "executives": {points: []int{5, 1, 0, 0}}, "local-governors": {points: []int{1, 2, 1, 1}}}
	fewLocal := answering{"trustees": {points: []int{0, 1, 4, 4}}, "executives": {points: []int{5, 1, 0, 0}}, "local-governors": {points: []int{1, 1, 1, 1}, unknown: 1}}
	allAlike := answering{"trustees": {points: []int{0, 0, 9, 0}}, "executives": {points: []int{0, 0, 6, 0}}, "local-governors": {points: []int{0, 0, 3, 2}}}
	size := func(trustees, executives, local int) []Group {
		return []Group{{"trustees", 12, trustees}, {"executives", 8, executives}, {"local-governors", 5, local}}
	}
	three := answering{"trustees": {points: []int{1, 1, 4, 3}}, "executives": {points: []int{3, 2, 1, 0}}, "local-governors": {points: []int{0, 3, 0, 0}}}
	tests := []struct {
		name      string
		groups    []Group
		answers   answering
		wantRound []string
		wantHere  []string
	}{
		{"each of enough", size(9, 6, 5), enough, []string{"trustees", "executives", "local-governors"}, []string{"trustees", "executives", "local-governors"}},
		{"one placed too few here", size(9, 6, 5), fewLocal, []string{"trustees", "executives", "local-governors"}, nil},
		{"all shown, and all alike", size(9, 6, 5), allAlike, []string{"trustees", "executives", "local-governors"}, []string{"trustees", "executives", "local-governors"}},
		{"a small group takes the smallest with it", size(9, 6, 3), three, []string{"trustees"}, []string{"trustees"}},
		{
			"as many answered alike as there are others", size(9, 6, 3),
			answering{"trustees": {points: []int{0, 0, 7, 2}}, "executives": {points: []int{2, 2, 2, 0}}, "local-governors": {points: []int{0, 3, 0, 0}}},
			[]string{"trustees"},
			nil,
		},
		{"a group that answered nothing", size(9, 6, 0), enough.without("local-governors"), []string{"trustees", "executives"}, []string{"trustees", "executives"}},
		{"one group alone", size(9, 0, 0), enough.without("local-governors").without("executives"), nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := mustCompute(t, groupsOf(frameworkOf(1), tt.groups, tt.answers))
			if !slices.Equal(r.ShownGroups, tt.wantRound) {
				t.Errorf("shown in the round: got %v, want %v", r.ShownGroups, tt.wantRound)
			}
			var here []string
			for _, g := range r.Statements[0].Groups {
				here = append(here, g.ID)
				how := tt.answers[g.ID]
				want := Counts{Placed: total(how.points), Unknown: how.unknown, Apart: how.apart}
				if !slices.Equal(g.Points, how.points) || g.Counts != want {
					t.Errorf("%s: got %v and %+v, want %v and %+v", g.ID, g.Points, g.Counts, how.points, want)
				}
			}
			if !slices.Equal(here, tt.wantHere) {
				t.Errorf("shown at the statement: got %v, want %v", here, tt.wantHere)
			}
		})
	}
}

func (a answering) without(group string) answering {
	left := answering{}
	for id, how := range a {
		if id != group {
			left[id] = how
		}
	}
	return left
}

// TestGroupSumsHoldNoMoreThanTheirStatements: a sum by groups adds those
// statements at which groups are shown, and says how many it leaves out.
func TestGroupSumsHoldNoMoreThanTheirStatements(t *testing.T) {
	r := mustCompute(t, everything())
	for _, d := range r.Domains {
		points, leftOut := map[string]int{}, 0
		for _, id := range d.Statements {
			s, _ := r.Statement(id)
			if s.Groups == nil {
				leftOut++
			}
			for _, g := range s.Groups {
				points[g.ID] += total(g.Points)
			}
		}
		if d.GroupsLeftOut != leftOut {
			t.Errorf("%s: got %d left out, want %d", d.ID, d.GroupsLeftOut, leftOut)
		}
		for _, g := range d.Groups {
			if total(g.Points) != points[g.ID] || g.Counts.Placed != points[g.ID] {
				t.Errorf("%s, %s: got %d placed (%d by points), want %d", d.ID, g.ID, g.Counts.Placed, total(g.Points), points[g.ID])
			}
		}
	}
	second, _ := r.Domain("d2")
	if second.GroupsLeftOut != 3 || second.Groups != nil {
		t.Errorf("got %d left out and groups %v, want all three, and none", second.GroupsLeftOut, second.Groups)
	}
}

func TestDifferencesInWords(t *testing.T) {
	tests := []struct {
		name                  string
		trustees, executives  []int
		nearer, further, want string
	}{
		{
			"a strength to one, a challenge to the other",
			[]int{0, 2, 4, 3},
			[]int{4, 2, 0, 0},
			"trustees", "executives",
			"Seven of the nine trustees who placed this see a strength. All six executives who placed this see a challenge, most of them strongly.",
		},
		{
			"the other way round",
			[]int{4, 4, 1, 0},
			[]int{0, 1, 2, 3},
			"executives", "trustees",
			"Nearly all of the six executives who placed this see a strength, most of them strongly. Nearly all of the nine trustees who placed this see a challenge, half of them strongly.",
		},
		{
			"both a strength, one of them strongly",
			[]int{0, 0, 2, 7},
			[]int{0, 0, 6, 0},
			"trustees", "executives",
			"All nine trustees who placed this see a strength, most of them strongly. All six executives who placed this see a strength.",
		},
		{
			"one that leans neither way",
			[]int{0, 0, 2, 7},
			[]int{0, 3, 3, 0},
			"trustees", "executives",
			"All nine trustees who placed this see a strength, most of them strongly. The six executives who placed this lean neither way.",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := mustCompute(t, groupsOf(frameworkOf(1), trusteesAndExecutives, answering{
				"trustees": {points: tt.trustees}, "executives": {points: tt.executives},
			}))
			if len(r.SeenDifferently) != 1 {
				t.Fatalf("got %d seen differently, want 1", len(r.SeenDifferently))
			}
			d := r.SeenDifferently[0]
			if d.Nearer != tt.nearer || d.Further != tt.further {
				t.Errorf("got %s nearer than %s, want %s nearer than %s", d.Nearer, d.Further, tt.nearer, tt.further)
			}
			checkLanguage(t, tt.want)
			if got := r.DifferenceReason(Vocabulary{}, d); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

var groupWholes = regexp.MustCompile(`(\w+) of the (\w+) trustees who placed`)

// TestNoGroupSentencePointsAtAPerson goes through every way in which a group of
// five to eleven can stand on four points.
func TestNoGroupSentencePointsAtAPerson(t *testing.T) {
	for people := 5; people <= 11; people++ {
		for _, points := range answersOf(people, 4) {
			sentence := (Vocabulary{}).groupStands("trustees", points)
			checkText(t, sentence)
			match := groupWholes.FindStringSubmatch(sentence)
			if match == nil || match[1] == "all" {
				continue
			}
			part, whole := parse(match[1]), parse(match[2])
			if part < 2 || whole != people || whole-part == 1 {
				t.Fatalf("%v: got %q, which points at one person", points, sentence)
			}
		}
	}
}

func TestWhyGroupsAreNotShown(t *testing.T) {
	some := asked{points: []int{0, 0, 4, 1}}
	tests := []struct {
		name          string
		groups        []Group
		want, wantFor string // of the round, and of the statement
	}{
		{"all are", []Group{{"trustees", 9, 5}, {"executives", 9, 5}}, "", ""},
		{"one group", []Group{{"trustees", 9, 5}, {"executives", 9, 0}}, "All who took part belong to one group, so no groups are shown side by side.", ""},
		{
			"too few in all but one",
			[]Group{{"trustees", 9, 5}, {"members", 9, 2}},
			"Groups are not shown side by side: what fewer than five people answered could be worked out from it.", "",
		},
		{
			"two are not",
			[]Group{{"trustees", 9, 7}, {"executives", 9, 5}, {"local-governors", 9, 2}},
			"Executives and local governors are not shown as groups: what fewer than five people answered could be worked out from it.",
			"Groups are not shown here: what fewer than five people answered, or all in groups that are not shown, might be worked out from it.",
		},
		{
			"a group that nobody named yet",
			[]Group{{"trustees", 9, 7}, {"head-teachers", 9, 5}, {"members", 9, 2}},
			"Head teachers and members are not shown as groups: what fewer than five people answered could be worked out from it.",
			"Groups are not shown here: what fewer than five people answered, or all in groups that are not shown, might be worked out from it.",
		},
		{"nothing is shown of anyone", []Group{{"trustees", 9, 2}, {"executives", 9, 2}}, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			how := answering{}
			for _, g := range tt.groups {
				answers := some
				if g.Submitted < 5 {
					answers = asked{points: []int{0, 0, g.Submitted, 0}}
				} else {
					answers.unanswered = g.Submitted - 5
				}
				how[g.ID] = answers
			}
			r := mustCompute(t, groupsOf(frameworkOf(1), tt.groups, how))
			checkLanguage(t, tt.want)
			if got := r.GroupsReason(); got != tt.want {
				t.Errorf("of the round: got  %s\nwant %s", got, tt.want)
			}
			checkLanguage(t, tt.wantFor)
			if got := r.GroupsReasonAt(r.Statements[0]); got != tt.wantFor {
				t.Errorf("of the statement: got  %s\nwant %s", got, tt.wantFor)
			}
		})
	}
}
