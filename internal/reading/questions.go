package reading

import (
	"slices"
	"strconv"
	"strings"

	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

// Questions are the questions that one kind of finding puts to the board.
type Questions struct {
	Title     string
	Questions []string
}

// agenda is the order in which a board talks about findings, and what those are
// called there that have no list of their own.
var agenda = []struct {
	kind      insight.Kind
	reassured bool
	title     string
}{
	{insight.ViewsDiffer, false, ""},
	{insight.NotYetKnown, false, ""},
	{insight.Challenge, false, ""},
	{insight.Strength, true, "Where we are reassured, not assured"},
	{insight.Balanced, false, "Where views lean neither way"},
	{insight.Strength, false, ""},
	{insight.DoesNotApply, false, "What does not apply"},
}

// Questions are those that the findings of a domain put to the board: once for
// each kind, however many statements it was found at.
func (g Reading) Questions(d report.Domain) []Questions {
	var all []Questions
	for _, item := range agenda {
		n := 0
		var asked []string
		for _, id := range d.Statements {
			s, _ := g.Report.Statement(id)
			if s.Finding == item.kind && s.ReassuredNotAssured == item.reassured {
				n++
				asked = s.Prompts(g.Words.Vocabulary)
			}
		}
		if len(asked) > 0 {
			title := item.title
			if title == "" {
				title = g.Words.Vocabulary.List(item.kind)
			}
			all = append(all, Questions{title + " (" + statements(n) + ")", asked})
		}
	}
	return all
}

// Resource is a publication to explore next.
type Resource struct{ Title, By, For string }

// Resources are publications to explore next: those named for the domain, and
// those named for one of its elements. A domain without words has none.
func (g Reading) Resources(domain string) []Resource {
	d, _ := g.Words.Framework.Domain(domain)
	var all []Resource
	for _, r := range g.Words.Framework.Resources {
		var of []string
		for _, e := range d.Elements {
			if slices.Contains(r.Elements, e.ID) {
				of = append(of, e.Title)
			}
		}
		if len(of) == 0 && !slices.Contains(r.Domains, d.ID) {
			continue
		}
		v := Resource{Title: r.Title, By: published(r.Author, r.Publisher, r.Year)}
		if len(of) > 0 {
			v.For = "On: " + strings.Join(of, "; ")
		}
		all = append(all, v)
	}
	return all
}

// explore are the titles of the publications that are named for an element.
func (g Reading) explore(element string) string {
	var titles []string
	for _, r := range g.Words.Framework.Resources {
		if slices.Contains(r.Elements, element) {
			titles = append(titles, r.Title)
		}
	}
	return strings.Join(titles, "; ")
}

// published is who wrote and published something, and when.
func published(author, publisher string, year int) string {
	var parts []string
	if author != "" && author != publisher {
		parts = append(parts, author)
	}
	if publisher != "" {
		parts = append(parts, publisher)
	}
	if year > 0 {
		parts = append(parts, strconv.Itoa(year))
	}
	return strings.Join(parts, ", ")
}
