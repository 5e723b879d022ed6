package report

import (
	"slices"
	"testing"

	"sevenfold/internal/insight"
)

func TestRoundsSideBySide(t *testing.T) {
	first := storedReport(t, "testdata/method-1.json") // December 2026, of one group
	before, last := mustCompute(t, yearBefore()), mustCompute(t, everything())
	before.ClosedAt = before.ClosedAt.AddDate(0, 6, 0)
	over := SideBySide([]Report{last, first, before})
	var closed []string
	for _, r := range over.Reports {
		closed = append(closed, r.ClosedAt.Format("2006-01"))
	}
	if want := []string{"2026-12", "2027-06", "2027-12"}; !slices.Equal(closed, want) {
		t.Errorf("rounds: got %v, want %v", closed, want)
	}
	var ids []string
	for _, s := range over.Statements {
		ids = append(ids, s.ID)
	}
	if want := []string{"s1", "s2", "s3", "s4", "s5", "s6", "s9", "s8", "s7"}; !slices.Equal(ids, want) {
		t.Errorf("statements: got %v, want %v", ids, want)
	}
	tests := []struct {
		statement string
		asked     [3]bool
		moved     [3]insight.Direction
		reworded  [3]bool
	}{
		{"s1", [3]bool{true, true, true}, [3]insight.Direction{"", insight.TowardsChallenge, insight.TowardsStrength}, [3]bool{}},
		{"s2", [3]bool{true, true, true}, [3]insight.Direction{}, [3]bool{false, false, true}},
		{"s7", [3]bool{true, true, false}, [3]insight.Direction{"", insight.DidNotMove, ""}, [3]bool{}},
		{"s9", [3]bool{false, false, true}, [3]insight.Direction{}, [3]bool{}},
	}
	for _, tt := range tests {
		at := slices.Index(ids, tt.statement)
		s := over.Statements[at]
		if tt.statement == "s9" && s.Replaces != "s7" {
			t.Errorf("s9: got that it replaces %q, want s7", s.Replaces)
		}
		for i, asking := range s.Rounds {
			if got := asking.Statement != nil; got != tt.asked[i] {
				t.Errorf("%s, round %d: got asked %t, want %t", tt.statement, i+1, got, tt.asked[i])
			}
			if asking.Moved != tt.moved[i] || asking.Reworded != tt.reworded[i] {
				t.Errorf("%s, round %d: got moved %q and reworded %t, want %q and %t", tt.statement, i+1, asking.Moved, asking.Reworded, tt.moved[i], tt.reworded[i])
			}
		}
	}
	if len(over.Domains) != 2 || over.Domains[0].Rounds[0].ID != "d1" || over.Domains[1].Rounds[2].LeftOut != 1 {
		t.Errorf("got domains %+v, want both in each round", over.Domains)
	}
}

func TestAMissedRoundIsSteppedOver(t *testing.T) {
	first, second, third := mustCompute(t, yearBefore()), mustCompute(t, notAsked(yearBefore(), "s1")), mustCompute(t, everything())
	second.ClosedAt = second.ClosedAt.AddDate(0, 6, 0)
	over := SideBySide([]Report{first, second, third})
	rounds := over.Statements[0].Rounds
	if rounds[1].Statement != nil || rounds[2].Moved != insight.TowardsStrength {
		t.Errorf("got %+v, want it compared with the last round that asked it", rounds)
	}
	if got := SideBySide(nil); len(got.Domains)+len(got.Statements) != 0 {
		t.Errorf("of no rounds: got %+v", got)
	}
}

func TestADomainThatWasNotAskedIsNothing(t *testing.T) {
	in := everything()
	for _, id := range []string{"s6", "s9", "s8"} {
		in = notAsked(in, id)
	}
	last := mustCompute(t, in)
	over := SideBySide([]Report{mustCompute(t, yearBefore()), last})
	if got := over.Domains[1]; got.ID != "d2" || got.Rounds[0] == nil || got.Rounds[1] != nil {
		t.Errorf("got %+v, want d2 in the first round alone", got)
	}
}
