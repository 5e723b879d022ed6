package framework

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// What a change means to the rounds on either side of it.
const (
	notCompared   = "; views of a round before can't be compared with those of a round after"
	stillCompared = "; rounds are compared all the same, so give the scale another id if the point now means something else"
)

func (d *differ) scales(older, newer []Scale) {
	id := func(s Scale) string { return s.ID }
	for _, p := range pairs(older, newer, id) {
		d.part = "scale " + quoted(p.id)
		switch {
		case p.was == nil:
			d.text("the scale", "", p.is.Question)
		case p.is == nil:
			d.text("the scale", p.was.Question, "")
		default:
			d.text("its question", p.was.Question, p.is.Question)
			d.points(p.was.Points, p.is.Points)
			d.text("the phrase for not knowing", p.was.Unknown, p.is.Unknown)
			d.text("the phrase for what does not apply", p.was.Apart, p.is.Apart)
			d.findings(p.was.Findings, p.is.Findings)
		}
	}
	d.part = "the scales"
	if reordered(older, newer, id) {
		d.say("the scales stand in another order")
	}
}

func (d *differ) points(older, newer []Point) {
	id := func(p Point) string { return p.ID }
	for _, p := range pairs(older, newer, id) {
		name := "point " + quoted(p.id)
		switch {
		case p.was == nil:
			d.add(Difference{What: name + " is new" + notCompared, Is: p.is.Text})
		case p.is == nil:
			d.add(Difference{What: name + " is gone" + notCompared, Was: p.was.Text})
		default:
			if p.was.Text != p.is.Text {
				d.add(Difference{What: name + " is reworded" + stillCompared, Was: p.was.Text, Is: p.is.Text})
			}
			d.text("the short form of "+name, p.was.Short, p.is.Short)
		}
	}
	if reordered(older, newer, id) {
		d.say("its points stand in another order" + notCompared)
	}
}

// findings are the names that a scale has for what is found on it.
func (d *differ) findings(older, newer map[string]Naming) {
	kinds := slices.Collect(maps.Keys(older))
	kinds = slices.AppendSeq(kinds, maps.Keys(newer))
	slices.Sort(kinds)
	for _, kind := range slices.Compact(kinds) {
		was, is := older[kind], newer[kind]
		named := " of what is called " + quoted(kind) + " on other scales"
		d.text("the title"+named, was.Title, is.Title)
		d.text("the name beside a 1"+named, was.One, is.One)
		d.text("the name beside a number"+named, was.Many, is.Many)
		d.text("the significant form"+named, was.Significant, is.Significant)
		d.text("the title of the list"+named, was.List, is.List)
		d.text("the form within a sentence"+named, was.Is, is.Is)
		d.text("the form for several of them"+named, was.Those, is.Those)
		d.text("the phrase for the people who see it"+named, was.See, is.See)
		d.text("the heading of the end"+named, was.End, is.End)
		d.text("the list of prompts"+named, strings.Join(was.Prompts, " "), strings.Join(is.Prompts, " "))
	}
}

func (d *differ) bases(older, newer []Basis) {
	d.part = `the answers to "how do you know?"`
	id := func(b Basis) string { return b.ID }
	for _, p := range pairs(older, newer, id) {
		name := "basis " + quoted(p.id)
		switch {
		case p.was == nil:
			d.text(name, "", p.is.Text)
		case p.is == nil:
			d.text(name, p.was.Text, "")
		default:
			d.text(name, p.was.Text, p.is.Text)
			if p.was.Evidence != p.is.Evidence {
				d.say(name + map[bool]string{true: " now counts as evidence", false: " no longer counts as evidence"}[p.is.Evidence])
			}
		}
	}
	if reordered(older, newer, id) {
		d.say("the bases stand in another order")
	}
}

func (d *differ) lenses(older, newer []Lens) {
	id := func(l Lens) string { return l.ID }
	for _, p := range pairs(older, newer, id) {
		d.part = "lens " + quoted(p.id)
		switch {
		case p.was == nil:
			d.text("the lens", "", p.is.Title)
		case p.is == nil:
			d.text("the lens", p.was.Title, "")
		default:
			d.text("its title", p.was.Title, p.is.Title)
			d.text("what it says of itself", p.was.About, p.is.About)
			d.categories(p.was.Categories, p.is.Categories)
		}
	}
	d.part = "the lenses"
	if reordered(older, newer, id) {
		d.say("the lenses stand in another order")
	}
}

func (d *differ) categories(older, newer []Category) {
	id := func(c Category) string { return c.ID }
	for _, p := range pairs(older, newer, id) {
		name := "category " + quoted(p.id)
		switch {
		case p.was == nil:
			d.text(name, "", p.is.Title)
		case p.is == nil:
			d.text(name, p.was.Title, "")
		default:
			d.text("the title of "+name, p.was.Title, p.is.Title)
			d.text("what is said of "+name, p.was.About, p.is.About)
			d.text("why "+name+" is empty", p.was.Empty, p.is.Empty)
			d.set("domains: of "+name, p.was.Domains, p.is.Domains)
			d.set("tags: of "+name, p.was.Tags, p.is.Tags)
			d.set("aims: of "+name, aimWords(p.was.Aims), aimWords(p.is.Aims))
		}
	}
	if reordered(older, newer, id) {
		d.say("its categories stand in another order")
	}
}

func aimWords(aims []Aim) []string {
	words := make([]string, len(aims))
	for i, aim := range aims {
		words[i] = string(aim)
	}
	return words
}

func (d *differ) instruments(older, newer *Framework) {
	id := func(i Instrument) string { return i.ID }
	for _, p := range pairs(older.Instruments, newer.Instruments, id) {
		d.part = "instrument " + quoted(p.id)
		switch {
		case p.was == nil:
			d.text("the instrument", "", p.is.Title)
			d.domains(" of "+d.part, nil, p.is.Domains)
		case p.is == nil:
			d.add(Difference{What: "the instrument is gone; a draft that was to ask it needs another before it can be opened", Was: p.was.Title})
			d.domains(" of "+d.part, p.was.Domains, nil)
		default:
			d.instrument(*p.was, *p.is)
			whole := d.part
			d.domains(" of "+whole, p.was.Domains, p.is.Domains)
			d.part = whole
			d.set("what it asks", idsOf(older.Items(*p.was)), idsOf(newer.Items(*p.is)))
		}
	}
	d.part = "the instruments"
	if reordered(older.Instruments, newer.Instruments, id) {
		d.say("the instruments stand in another order")
	}
}

func (d *differ) instrument(was, is Instrument) {
	d.text("its title", was.Title, is.Title)
	d.text("what it says of itself", was.About, is.About)
	d.set("the groups that it is for", was.For, is.For)
	d.text("how many minutes it takes", was.Minutes, is.Minutes)
	if was.Scale != is.Scale {
		d.add(Difference{What: "its scale is another" + notCompared, Was: was.Scale, Is: is.Scale})
	}
	if was.Basis != is.Basis {
		d.say(map[bool]string{true: `it now asks "how do you know?"`, false: `it no longer asks "how do you know?"`}[is.Basis])
	}
	if was.Reflection != is.Reflection {
		d.say(map[bool]string{true: "it is now a reflection: it feeds nobody's appraisal", false: "it is no longer a reflection"}[is.Reflection])
	}
	d.set("domains: of its items", was.Items.Domains, is.Items.Domains)
	d.set("elements: of its items", was.Items.Elements, is.Items.Elements)
	d.set("tags: of its items", was.Items.Tags, is.Items.Tags)
	d.set("statements: of its items", was.Items.Statements, is.Items.Statements)
}

// resources are counted: which publication is new says little without its text.
func (d *differ) resources(older, newer []Resource) {
	d.part = "the resources"
	id := func(r Resource) string { return r.Title }
	come, left, otherwise := 0, 0, 0
	for _, p := range pairs(older, newer, id) {
		switch {
		case p.was == nil:
			come++
		case p.is == nil:
			left++
		case fmt.Sprintf("%+v", *p.was) != fmt.Sprintf("%+v", *p.is):
			otherwise++
		}
	}
	if come+left+otherwise > 0 {
		d.say(fmt.Sprintf("%d new, %d gone, %d with other facts or at other places: %d then, %d now", come, left, otherwise, len(older), len(newer)))
	}
	if reordered(older, newer, id) {
		d.say("the resources stand in another order")
	}
}
