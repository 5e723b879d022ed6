package framework

import "strconv"

// decode takes from the tree what it understands and leaves out the rest, so
// that it reads broken files for the checker and older ones for Parse. A list
// keeps its length: the n-th statement of the file is the n-th here, whatever
// is wrong with it.
func decode(root *node) *Framework {
	head := root.get("framework")
	return &Framework{
		ID:          head.get("id").word(),
		Version:     head.get("version").word(),
		Title:       head.get("title").word(),
		Sources:     each(head.get("sources"), decodeSource),
		Scales:      each(root.get("scales"), decodeScale),
		Bases:       each(root.get("bases"), decodeBasis),
		Domains:     each(root.get("domains"), decodeDomain),
		Lenses:      each(root.get("lenses"), decodeLens),
		Instruments: each(root.get("instruments"), decodeInstrument),
		Resources:   each(root.get("resources"), decodeResource),
	}
}

func each[T any](list *node, one func(*node) T) []T {
	if list == nil || len(list.items) == 0 {
		return nil
	}
	all := make([]T, len(list.items))
	for i, item := range list.items {
		all[i] = one(item)
	}
	return all
}

// words reads a list of words; one word alone counts as a list of one.
func words(list *node) []string {
	if list != nil && !list.isList && list.text != "" {
		return []string{list.text}
	}
	return each(list, (*node).word)
}

func decodeSource(n *node) Source {
	return Source{
		ID:        n.get("id").word(),
		Title:     n.get("title").word(),
		Author:    n.get("author").word(),
		Publisher: n.get("publisher").word(),
		Year:      n.get("year").number(),
		Where:     n.get("where").word(),
	}
}

func decodeScale(n *node) Scale {
	return Scale{
		ID:       n.get("id").word(),
		Question: n.get("question").word(),
		Points: each(n.get("points"), func(n *node) Point {
			return Point{ID: n.get("id").word(), Text: n.get("text").word(), Short: n.get("short").word()}
		}),
		Unknown:  n.get("escapes").get("unknown").word(),
		Apart:    n.get("escapes").get("apart").word(),
		Findings: decodeFindings(n.get("findings")),
	}
}

func decodeFindings(n *node) map[string]Naming {
	if n == nil || len(n.entries) == 0 {
		return nil
	}
	findings := make(map[string]Naming, len(n.entries))
	for _, e := range n.entries {
		findings[e.key] = Naming{
			Title:       e.value.get("title").word(),
			One:         e.value.get("one").word(),
			Many:        e.value.get("many").word(),
			Significant: e.value.get("significant").word(),
			List:        e.value.get("list").word(),
			Is:          e.value.get("is").word(),
			Those:       e.value.get("those").word(),
			See:         e.value.get("see").word(),
			End:         e.value.get("end").word(),
			Prompts:     words(e.value.get("prompts")),
		}
	}
	return findings
}

func decodeBasis(n *node) Basis {
	return Basis{ID: n.get("id").word(), Text: n.get("text").word(), Evidence: n.get("evidence").yes()}
}

func decodeDomain(n *node) Domain {
	return Domain{
		ID:           n.get("id").word(),
		Title:        n.get("title").word(),
		Culture:      n.get("culture").word(),
		About:        n.get("about").word(),
		Source:       n.get("source").word(),
		Line:         n.get("line").word(),
		Notice:       n.get("notice").word(),
		AnnualReport: n.get("annual_report").yes(),
		Elements:     each(n.get("elements"), decodeElement),
	}
}

func decodeElement(n *node) Element {
	return Element{
		ID:         n.get("id").word(),
		Title:      n.get("title").word(),
		Statements: each(n.get("statements"), decodeStatement),
	}
}

func decodeStatement(n *node) Statement {
	return Statement{
		ID:        n.get("id").word(),
		Text:      n.get("text").word(),
		Ask:       n.get("ask").word(),
		Challenge: n.get("challenge").word(),
		Strength:  n.get("strength").word(),
		Aim:       Aim(n.get("aim").word()),
		Tags:      words(n.get("tags")),
		LocalTier: words(n.get("local_tier")),
		Source:    n.get("source").word(),
		Replaces:  n.get("replaces").word(),
		OneIdea:   n.get("one_idea").word(),
	}
}

func decodeLens(n *node) Lens {
	return Lens{
		ID:         n.get("id").word(),
		Title:      n.get("title").word(),
		About:      n.get("about").word(),
		Categories: each(n.get("categories"), decodeCategory),
	}
}

func decodeCategory(n *node) Category {
	return Category{
		ID:      n.get("id").word(),
		Title:   n.get("title").word(),
		About:   n.get("about").word(),
		Domains: words(n.get("domains")),
		Tags:    words(n.get("tags")),
		Aims:    each(n.get("aims"), func(n *node) Aim { return Aim(n.word()) }),
		Empty:   n.get("empty").word(),
	}
}

func decodeInstrument(n *node) Instrument {
	items := n.get("items")
	return Instrument{
		ID:         n.get("id").word(),
		Title:      n.get("title").word(),
		About:      n.get("about").word(),
		For:        words(n.get("for")),
		Minutes:    n.get("minutes").word(),
		Scale:      n.get("scale").word(),
		Basis:      n.get("basis").yes(),
		Reflection: n.get("reflection").yes(),
		Domains:    each(n.get("domains"), decodeDomain),
		Items: Selection{
			Domains:    words(items.get("domains")),
			Elements:   words(items.get("elements")),
			Tags:       words(items.get("tags")),
			Statements: words(items.get("statements")),
		},
	}
}

func decodeResource(n *node) Resource {
	return Resource{
		Title:     n.get("title").word(),
		Author:    n.get("author").word(),
		Publisher: n.get("publisher").word(),
		Year:      n.get("year").number(),
		Domains:   words(n.get("domains")),
		Elements:  words(n.get("elements")),
	}
}

func (n *node) word() string {
	if n == nil {
		return ""
	}
	return n.text
}

func (n *node) yes() bool { return n.word() == "true" }

func (n *node) number() int {
	number, err := strconv.Atoi(n.word())
	if err != nil {
		return 0
	}
	return number
}
