package reading

import (
	"fmt"
	"strconv"

	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/internal/trust"
)

// Fact is one figure and what it is of.
type Fact struct{ Figure, Name string }

// Lead says what the report is, before anything else.
func (g Reading) Lead() string {
	if g.Report.Withheld {
		return "This round has closed. So that nobody’s answers can be worked out, none of them is shown."
	}
	lead := "What " + Count(g.Report.Submitted, "person sees", "people see") + " of this trust, side by side."
	if len(g.Words.scale.Findings) > 0 {
		lead = "What " + Count(g.Report.Submitted, "person says", "people say") + ", side by side."
	}
	lead += " It shows where to look and what to talk about. It is not a score."
	if g.Words.reflection {
		lead += " It was a reflection, and feeds nobody’s appraisal."
	}
	return lead
}

// Answered tells in numbers who answered, and how much they were asked.
func (g Reading) Answered() []Fact {
	facts := []Fact{{OutOf(g.Report.Submitted, g.Invited()), "answered"}}
	for _, group := range g.Report.Groups {
		if group.Invited > 0 {
			facts = append(facts, Fact{OutOf(group.Submitted, group.Invited), Within(trust.Group(group.ID).Title())})
		}
	}
	if n := g.Report.EnteredByOther; n > 0 {
		facts = append(facts, Fact{strconv.Itoa(n), "typed in from paper"})
	}
	asked := len(g.Report.Statements)
	name := "statements, in " + Count(len(g.Report.Domains), "domain", "domains")
	if asked == 1 {
		name = "statement"
	}
	return append(facts, Fact{strconv.Itoa(asked), name})
}

// OutOf sets a part beside its whole: "12 of 15".
func OutOf(part, whole int) string { return fmt.Sprintf("%d of %d", part, whole) }

// Found counts the statements with a finding.
func (g Reading) Found(kind insight.Kind) int {
	n := 0
	for _, d := range g.Report.Domains {
		n += d.Findings[kind]
	}
	return n
}

// FindingCounts tells how often each finding stands in a domain: the first four
// in any case, the others where there are some.
func (g Reading) FindingCounts(d report.Domain) []Fact {
	var facts []Fact
	for i, kind := range []insight.Kind{
		insight.Strength, insight.Challenge, insight.ViewsDiffer, insight.NotYetKnown,
		insight.Balanced, insight.DoesNotApply, insight.TooFewAnswers,
	} {
		asked := kind != insight.NotYetKnown || g.Words.Vocabulary.Unknown() != ""
		if n := d.Findings[kind]; n > 0 || i < 4 && asked {
			facts = append(facts, Fact{strconv.Itoa(n), g.Words.Vocabulary.Noun(kind, n)})
		}
	}
	return facts
}
