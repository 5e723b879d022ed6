package framework

import "slices"

// spot is where a statement, an element or a domain stands.
type spot struct{ domain, element, statement int }

// index finds things by id without a search. It is made once, when a file is
// read, and only read from then on.
type index struct {
	domains, elements, statements map[string]spot
	scales, instruments           map[string]int
}

func indexed(f *Framework) *index {
	at := &index{
		domains: map[string]spot{}, elements: map[string]spot{}, statements: map[string]spot{},
		scales: map[string]int{}, instruments: map[string]int{},
	}
	for d, domain := range f.Domains {
		at.domains[domain.ID] = spot{domain: d}
		for e, element := range domain.Elements {
			at.elements[element.ID] = spot{domain: d, element: e}
			for s, statement := range element.Statements {
				at.statements[statement.ID] = spot{domain: d, element: e, statement: s}
			}
		}
	}
	for i, scale := range f.Scales {
		at.scales[scale.ID] = i
	}
	for i, instrument := range f.Instruments {
		at.instruments[instrument.ID] = i
	}
	return at
}

// lookup is the index of a framework that was read from a file; one that was
// put together by hand gets a fresh one at every question, so that it may change.
func (f *Framework) lookup() *index {
	if f.at != nil {
		return f.at
	}
	return indexed(f)
}

// Domain finds a domain by its id.
func (f *Framework) Domain(id string) (Domain, bool) {
	at, ok := f.lookup().domains[id]
	if !ok {
		return Domain{}, false
	}
	return f.Domains[at.domain], true
}

// Element finds an element by its id.
func (f *Framework) Element(id string) (Element, bool) {
	at, ok := f.lookup().elements[id]
	if !ok {
		return Element{}, false
	}
	return f.Domains[at.domain].Elements[at.element], true
}

// DomainOf finds the domain that an element stands in, by the element's id.
func (f *Framework) DomainOf(element string) (Domain, bool) {
	at, ok := f.lookup().elements[element]
	if !ok {
		return Domain{}, false
	}
	return f.Domains[at.domain], true
}

// Statement finds a statement by its id.
func (f *Framework) Statement(id string) (Statement, bool) {
	at, ok := f.lookup().statements[id]
	if !ok {
		return Statement{}, false
	}
	return f.Domains[at.domain].Elements[at.element].Statements[at.statement], true
}

// Home finds the domain and the element that a statement stands in, by the statement's id.
func (f *Framework) Home(statement string) (Domain, Element, bool) {
	at, ok := f.lookup().statements[statement]
	if !ok {
		return Domain{}, Element{}, false
	}
	domain := f.Domains[at.domain]
	return domain, domain.Elements[at.element], true
}

// Scale finds a scale by its id.
func (f *Framework) Scale(id string) (Scale, bool) {
	at, ok := f.lookup().scales[id]
	if !ok {
		return Scale{}, false
	}
	return f.Scales[at], true
}

// Instrument finds an instrument by its id.
func (f *Framework) Instrument(id string) (Instrument, bool) {
	at, ok := f.lookup().instruments[id]
	if !ok {
		return Instrument{}, false
	}
	return f.Instruments[at], true
}

// Lens finds a lens by its id.
func (f *Framework) Lens(id string) (Lens, bool) {
	for _, lens := range f.Lenses {
		if lens.ID == id {
			return lens, true
		}
	}
	return Lens{}, false
}

// Statements are all the statements, in the order of the file.
func (f *Framework) Statements() []Statement {
	return f.choose(func(Domain, Element, Statement) bool { return true })
}

// Statements are the statements of the domain, in order.
func (d Domain) Statements() []Statement {
	var all []Statement
	for _, element := range d.Elements {
		all = append(all, element.Statements...)
	}
	return all
}

// Items are the statements that an instrument asks, in the order of the file.
func (f *Framework) Items(instrument Instrument) []Statement {
	chosen := instrument.Items
	return f.choose(func(d Domain, e Element, s Statement) bool {
		return slices.Contains(chosen.Domains, d.ID) ||
			slices.Contains(chosen.Elements, e.ID) ||
			slices.Contains(chosen.Statements, s.ID) ||
			overlap(chosen.Tags, s.Tags)
	})
}

// Taken are the statements that a category of a lens takes, in the order of the file.
func (f *Framework) Taken(category Category) []Statement {
	return f.choose(func(d Domain, _ Element, s Statement) bool {
		return slices.Contains(category.Domains, d.ID) ||
			slices.Contains(category.Aims, s.Aim) ||
			overlap(category.Tags, s.Tags)
	})
}

func (f *Framework) choose(wanted func(Domain, Element, Statement) bool) []Statement {
	var chosen []Statement
	for _, d := range f.Domains {
		for _, e := range d.Elements {
			for _, s := range e.Statements {
				if wanted(d, e, s) {
					chosen = append(chosen, s)
				}
			}
		}
	}
	return chosen
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(word string) bool { return slices.Contains(b, word) })
}

func (f *Framework) domainIDs() []string {
	ids := make([]string, len(f.Domains))
	for i, domain := range f.Domains {
		ids[i] = domain.ID
	}
	return ids
}

func (f *Framework) elementIDs() []string {
	var ids []string
	for _, domain := range f.Domains {
		for _, element := range domain.Elements {
			ids = append(ids, element.ID)
		}
	}
	return ids
}

func (f *Framework) statementIDs() map[string]bool {
	ids := map[string]bool{}
	for _, s := range f.Statements() {
		ids[s.ID] = true
	}
	return ids
}

// tagsUsed lists the tags of all statements, in the order of their first use.
func (f *Framework) tagsUsed() []string {
	var tags []string
	seen := map[string]bool{}
	for _, s := range f.Statements() {
		for _, tag := range s.Tags {
			if tag != "" && !seen[tag] {
				seen[tag] = true
				tags = append(tags, tag)
			}
		}
	}
	return tags
}

// everyDomain are all domains of the file, in its order.
func (f *Framework) everyDomain() []Domain { return f.Domains }

// everyStatement are all statements of the file, in its order.
func (f *Framework) everyStatement() []Statement {
	var all []Statement
	for _, domain := range f.everyDomain() {
		all = append(all, domain.Statements()...)
	}
	return all
}
