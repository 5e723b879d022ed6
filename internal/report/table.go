package report

import (
	"fmt"
	"slices"
	"strings"

	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
)

// table gathers the answers, a row a statement. Nothing leaves it but what
// publish lets out.
type table struct {
	points   int
	pointIDs []string
	bases    []framework.Basis // none where the basis was not asked
	rows     []*row
	byID     map[string]*row
	basisAt  map[string]int
	notSaid  int // the place of "not said", after the bases
	askBasis bool

	groups  []Group
	groupAt map[string]int
	sizes   []insight.Size // of the groups
	shown   []bool         // of the groups
}

// row holds what was answered to one statement.
type row struct {
	asked           framework.Statement
	domain, element string
	groups          []tally // a place a group
	basis           []int   // a place a basis, and the last for "not said"
	evidence        int
	notes           []string
	lastResponse    int // the number of the response that answered last
}

// tally is how the members of one group answered a statement.
type tally struct {
	points                         []int
	unknown, apart, enteredByOther int // the last, of those who placed it
}

// pointIDs are the points of a scale; none where one has no id, as in texts
// that no rule was applied to.
func pointIDs(scale framework.Scale) []string {
	var ids []string
	for _, p := range scale.Points {
		if p.ID == "" {
			return nil
		}
		ids = append(ids, p.ID)
	}
	return ids
}

func newTable(in Input) (*table, error) {
	scale := slices.IndexFunc(in.Framework.Scales, func(s framework.Scale) bool { return s.ID == in.Instrument.Scale })
	if scale < 0 {
		return nil, fmt.Errorf("the framework has no scale %q, which instrument %q asks for", in.Instrument.Scale, in.Instrument.ID)
	}
	t := &table{
		points: len(in.Framework.Scales[scale].Points), pointIDs: pointIDs(in.Framework.Scales[scale]), askBasis: in.Instrument.Basis,
		bases: in.Framework.Bases, byID: map[string]*row{}, basisAt: map[string]int{},
		notSaid: len(in.Framework.Bases),
		groups:  in.Groups, groupAt: map[string]int{},
		sizes: make([]insight.Size, len(in.Groups)), shown: make([]bool, len(in.Groups)),
	}
	for i, basis := range t.bases {
		t.basisAt[basis.ID] = i
	}
	for i, group := range in.Groups {
		if _, twice := t.groupAt[group.ID]; twice {
			return nil, fmt.Errorf("group %q is given twice", group.ID)
		}
		t.groupAt[group.ID] = i
	}
	return t, t.askAll(in)
}

// askAll opens a row for each statement that was asked.
func (t *table) askAll(in Input) error {
	for _, id := range in.Asked {
		t.byID[id] = nil
	}
	for _, domain := range slices.Concat(in.Framework.Domains, in.Instrument.Domains) {
		for _, element := range domain.Elements {
			for _, statement := range element.Statements {
				if _, asked := t.byID[statement.ID]; asked {
					t.ask(row{asked: statement, domain: domain.ID, element: element.ID})
				}
			}
		}
	}
	for _, id := range in.Asked {
		if t.byID[id] == nil {
			return fmt.Errorf("statement %q was asked and is not in the framework", id)
		}
	}
	return nil
}

func (t *table) ask(r row) {
	r.groups = make([]tally, len(t.groups))
	counts := make([]int, len(t.groups)*t.points)
	for i := range r.groups {
		r.groups[i].points = counts[i*t.points : (i+1)*t.points : (i+1)*t.points]
	}
	r.basis = make([]int, len(t.bases)+1)
	t.rows = append(t.rows, &r)
	t.byID[r.asked.ID] = &r
}

// addAll counts every response, and holds them against what the groups say.
func (t *table) addAll(in Input) error {
	for i, response := range in.Responses {
		group, known := t.groupAt[response.Group]
		if !known {
			return fmt.Errorf("a response of group %q, which was not invited", response.Group)
		}
		t.sizes[group].Submitted++
		if !response.EnteredByOther {
			t.sizes[group].Counting++
		}
		for _, answer := range response.Answers {
			if err := t.add(i+1, group, answer, response.EnteredByOther); err != nil {
				return err
			}
		}
	}
	for i, group := range t.groups {
		if got := t.sizes[i].Submitted; got != group.Submitted {
			return fmt.Errorf("group %q submitted %d responses, and %d are given", group.ID, group.Submitted, got)
		}
	}
	return nil
}

// add counts one answer of the response with that number, the first being 1.
func (t *table) add(response, group int, a Answer, enteredByOther bool) error {
	r := t.byID[a.Statement]
	switch {
	case r == nil:
		return fmt.Errorf("an answer to statement %q, which was not asked", a.Statement)
	case r.lastResponse == response:
		return fmt.Errorf("two answers of one response to statement %q", a.Statement)
	case a.Position < 0 || a.Position > t.points:
		return fmt.Errorf("an answer to statement %q is off the scale", a.Statement)
	case a.Unknown && a.Apart || a.Position > 0 && (a.Unknown || a.Apart):
		return fmt.Errorf("an answer to statement %q says two things", a.Statement)
	}
	r.lastResponse = response
	if note := strings.TrimSpace(a.Note); note != "" {
		r.notes = append(r.notes, note)
	}
	tally := &r.groups[group]
	switch {
	case a.Unknown:
		tally.unknown++
	case a.Apart:
		tally.apart++
	case a.Position > 0:
		tally.points[a.Position-1]++
		if enteredByOther {
			tally.enteredByOther++
		}
		return t.addBasis(r, a)
	}
	return nil
}

// addBasis counts how somebody who placed a statement knows.
func (t *table) addBasis(r *row, a Answer) error {
	if !t.askBasis || a.Basis == "" {
		r.basis[t.notSaid]++
		return nil
	}
	at, known := t.basisAt[a.Basis]
	if !known {
		return fmt.Errorf("an answer to statement %q has a basis that the framework does not have", a.Statement)
	}
	r.basis[at]++
	if t.bases[at].Evidence {
		r.evidence++
	}
	return nil
}

// counting is how many responses count towards the minimum.
func (t *table) counting() int {
	counting := 0
	for _, size := range t.sizes {
		counting += size.Counting
	}
	return counting
}
