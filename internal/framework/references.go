package framework

import (
	"fmt"
	"slices"
	"strings"
)

// identities: nothing shares its id with another of its kind, nor a published
// title or wording with its neighbour.
func (c *checker) identities(f *Framework) {
	sources := c.register("source", "id")
	for i, source := range f.Sources {
		sources(source.ID, path{"framework", "sources"}.down(i, "id"))
	}
	scales := c.register("scale", "id")
	for i, scale := range f.Scales {
		at := path{"scales"}.down(i)
		scales(scale.ID, at.down("id"))
		points := c.register("point", "id")
		for j, point := range scale.Points {
			points(point.ID, at.down("points", j, "id"))
		}
		names := c.register("finding", "title")
		if findings := c.root.find(at).get("findings"); findings != nil {
			for _, e := range findings.entries {
				names(scale.Findings[e.key].Title, at.down("findings", e.key, "title"))
			}
		}
	}
	bases := c.register("basis", "id")
	for i, basis := range f.Bases {
		bases(basis.ID, path{"bases"}.down(i, "id"))
	}
	c.domainIdentities(f)
	lenses, lensTitles := c.register("lens", "id"), c.register("lens", "title")
	for i, lens := range f.Lenses {
		at := path{"lenses"}.down(i)
		lenses(lens.ID, at.down("id"))
		lensTitles(lens.Title, at.down("title"))
		categories := c.register("category", "id")
		for j, category := range lens.Categories {
			categories(category.ID, at.down("categories", j, "id"))
		}
	}
	instruments, instrumentTitles := c.register("instrument", "id"), c.register("instrument", "title")
	for i, instrument := range f.Instruments {
		at := path{"instruments"}.down(i)
		instruments(instrument.ID, at.down("id"))
		instrumentTitles(instrument.Title, at.down("title"))
	}
}

// domainIdentities: the ids and texts of an instrument's own domains are as much
// its own as those of the framework's; only titles may recur in another list.
func (c *checker) domainIdentities(f *Framework) {
	domains, elements := c.register("domain", "id"), c.register("element", "id")
	statements, texts := c.register("statement", "id"), c.register("statement", "text")
	titles := map[int]func(string, path){}
	f.eachDomain(func(owner int, domain Domain, at path) {
		if titles[owner] == nil {
			titles[owner] = c.register("domain", "title")
		}
		domains(domain.ID, at.down("id"))
		c.reserved(domain.ID, at.down("id"))
		titles[owner](domain.Title, at.down("title"))
		elementTitles := c.register("element", "title")
		for e, element := range domain.Elements {
			at := at.down("elements", e)
			elements(element.ID, at.down("id"))
			c.reserved(element.ID, at.down("id"))
			elementTitles(element.Title, at.down("title"))
		}
	})
	f.eachStatement(func(statement Statement, at path) {
		statements(statement.ID, at.down("id"))
		c.reserved(statement.ID, at.down("id"))
		texts(statement.Text, at.down("text"))
	})
}

// reserved: ids of one kind are left to what trusts add to their rounds.
func (c *checker) reserved(id string, at path) {
	if strings.HasPrefix(id, OwnPrefix) {
		c.addAt(at, fmt.Sprintf("%s is %s; ids that begin with %s are given to what a trust adds of its own", c.name(at), quoted(id), quoted(OwnPrefix)), "begin it with another word")
	}
}

// eachDomain goes through the framework's domains, whose owner is ours, and
// through each instrument's own, with the place of each in the file.
func (f *Framework) eachDomain(visit func(owner int, domain Domain, at path)) {
	for d, domain := range f.Domains {
		visit(ours, domain, path{"domains"}.down(d))
	}
	for i, instrument := range f.Instruments {
		for d, domain := range instrument.Domains {
			visit(i, domain, path{"instruments"}.down(i, "domains", d))
		}
	}
}

// eachStatement goes through every statement of every domain.
func (f *Framework) eachStatement(visit func(statement Statement, at path)) {
	f.eachDomain(func(_ int, domain Domain, at path) {
		for e, element := range domain.Elements {
			for s, statement := range element.Statements {
				visit(statement, at.down("elements", e, "statements", s))
			}
		}
	})
}

// register remembers what is taken, and tells of what is taken twice.
func (c *checker) register(thing, key string) func(word string, at path) {
	taken := map[string]int{}
	return func(word string, at path) {
		same := strings.Join(strings.FieldsFunc(strings.ToLower(word), func(r rune) bool { return strings.ContainsRune(" .,;:", r) }), " ")
		if key == "id" {
			same = word
		}
		if same == "" {
			return
		}
		n := c.root.find(at)
		first, twice := taken[same]
		if !twice {
			taken[same] = n.line
			return
		}
		remedy := "give one of the two another id; an id that a round has used stays where it is"
		if key != "id" {
			remedy = "say in one of them what sets it apart, or take it out"
		}
		c.addAt(at, fmt.Sprintf("a second %s has the %s %s, after the one in line %d", thing, key, quoted(word), first), remedy)
	}
}

// provenance: each domain and statement names a listed source.
func (c *checker) provenance(f *Framework) {
	var sources, undated []string
	for _, source := range f.Sources {
		switch {
		case source.Title == "":
			return // told already; to tell it again at every statement would bury it
		case source.Year < 1900 || source.Year > 2100:
			undated = append(undated, source.Title+" (") // likewise
		default:
			sources = append(sources, fmt.Sprintf("%s (%d)", source.Title, source.Year))
		}
	}
	source := func(source string, at path) {
		if len(f.Sources) > 0 && !slices.ContainsFunc(undated, func(title string) bool { return strings.HasPrefix(source, title) }) {
			c.source(source, sources, at.down("source"))
		}
	}
	f.eachDomain(func(_ int, domain Domain, at path) { source(domain.Source, at) })
	f.eachStatement(func(statement Statement, at path) { source(statement.Source, at) })
}

// replacements: what a statement replaces is gone.
func (c *checker) replacements(f *Framework) {
	ids := statementIDs(f.everyDomain())
	f.eachStatement(func(statement Statement, at path) {
		if statement.Replaces != "" && slices.Contains(ids, statement.Replaces) {
			c.addAt(at.down("replaces"), fmt.Sprintf("statement %s replaces %s, which is still in the file", quoted(statement.ID), quoted(statement.Replaces)), "take the earlier statement out, or take replaces: out if both stay")
		}
	})
}

func (c *checker) source(source string, listed []string, at path) {
	if strings.TrimSpace(source) == "" {
		return
	}
	for _, known := range listed {
		if rest, ok := strings.CutPrefix(source, known); ok && (rest == "" || strings.HasPrefix(rest, ", ")) {
			return
		}
	}
	title, _, _ := strings.Cut(source, "),")
	if title != source {
		title += ")"
	}
	remedy := "begin it with the title and year of a listed source"
	if len(listed) > 0 {
		remedy = c.hint(title, listed, remedy+`, as "`+listed[0]+`, section"`)
	}
	c.addAt(at, fmt.Sprintf("the source %s is none of the listed sources", quoted(source)), remedy)
}

// lenses: each category takes statements or says why it takes none, and each
// tag leads to a category.
func (c *checker) lenses(f *Framework) {
	every := f.everyDomain()
	domains, tags := domainIDs(f.Domains), tagsOf(every)
	uses := map[string]int{}
	for _, s := range statementsOf(every) {
		for _, tag := range s.Tags {
			uses[tag]++
		}
	}
	taken := map[string]bool{}
	var takenInOrder []string
	for l, lens := range f.Lenses {
		for k, category := range lens.Categories {
			at := path{"lenses"}.down(l, "categories", k)
			right := c.known("domain", category.Domains, domains, at.down("domains"))
			right = c.known("tag", category.Tags, tags, at.down("tags")) && right
			for _, tag := range category.Tags {
				if !taken[tag] {
					taken[tag] = true
					takenInOrder = append(takenInOrder, tag)
				}
				// A tag misspelt here is one mistake, not one at each statement that has it.
				if uses[tag] == 0 {
					if near := nearest(tag, tags); uses[near] > 1 {
						taken[near] = true
					}
				}
			}
			if right {
				c.emptiness(every, category, at)
			}
		}
	}
	if len(taken) > 0 {
		c.unclaimed(f, taken, takenInOrder)
	}
}

// unclaimed: a tag that leads nowhere is a misspelling.
func (c *checker) unclaimed(f *Framework, taken map[string]bool, known []string) {
	f.eachStatement(func(statement Statement, at path) {
		for t, tag := range statement.Tags {
			if !taken[tag] && tag != "" && tag == strings.ToLower(tag) {
				c.addAt(at.down("tags", t),
					fmt.Sprintf("the tag %s of statement %s leads to no category of any lens", quoted(tag), quoted(statement.ID)),
					c.hint(tag, known, "correct it, or add it to the tags of a category"))
			}
		}
	})
}

func (c *checker) emptiness(every []Domain, category Category, at path) {
	lists := len(category.Domains) + len(category.Tags) + len(category.Aims)
	switch {
	case category.Empty == "" && lists == 0:
		c.addAt(at, fmt.Sprintf("category %s does not say what it takes", quoted(category.ID)), "add domains:, tags: or aims:, or say in empty: why it takes none")
	case category.Empty != "" && lists > 0:
		c.addAt(at.down("empty"), fmt.Sprintf("category %s says that it is empty, and what it takes", quoted(category.ID)), "keep empty:, or the lists")
	case category.Empty == "" && len(takenOf(every, category)) == 0 && len(statementsOf(every)) > 0:
		c.addAt(at, fmt.Sprintf("category %s takes no statement", quoted(category.ID)), "correct its lists, or say in empty: why it takes none")
	}
}

// known: each word names something that exists. It returns false where one does not.
func (c *checker) known(thing string, words, existing []string, at path) bool {
	if len(existing) == 0 {
		return true
	}
	right := true
	for i, word := range words {
		if word == "" || slices.Contains(existing, word) {
			continue
		}
		problem := fmt.Sprintf("there is no %s %s", thing, quoted(word))
		if thing == "tag" {
			problem = fmt.Sprintf("no statement has the tag %s", quoted(word))
		}
		c.addAt(at.down(i), problem, c.hint(word, existing, "correct it, or take it out"))
		right = false
	}
	return right
}

// selections: an instrument asks something, on a scale that there is.
func (c *checker) selections(f *Framework) {
	domains, elements, tags, statements := domainIDs(f.Domains), elementIDs(f.Domains), tagsOf(f.Domains), statementIDs(f.Domains)
	var scales []string
	for _, scale := range f.Scales {
		scales = append(scales, scale.ID)
	}
	for i, instrument := range f.Instruments {
		at := path{"instruments"}.down(i)
		if instrument.Scale != "" && len(scales) > 0 && !slices.Contains(scales, instrument.Scale) {
			c.addAt(at.down("scale"), fmt.Sprintf("there is no scale %s", quoted(instrument.Scale)), c.hint(instrument.Scale, scales, "name one of the scales"))
		}
		items := instrument.Items
		right := c.known("domain", items.Domains, domains, at.down("items", "domains"))
		right = c.known("element", items.Elements, elements, at.down("items", "elements")) && right
		right = c.known("tag", items.Tags, tags, at.down("items", "tags")) && right
		right = c.known("statement", items.Statements, statements, at.down("items", "statements")) && right
		written := c.root.find(at)
		chosen, own := written.get("items"), written.get("domains")
		switch {
		case !written.isMapping || own != nil:
		case chosen == nil:
			if !c.misspelt(written, "items", "domains") {
				c.addAt(at, c.name(at)+` has neither "items" nor "domains"`, "add items: statements chosen from the framework, or domains: statements of its own")
			}
		case right && chosen.isMapping && len(statements) > 0 && len(f.Items(instrument)) == 0:
			c.addAt(at.down("items"), fmt.Sprintf("instrument %s asks nothing", quoted(instrument.ID)), "choose at least one domain, element, tag or statement under items:")
		}
	}
}

// misspelt reports whether a key was meant to be one of those wanted: it has
// been told already.
func (c *checker) misspelt(n *node, wanted ...string) bool {
	known := keysOf("#/$defs/instrument")
	return slices.ContainsFunc(n.entries, func(e entry) bool {
		return !slices.Contains(known, e.key) && slices.Contains(wanted, nearest(e.key, known))
	})
}

func (c *checker) resources(f *Framework) {
	domains, elements := domainIDs(f.everyDomain()), elementIDs(f.everyDomain())
	for i, resource := range f.Resources {
		at := path{"resources"}.down(i)
		c.known("domain", resource.Domains, domains, at.down("domains"))
		c.known("element", resource.Elements, elements, at.down("elements"))
		if resource.Title != "" && len(resource.Domains)+len(resource.Elements) == 0 {
			c.addAt(at, c.name(at)+" belongs to no domain and no element", "add domains: or elements: with at least one id")
		}
	}
}
