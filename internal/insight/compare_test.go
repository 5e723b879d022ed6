package insight

import "testing"

func TestSeenDifferently(t *testing.T) {
	tests := []struct {
		name          string
		first, second []int
		want          bool
	}{
		{"a strength to one, a challenge to the other", []int{0, 0, 5, 4}, []int{0, 5, 1, 0}, true},
		{"the other way round", []int{0, 5, 1, 0}, []int{0, 0, 5, 4}, true},
		{"both a strength, one of them strongly", []int{0, 0, 4, 5}, []int{0, 0, 5, 1}, true},
		{"alike", []int{0, 1, 5, 3}, []int{0, 1, 4, 1}, false},
		{"medians half a point apart", []int{0, 0, 4, 4}, []int{0, 0, 6, 0}, false},
		{"medians apart, answers mixed", []int{3, 0, 4, 0}, []int{4, 0, 3, 0}, false},
		{"nobody in one", []int{0, 0, 0, 0}, []int{0, 0, 5, 0}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := SeenDifferently(tt.first, tt.second); got != tt.want {
				t.Errorf("got %t, want %t (medians %v and %v, delta %v)", got, tt.want,
					Median(tt.first), Median(tt.second), CliffsDelta(tt.first, tt.second))
			}
		})
	}
}

func TestFarApartAtItsEdge(t *testing.T) {
	tests := []struct {
		name          string
		first, second []int
		want          bool
	}{
		{"exactly 33 hundredths", []int{67, 33}, []int{100, 0}, true},
		{"one in a hundred less", []int{68, 32}, []int{100, 0}, false},
		{"exactly, the other way", []int{100, 0}, []int{67, 33}, true},
	}
	for _, tt := range tests {
		if got := farApart(tt.first, tt.second); got != tt.want {
			t.Errorf("%s: got %t, want %t", tt.name, got, tt.want)
		}
	}
}

func TestMoved(t *testing.T) {
	low, high := []int{3, 5, 1, 0}, []int{0, 1, 5, 3}
	tests := []struct {
		name        string
		before, now Standing
		want        Direction
	}{
		{"from a challenge to a strength", Standing{Challenge, low}, Standing{Strength, high}, TowardsStrength},
		{"and back", Standing{Strength, high}, Standing{Challenge, low}, TowardsChallenge},
		{"the same finding", Standing{Strength, high}, Standing{Strength, []int{0, 0, 1, 8}}, DidNotMove},
		{"another finding, the answers hardly elsewhere", Standing{Balanced, []int{0, 4, 5, 0}}, Standing{Strength, []int{0, 3, 6, 0}}, DidNotMove},
		{"not yet known, with positions", Standing{NotYetKnown, low}, Standing{Strength, high}, TowardsStrength},
		{"no positions then", Standing{NotYetKnown, nil}, Standing{Strength, high}, DidNotMove},
		{"no positions now", Standing{Strength, high}, Standing{TooFewAnswers, nil}, DidNotMove},
		{"no positions in either", Standing{NotYetKnown, nil}, Standing{TooFewAnswers, nil}, DidNotMove},
		{"another scale", Standing{Challenge, []int{3, 5, 1}}, Standing{Strength, high}, DidNotMove},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Moved(tt.before, tt.now); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestChainBreak(t *testing.T) {
	tests := []struct {
		name  string
		chain [][]Kind
		want  int
	}{
		{"it holds", [][]Kind{{Strength}, {Strength}, {Strength}, {Strength}}, -1},
		{"at the first", [][]Kind{{Challenge}, {Strength}}, 0},
		{"at the last", [][]Kind{{Strength}, {Strength}, {Strength}, {NotYetKnown}}, 3},
		{"one of two statements is not a strength", [][]Kind{{Strength}, {Strength, ViewsDiffer}}, 1},
		{"nothing was asked of it", [][]Kind{{Strength}, {}, {Strength}}, 1},
		{"no chain", nil, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := ChainBreak(tt.chain); got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
		})
	}
}
