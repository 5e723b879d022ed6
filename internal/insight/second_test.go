package insight

import (
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// second is what testdata/second.py worked out from single answers and exact
// fractions.
type second struct {
	Vectors []struct {
		Points, Other                                           []int
		Unknown, Apart, Unanswered, Evidence, Minimum, Counting int
		Agreement, Lean, Median, Delta                          float64
		Finding                                                 struct {
			Kind                          Kind
			Significant, Shown, Reassured bool
			Steady                        Steady
		}
	}
	Lists []struct {
		Items []struct {
			Statement, Domain string
			Points            []int
			Evidence          int
			Kind              Kind
			Significant       bool
		}
		Strength, Challenge []string
	}
	Divisions []struct {
		Groups  [][2]int
		Minimum int
		Shown   []bool
	}
	Pairs []struct {
		First, Second []int
		Kinds         [2]Kind
		Differently   bool
		Moved         Direction
	}
	Chains []struct {
		Propositions [][]Kind
		Break        int
	}
	Statements []struct {
		Groups  []Counts
		Shown   []bool
		Minimum int
		Here    bool
	}
}

func readSecond(t *testing.T) second {
	t.Helper()
	content, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatalf("read the second computation: %v", err)
	}
	var s second
	if err := json.Unmarshal(content, &s); err != nil {
		t.Fatalf("read the second computation: %v", err)
	}
	got := [...]int{len(s.Vectors), len(s.Lists), len(s.Divisions), len(s.Pairs), len(s.Chains), len(s.Statements)}
	if want := [...]int{2000, 60, 2000, 2000, 200, 2000}; got != want {
		t.Fatalf("vectors, lists, divisions, pairs, chains and statements: got %v, want %v", got, want)
	}
	return s
}

func TestFiguresAgreeWithTheSecondComputation(t *testing.T) {
	for _, v := range readSecond(t).Vectors {
		for _, figure := range []struct {
			name      string
			got, want float64
		}{
			{"agreement", Agreement(v.Points), v.Agreement},
			{"lean", Lean(v.Points), v.Lean},
			{"median", Median(v.Points), v.Median},
			{"delta", CliffsDelta(v.Points, v.Other), v.Delta},
		} {
			if figure.got != figure.want {
				t.Errorf("%s of %v: got %v, want %v", figure.name, v.Points, figure.got, figure.want)
			}
		}
	}
}

func TestFindingsAgreeWithTheSecondComputation(t *testing.T) {
	seen := map[Kind]int{}
	for _, v := range readSecond(t).Vectors {
		counts := Counts{
			Points: v.Points, Unknown: v.Unknown, Apart: v.Apart, Unanswered: v.Unanswered, Evidence: v.Evidence,
		}
		got := Find(counts, Setting{Minimum: v.Minimum, Counting: v.Counting, BasisAsked: true})
		want := Finding{
			Kind: v.Finding.Kind, Significant: v.Finding.Significant, Steady: v.Finding.Steady,
			ShowPositions: v.Finding.Shown, ReassuredNotAssured: v.Finding.Reassured,
		}
		if got != want {
			t.Errorf("%+v: got %+v, want %+v", counts, got, want)
		}
		seen[want.Kind]++
	}
	for _, kind := range reading {
		if seen[kind] < 50 {
			t.Errorf("findings of %s among the vectors: got %d, want at least 50", kind, seen[kind])
		}
	}
}

func TestMostSignificantAgreesWithTheSecondComputation(t *testing.T) {
	for n, list := range readSecond(t).Lists {
		var items []Item
		for _, i := range list.Items {
			items = append(items, Item{
				Statement: i.Statement, Domain: i.Domain,
				Counts:  Counts{Points: i.Points, Evidence: i.Evidence},
				Finding: Finding{Kind: i.Kind, Significant: i.Significant},
			})
		}
		strengths, challenges := MostSignificant(items)
		if !slices.Equal(strengths, list.Strength) {
			t.Errorf("strengths of list %d: got %v, want %v", n+1, strengths, list.Strength)
		}
		if !slices.Equal(challenges, list.Challenge) {
			t.Errorf("challenges of list %d: got %v, want %v", n+1, challenges, list.Challenge)
		}
	}
}

func TestShownGroupsAgreeWithTheSecondComputation(t *testing.T) {
	someShown := 0
	for _, d := range readSecond(t).Divisions {
		var sizes []Size
		for _, group := range d.Groups {
			sizes = append(sizes, Size{Submitted: group[0], Counting: group[1]})
		}
		got := ShownGroups(sizes, d.Minimum)
		if !slices.Equal(got, d.Shown) {
			t.Errorf("%v, minimum %d: got %v, want %v", sizes, d.Minimum, got, d.Shown)
		}
		if slices.Contains(got, true) {
			someShown++
		}
	}
	if someShown < 200 {
		t.Errorf("divisions that show groups: got %d, want at least 200", someShown)
	}
}

func TestComparisonsAgreeWithTheSecondComputation(t *testing.T) {
	differently, moved := 0, map[Direction]int{}
	for _, p := range readSecond(t).Pairs {
		if got := SeenDifferently(p.First, p.Second); got != p.Differently {
			t.Errorf("%v and %v seen differently: got %t, want %t", p.First, p.Second, got, p.Differently)
		}
		before, now := Standing{call(p.First), p.First}, Standing{call(p.Second), p.Second}
		if kinds := [2]Kind{before.Kind, now.Kind}; kinds != p.Kinds {
			t.Errorf("%v and %v: got %v, want %v", p.First, p.Second, kinds, p.Kinds)
		}
		if got := Moved(before, now); got != p.Moved {
			t.Errorf("%v to %v: got %q, want %q", p.First, p.Second, got, p.Moved)
		}
		moved[p.Moved]++
		if p.Differently {
			differently++
		}
	}
	if least := min(differently, moved[TowardsStrength], moved[TowardsChallenge]); least < 200 {
		t.Errorf("got %d seen differently and %v moved, want at least 200 of each", differently, moved)
	}
}

func TestChainsAgreeWithTheSecondComputation(t *testing.T) {
	for _, c := range readSecond(t).Chains {
		if got := ChainBreak(c.Propositions); got != c.Break {
			t.Errorf("%v: got a break at %d, want %d", c.Propositions, got, c.Break)
		}
	}
}

func TestGroupsAtAStatementAgreeWithTheSecondComputation(t *testing.T) {
	seen := map[bool]int{}
	for _, s := range readSecond(t).Statements {
		others := Counts{Points: make([]int, 4)}
		var shown []Counts
		for i, group := range s.Groups {
			if s.Shown[i] {
				shown = append(shown, group)
			} else {
				others = others.with(group)
			}
		}
		got := GroupsMayShow(shown, others, s.Minimum)
		if got != s.Here {
			t.Errorf("%v shown and others %+v, minimum %d: got %t, want %t", shown, others, s.Minimum, got, s.Here)
		}
		if len(shown) > 0 {
			seen[got]++
		}
	}
	if seen[true] < 200 || seen[false] < 200 {
		t.Errorf("statements where shown groups are shown, and are not: got %v, want at least 200 of each", seen)
	}
}
