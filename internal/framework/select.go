package framework

import "slices"

// spot is where a statement, an element or a domain stands.
type spot struct{ owner, domain, element, statement int }

// ours is the owner of the framework's domains; those of an instrument's own
// have its number.
const ours = -1

func (f *Framework) domainAt(at spot) Domain {
	if at.owner == ours {
		return f.Domains[at.domain]
	}
	return f.Instruments[at.owner].Domains[at.domain]
}

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
	at.add(ours, f.Domains)
	for i, scale := range f.Scales {
		at.scales[scale.ID] = i
	}
	for i, instrument := range f.Instruments {
		at.instruments[instrument.ID] = i
		at.add(i, instrument.Domains)
	}
	return at
}

func (at *index) add(owner int, domains []Domain) {
	for d, domain := range domains {
		at.domains[domain.ID] = spot{owner: owner, domain: d}
		for e, element := range domain.Elements {
			at.elements[element.ID] = spot{owner: owner, domain: d, element: e}
			for s, statement := range element.Statements {
				at.statements[statement.ID] = spot{owner: owner, domain: d, element: e, statement: s}
			}
		}
	}
}

// lookup is the index of a framework that was read from a file; one that was
// put together by hand gets a fresh one at every question, so that it may change.
func (f *Framework) lookup() *index {
	if f.at != nil {
		return f.at
	}
	return indexed(f)
}

// Domain finds a domain by its id, whether the framework's or an instrument's own.
func (f *Framework) Domain(id string) (Domain, bool) {
	at, ok := f.lookup().domains[id]
	if !ok {
		return Domain{}, false
	}
	return f.domainAt(at), true
}

// Element finds an element by its id.
func (f *Framework) Element(id string) (Element, bool) {
	at, ok := f.lookup().elements[id]
	if !ok {
		return Element{}, false
	}
	return f.domainAt(at).Elements[at.element], true
}

// DomainOf finds the domain that an element stands in, by the element's id.
func (f *Framework) DomainOf(element string) (Domain, bool) {
	at, ok := f.lookup().elements[element]
	if !ok {
		return Domain{}, false
	}
	return f.domainAt(at), true
}

// Statement finds a statement by its id.
func (f *Framework) Statement(id string) (Statement, bool) {
	at, ok := f.lookup().statements[id]
	if !ok {
		return Statement{}, false
	}
	return f.domainAt(at).Elements[at.element].Statements[at.statement], true
}

// Home finds the domain and the element that a statement stands in, by the statement's id.
func (f *Framework) Home(statement string) (Domain, Element, bool) {
	at, ok := f.lookup().statements[statement]
	if !ok {
		return Domain{}, Element{}, false
	}
	domain := f.domainAt(at)
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

// Statements are all the statements of the framework's domains, in the order of
// the file. Those of an instrument's own are not among them.
func (f *Framework) Statements() []Statement { return statementsOf(f.Domains) }

func statementsOf(domains []Domain) []Statement {
	var all []Statement
	for _, domain := range domains {
		all = append(all, domain.Statements()...)
	}
	return all
}

// Statements are the statements of the domain, in order.
func (d Domain) Statements() []Statement {
	var all []Statement
	for _, element := range d.Elements {
		all = append(all, element.Statements...)
	}
	return all
}

// DomainsOf are the domains that an instrument asks, in the order of the file,
// each with those of its elements and statements that are asked: first what it
// chooses from the framework's domains, then its own. What a trust added is asked
// in each domain of which the instrument asks something else.
func (f *Framework) DomainsOf(instrument Instrument) []Domain {
	chosen := instrument.Items
	var asked []Domain
	for _, d := range f.Domains {
		var elements []Element
		for _, e := range d.Elements {
			whole := slices.Contains(chosen.Domains, d.ID) || slices.Contains(chosen.Elements, e.ID)
			var statements []Statement
			for _, s := range e.Statements {
				if whole || s.Own || slices.Contains(chosen.Statements, s.ID) || overlap(chosen.Tags, s.Tags) {
					statements = append(statements, s)
				}
			}
			if len(statements) > 0 {
				elements = append(elements, Element{ID: e.ID, Title: e.Title, Statements: statements})
			}
		}
		if !onlyOwn(elements) {
			d.Elements = elements
			asked = append(asked, d)
		}
	}
	return append(asked, instrument.Domains...)
}

// Items are the statements that an instrument asks, in the order of DomainsOf.
func (f *Framework) Items(instrument Instrument) []Statement {
	return statementsOf(f.DomainsOf(instrument))
}

// Takes reports whether a category takes a statement that stands in a domain. No
// category takes what a trust added of its own: a lens sets the same statements
// in another order, and those of one trust are in nobody else's.
func (c Category) Takes(domain string, s Statement) bool {
	return !s.Own && (slices.Contains(c.Domains, domain) || slices.Contains(c.Aims, s.Aim) || overlap(c.Tags, s.Tags))
}

// Taken are the statements of the framework's domains that a category of a lens
// takes, in the order of the file.
func (f *Framework) Taken(category Category) []Statement { return takenOf(f.Domains, category) }

func takenOf(domains []Domain, category Category) []Statement {
	var taken []Statement
	for _, d := range domains {
		for _, e := range d.Elements {
			for _, s := range e.Statements {
				if category.Takes(d.ID, s) {
					taken = append(taken, s)
				}
			}
		}
	}
	return taken
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(word string) bool { return slices.Contains(b, word) })
}

// everyDomain is the framework's domains, then each instrument's own.
func (f *Framework) everyDomain() []Domain {
	all := slices.Clone(f.Domains)
	for _, instrument := range f.Instruments {
		all = append(all, instrument.Domains...)
	}
	return all
}

func domainIDs(domains []Domain) []string {
	ids := make([]string, len(domains))
	for i, domain := range domains {
		ids[i] = domain.ID
	}
	return ids
}

func elementIDs(domains []Domain) []string {
	var ids []string
	for _, domain := range domains {
		for _, element := range domain.Elements {
			ids = append(ids, element.ID)
		}
	}
	return ids
}

func statementIDs(domains []Domain) []string { return idsOf(statementsOf(domains)) }

// tagsOf lists the tags of all statements, in the order of their first use.
func tagsOf(domains []Domain) []string {
	var tags []string
	seen := map[string]bool{}
	for _, s := range statementsOf(domains) {
		for _, tag := range s.Tags {
			if tag != "" && !seen[tag] {
				seen[tag] = true
				tags = append(tags, tag)
			}
		}
	}
	return tags
}
