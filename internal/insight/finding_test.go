package insight

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// ten people of whom all count, with the least minimum.
var usual = Setting{Minimum: 5, Counting: 10, BasisAsked: true}

func TestFindFromPositions(t *testing.T) {
	tests := []struct {
		name            string
		points          []int
		want            Kind
		wantSignificant bool
	}{
		{"two thirds and more in the upper half", []int{0, 2, 4, 3}, Strength, false},
		{"half at the strength end", []int{0, 0, 5, 5}, Strength, true},
		{"one alone at the far end changes nothing", []int{1, 2, 4, 3}, Strength, false},
		{"half on each side of the middle", []int{0, 5, 5, 0}, Balanced, false},
		{"half on each side, more widely", []int{2, 3, 4, 1}, Balanced, false},
		{"spread evenly", []int{3, 3, 3, 3}, ViewsDiffer, false},
		{"two thirds at one end, a third at the other", []int{6, 0, 0, 12}, ViewsDiffer, false},
		{"both ends", []int{4, 1, 1, 3}, ViewsDiffer, false},
		{"one against eight", []int{1, 0, 0, 8}, Strength, true},
		{"half at the challenge end", []int{5, 3, 1, 0}, Challenge, true},
		{"three in ten at the far end", []int{3, 0, 7, 0}, ViewsDiffer, false},
		{"two in nine at the far end", []int{2, 0, 7, 0}, ViewsDiffer, false},
		{"one in five, but one person", []int{1, 0, 4, 0}, Strength, false},
		{"exactly two thirds", []int{0, 3, 6, 0}, Strength, false},
		{"one short of two thirds", []int{0, 4, 7, 0}, Balanced, false},
		{"exactly one in five at the far end", []int{2, 0, 8, 0}, ViewsDiffer, false},
		{"two people, but under one in five", []int{2, 0, 9, 0}, Strength, false},
		{"two in ten at the strength end against a challenge", []int{0, 8, 0, 2}, ViewsDiffer, false},
		{"just under half at the strength end", []int{0, 0, 5, 4}, Strength, false},
		{"an agreement of exactly three tenths is not below it", []int{0, 3, 0, 7}, Strength, true},
		{"an agreement of exactly three tenths, from four layers", []int{1, 6, 6, 7}, Balanced, false},
		{"the middle of an odd scale is in neither half", []int{0, 0, 10, 0, 0}, Balanced, false},
		{"an odd scale leans by its upper points", []int{0, 0, 3, 4, 3}, Strength, false},
		{"an odd scale's middle weighs against a lean", []int{0, 0, 4, 4, 2}, Balanced, false},
		{"three points", []int{0, 2, 8}, Strength, true},
		{"three points, both ends", []int{2, 0, 8}, ViewsDiffer, false},
		{"seven points", []int{5, 3, 2, 0, 0, 0, 0}, Challenge, true},
		{"apart within the lower points of an odd scale", []int{3, 0, 3, 0, 0}, ViewsDiffer, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Find(Counts{Points: tt.points}, usual)
			if got.Kind != tt.want || got.Significant != tt.wantSignificant {
				t.Errorf("%v: got %s (significant %t), want %s (significant %t)",
					tt.points, got.Kind, got.Significant, tt.want, tt.wantSignificant)
			}
			if !got.ShowPositions {
				t.Errorf("%v: got positions kept back, want them shown", tt.points)
			}
		})
	}
}

func TestFindWhenAnswersAreMissing(t *testing.T) {
	strong := []int{0, 0, 4, 4}
	tests := []struct {
		name      string
		counts    Counts
		setting   Setting
		want      Kind
		wantShown bool
	}{
		{
			"fewer responses than the minimum",
			Counts{Points: []int{0, 0, 2, 2}},
			Setting{Minimum: 5, Counting: 4},
			Withheld, false,
		},
		{
			"enough responses, but not of those that count towards the minimum",
			Counts{Points: strong, EnteredByOther: 4},
			Setting{Minimum: 5, Counting: 4},
			Withheld, false,
		},
		{
			"withheld comes before everything else",
			Counts{Points: []int{0, 0, 0, 1}, Apart: 3},
			Setting{Minimum: 5, Counting: 4},
			Withheld, false,
		},
		{
			"more than half say that it does not apply",
			Counts{Points: []int{0, 0, 4, 1}, Apart: 6},
			usual, DoesNotApply, true,
		},
		{
			"half say that it does not apply, and that is not more than half",
			Counts{Points: []int{0, 0, 4, 1}, Apart: 5},
			usual, Strength, true,
		},
		{
			"does not apply is counted among those who answered, not among all who submitted",
			Counts{Points: []int{0, 0, 2, 0}, Apart: 3, Unanswered: 9},
			usual, DoesNotApply, false,
		},
		{
			"everybody says that it does not apply",
			Counts{Points: []int{0, 0, 0, 0}, Apart: 6},
			usual, DoesNotApply, false,
		},
		{
			"exactly a third do not know",
			Counts{Points: strong, Unknown: 4},
			usual, NotYetKnown, true,
		},
		{
			"one short of a third do not know",
			Counts{Points: []int{0, 0, 5, 4}, Unknown: 4},
			usual, Strength, true,
		},
		{
			"unknown and unanswered make a third together, as many of each",
			Counts{Points: strong, Unknown: 2, Unanswered: 2},
			usual, NotYetKnown, true,
		},
		{
			"unknown and unanswered make a third together, more unanswered",
			Counts{Points: strong, Unknown: 1, Unanswered: 3},
			usual, TooFewAnswers, false,
		},
		{
			"those to whom it does not apply are left out of the third",
			Counts{Points: strong, Unknown: 4, Apart: 5},
			usual, NotYetKnown, true,
		},
		{
			"not yet known with fewer placed than the minimum shows no positions",
			Counts{Points: []int{0, 0, 2, 2}, Unknown: 6},
			usual, NotYetKnown, false,
		},
		{
			"nobody placed it and nobody knows",
			Counts{Points: []int{0, 0, 0, 0}, Unknown: 10},
			usual, NotYetKnown, false,
		},
		{
			"nobody answered it",
			Counts{Points: []int{0, 0, 0, 0}, Unanswered: 10},
			usual, TooFewAnswers, false,
		},
		{
			"fewer placed than the minimum, although few are missing",
			Counts{Points: []int{0, 0, 2, 2}, Unknown: 1, Apart: 4},
			usual, TooFewAnswers, false,
		},
		{
			"a higher minimum asks for more placed answers",
			Counts{Points: strong},
			Setting{Minimum: 9, Counting: 10},
			TooFewAnswers, false,
		},
		{
			"what somebody else typed in is no part of the minimum placed",
			Counts{Points: []int{0, 0, 3, 3}, EnteredByOther: 2},
			usual, TooFewAnswers, false,
		},
		{
			"what somebody else typed in counts in the finding",
			Counts{Points: []int{0, 0, 3, 4}, EnteredByOther: 2},
			usual, Strength, true,
		},
		{
			"no minimum and nobody at all",
			Counts{Points: []int{0, 0, 0, 0}},
			Setting{},
			TooFewAnswers, false,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Find(tt.counts, tt.setting)
			if got.Kind != tt.want || got.ShowPositions != tt.wantShown {
				t.Errorf("got %s (positions shown %t), want %s (positions shown %t)",
					got.Kind, got.ShowPositions, tt.want, tt.wantShown)
			}
		})
	}
}

func TestReassuredNotAssured(t *testing.T) {
	tests := []struct {
		name     string
		points   []int
		evidence int
		asked    bool
		want     bool
	}{
		{"a strength with under half resting on evidence", []int{0, 0, 5, 4}, 4, true, true},
		{"a strength with half resting on evidence", []int{0, 0, 4, 4}, 4, true, false},
		{"a strength with no evidence", []int{0, 0, 4, 4}, 0, true, true},
		{"a challenge with no evidence", []int{4, 4, 0, 0}, 0, true, false},
		{"a strength where the basis was not asked", []int{0, 0, 4, 4}, 0, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			setting := usual
			setting.BasisAsked = tt.asked
			got := Find(Counts{Points: tt.points, Evidence: tt.evidence}, setting)
			if got.ReassuredNotAssured != tt.want {
				t.Errorf("got %t, want %t", got.ReassuredNotAssured, tt.want)
			}
		})
	}
}

func TestSteady(t *testing.T) {
	tests := []struct {
		name   string
		counts Counts
		want   Steady
	}{
		{"seven placed are never marked", Counts{Points: []int{0, 0, 3, 4}}, Unmarked},
		{"eight of one mind", Counts{Points: []int{0, 0, 4, 4}}, HoldsSteady},
		{"exactly two thirds would fall below with one fewer", Counts{Points: []int{0, 3, 6, 0}}, CloseToOther},
		{"two at the far end of ten, one fewer makes a strength", Counts{Points: []int{2, 0, 8, 0}}, CloseToOther},
		{"five and five", Counts{Points: []int{0, 5, 5, 0}}, HoldsSteady},
		{"a strength that would cease to be significant is steady", Counts{Points: []int{0, 0, 5, 5}}, HoldsSteady},
		{"the minimum is not asked again of one answer fewer", Counts{Points: []int{0, 0, 4, 4}, Unknown: 3}, HoldsSteady},
		{"spread evenly", Counts{Points: []int{3, 3, 3, 3}}, HoldsSteady},
		{"not yet known is not marked", Counts{Points: []int{0, 0, 4, 4}, Unknown: 9}, Unmarked},
		{"does not apply is not marked", Counts{Points: []int{0, 0, 4, 4}, Apart: 9}, Unmarked},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := slices.Clone(tt.counts.Points)
			if got := Find(tt.counts, Setting{Minimum: 8, Counting: 8}).Steady; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if !slices.Equal(before, tt.counts.Points) {
				t.Errorf("the counts given were changed: got %v, want %v", tt.counts.Points, before)
			}
		})
	}
}

// TestFindTurnsWithTheScale: read from the other end, a strength is a
// challenge, and everything else stays what it is.
func TestFindTurnsWithTheScale(t *testing.T) {
	turned := map[Kind]Kind{Strength: Challenge, Challenge: Strength}
	random := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		counts := Counts{Points: randomPoints(random), Unknown: random.IntN(8), Apart: random.IntN(8), Unanswered: random.IntN(8)}
		setting := Setting{Minimum: 5, Counting: counts.Submitted()}
		found := Find(counts, setting)
		mirrored := counts
		mirrored.Points = slices.Clone(counts.Points)
		slices.Reverse(mirrored.Points)
		got := Find(mirrored, setting)
		want := found
		if kind, ok := turned[found.Kind]; ok {
			want.Kind = kind
		}
		if got != want {
			t.Fatalf("%+v from the other end: got %+v, want %+v", counts, got, want)
		}
	}
}

// TestNothingIsShownBelowTheMinimum: whatever the answers, positions appear
// only where at least the minimum placed the statement.
func TestNothingIsShownBelowTheMinimum(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 20000 {
		counts := Counts{Points: make([]int, 4), Unknown: random.IntN(6), Apart: random.IntN(6), Unanswered: random.IntN(6)}
		for i := range counts.Points {
			counts.Points[i] = random.IntN(4)
		}
		counts.EnteredByOther = random.IntN(counts.Placed() + 1)
		setting := Setting{Minimum: 5 + random.IntN(3), Counting: random.IntN(counts.Submitted() + 1)}
		found := Find(counts, setting)
		enough := counts.Placed()-counts.EnteredByOther >= setting.Minimum && setting.Counting >= setting.Minimum
		if found.ShowPositions && !enough {
			t.Fatalf("%+v in %+v: got positions shown, want them kept back", counts, setting)
		}
	}
}
