package report

import (
	"cmp"
	"slices"

	"sevenfold/internal/insight"
)

// ledger holds what is published, so that sums take from nowhere else.
type ledger struct {
	statements []Statement
	items      []insight.Item // the same statements, in the same order
	rank       map[string]int // where a statement stands among all, in order of significance
	groups     int            // how many groups the report shows
}

// newLedger puts the statements in order once: some of them stand among
// themselves as they do among all.
func newLedger(statements []Statement, items []insight.Item, groups int) ledger {
	l := ledger{statements: statements, items: items, rank: make(map[string]int, len(items)), groups: groups}
	for i, item := range insight.BySignificance(items) {
		l.rank[item.Statement] = i
	}
	return l
}

// sum adds up the statements that stand at these places.
func (l ledger) sum(places []int) Sum {
	if len(places) == 0 {
		return Sum{}
	}
	var s Sum
	for _, at := range places {
		s.take(l.statements[at], l.groups)
	}
	slices.SortFunc(s.Statements, func(a, b string) int { return cmp.Compare(l.rank[a], l.rank[b]) })
	return s
}

// take adds what is published of a statement to the sum.
func (s *Sum) take(from Statement, groups int) {
	if s.Findings == nil {
		s.Findings = map[insight.Kind]int{}
	}
	s.Statements = append(s.Statements, from.ID)
	s.Findings[from.Finding]++
	if from.Counts != nil {
		if s.Counts == nil {
			s.Counts = &Counts{}
		}
		s.Counts.add(*from.Counts)
	}
	if from.Positions != nil {
		s.addPositions(*from.Positions)
	} else {
		s.LeftOut++
	}
	switch {
	case len(from.Groups) > 0:
		s.addGroups(from.Groups)
	case groups > 0:
		s.GroupsLeftOut++
	}
}

func (s *Sum) addPositions(p Positions) {
	if s.Positions == nil {
		s.Positions = &Positions{Points: make([]int, len(p.Points)), Basis: slices.Clone(p.Basis)}
		for i := range s.Positions.Basis {
			s.Positions.Basis[i].Count = 0
		}
	}
	addPoints(s.Positions.Points, p.Points)
	for i, basis := range p.Basis {
		s.Positions.Basis[i].Count += basis.Count
	}
	s.Positions.NotSaid += p.NotSaid
	s.Positions.Evidence += p.Evidence
}

// addGroups adds the shown groups, of which each statement has the same, in one order.
func (s *Sum) addGroups(groups []GroupFigures) {
	if s.Groups == nil {
		for _, g := range groups {
			s.Groups = append(s.Groups, GroupFigures{ID: g.ID, Points: make([]int, len(g.Points))})
		}
	}
	for i, g := range groups {
		s.Groups[i].Counts.add(g.Counts)
		addPoints(s.Groups[i].Points, g.Points)
	}
}

func addPoints(to, from []int) {
	for i, count := range from {
		to[i] += count
	}
}

// domains adds up the statements of each domain, which stand side by side.
func (l ledger) domains() []Domain {
	var all []Domain
	for start := 0; start < len(l.statements); {
		var places []int
		id := l.statements[start].Domain
		for start < len(l.statements) && l.statements[start].Domain == id {
			places = append(places, start)
			start++
		}
		all = append(all, Domain{ID: id, Sum: l.sum(places)})
	}
	return all
}
