package report

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"sevenfold/internal/insight"
)

func TestDomainAddsOnlyWhatIsPublished(t *testing.T) {
	r := mustCompute(t, everyFinding())
	d, ok := r.Domain("d2")
	if !ok {
		t.Fatal("got no domain d2")
	}
	want := Domain{
		ID: "d2", Sum: Sum{
			Statements: []string{"s6", "s7", "s8"}, LeftOut: 1,
			Findings: map[insight.Kind]int{insight.Balanced: 1, insight.DoesNotApply: 1, insight.TooFewAnswers: 1},
			Counts:   &Counts{Placed: 21, Unknown: 1, Apart: 7, Unanswered: 7},
			Positions: &Positions{
				Points: []int{1, 6, 8, 2},
				Basis:  []BasisCount{{"independently-checked", 0}, {"seen", 0}, {"reported", 0}, {"impression", 17}},
			},
		},
	}
	if !reflect.DeepEqual(d, want) {
		t.Errorf("got  %+v %+v %+v\nwant %+v %+v %+v", d, d.Counts, d.Positions, want, want.Counts, want.Positions)
	}
	first, _ := r.Domain("d1")
	if got, want := strings.Join(first.Statements, " "), "s1 s2 s3 s4 s5"; got != want {
		t.Errorf("order of significance: got %s, want %s", got, want)
	}
}

// TestDomainsHoldNoMoreThanTheirStatements: over random rounds, every figure of
// a domain is the sum of the same figure of the statements that show it.
func TestDomainsHoldNoMoreThanTheirStatements(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for range 300 {
		r := mustCompute(t, randomRound(random))
		for _, d := range r.Domains {
			var points, evidence, leftOut, unknown, findings int
			for _, id := range d.Statements {
				s, ok := r.Statement(id)
				if !ok {
					t.Fatalf("got no statement %s of domain %s", id, d.ID)
				}
				if s.Positions == nil {
					leftOut++
				} else {
					points += s.Positions.Placed()
					evidence += s.Positions.Evidence
				}
				if s.Counts != nil {
					unknown += s.Counts.Unknown
				}
			}
			for _, n := range d.Findings {
				findings += n
			}
			if d.LeftOut != leftOut || findings != len(d.Statements) {
				t.Fatalf("%s: got %d left out and %d findings, want %d and %d", d.ID, d.LeftOut, findings, leftOut, len(d.Statements))
			}
			if d.Counts != nil && d.Counts.Unknown != unknown {
				t.Fatalf("%s: got %d unknown, want %d", d.ID, d.Counts.Unknown, unknown)
			}
			if (d.Positions != nil) != (leftOut < len(d.Statements)) {
				t.Fatalf("%s: got positions %v with %d of %d left out", d.ID, d.Positions, leftOut, len(d.Statements))
			}
			if d.Positions != nil && (d.Positions.Placed() != points || d.Positions.Evidence != evidence) {
				t.Fatalf("%s: got %d placed, %d on evidence, want %d and %d", d.ID, d.Positions.Placed(), d.Positions.Evidence, points, evidence)
			}
		}
	}
}
