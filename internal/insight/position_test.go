package insight

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestLean(t *testing.T) {
	tests := []struct {
		name   string
		points []int
		want   float64
	}{
		{"all at the strength end", []int{0, 0, 0, 3}, 1},
		{"all at the challenge end", []int{3, 0, 0, 0}, -1},
		{"as many on each side", []int{1, 2, 2, 1}, 0},
		{"all on the lesser strength", []int{0, 0, 4, 0}, 1.0 / 3},
		{"all on the middle of an odd scale", []int{0, 4, 0}, 0},
		{"nobody at all", []int{0, 0, 0, 0}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Lean(tt.points); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestMedian(t *testing.T) {
	tests := []struct {
		name   string
		points []int
		want   float64
	}{
		{"an odd number has one middle answer", []int{1, 0, 2, 0}, 3},
		{"an even number takes the mean of the two", []int{1, 1, 0, 0}, 1.5},
		{"the two may lie far apart", []int{3, 0, 0, 3}, 2.5},
		{"one person", []int{0, 0, 0, 1}, 4},
		{"nobody at all", []int{0, 0, 0, 0}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Median(tt.points); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestCliffsDelta(t *testing.T) {
	tests := []struct {
		name          string
		first, second []int
		want          float64
	}{
		{"every one of the first above every one of the second", []int{0, 0, 2, 3}, []int{4, 1, 0, 0}, 1},
		{"every one below", []int{4, 1, 0, 0}, []int{0, 0, 2, 3}, -1},
		{"the same answers", []int{1, 2, 3, 4}, []int{1, 2, 3, 4}, 0},
		{"half of the pairs level, half above", []int{0, 0, 1, 1}, []int{0, 0, 2, 0}, 0.5},
		{"one side empty", []int{0, 0, 1, 1}, []int{0, 0, 0, 0}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := CliffsDelta(tt.first, tt.second); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestPositionsKeepTheirProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 5000 {
		points := randomPoints(random)
		other := make([]int, len(points))
		for i := range other {
			other[i] = random.IntN(6)
		}
		mirrored := slices.Clone(points)
		slices.Reverse(mirrored)
		if got, want := Lean(mirrored), -Lean(points); got != want {
			t.Fatalf("lean of %v from the other end: got %v, want %v", points, got, want)
		}
		if got, want := Median(mirrored), float64(len(points)+1)-Median(points); got != want {
			t.Fatalf("median of %v from the other end: got %v, want %v", points, got, want)
		}
		if got, want := CliffsDelta(other, points), -CliffsDelta(points, other); got != want {
			t.Fatalf("delta of %v and %v exchanged: got %v, want %v", points, other, got, want)
		}
	}
}
