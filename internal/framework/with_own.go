package framework

import "slices"

// OwnPrefix begins the ids of what a trust adds to a round of its own. No id of a
// file may begin with it, so that the two never meet.
const OwnPrefix = "own-"

// ownTitle is the title of the element in which a trust's own statements stand.
const ownTitle = "Our own statements"

// Own is a statement that a trust added to a round, and the domain that it is about.
type Own struct {
	Domain    string // its id
	Statement Statement
}

// WithOwn is the framework as a round asks by it to which a trust added
// statements of its own: they stand in an element of their own, at the end of
// their domains, and are asked by every instrument that asks something else of
// these. One whose domain there is not is left out. The framework itself, which
// other rounds and trusts read, stays as it is.
func (f *Framework) WithOwn(own []Own) *Framework {
	if len(own) == 0 {
		return f
	}
	with := *f
	with.Domains = addOwn(f.Domains, own)
	with.Instruments = slices.Clone(f.Instruments)
	for i, instrument := range with.Instruments {
		with.Instruments[i].Domains = addOwn(instrument.Domains, own)
	}
	with.at = indexed(&with)
	return &with
}

func addOwn(domains []Domain, own []Own) []Domain {
	with := slices.Clone(domains)
	for i, domain := range with {
		added := Element{ID: OwnPrefix + domain.ID, Title: ownTitle}
		for _, o := range own {
			if o.Domain == domain.ID {
				o.Statement.Own = true
				added.Statements = append(added.Statements, o.Statement)
			}
		}
		if len(added.Statements) > 0 {
			with[i].Elements = append(slices.Clone(domain.Elements), added)
		}
	}
	return with
}

// onlyOwn tells whether nothing but a trust's own statements stands in these elements.
func onlyOwn(elements []Element) bool {
	return !slices.ContainsFunc(elements, func(e Element) bool {
		return slices.ContainsFunc(e.Statements, func(s Statement) bool { return !s.Own })
	})
}
