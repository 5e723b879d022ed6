package framework

import (
	"fmt"
	"strings"
)

// domains sets domains side by side: the framework's, or those of an
// instrument, which is then named.
func (d *differ) domains(of string, older, newer []Domain) {
	id := func(d Domain) string { return d.ID }
	whose := d.part
	for _, p := range pairs(older, newer, id) {
		d.part = "domain " + quoted(p.id) + of
		switch {
		case p.was == nil:
			d.text("the domain", "", p.is.Title)
			d.elements(nil, p.is.Elements, p.id)
		case p.is == nil:
			d.text("the domain", p.was.Title, "")
			d.elements(p.was.Elements, nil, p.id)
		default:
			d.text("its title", p.was.Title, p.is.Title)
			d.text("the sentence on its culture", p.was.Culture, p.is.Culture)
			d.text("what it says of itself", p.was.About, p.is.About)
			d.text("its source", p.was.Source, p.is.Source)
			d.text("the line on it for newcomers", p.was.Line, p.is.Line)
			d.text("the notice before its report", p.was.Notice, p.is.Notice)
			if p.was.AnnualReport != p.is.AnnualReport {
				d.say(map[bool]string{true: "the paragraph in the annual report is now drafted from it", false: "the paragraph in the annual report is no longer drafted from it"}[p.is.AnnualReport])
			}
			d.elements(p.was.Elements, p.is.Elements, p.id)
		}
	}
	d.part = whose
	if of == "" {
		d.part = "the domains"
	}
	if reordered(older, newer, id) {
		d.say("the domains stand in another order")
	}
}

func (d *differ) elements(older, newer []Element, domain string) {
	id := func(e Element) string { return e.ID }
	for _, p := range pairs(older, newer, id) {
		name := "element " + quoted(p.id)
		switch {
		case p.was == nil:
			if from, moved := d.wasElement[p.id]; moved {
				d.say(fmt.Sprintf("%s came here from domain %s", name, quoted(from)))
			} else {
				d.text(name, "", p.is.Title)
			}
			d.statements(p.id, nil, p.is.Statements)
		case p.is == nil:
			if to, moved := d.isElement[p.id]; moved {
				d.say(fmt.Sprintf("%s went to domain %s", name, quoted(to)))
			} else {
				d.text(name, p.was.Title, "")
			}
			d.statements(p.id, p.was.Statements, nil)
		default:
			d.text("the title of "+name, p.was.Title, p.is.Title)
			d.statements(p.id, p.was.Statements, p.is.Statements)
		}
	}
	if reordered(older, newer, id) {
		d.say("its elements stand in another order")
	}
}

func (d *differ) statements(element string, older, newer []Statement) {
	id := func(s Statement) string { return s.ID }
	for _, p := range pairs(older, newer, id) {
		switch {
		case p.is != nil:
			d.statement(*p.is, element)
		default:
			d.left(*p.was, element)
		}
	}
	if reordered(older, newer, id) {
		d.say("the statements of element " + quoted(element) + " stand in another order")
	}
}

// statement tells of a statement where it stands in the newer version.
func (d *differ) statement(s Statement, element string) {
	name := "statement " + quoted(s.ID)
	was, kept := d.was[s.ID]
	earlier, replaced := d.was[s.Replaces]
	switch {
	case kept:
		if was.element != element {
			d.add(Difference{Kind: Moved, Statement: s.ID, What: fmt.Sprintf("%s came here from element %s of domain %s", name, quoted(was.element), quoted(was.domain))})
		}
		d.wording(name, was.statement, s)
	case replaced && d.replaced[s.Replaces] != "":
		d.add(Difference{
			Kind: Replaced, Statement: s.ID, Was: earlier.statement.Text, Is: s.Text,
			What: fmt.Sprintf("%s replaces %s: its meaning changed, so that the two are not compared", name, quoted(s.Replaces)),
		})
	default:
		d.add(Difference{Kind: Added, Statement: s.ID, What: name + " is new", Is: s.Text})
	}
}

// left tells of a statement that no longer stands here.
func (d *differ) left(s Statement, element string) {
	name := "statement " + quoted(s.ID)
	if at, still := d.is[s.ID]; still {
		if at.element != element {
			d.say(fmt.Sprintf("%s went to element %s of domain %s", name, quoted(at.element), quoted(at.domain)))
		}
		return
	}
	if by := d.replaced[s.ID]; by != "" {
		if at := d.is[by]; at.element != element {
			d.say(fmt.Sprintf("%s is replaced by %s, in element %s of domain %s", name, quoted(by), quoted(at.element), quoted(at.domain)))
		}
		return
	}
	d.add(Difference{Kind: Gone, Statement: s.ID, What: name + " is gone", Was: s.Text})
}

// wording tells what is said otherwise of a statement that both versions have.
func (d *differ) wording(name string, was, is Statement) {
	if was.Text != is.Text {
		d.add(Difference{Kind: Reworded, Statement: is.ID, What: name + " is reworded", Was: was.Text, Is: is.Text})
	}
	id := is.ID
	otherwise := func(what, was, is string) {
		if was != is {
			d.add(Difference{Kind: Described, Statement: id, What: what + changed(was, is), Was: was, Is: is})
		}
	}
	otherwise("what to ask at "+name, was.Ask, is.Ask)
	otherwise("the challenge described at "+name, was.Challenge, is.Challenge)
	otherwise("the strength described at "+name, was.Strength, is.Strength)
	otherwise("the aim of "+name, string(was.Aim), string(is.Aim))
	otherwise("the list of tags of "+name, inWords(was.Tags, "none"), inWords(is.Tags, "none"))
	otherwise("the list of local tiers of "+name, inWords(was.LocalTier, "every trust"), inWords(is.LocalTier, "every trust"))
	otherwise("the source of "+name, was.Source, is.Source)
	otherwise("replaces: of "+name, was.Replaces, is.Replaces)
	otherwise("one_idea: of "+name, was.OneIdea, is.OneIdea)
}

func inWords(words []string, none string) string {
	if len(words) == 0 {
		return none
	}
	return strings.Join(words, ", ")
}
