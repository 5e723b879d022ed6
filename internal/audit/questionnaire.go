package audit

import (
	"fmt"

	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/trust"
)

// Questionnaire is an instrument as respondents walk through it: the domains
// that it asks, its own among them, each with those of its elements and
// statements that it asks.
type Questionnaire struct {
	Framework  *framework.Framework
	Instrument framework.Instrument
	Scale      framework.Scale
	Domains    []framework.Domain
}

// NewQuestionnaire lays an instrument of the framework out for answering.
func NewQuestionnaire(f *framework.Framework, instrument string) (Questionnaire, error) {
	in, ok := f.Instrument(instrument)
	if !ok {
		return Questionnaire{}, fmt.Errorf("instrument %q: %w", instrument, fault.NotFound)
	}
	scale, ok := f.Scale(in.Scale)
	if !ok {
		return Questionnaire{}, fmt.Errorf("scale %q: %w", in.Scale, fault.NotFound)
	}
	return Questionnaire{Framework: f, Instrument: in, Scale: scale, Domains: f.DomainsOf(in)}, nil
}

// For is the questionnaire as it is asked where a trust has this local tier:
// what is for other tiers is left out.
func (q Questionnaire) For(tier trust.LocalTier) Questionnaire {
	all := q.Domains
	q.Domains = nil
	for _, d := range all {
		if d.Elements = fitting(d.Elements, tier); len(d.Elements) > 0 {
			q.Domains = append(q.Domains, d)
		}
	}
	return q
}

func fitting(elements []framework.Element, tier trust.LocalTier) []framework.Element {
	var kept []framework.Element
	for _, e := range elements {
		var statements []framework.Statement
		for _, s := range e.Statements {
			if tier.Fits(s.LocalTier) {
				statements = append(statements, s)
			}
		}
		if len(statements) > 0 {
			e.Statements = statements
			kept = append(kept, e)
		}
	}
	return kept
}

// Place is where an element stands in its questionnaire.
type Place struct {
	Domain       framework.Domain
	DomainNumber int // from 1
	Element      framework.Element
	Part         int    // of the domain's elements, from 1
	Previous     string // the element before, across domains; "" at the start
	Next         string // the element after, across domains; "" at the end
}

// Place finds an element; false where the questionnaire does not ask it.
func (q Questionnaire) Place(element string) (Place, bool) {
	var found Place
	previous := ""
	for i, d := range q.Domains {
		for j, e := range d.Elements {
			if found.DomainNumber > 0 {
				found.Next = e.ID
				return found, true
			}
			if e.ID == element {
				found = Place{Domain: d, DomainNumber: i + 1, Element: e, Part: j + 1, Previous: previous}
			}
			previous = e.ID
		}
	}
	return found, found.DomainNumber > 0
}

// Statements lists every statement that is asked, in order.
func (q Questionnaire) Statements() []framework.Statement {
	var all []framework.Statement
	for _, d := range q.Domains {
		all = append(all, d.Statements()...)
	}
	return all
}
