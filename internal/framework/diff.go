package framework

import (
	"fmt"
	"slices"
	"strings"
)

// Difference is one thing that two versions of a framework don't share.
type Difference struct {
	Part      string // the part of the file that it stands in: `domain "governance"`
	What      string // what changed, and what it means: `statement "go-need" is reworded`
	Was, Is   string // the two wordings; "" where there is none, or none to show
	Statement string // the id of the statement that it is about, where it is about one
	Kind      Kind   // what became of that statement
}

// Kind is what became of a statement from one version to the next.
type Kind string

// What becomes of statements.
const (
	Reworded  Kind = "reworded"  // other words, the same meaning: rounds are compared
	Replaced  Kind = "replaced"  // another meaning under another id: rounds are not
	Added     Kind = "added"     // not in the older version
	Gone      Kind = "gone"      // not in the newer version
	Moved     Kind = "moved"     // to another element or domain
	Described Kind = "described" // anything else of it
)

// Diff tells what changed from one version of a framework to another, in the
// order of the file; what is gone stands where it was. None where the two say
// the same, however their files are laid out.
func Diff(older, newer *Framework) []Difference {
	d := &differ{
		was: homes(older), is: homes(newer), replaced: map[string]string{},
		wasElement: elementHomes(older), isElement: elementHomes(newer),
	}
	for _, s := range statementsOf(newer.everyDomain()) {
		if _, kept := d.was[s.ID]; kept || s.Replaces == "" {
			continue
		}
		_, asked := d.was[s.Replaces]
		if _, still := d.is[s.Replaces]; asked && !still {
			d.replaced[s.Replaces] = s.ID
		}
	}
	d.head(older, newer)
	d.scales(older.Scales, newer.Scales)
	d.bases(older.Bases, newer.Bases)
	d.domains("", older.Domains, newer.Domains)
	d.lenses(older.Lenses, newer.Lenses)
	d.instruments(older, newer)
	d.resources(older.Resources, newer.Resources)
	return d.found
}

// differ gathers differences.
type differ struct {
	was, is               map[string]home   // by statement
	wasElement, isElement map[string]string // element -> domain
	replaced              map[string]string // earlier statement -> the one that replaces it
	part                  string
	found                 []Difference
}

// home is a statement and the ids of what it stands in.
type home struct {
	statement       Statement
	domain, element string
}

func homes(f *Framework) map[string]home {
	all := map[string]home{}
	for _, d := range f.everyDomain() {
		for _, e := range d.Elements {
			for _, s := range e.Statements {
				all[s.ID] = home{s, d.ID, e.ID}
			}
		}
	}
	return all
}

func elementHomes(f *Framework) map[string]string {
	all := map[string]string{}
	for _, d := range f.everyDomain() {
		for _, e := range d.Elements {
			all[e.ID] = d.ID
		}
	}
	return all
}

func (d *differ) add(one Difference) {
	one.Part = d.part
	d.found = append(d.found, one)
}

func (d *differ) say(what string) { d.add(Difference{What: what}) }

// text tells of two wordings that differ.
func (d *differ) text(what, was, is string) {
	if was != is {
		d.add(Difference{What: what + changed(was, is), Was: was, Is: is})
	}
}

func changed(was, is string) string {
	switch {
	case was == "":
		return " is new"
	case is == "":
		return " is gone"
	}
	return " is changed"
}

// set tells of words that came to a list, and of those that left it.
func (d *differ) set(what string, was, is []string) {
	var parts []string
	if come := missing(is, was); len(come) > 0 {
		parts = append(parts, "gains "+listed(come, "and"))
	}
	if left := missing(was, is); len(left) > 0 {
		parts = append(parts, "loses "+listed(left, "and"))
	}
	if len(parts) == 0 && !slices.Equal(was, is) {
		parts = append(parts, "stands in another order")
	}
	if len(parts) > 0 {
		d.say(what + " " + strings.Join(parts, " and "))
	}
}

// missing are the quoted words that one list has and the other has not.
func missing(from, in []string) []string {
	var words []string
	for _, word := range from {
		if !slices.Contains(in, word) {
			words = append(words, quoted(word))
		}
	}
	return words
}

// pair is one thing in the two versions; nil where a version lacks it.
type pair[T any] struct {
	id      string
	was, is *T
}

// pairs sets two lists side by side in the order of the newer one. What is gone
// follows what it followed.
func pairs[T any](older, newer []T, id func(T) string) []pair[T] {
	all := make([]pair[T], len(newer))
	for i := range newer {
		all[i] = pair[T]{id: id(newer[i]), is: &newer[i]}
	}
	at := 0
	for i := range older {
		name := id(older[i])
		here := slices.IndexFunc(all, func(p pair[T]) bool { return p.id == name && p.was == nil })
		if here < 0 {
			here = at
			all = slices.Insert(all, here, pair[T]{id: name})
		}
		all[here].was = &older[i]
		at = here + 1
	}
	return all
}

// reordered is true where what both lists hold stands in another order.
func reordered[T any](older, newer []T, id func(T) string) bool {
	var was, is []string
	for _, p := range pairs(older, newer, id) {
		if p.was != nil && p.is != nil {
			is = append(is, p.id)
		}
	}
	for _, one := range older {
		if slices.Contains(is, id(one)) {
			was = append(was, id(one))
		}
	}
	return !slices.Equal(was, is)
}

func (d *differ) head(older, newer *Framework) {
	d.part = "the framework"
	d.text("its id", older.ID, newer.ID)
	d.text("its version", older.Version, newer.Version)
	d.text("its title", older.Title, newer.Title)
	id := func(s Source) string { return s.ID }
	for _, p := range pairs(older.Sources, newer.Sources, id) {
		name := "source " + quoted(p.id)
		switch {
		case p.was == nil:
			d.text(name, "", p.is.Citation())
		case p.is == nil:
			d.text(name, p.was.Citation(), "")
		default:
			d.text(name, p.was.Citation(), p.is.Citation())
			d.text("where to find "+name, p.was.Where, p.is.Where)
		}
	}
	if reordered(older.Sources, newer.Sources, id) {
		d.say("its sources stand in another order")
	}
}

// Citation is a source as a bibliography lists it: "A. Writer, First book, A House, 2024".
func (s Source) Citation() string {
	var facts []string
	for _, fact := range []string{s.Author, s.Title, s.Publisher, fmt.Sprint(s.Year)} {
		if fact != "" {
			facts = append(facts, fact)
		}
	}
	return strings.Join(facts, ", ")
}
