package report

import (
	"slices"

	"sevenfold/internal/insight"
)

// divide tells shown groups from others, once for the whole round.
func (t *table) divide(minimum int) { t.shown = insight.ShownGroups(t.sizes, minimum) }

func (t *table) shownGroups() []string {
	var ids []string
	for i, group := range t.groups {
		if t.shown[i] {
			ids = append(ids, group.ID)
		}
	}
	return ids
}

// publish finds what each row amounts to, and lets out what may be shown of it.
func (t *table) publish(setting insight.Setting) ledger {
	statements, items := make([]Statement, len(t.rows)), make([]insight.Item, len(t.rows))
	for i, row := range t.rows {
		statements[i], items[i] = t.publishRow(row, setting)
	}
	return newLedger(statements, items, len(t.shownGroups()))
}

func (t *table) publishRow(r *row, setting insight.Setting) (Statement, insight.Item) {
	counts := t.counts(r, func(int) bool { return true })
	counts.Evidence = r.evidence
	found := insight.Find(counts, setting)
	s := Statement{
		ID: r.asked.ID, Domain: r.domain, Element: r.element,
		Finding: found.Kind, Significant: found.Significant, Steady: found.Steady,
		ReassuredNotAssured: found.ReassuredNotAssured,
		Wording:             wording(r.asked.Text), Replaces: r.asked.Replaces, Own: r.asked.Own,
	}
	if found.Kind != insight.Withheld {
		shown := countsOf(counts)
		s.Counts = &shown
	}
	if found.ShowPositions {
		s.Positions = t.positions(r, counts)
		slices.Sort(r.notes)
		s.Notes = r.notes
		s.Groups = t.groupFigures(r, setting.Minimum)
	}
	return s, insight.Item{Statement: s.ID, Domain: r.domain, Counts: counts, Finding: found}
}

// counts adds up how those groups answered that are wanted.
func (t *table) counts(r *row, wanted func(group int) bool) insight.Counts {
	c := insight.Counts{Points: make([]int, t.points)}
	submitted := 0
	for i, group := range r.groups {
		if !wanted(i) {
			continue
		}
		submitted += t.sizes[i].Submitted
		addPoints(c.Points, group.points)
		c.Unknown += group.unknown
		c.Apart += group.apart
		c.EnteredByOther += group.enteredByOther
	}
	c.Unanswered = submitted - c.Answered()
	return c
}

// groupFigures are those of the shown groups, where they may be told apart at
// this statement; else none.
func (t *table) groupFigures(r *row, minimum int) []GroupFigures {
	var figures []GroupFigures
	var shown []insight.Counts
	for i, group := range t.groups {
		if !t.shown[i] {
			continue
		}
		part := t.counts(r, func(at int) bool { return at == i })
		shown = append(shown, part)
		figures = append(figures, GroupFigures{ID: group.ID, Counts: countsOf(part), Points: part.Points})
	}
	others := t.counts(r, func(at int) bool { return !t.shown[at] })
	if !insight.GroupsMayShow(shown, others, minimum) {
		return nil
	}
	return figures
}

func countsOf(c insight.Counts) Counts {
	return Counts{Placed: c.Placed(), Unknown: c.Unknown, Apart: c.Apart, Unanswered: c.Unanswered}
}

func (t *table) positions(r *row, c insight.Counts) *Positions {
	p := &Positions{Points: c.Points}
	if !t.askBasis {
		return p
	}
	for i, basis := range t.bases {
		p.Basis = append(p.Basis, BasisCount{ID: basis.ID, Count: r.basis[i]})
	}
	p.NotSaid, p.Evidence = r.basis[t.notSaid], c.Evidence
	return p
}
