package report

import (
	"slices"

	"sevenfold/internal/insight"
)

// domains adds up what the statements of each domain show. The items are the
// same statements, in the same order.
func domains(statements []Statement, items []insight.Item) []Domain {
	var all []Domain
	for start := 0; start < len(statements); {
		end := start
		for end < len(statements) && statements[end].Domain == statements[start].Domain {
			end++
		}
		all = append(all, domainOf(statements[start:end], items[start:end]))
		start = end
	}
	return all
}

func domainOf(statements []Statement, items []insight.Item) Domain {
	d := Domain{ID: statements[0].Domain, Findings: map[insight.Kind]int{}}
	for _, item := range insight.BySignificance(items) {
		d.Statements = append(d.Statements, item.Statement)
	}
	for _, s := range statements {
		d.Findings[s.Finding]++
		if s.Counts != nil {
			d.addCounts(*s.Counts)
		}
		if s.Positions != nil {
			d.addPositions(*s.Positions)
		} else {
			d.LeftOut++
		}
	}
	return d
}

func (d *Domain) addCounts(c Counts) {
	if d.Counts == nil {
		d.Counts = &Counts{}
	}
	d.Counts.Placed += c.Placed
	d.Counts.Unknown += c.Unknown
	d.Counts.Apart += c.Apart
	d.Counts.Unanswered += c.Unanswered
}

func (d *Domain) addPositions(p Positions) {
	if d.Positions == nil {
		d.Positions = &Positions{Points: make([]int, len(p.Points)), Basis: slices.Clone(p.Basis)}
		for i := range d.Positions.Basis {
			d.Positions.Basis[i].Count = 0
		}
	}
	for i, count := range p.Points {
		d.Positions.Points[i] += count
	}
	for i, basis := range p.Basis {
		d.Positions.Basis[i].Count += basis.Count
	}
	d.Positions.NotSaid += p.NotSaid
	d.Positions.Evidence += p.Evidence
}
