package report

import (
	"slices"

	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
)

// FindingsInWords says how often each finding stands among some statements:
// "Eight statements: five strengths, one challenge and views differ at two."
// It is empty where there are none.
func (s Sum) FindingsInWords(v Vocabulary) string {
	switch len(s.Statements) {
	case 0:
		return ""
	case 1:
		return "One statement: " + v.Is(findingOf(s)) + "."
	}
	var parts []string
	for _, kind := range []insight.Kind{
		insight.Strength, insight.Challenge, insight.ViewsDiffer, insight.NotYetKnown,
		insight.Balanced, insight.DoesNotApply, insight.TooFewAnswers, insight.Withheld,
	} {
		if n := s.Findings[kind]; n > 0 {
			parts = append(parts, v.occurring(kind, n))
		}
	}
	return count(len(s.Statements), "statements") + ": " + listed(parts) + "."
}

// occurring says of how many statements a finding was found.
func (v Vocabulary) occurring(kind insight.Kind, n int) string {
	number := Number(n)
	if own, ok := v.own[kind]; ok && kind == insight.ViewsDiffer {
		return own.Many + " at " + number
	} else if ok {
		return number + " " + v.Noun(kind, n)
	}
	switch kind {
	case insight.Strength, insight.Challenge, insight.NotYetKnown, insight.Withheld:
		return number + " " + v.Noun(kind, n)
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
func (r Report) ChainReason(v Vocabulary, words framework.Lens) string {
	if r.Chain == nil {
		return ""
	}
	lens, _ := r.Lens(r.Chain.Lens)
	all := Number(len(lens.Categories))
	at := slices.IndexFunc(lens.Categories, func(c Category) bool { return c.ID == r.Chain.Breaks })
	if at < 0 {
		return "The chain holds: each of its " + all + " propositions is " + v.Is(insight.Strength) + "."
	}
	name := ordinal(at+1) + " of its " + all + " propositions"
	if i := slices.IndexFunc(words.Categories, func(c framework.Category) bool { return c.ID == r.Chain.Breaks }); i >= 0 {
		name += ", “" + words.Categories[i].Title + "”"
	}
	broken := lens.Categories[at]
	for _, kind := range []insight.Kind{insight.Challenge, insight.ViewsDiffer, insight.Balanced} {
		if broken.Findings[kind] > 0 {
			return "The chain breaks at the " + name + ": " + v.chainBreaks(kind) + "."
		}
	}
	for _, kind := range []insight.Kind{insight.NotYetKnown, insight.TooFewAnswers, insight.DoesNotApply} {
		if broken.Findings[kind] > 0 {
			return "The chain can be followed as far as the " + name + ": " + v.chainBreaks(kind) + "."
		}
	}
	return "The chain can be followed as far as the " + name + ", which was not asked in this round."
}

// chainBreaks says why a chain goes no further than a proposition.
func (v Vocabulary) chainBreaks(kind insight.Kind) string {
	if own, ok := v.own[kind]; ok && kind == insight.ViewsDiffer {
		return own.Many
	} else if ok || kind == insight.Challenge {
		return "it is " + v.Is(kind)
	}
	return chainBreaks[kind]
}

var chainBreaks = map[insight.Kind]string{
	insight.ViewsDiffer:   "views of it differ",
	insight.Balanced:      "views of it lean neither way enough to call",
	insight.NotYetKnown:   "whether it holds is not yet known",
	insight.TooFewAnswers: "too few answers say whether it holds",
	insight.DoesNotApply:  "it was said not to apply",
}

// CultureReason answers whether the statements of the culture thread describe
// one organisation.
func (r Report) CultureReason(v Vocabulary) string {
	lens, _ := r.Lens(CultureLens)
	for _, c := range lens.Categories {
		switch n := len(c.Statements); {
		case n > 1 && len(c.Findings) == 1:
			return allOf(n) + " came out alike: " + v.alike(findingOf(c.Sum)) + "."
		case n > 0:
			return c.FindingsInWords(v)
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

func (v Vocabulary) alike(kind insight.Kind) string {
	if own, ok := v.own[kind]; ok && kind == insight.ViewsDiffer {
		return "at each, " + own.Many
	} else if ok || kind == insight.Strength || kind == insight.Challenge {
		return "each is " + v.Is(kind)
	}
	return alike[kind]
}

var alike = map[insight.Kind]string{
	insight.ViewsDiffer:   "at each, views differ",
	insight.NotYetKnown:   "each is not yet known",
	insight.Balanced:      "at each, views lean neither way enough to call",
	insight.DoesNotApply:  "each was said not to apply",
	insight.TooFewAnswers: "each has too few answers",
	insight.Withheld:      "each is withheld",
}

// BaselineReason says at how many of the statements about preventing harm there
// is something to settle; empty where none was asked.
func (r Report) BaselineReason(v Vocabulary) string {
	lens, _ := r.Lens(AimLens)
	baseline, _ := lens.Category(baselineCategory)
	asked, n := len(baseline.Statements), len(r.BaselineInQuestion())
	const what = "about preventing harm "
	one := "is " + v.Is(insight.Challenge) + ", has views that differ, or is not yet known."
	many := "are " + v.are(insight.Challenge) + ", have views that differ, or are not yet known."
	none := "none is " + v.Is(insight.Challenge) + ", none has views that differ, and none is not yet known."
	if v.noUnknown {
		one = "is " + v.Is(insight.Challenge) + ", or has views that differ."
		many = "are " + v.are(insight.Challenge) + ", or have views that differ."
		none = "none is " + v.Is(insight.Challenge) + ", and none has views that differ."
	}
	switch {
	case asked == 0 || r.Withheld:
		return ""
	case n == 0:
		return "Of the statements " + what + none
	case n == asked && n == 1:
		return "The one statement " + what + one
	case n == asked:
		return allOf(n) + " statements " + what + many
	}
	return count(n, "of the "+Number(asked)+" statements "+what+plural(n, one, many))
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
