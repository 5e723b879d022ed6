package framework

import (
	"fmt"
	"slices"
)

// OwnPrefix begins the ids of what a trust adds to a round of its own. No id of a
// file may begin with it, so that the two never meet.
const OwnPrefix = "own-"

// ownTitle is the title of the element in which a trust's own statements stand.
// Those that are more than one page should ask stand in several.
const (
	ownTitle = "Our own statements"
	ownMost  = 4
)

// Own is a statement that a trust added to a round, and the domain that it is about.
type Own struct {
	Domain    string // its id
	Statement Statement
}

// WithOwn is the framework as a round asks by it to which a trust added
// statements of its own: they stand in elements of their own, at the end of
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
		var added []Statement
		for _, o := range own {
			if o.Domain == domain.ID {
				o.Statement.Own = true
				added = append(added, o.Statement)
			}
		}
		if len(added) > 0 {
			with[i].Elements = append(slices.Clone(domain.Elements), ownElements(domain.ID, added)...)
		}
	}
	return with
}

// ownElements divides what a trust added to a domain into pages of about as many.
func ownElements(domain string, added []Statement) []Element {
	pages := (len(added) + ownMost - 1) / ownMost
	var elements []Element
	for some := range slices.Chunk(added, (len(added)+pages-1)/pages) {
		e := Element{ID: OwnPrefix + domain, Title: ownTitle, Statements: some}
		if n := len(elements) + 1; n > 1 { // no id of a domain begins with a figure
			e.ID, e.Title = fmt.Sprintf("%s%d-%s", OwnPrefix, n, domain), fmt.Sprintf("%s, part %d", ownTitle, n)
		}
		elements = append(elements, e)
	}
	return elements
}

// onlyOwn tells whether nothing but a trust's own statements stands in these elements.
func onlyOwn(elements []Element) bool {
	return !slices.ContainsFunc(elements, func(e Element) bool {
		return slices.ContainsFunc(e.Statements, func(s Statement) bool { return !s.Own })
	})
}
