package report

import (
	"slices"

	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
)

// FindingsInWords says how often each finding stands among some statements:
// "Eight statements: five strengths, one challenge and views differ at two."
// It is empty where there are none.
func (s Sum) FindingsInWords() string {
	switch len(s.Statements) {
	case 0:
		return ""
	case 1:
		return "One statement: " + now[findingOf(s)] + "."
	}
	var parts []string
	for _, kind := range []insight.Kind{
		insight.Strength, insight.Challenge, insight.ViewsDiffer, insight.NotYetKnown,
		insight.Balanced, insight.DoesNotApply, insight.TooFewAnswers, insight.Withheld,
	} {
		if n := s.Findings[kind]; n > 0 {
			parts = append(parts, occurring(kind, n))
		}
	}
	return count(len(s.Statements), "statements") + ": " + listed(parts) + "."
}

// occurring says of how many statements a finding was found.
func occurring(kind insight.Kind, n int) string {
	number := Number(n)
	switch kind {
	case insight.Strength, insight.Challenge, insight.NotYetKnown, insight.Withheld:
		return number + " " + Noun(kind, n)
	case insight.ViewsDiffer:
		return "views differ at " + number
	case insight.Balanced:
		return "views lean neither way at " + number
	case insight.DoesNotApply:
		return number + plural(n, " that does not apply", " that do not apply")
	default:
		return "too few answers at " + number
	}
}

// LeftOutInWords says what a sum of positions does not hold; empty where it
// holds all of its statements.
func (s Sum) LeftOutInWords() string {
	return leftOut(s.LeftOut, len(s.Statements), "where people stand is not shown")
}

// GroupsLeftOutInWords says what a sum by groups does not hold.
func (s Sum) GroupsLeftOutInWords() string {
	return leftOut(s.GroupsLeftOut, len(s.Statements), "groups are not shown there")
}

func leftOut(n, of int, why string) string {
	switch {
	case n == 0:
		return ""
	case n == of && n == 1:
		return "Its statement is left out: " + why + "."
	case n == of:
		return "All its statements are left out: " + why + "."
	}
	return count(n, "of its "+Number(of)+" statements "+plural(n, "is", "are")+" left out: "+why+".")
}

// EmptyReason says why a category of a lens takes no statement of this round;
// empty where it takes some.
func (c Category) EmptyReason(words framework.Category) string {
	switch {
	case len(c.Statements) > 0:
		return ""
	case words.Empty != "":
		return words.Empty
	}
	return "None of its statements was asked in this round."
}

// ChainReason says where the improvement chain holds, and where it breaks;
// empty where there is no chain. A lens whose words are no longer kept may be
// given empty.
func (r Report) ChainReason(words framework.Lens) string {
	if r.Chain == nil {
		return ""
	}
	lens, _ := r.Lens(r.Chain.Lens)
	all := Number(len(lens.Categories))
	at := slices.IndexFunc(lens.Categories, func(c Category) bool { return c.ID == r.Chain.Breaks })
	if at < 0 {
		return "The chain holds: each of its " + all + " propositions is a strength."
	}
	name := ordinal(at+1) + " of its " + all + " propositions"
	if i := slices.IndexFunc(words.Categories, func(c framework.Category) bool { return c.ID == r.Chain.Breaks }); i >= 0 {
		name += ", “" + words.Categories[i].Title + "”"
	}
	broken := lens.Categories[at]
	for _, kind := range []insight.Kind{insight.Challenge, insight.ViewsDiffer, insight.Balanced} {
		if broken.Findings[kind] > 0 {
			return "The chain breaks at the " + name + ": " + chainBreaks[kind] + "."
		}
	}
	for _, kind := range []insight.Kind{insight.NotYetKnown, insight.TooFewAnswers, insight.DoesNotApply} {
		if broken.Findings[kind] > 0 {
			return "The chain can be followed as far as the " + name + ": " + chainBreaks[kind] + "."
		}
	}
	return "The chain can be followed as far as the " + name + ", which was not asked in this round."
}

var chainBreaks = map[insight.Kind]string{
	insight.Challenge:     "it is a challenge",
	insight.ViewsDiffer:   "views of it differ",
	insight.Balanced:      "views of it lean neither way enough to call",
	insight.NotYetKnown:   "whether it holds is not yet known",
	insight.TooFewAnswers: "too few answers say whether it holds",
	insight.DoesNotApply:  "it was said not to apply",
}

// CultureReason answers whether the statements of the culture thread describe
// one organisation.
func (r Report) CultureReason() string {
	lens, _ := r.Lens(CultureLens)
	for _, c := range lens.Categories {
		switch n := len(c.Statements); {
		case n > 1 && len(c.Findings) == 1:
			return allOf(n) + " came out alike: " + alike[findingOf(c.Sum)] + "."
		case n > 0:
			return c.FindingsInWords()
		}
	}
	return ""
}

func findingOf(s Sum) insight.Kind {
	for kind := range s.Findings {
		return kind
	}
	return insight.Withheld
}

var alike = map[insight.Kind]string{
	insight.Strength:      "each is a strength",
	insight.Challenge:     "each is a challenge",
	insight.ViewsDiffer:   "at each, views differ",
	insight.NotYetKnown:   "each is not yet known",
	insight.Balanced:      "at each, views lean neither way enough to call",
	insight.DoesNotApply:  "each was said not to apply",
	insight.TooFewAnswers: "each has too few answers",
	insight.Withheld:      "each is withheld",
}

// BaselineReason says at how many of the statements about preventing harm there
// is something to settle; empty where none was asked.
func (r Report) BaselineReason() string {
	lens, _ := r.Lens(AimLens)
	baseline, _ := lens.Category(baselineCategory)
	asked, n := len(baseline.Statements), len(r.BaselineInQuestion())
	const what = "about preventing harm "
	switch {
	case asked == 0 || r.Withheld:
		return ""
	case n == 0:
		return "Of the statements " + what + "none is a challenge, none has views that differ, and none is not yet known."
	case n == asked && n == 1:
		return "The one statement " + what + "is a challenge, has views that differ, or is not yet known."
	case n == asked:
		return allOf(n) + " statements " + what + "are challenges, have views that differ, or are not yet known."
	}
	return count(n, "of the "+Number(asked)+" statements "+what+
		plural(n, "is a challenge, has views that differ, or is not yet known.", "are challenges, have views that differ, or are not yet known."))
}

// allOf opens a sentence about every one of two or more.
func allOf(n int) string {
	if n == 2 {
		return "Both"
	}
	return "All " + Number(n)
}

func plural(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}
