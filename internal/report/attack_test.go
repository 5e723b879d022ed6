package report

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sevenfold/internal/framework"
)

// The attack: whoever reads everything that a report publishes, adds and
// subtracts as they can, and never learns what a set of whole groups answered
// that is smaller than the minimum, or of whom fewer than the minimum placed a
// statement.
//
// ATTACK_ROUNDS sets how many rounds are drawn (100,000 take some minutes).
const usualAttackRounds = 1500

func attackRounds(t *testing.T) int {
	t.Helper()
	set := os.Getenv("ATTACK_ROUNDS")
	if set == "" {
		return usualAttackRounds
	}
	rounds, err := strconv.Atoi(set)
	if err != nil {
		t.Fatalf("ATTACK_ROUNDS: %v", err)
	}
	return rounds
}

// readAgain is the report as it comes out of the store: nothing but what was kept.
func readAgain(t testing.TB, r Report) Report {
	t.Helper()
	stored, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Read(stored)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// randomGroups is a round of up to four groups, some of them small, whose
// members see some statements alike and leave some of them out.
func randomGroups(random *rand.Rand) Input {
	f := frameworkOf(3, 2, 3)
	lens := framework.Lens{ID: "themes", Categories: []framework.Category{
		{ID: "a", Tags: []string{"a"}}, {ID: "b", Tags: []string{"b"}}, {ID: "c", Tags: []string{"c"}}, {ID: "d", Domains: []string{"d1", "d2"}},
	}}
	f.Lenses = []framework.Lens{lens}
	for d := range f.Domains {
		for s := range f.Domains[d].Elements[0].Statements {
			for _, tag := range []string{"a", "b", "c"} {
				if random.IntN(2) == 0 {
					f.Domains[d].Elements[0].Statements[s].Tags = append(f.Domains[d].Elements[0].Statements[s].Tags, tag)
				}
			}
		}
	}
	var groups []Group
	for _, id := range []string{"trustees", "executives", "local-governors", "members"}[:1+random.IntN(4)] {
		n := []int{random.IntN(5), 3 + random.IntN(6), 5 + random.IntN(12)}[random.IntN(3)]
		groups = append(groups, Group{ID: id, Invited: n + random.IntN(3), Submitted: n})
	}
	in := groupsOf(f, groups)
	in.Minimum = 5 + random.IntN(2)*random.IntN(4)
	for i := range in.Responses {
		in.Responses[i].EnteredByOther = random.IntN(12) == 0
	}
	for _, s := range f.Statements() {
		in.Asked = append(in.Asked, s.ID)
		places := 0.3 + 0.9*random.Float64()
		line := map[string]int{} // where a group, or all but the first, stand as one
		if random.IntN(4) == 0 {
			for _, group := range groups[1:] {
				line[group.ID] = 1 + random.IntN(2)*random.IntN(2)
			}
		}
		for i := range in.Responses {
			a := Answer{Statement: s.ID, Basis: []string{"seen", "reported", ""}[random.IntN(3)]}
			switch {
			case line[in.Responses[i].Group] > 0:
				a.Position = line[in.Responses[i].Group]
			case random.Float64() < places:
				a.Position = 1 + random.IntN(4)
			case random.IntN(3) > 0:
				a.Basis, a.Unknown = "", true
			case random.IntN(2) == 0:
				a.Basis, a.Apart = "", true
			default:
				continue
			}
			in.Responses[i].Answers = append(in.Responses[i].Answers, a)
		}
	}
	return in
}

// TestTheAttackerKnowsEveryFigure holds the list of all that a stored report
// has: a new figure is one that the attack has to learn about, or that tells
// nothing of a part.
func TestTheAttackerKnowsEveryFigure(t *testing.T) {
	// What the attacker adds and subtracts.
	used := []string{
		"statements[].counts.*", "statements[].positions.points[]", "statements[].groups[].id", "statements[].groups[].counts.*", "statements[].groups[].points[]",
		"domains[].statements[]", "domains[].counts.*", "domains[].positions.points[]", "domains[].groups[].id", "domains[].groups[].counts.*", "domains[].groups[].points[]",
		"lenses[].categories[].statements[]", "lenses[].categories[].counts.*", "lenses[].categories[].positions.points[]",
		"lenses[].categories[].groups[].id", "lenses[].categories[].groups[].counts.*", "lenses[].categories[].groups[].points[]",
		"groups[].id", "groups[].submitted",
	}
	// What is of everybody who took part, and stands only where their positions do.
	ofEverybody := []string{
		"statements[].positions.basis[].*", "statements[].positions.basis_not_said", "statements[].positions.evidence", "statements[].notes[]",
		"domains[].positions.basis[].*", "domains[].positions.basis_not_said", "domains[].positions.evidence",
		"lenses[].categories[].positions.basis[].*", "lenses[].categories[].positions.basis_not_said", "lenses[].categories[].positions.evidence",
	}
	// What follows from figures that are published beside it.
	follows := []string{
		"statements[].finding", "statements[].significant", "statements[].steady", "statements[].reassured_not_assured",
		"domains[].findings.*", "domains[].left_out", "domains[].groups_left_out",
		"lenses[].categories[].findings.*", "lenses[].categories[].left_out", "lenses[].categories[].groups_left_out",
		"most_significant_strengths[]", "most_significant_challenges[]", "views_differ[]", "not_yet_known[]", "reassured_not_assured[]",
		"seen_differently[].*", "shown_groups[]", "chain.*", "withheld", "submitted",
		"since.changes[].*", "since.changes[].points[]", "since.moved[]", "since.questions.*", "since.questions.reworded[]", "since.questions.replaced[].*",
	}
	// What was published with the round before, or is no answer of anybody's.
	otherwise := []string{
		"since.round", "since.method", "since.framework.*", "since.instrument", "since.closed_at", "since.minimum", "since.submitted", "since.groups[].*",
		"since.people.*", // see TestNoFewPeopleAreCountedBetweenRounds
		"method", "framework.*", "instrument", "closed_at", "minimum", "points", "basis_asked", "scale", "point_ids[]", "entered_by_other", "groups[].invited",
		"statements[].id", "statements[].domain", "statements[].element", "statements[].wording", "statements[].replaces",
		"domains[].id", "lenses[].id", "lenses[].categories[].id",
	}
	known := slices.Concat(used, ofEverybody, follows, otherwise)
	stored, err := json.Marshal(mustCompute(t, everything()))
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(stored, &tree); err != nil {
		t.Fatal(err)
	}
	for _, path := range paths("", tree) {
		any := path[:strings.LastIndex("."+path, ".")] + "*"
		if !slices.Contains(known, path) && !slices.Contains(known, any) {
			t.Errorf("got the figure %s in a report, which the attack does not know", path)
		}
	}
}

// paths are the places of all figures in a tree, each once.
func paths(at string, tree any) []string {
	var all []string
	switch tree := tree.(type) {
	case map[string]any:
		for key, branch := range tree {
			all = append(all, paths(strings.TrimPrefix(at+"."+key, "."), branch)...)
		}
	case []any:
		for _, branch := range tree {
			all = append(all, paths(at+"[]", branch)...)
		}
	default:
		all = []string{at}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// TestNoFewPeopleAreCountedBetweenRounds draws who answered two rounds: where
// their number is told, no part of them is few.
func TestNoFewPeopleAreCountedBetweenRounds(t *testing.T) {
	random := rand.New(rand.NewPCG(35, 36))
	told := 0
	for range attackRounds(t) {
		var then, now, both, bothCounting, onlyThen, onlyNow int
		for range random.IntN(40) {
			own := random.IntN(12) > 0
			switch random.IntN(3 + random.IntN(3)) {
			case 0:
				then++
				onlyThen += one(own)
			case 1:
				now++
				onlyNow += one(own)
			default:
				both++
				bothCounting += one(own)
			}
		}
		earlier, later := Report{Submitted: then + both, Minimum: 5 + random.IntN(2)}, Report{Submitted: now + both, Minimum: 5}
		p, err := returned(Returned{Both: both, BothCounting: bothCounting, OnlyThenCounting: onlyThen, OnlyNowCounting: onlyNow}, earlier, later)
		if err != nil {
			t.Fatal(err)
		}
		if p.Withheld {
			if p != (People{Withheld: true}) {
				t.Fatalf("got %+v, want no number beside what is withheld", p)
			}
			continue
		}
		told++
		for _, part := range []struct{ people, counting int }{{p.Both, bothCounting}, {p.OnlyThen, onlyThen}, {p.OnlyNow, onlyNow}} {
			if part.people > 0 && part.counting < earlier.Minimum {
				t.Fatalf("got %+v told, with a part of %d", p, part.counting)
			}
		}
	}
	if told < 100 {
		t.Errorf("got %d numbers told, want at least 100", told)
	}
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

func TestNoSmallSetOfGroupsIsRecovered(t *testing.T) {
	random := rand.New(rand.NewPCG(31, 32))
	withGroups, without := 0, 0
	for range attackRounds(t) {
		in := randomGroups(random)
		r := readAgain(t, mustCompute(t, in))
		checkEverySentence(t, r)
		if found := recovered(in, r); len(found) > 0 {
			t.Fatalf("groups %v, minimum %d: got %d recovered, want none: %q", in.Groups, in.Minimum, len(found), found[0])
		}
		for _, s := range r.Statements {
			if len(s.Groups) > 0 {
				withGroups++
			} else if len(r.ShownGroups) > 0 {
				without++
			}
		}
	}
	if withGroups < 100 || without < 100 {
		t.Errorf("statements that tell groups apart, and that do not although the round does: got %d and %d, want at least 100", withGroups, without)
	}
}
