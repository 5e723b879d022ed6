package reports

import (
	"slices"
	"strconv"
	"strings"

	"sevenfold/internal/framework"
)

type resourceView struct{ Title, By, For string }

// resources are publications to explore next: those named for the domain, and
// those named for one of its elements. A domain without words has none.
func resources(f *framework.Framework, d framework.Domain) []resourceView {
	var all []resourceView
	for _, r := range f.Resources {
		var of []string
		for _, e := range d.Elements {
			if slices.Contains(r.Elements, e.ID) {
				of = append(of, e.Title)
			}
		}
		if len(of) == 0 && !slices.Contains(r.Domains, d.ID) {
			continue
		}
		v := resourceView{Title: r.Title, By: published(r.Author, r.Publisher, r.Year)}
		if len(of) > 0 {
			v.For = "On: " + strings.Join(of, "; ")
		}
		all = append(all, v)
	}
	return all
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
