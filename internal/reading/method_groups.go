package reading

import (
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

// theGroups says who is told apart from whom, and where. A report that was made
// before groups were told apart has no such section.
func (g Reading) theGroups() []Section {
	if g.Report.Method < 2 {
		return nil
	}
	_, high := g.Words.Vocabulary.Ends()
	s := Section{
		ID: "groups", Title: "Groups side by side",
		Lines: []string{
			"Whoever took part answered in a group, such as trustees or executives. Once, when the round closed, it was decided for the whole report which groups are shown.",
		},
		List: []string{
			"A group is shown where at least " + g.minimum() + " of its people sent in answers of their own. All others stand together, and are never shown.",
			"While there are others and they are fewer than " + g.minimum() + ", the smallest group that is shown joins them. " +
				"Otherwise the whole less what is shown would say what so few answered.",
			"Where fewer than two parts are left, groups are not told apart.",
			"At a statement that fewer than " + g.minimum() + " people of any part placed themselves, no group is shown; the others are a part.",
			"Nor is any at a statement where as many people gave one and the same answer as there are others. Else it could come out that all of them gave it.",
			g.neverByGroup(),
		},
		Terms: []Term{
			{Term: "Seen differently", Text: "Two groups that are shown, whose middle answers (medians: of an even number, the mean of the two in the middle) lie a whole point or more apart, and whose answers lie far apart: " +
				"of all pairs of one answer from each, those in which the first is nearer to " + high + " and those in which the second is differ by at least 33 in a hundred (Cliff’s delta)."},
		},
		Source: "N. Cliff (1993), Dominance statistics: ordinal analyses to answer ordinal questions, Psychological Bulletin 114(3), 494–509, doi 10.1037/0033-2909.114.3.494.",
	}
	if why := g.Report.GroupsReason(); why != "" {
		s.Lines = append(s.Lines, "In this report: "+why)
	}
	return []Section{s}
}

func (g Reading) neverByGroup() string {
	if g.Report.BasisAsked {
		return "How people know, and their notes, are never told by group."
	}
	return "Notes are never told by group."
}

// theLenses says how the same statements are regrouped, and read as a chain.
func (g Reading) theLenses() []Section {
	if len(g.Report.Lenses) == 0 {
		return nil
	}
	s := Section{
		ID: "lenses", Title: "The same statements, grouped another way",
		Lines: []string{
			"A lens groups the statements of this round another way. Its figures are sums of what single statements show, like those of a domain. A group that holds no statement says why.",
		},
	}
	if _, ok := g.Report.Lens(report.ChainLens); ok {
		s.Terms = append(s.Terms, Term{
			Term: "The improvement chain",
			Text: "Propositions that rest on each other, in order. The first that is not found to be " + g.Words.Vocabulary.Is(insight.Strength) + " is where the chain breaks, or how far it can be followed.",
		})
	}
	if _, ok := g.Report.Lens(report.CultureLens); ok {
		s.Terms = append(s.Terms, Term{
			Term: "The culture thread", Text: "The one statement about culture of each domain, side by side. Where all came out alike the report says so; else, how many came out as what.",
		})
	}
	if _, ok := g.Report.Lens(report.AimLens); ok {
		s.Terms = append(s.Terms, Term{
			Term: "Baseline and aspiration",
			Text: "Some statements are about preventing harm, others about an ideal. Of the first, those are counted that are " + g.toSettle() + ".",
		})
	}
	return []Section{s}
}

// toSettle names what there is to settle about a statement on preventing harm.
func (g Reading) toSettle() string {
	v := g.Words.Vocabulary
	if v.Unknown() == "" {
		return v.Is(insight.Challenge) + ", or at which views differ"
	}
	return v.Is(insight.Challenge) + ", at which views differ, or that are not yet known"
}

// theRoundBefore says what a round is compared by.
func (g Reading) theRoundBefore() []Section {
	since := g.Report.Since
	if since == nil {
		return nil
	}
	return []Section{{
		ID: "since", Title: "What moved since the round before",
		Lines: []string{
			"This round is compared with the last one before it that asked the same questionnaire and could be shown. Only the figures of the two reports are compared: " +
				"nothing is worked out for those who answered both.",
			since.Questions.Reason(), since.PeopleReason(), since.ViewsReason(g.Words.Vocabulary),
		},
		Terms: []Term{
			{Term: "Moved", Text: "A statement of the same meaning, whose finding is another, and whose answers lie far apart in the two rounds (Cliff’s delta of at least 0.33)."},
			{Term: "Reworded", Text: "Its words are others, and its meaning the same. It is compared."},
			{Term: "In place of another", Text: "Its meaning changed. It is not compared."},
			{Term: "Who answered both", Text: "Their number is told only where they, those who answered only before, and those who answered only now are each nobody or at least " + g.minimum() + "."},
		},
	}}
}
