package report

import (
	"math/rand/v2"
	"testing"

	"sevenfold/internal/insight"
)

// broken publishes more than it may: it shows what an attacker can do where a
// rule is taken out, and that the attack is able to tell.
type broken struct {
	othersJoin   bool // the smallest shown group joins others that are too few
	othersAsPart bool // at a statement, the others are a part like any other
	othersMixed  bool // at a statement, the others can't all have answered alike
	sumsAddShown bool // sums add only what is published
}

func (b broken) publish(t *testing.T, in Input) Report {
	t.Helper()
	r := mustCompute(t, in)
	if r.Withheld {
		return r
	}
	table, err := newTable(in)
	if err != nil {
		t.Fatal(err)
	}
	if err := table.addAll(in); err != nil {
		t.Fatal(err)
	}
	for i, size := range table.sizes {
		table.shown[i] = size.Counting >= in.Minimum
	}
	if b.othersJoin {
		table.divide(in.Minimum)
	}
	r.ShownGroups = table.shownGroups()
	var statements []Statement
	var items []insight.Item
	for i, row := range table.rows {
		s := &r.Statements[i]
		figures, may := b.groups(table, row, in.Minimum)
		s.Groups = nil
		if s.Positions != nil && may {
			s.Groups = figures
		}
		all := table.counts(row, func(int) bool { return true })
		whole := *s
		whole.Positions, whole.Groups = table.positions(row, all), figures
		if b.sumsAddShown {
			whole = *s
		}
		statements = append(statements, whole)
		items = append(items, insight.Item{
			Statement: s.ID, Domain: s.Domain, Counts: all, Finding: insight.Finding{Kind: insight.Balanced},
		})
	}
	secret := newLedger(statements, items, len(r.ShownGroups))
	r.Domains, r.Lenses = secret.domains(), secret.lenses(in.Framework)
	return r
}

// groups are the figures of the shown groups at a statement, and whether they
// may be shown.
func (b broken) groups(t *table, r *row, minimum int) (figures []GroupFigures, may bool) {
	may = true
	most := 0
	for i, group := range t.groups {
		part := t.counts(r, func(at int) bool { return at == i })
		if t.shown[i] {
			may = may && part.EnoughPlaced(minimum)
			figures = append(figures, GroupFigures{ID: group.ID, Counts: countsOf(part), Points: part.Points})
		}
	}
	whole := t.counts(r, func(int) bool { return true })
	for _, n := range append(countsOf(whole).row()[1:], whole.Points...) {
		most = max(most, n)
	}
	others := t.counts(r, func(at int) bool { return !t.shown[at] })
	if others.Submitted() == 0 {
		return figures, may && len(figures) > 1
	}
	if b.othersAsPart {
		may = may && others.EnoughPlaced(minimum)
	}
	if b.othersMixed {
		may = may && most < others.Submitted()
	}
	return figures, may && len(figures) > 0
}

// TestTheAttackTellsWhereARuleIsTakenOut: with the rules whole nothing is
// recovered; with one of them gone, something is.
func TestTheAttackTellsWhereARuleIsTakenOut(t *testing.T) {
	whole := broken{othersJoin: true, othersAsPart: true, othersMixed: true, sumsAddShown: true}
	tests := []struct {
		name   string
		change func(*broken)
		want   bool
	}{
		{"every rule kept", func(*broken) {}, false},
		{"others are not looked at, neither in the round nor at a statement", func(b *broken) { b.othersJoin, b.othersAsPart, b.othersMixed = false, false, false }, true},
		{"others are not looked at, at a statement", func(b *broken) { b.othersAsPart = false }, true},
		{"others may all have answered alike", func(b *broken) { b.othersMixed = false }, true},
		{"sums add what is not published", func(b *broken) { b.sumsAddShown = false }, true},
		// A second wall: others who are too few have placed too few at every
		// statement. What is lost is what could have been shown.
		{"others are not joined, and still a part at each statement", func(b *broken) { b.othersJoin = false }, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := whole
			tt.change(&b)
			random := rand.New(rand.NewPCG(33, 34))
			rounds := 0
			for range 300 {
				in := randomGroups(random)
				if len(recovered(in, readAgain(t, b.publish(t, in)))) > 0 {
					rounds++
				}
			}
			if got := rounds > 0; got != tt.want {
				t.Errorf("rounds of 300 in which something is recovered: got %d, want some: %t", rounds, tt.want)
			}
		})
	}
}
