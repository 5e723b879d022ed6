// Package reading says what a report found in the words, lists, tables and
// charts that whoever reads it sees, on a page or on paper. It knows no
// addresses and no layout, and no figure that the report does not publish.
package reading

import (
	"slices"
	"strconv"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/chart"
	"sevenfold/internal/report"
)

// Reading is the report of one round as it is read: with the words that the
// round was asked in, and the name of the trust.
type Reading struct {
	Trust  string
	Round  audit.Round
	Report report.Report
	Words  Words
}

// Title is what the report is called.
func (g Reading) Title() string { return g.Words.Vocabulary.ReportTitle() }

// ClosedAt is when the round took its last answers: when somebody closed it, or
// else when it was to close.
func (g Reading) ClosedAt() time.Time {
	if g.Round.ClosesAt.Before(g.Report.ClosedAt) {
		return g.Round.ClosesAt
	}
	return g.Report.ClosedAt
}

// Closed is the day of ClosedAt.
func (g Reading) Closed() string { return audit.Date(g.ClosedAt()) }

// Number is where a domain stands among those of the report, from 1.
func (g Reading) Number(domain string) int {
	return 1 + slices.IndexFunc(g.Report.Domains, func(d report.Domain) bool { return d.ID == domain })
}

// DomainTitle is the title of a domain, without its number.
func (g Reading) DomainTitle(domain string) string {
	return g.Words.Domain(domain, g.Number(domain))
}

// Numbered is the title of a domain with its number: "1. Strategic governance".
func (g Reading) Numbered(domain string) string {
	if _, ok := g.Words.Framework.Domain(domain); !ok {
		return g.DomainTitle(domain)
	}
	return strconv.Itoa(g.Number(domain)) + ". " + g.DomainTitle(domain)
}

// elementTitle is the title of the element that stands at a number of its domain.
func (g Reading) elementTitle(id string, number int) string {
	if e, ok := g.Words.Framework.Element(id); ok {
		return e.Title
	}
	return "Element " + strconv.Itoa(number)
}

// Statements are those statements of a domain that something holds of, in
// order of significance.
func (g Reading) Statements(d report.Domain, holds func(report.Statement) bool) []report.Statement {
	var all []report.Statement
	for _, id := range d.Statements {
		if s, ok := g.Report.Statement(id); ok && holds(s) {
			all = append(all, s)
		}
	}
	return all
}

// Every holds of every statement.
func Every(report.Statement) bool { return true }

// Culture says in a sentence which culture a domain looks for; empty where its
// words are no longer kept, and of a domain that looks for none.
func (g Reading) Culture(domain string) string {
	words, known := g.Words.Framework.Domain(domain)
	if !known || words.Culture == "" {
		return ""
	}
	return "The culture that this domain looks for: " + Within(words.Culture)
}

// Invited is how many were asked to take part.
func (g Reading) Invited() int {
	invited := 0
	for _, group := range g.Report.Groups {
		invited += group.Invited
	}
	return invited
}

// WithheldLines say that nothing is shown of anyone's answers, and why; empty
// where something is.
func (g Reading) WithheldLines() []string {
	if !g.Report.Withheld {
		return nil
	}
	own := g.Report.Submitted - g.Report.EnteredByOther
	return []string{
		g.Report.WithheldReason(),
		"This round asked for at least " + report.Number(g.Report.Minimum) + ", so that nobody’s answers can be worked out. " +
			"It had " + report.Number(own) + ". A later round can invite more people, or give them longer.",
	}
}

// OfWhom says in a picture, which stands alone in a paper, what it was made of.
func (g Reading) OfWhom() string {
	return g.Trust + " · " + g.Round.Title + ", closed " + g.Closed() + " · " + OutOf(g.Report.Submitted, g.Invited()) + " answered"
}

// Figure is a chart of this report, as yet without its parts.
func (g Reading) Figure(title string) chart.Figure {
	return chart.Figure{Title: title, Lead: g.OfWhom(), Labels: g.Words.Labels(), UnknownLabel: g.Words.Vocabulary.Unknown()}
}

// Questionnaire is what the round asked: its title and version.
func (g Reading) Questionnaire() string {
	version := "version " + g.Report.Framework.Version
	if g.Words.Framework.Title == "" {
		return Capital(version)
	}
	return g.Words.Framework.Title + ", " + version
}
