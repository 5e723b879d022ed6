package framework

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// checker gathers what is wrong with one file.
type checker struct {
	file         string
	root         *node
	partial      bool // part of the file could not be read and is left out of root
	strayIndents map[int]bool
	mistakes     Mistakes
	hints        int // suggestions looked for so far
}

func newChecker(file string) *checker {
	return &checker{file: file, strayIndents: map[int]bool{}}
}

func (c *checker) add(line, column int, problem, remedy string) {
	c.mistakes = append(c.mistakes, Mistake{File: c.file, Line: line, Column: column, Problem: problem, Remedy: remedy})
}

func (c *checker) addAt(at []string, problem, remedy string) {
	n := c.root.find(at)
	c.add(n.line, n.column, problem, remedy)
}

// path is a place in the file: keys, and numbers of list entries.
type path []string

func (p path) down(parts ...any) path {
	longer := slices.Clone(p)
	for _, part := range parts {
		longer = append(longer, fmt.Sprint(part))
	}
	return longer
}

// find goes down as far as the file does.
func (n *node) find(at []string) *node {
	for _, part := range at {
		next := n.step(part)
		if next == nil {
			break
		}
		n = next
	}
	return n
}

func (n *node) keyPlace(key string) (line, column int) {
	for _, e := range n.entries {
		if e.key == key {
			return e.line, e.column
		}
	}
	return n.line, n.column
}

func (c *checker) spoilt(at []string) bool { return c.root.find(at).spoilt }

// kinds of thing, by the list that holds them.
var kinds = map[string]string{
	"sources": "source", "scales": "scale", "points": "point", "bases": "basis", "domains": "domain",
	"elements": "element", "statements": "statement", "lenses": "lens", "categories": "category",
	"instruments": "instrument", "resources": "resource",
}

// name is how an author would speak of the place: "ask" of statement "sg-need".
func (c *checker) name(at []string) string {
	thing, rest := "the file", 0
	n, list := c.root, ""
	for i, part := range at {
		if n == nil {
			break
		}
		if !n.isList {
			list = part
		}
		inList := n.isList
		n = n.step(part)
		if !inList || n == nil || !n.isMapping || kinds[list] == "" {
			continue
		}
		rest = i + 1
		called := n.get("id").word()
		if called == "" {
			called = n.get("title").word()
		}
		if called == "" {
			number, _ := strconv.Atoi(part)
			thing = fmt.Sprintf("%s number %d", kinds[list], number+1)
			continue
		}
		thing = kinds[list] + " " + quoted(called)
	}
	if rest == len(at) {
		return thing
	}
	keys := at[rest:]
	entry := ""
	if number, err := strconv.Atoi(keys[len(keys)-1]); err == nil {
		entry, keys = fmt.Sprintf("entry %d of ", number+1), keys[:len(keys)-1]
	}
	name := entry + quoted(strings.Join(keys, "."))
	if rest > 0 {
		name += " of " + thing
	}
	return name
}

// rules holds what the file says to the rules that a shape can't express.
// They say nothing of what is missing: the shape has said it.
func (c *checker) rules(f *Framework) {
	c.wording(f)
	c.minutes(f)
	c.identities(f)
	c.replacements(f)
	if c.partial { // the others ask for what may stand in the part that is left out
		return
	}
	c.cultures(f)
	c.provenance(f)
	c.lenses(f)
	c.selections(f)
	c.resources(f)
}

// hint suggests what word was meant; a file with hundreds of unknown words
// gets no more suggestions than anybody reads.
func (c *checker) hint(word string, known []string, otherwise string) string {
	const most = 200
	if c.hints++; c.hints > most {
		return otherwise
	}
	if suggestion := meant(word, known); suggestion != "" {
		return suggestion
	}
	return otherwise
}

// minutes: a range of minutes goes upwards.
func (c *checker) minutes(f *Framework) {
	for i, instrument := range f.Instruments {
		from, to, both := strings.Cut(instrument.Minutes, "-")
		least, err := strconv.Atoi(from)
		most, err2 := strconv.Atoi(to)
		if both && err == nil && err2 == nil && least >= most {
			c.addAt(path{"instruments"}.down(i, "minutes"), fmt.Sprintf("%s is %s, which runs backwards", c.name(path{"instruments"}.down(i, "minutes")), quoted(instrument.Minutes)), "write the shorter time first, or one figure")
		}
	}
}

// cultures: a domain of the framework has exactly one statement on its culture,
// so that the seven can be laid side by side. An instrument's own needs none.
func (c *checker) cultures(f *Framework) {
	for d, domain := range f.Domains {
		var marked []string
		all := domain.Statements()
		for _, s := range all {
			if slices.ContainsFunc(s.Tags, func(tag string) bool { return strings.EqualFold(tag, "culture") }) {
				marked = append(marked, quoted(s.ID))
			}
		}
		switch {
		case len(all) == 0 || len(marked) == 1:
		case len(marked) == 0:
			c.addAt(path{"domains"}.down(d), fmt.Sprintf("no statement of domain %s is tagged culture", quoted(domain.ID)), "give the tag to the one statement that tells what the culture is here")
		default:
			c.addAt(path{"domains"}.down(d), fmt.Sprintf("%d statements of domain %s are tagged culture: %s", len(marked), quoted(domain.ID), listed(marked, "and")), "leave the tag on one of them")
		}
	}
}
