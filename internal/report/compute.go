package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
)

// Input is a closed round: what was asked, of whom, and what those answered who
// submitted. Responses that were never submitted are not in it.
type Input struct {
	Framework     *framework.Framework
	FrameworkHash string
	Instrument    framework.Instrument
	Asked         []string // ids of the statements that this round asked
	Minimum       int
	Groups        []Group
	Responses     []Response
	ClosedAt      time.Time
}

// Response is a submitted response.
type Response struct {
	// EnteredByOther: somebody else typed it in from paper. It counts in the
	// findings, never towards the minimum.
	EnteredByOther bool
	Answers        []Answer
}

// Answer is one answer of a response: a position, or unknown, or apart, or
// none of them and only a note.
type Answer struct {
	Statement string
	Position  int // from 1, the challenge end; 0 for none
	Unknown   bool
	Apart     bool
	Basis     string // id; empty where it was not said
	Note      string
}

// Compute makes the report of a closed round. The same input gives the same
// report. It fails where the input contradicts itself, and says no more of
// an answer than which statement it is of.
func Compute(in Input) (Report, error) {
	t, err := newTable(in)
	if err != nil {
		return Report{}, fmt.Errorf("compute report: %w", err)
	}
	counting := 0
	for number, response := range in.Responses {
		if !response.EnteredByOther {
			counting++
		}
		for _, answer := range response.Answers {
			if err := t.add(number+1, answer, response.EnteredByOther); err != nil {
				return Report{}, fmt.Errorf("compute report: %w", err)
			}
		}
	}
	setting := insight.Setting{Minimum: in.Minimum, Counting: counting, BasisAsked: in.Instrument.Basis}
	r := Report{
		Method:         Method,
		Framework:      FrameworkRef{ID: in.Framework.ID, Version: in.Framework.Version, Hash: in.FrameworkHash},
		Instrument:     in.Instrument.ID,
		ClosedAt:       in.ClosedAt.UTC().Round(0),
		Minimum:        in.Minimum,
		Points:         t.points,
		BasisAsked:     in.Instrument.Basis,
		Groups:         in.Groups,
		Submitted:      len(in.Responses),
		EnteredByOther: len(in.Responses) - counting,
		Withheld:       counting < in.Minimum,
	}
	var items []insight.Item
	for _, row := range t.rows {
		s, item := row.publish(t, r, setting)
		r.Statements = append(r.Statements, s)
		items = append(items, item)
	}
	r.Domains = domains(r.Statements, items)
	r.list(items)
	return r, nil
}

// list fills in the lists of statements.
func (r *Report) list(items []insight.Item) {
	r.Strengths, r.Challenges = insight.MostSignificant(items)
	for _, s := range r.Statements {
		switch {
		case s.Finding == insight.ViewsDiffer:
			r.ViewsDiffer = append(r.ViewsDiffer, s.ID)
		case s.Finding == insight.NotYetKnown:
			r.NotYetKnown = append(r.NotYetKnown, s.ID)
		case s.ReassuredNotAssured:
			r.ReassuredNotAssured = append(r.ReassuredNotAssured, s.ID)
		}
	}
}

// table gathers the answers, a row a statement.
type table struct {
	points   int
	bases    []framework.Basis // none where the basis was not asked
	rows     []*row
	byID     map[string]*row
	basisAt  map[string]int
	notSaid  int // the place of "not said", after the bases
	askBasis bool
}

// row holds what was answered to one statement.
type row struct {
	id, domain, element string
	counts              insight.Counts
	basis               []int // a place a basis, and the last for "not said"
	notes               []string
	lastResponse        int // the number of the response that answered last
}

func newTable(in Input) (*table, error) {
	scale := slices.IndexFunc(in.Framework.Scales, func(s framework.Scale) bool { return s.ID == in.Instrument.Scale })
	if scale < 0 {
		return nil, fmt.Errorf("the framework has no scale %q, which instrument %q asks for", in.Instrument.Scale, in.Instrument.ID)
	}
	if submitted(in.Groups) != len(in.Responses) {
		return nil, fmt.Errorf("the groups submitted %d responses in all, and %d are given", submitted(in.Groups), len(in.Responses))
	}
	t := &table{
		points: len(in.Framework.Scales[scale].Points), askBasis: in.Instrument.Basis,
		bases: in.Framework.Bases, byID: map[string]*row{}, basisAt: map[string]int{},
		notSaid: len(in.Framework.Bases),
	}
	for i, basis := range t.bases {
		t.basisAt[basis.ID] = i
	}
	for _, id := range in.Asked {
		t.byID[id] = nil
	}
	for _, domain := range in.Framework.Domains {
		for _, element := range domain.Elements {
			for _, statement := range element.Statements {
				t.ask(domain.ID, element.ID, statement.ID)
			}
		}
	}
	for _, id := range in.Asked {
		if t.byID[id] == nil {
			return nil, fmt.Errorf("statement %q was asked and is not in the framework", id)
		}
	}
	return t, nil
}

func submitted(groups []Group) int {
	total := 0
	for _, group := range groups {
		total += group.Submitted
	}
	return total
}

// ask opens the row of a statement of the framework, where it was asked.
func (t *table) ask(domain, element, statement string) {
	if _, asked := t.byID[statement]; !asked {
		return
	}
	r := &row{
		id: statement, domain: domain, element: element,
		counts: insight.Counts{Points: make([]int, t.points)}, basis: make([]int, len(t.bases)+1),
	}
	t.rows = append(t.rows, r)
	t.byID[statement] = r
}

// add counts one answer of the response with that number, the first being 1.
func (t *table) add(response int, a Answer, enteredByOther bool) error {
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
	switch {
	case a.Unknown:
		r.counts.Unknown++
	case a.Apart:
		r.counts.Apart++
	case a.Position > 0:
		return t.place(r, a, enteredByOther)
	}
	return nil
}

// place counts a position and its basis.
func (t *table) place(r *row, a Answer, enteredByOther bool) error {
	r.counts.Points[a.Position-1]++
	if enteredByOther {
		r.counts.EnteredByOther++
	}
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
		r.counts.Evidence++
	}
	return nil
}

// publish finds what the row amounts to, and takes over what may be shown of it.
func (r *row) publish(t *table, report Report, setting insight.Setting) (Statement, insight.Item) {
	r.counts.Unanswered = report.Submitted - r.counts.Answered()
	found := insight.Find(r.counts, setting)
	s := Statement{
		ID: r.id, Domain: r.domain, Element: r.element,
		Finding: found.Kind, Significant: found.Significant, Steady: found.Steady,
		ReassuredNotAssured: found.ReassuredNotAssured,
	}
	if found.Kind != insight.Withheld {
		s.Counts = &Counts{
			Placed: r.counts.Placed(), Unknown: r.counts.Unknown,
			Apart: r.counts.Apart, Unanswered: r.counts.Unanswered,
		}
	}
	if found.ShowPositions {
		s.Positions = r.positions(t)
		slices.Sort(r.notes)
		s.Notes = r.notes
	}
	return s, insight.Item{Statement: r.id, Domain: r.domain, Counts: r.counts, Finding: found}
}

func (r *row) positions(t *table) *Positions {
	p := &Positions{Points: r.counts.Points}
	if !t.askBasis {
		return p
	}
	for i, basis := range t.bases {
		p.Basis = append(p.Basis, BasisCount{ID: basis.ID, Count: r.basis[i]})
	}
	p.NotSaid, p.Evidence = r.basis[t.notSaid], r.counts.Evidence
	return p
}
