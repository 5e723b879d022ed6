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
	if len(s.Vectors) != 2000 || len(s.Lists) != 60 {
		t.Fatalf("got %d vectors and %d lists, want 2000 and 60", len(s.Vectors), len(s.Lists))
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
