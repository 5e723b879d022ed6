package report

import (
	"slices"

	"sevenfold/internal/insight"
)

// OverTime sets the reports of several rounds side by side.
type OverTime struct {
	Reports    []Report // by the day on which they closed
	Domains    []DomainOverTime
	Statements []StatementOverTime
}

// DomainOverTime is a domain in each of the rounds: nil where it was not asked.
type DomainOverTime struct {
	ID     string
	Rounds []*Domain
}

// StatementOverTime is a statement in each of the rounds.
type StatementOverTime struct {
	ID, Domain, Element string // where it stands in the last round that asked it
	Replaces            string // the id of the statement whose meaning it changed
	Rounds              []Asking
}

// Asking is a statement in one round.
type Asking struct {
	Statement *Statement // nil where it was not asked
	// Moved is which way it moved since the last round, of those given, that
	// asked it; DidNotMove too where the two can't be compared.
	Moved insight.Direction
	// Reworded since then, with its meaning kept. Not told of rounds whose
	// reports do not hold their words.
	Reworded bool
}

// SideBySide sets reports side by side, by their published figures alone.
// Domains and statements are in the order of the last round; those that it no
// longer asked follow, in the order of the last that did. What a trust added to
// one of the rounds is left out, of the sums too.
func SideBySide(reports []Report) OverTime {
	t := OverTime{Reports: make([]Report, len(reports))}
	for i, r := range reports {
		t.Reports[i] = r.withoutOwn()
	}
	slices.SortStableFunc(t.Reports, func(a, b Report) int { return a.ClosedAt.Compare(b.ClosedAt) })
	domainAt, statementAt := map[string]int{}, map[string]int{}
	for round := len(t.Reports) - 1; round >= 0; round-- {
		for i := range t.Reports[round].Domains {
			t.addDomain(domainAt, round, &t.Reports[round].Domains[i])
		}
		for i := range t.Reports[round].Statements {
			t.addStatement(statementAt, round, &t.Reports[round].Statements[i])
		}
	}
	for i := range t.Statements {
		t.compare(t.Statements[i].Rounds)
	}
	return t
}

func (t *OverTime) addDomain(places map[string]int, round int, d *Domain) {
	at, known := places[d.ID]
	if !known {
		at = len(t.Domains)
		places[d.ID] = at
		t.Domains = append(t.Domains, DomainOverTime{ID: d.ID, Rounds: make([]*Domain, len(t.Reports))})
	}
	t.Domains[at].Rounds[round] = d
}

func (t *OverTime) addStatement(places map[string]int, round int, s *Statement) {
	at, known := places[s.ID]
	if !known {
		at = len(t.Statements)
		places[s.ID] = at
		t.Statements = append(t.Statements, StatementOverTime{
			ID: s.ID, Domain: s.Domain, Element: s.Element, Replaces: s.Replaces, Rounds: make([]Asking, len(t.Reports)),
		})
	}
	t.Statements[at].Rounds[round].Statement = s
}

// compare says of each asking of a statement whether it moved, or was reworded,
// since the last.
func (t OverTime) compare(rounds []Asking) {
	last := -1
	for round, asking := range rounds {
		if asking.Statement == nil {
			continue
		}
		if last >= 0 {
			was := *rounds[last].Statement
			rounds[round].Reworded = was.Wording != "" && asking.Statement.Wording != "" && was.Wording != asking.Statement.Wording
			if unlike(t.Reports[last], t.Reports[round]) == "" {
				rounds[round].Moved = insight.Moved(was.standing(), asking.Statement.standing())
			}
		}
		last = round
	}
}
