package insight

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestAgreement(t *testing.T) {
	tests := []struct {
		name   string
		points []int
		want   float64 // to four places
	}{
		{"the example of the published article", []int{30, 40, 210, 130, 530, 50, 10}, 0.6113},
		{"all on one point", []int{0, 0, 9, 0}, 1},
		{"spread evenly", []int{3, 3, 3, 3}, 0},
		{"split between the two ends", []int{6, 0, 0, 6}, -1},
		{"gathered about one point", []int{0, 1, 6, 2}, 0.7037},
		{"heavy at both ends", []int{4, 1, 1, 3}, -0.3333},
		{"one against eight", []int{1, 0, 0, 8}, 0.5556},
		{"two neighbours", []int{0, 5, 5, 0}, 0.6667},
		{"two neighbours at an end", []int{5, 5, 0, 0}, 0.6667},
		{"two with a gap between them", []int{5, 0, 5, 0}, -0.1667},
		{"nobody at all", []int{0, 0, 0, 0}, 0},
		{"one person", []int{0, 1, 0, 0}, 1},
		{"a scale of two points, split", []int{4, 4}, 0},
		{"a scale of two points, all on one", []int{0, 4}, 1},
		{"a scale of three points, split", []int{4, 0, 4}, -1},
		{"no scale", nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Agreement(tt.points); math.Abs(got-tt.want) > 0.00005 {
				t.Errorf("got %.6f, want %.4f", got, tt.want)
			}
		})
	}
}

func TestAgreementKeepsItsProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		points := randomPoints(random)
		a := Agreement(points)
		if a < -1 || a > 1 || math.IsNaN(a) {
			t.Fatalf("agreement of %v: got %v, want between -1 and 1", points, a)
		}
		mirrored := slices.Clone(points)
		slices.Reverse(mirrored)
		if got := Agreement(mirrored); got != a {
			t.Fatalf("agreement of %v read from the other end: got %v, want %v", points, got, a)
		}
		if got := Agreement(times(points, 7)); math.Abs(got-a) > 1e-15 {
			t.Fatalf("agreement of seven times %v: got %v, want %v", points, got, a)
		}
		onOnePoint := slices.Index(points, sum(points)) >= 0
		if (a == 1) != onOnePoint {
			t.Fatalf("agreement of %v: got %v; 1 stands for all on one point alone", points, a)
		}
		if got := Agreement(points); got != a {
			t.Fatalf("agreement of %v twice: got %v and %v", points, a, got)
		}
	}
}

// randomPoints draws counts on a scale of three to seven points, at least one placed.
func randomPoints(random *rand.Rand) []int {
	points := make([]int, 3+random.IntN(5))
	for i := range points {
		if random.IntN(3) > 0 {
			points[i] = random.IntN(12)
		}
	}
	points[random.IntN(len(points))]++
	return points
}

func times(points []int, factor int) []int {
	product := slices.Clone(points)
	for i := range product {
		product[i] *= factor
	}
	return product
}
