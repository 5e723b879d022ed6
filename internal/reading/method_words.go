package reading

import (
	"slices"
	"strings"

	"sevenfold/internal/insight"
)

// theMarks are said beside a finding.
func (g Reading) theMarks() Section {
	v := g.Words.Vocabulary
	s := Section{
		ID: "marks", Title: "What is said beside a finding",
		Terms: []Term{
			{Term: "Close", Text: "Take away any one placed answer and find again, by the rules of agreement and of thirds alone. " +
				"If that gives another finding for any of them, the finding is close. “" + strings.Join([]string{v.Title(insight.Strength, false), v.Title(insight.Challenge, false), v.Title(insight.Balanced, false)}, "”, “") +
				"” and “" + v.Title(insight.ViewsDiffer, false) + "” are tested, " +
				"where at least eight people placed the statement. With fewer, nearly every finding would be close, and the report says once that small numbers move easily."},
		},
	}
	if g.Report.BasisAsked {
		s.Terms = append(s.Terms, Term{Term: "Reassured, not assured", Text: Capital(v.Is(insight.Strength)) + ", where under half of those who placed it point to evidence."})
	}
	return s
}

const agreementSource = "C. van der Eijk (2001), Measuring agreement in ordered rating scales, Quality and Quantity 35, doi 10.1023/A:1010374114305."

// agreement explains van der Eijk's measure, with examples where a scale has
// the points that they have.
func (g Reading) agreement() Section {
	low, high := g.Words.Vocabulary.Ends()
	s := Section{
		ID: "agreement", Title: "Agreement",
		Lines: []string{
			"Agreement says how far the placed answers of one statement stand together, wherever on the scale that is. " +
				"It is 1 where all stand at one point, 0 where they are spread evenly over all points, and −1 where they are split between the two ends. " +
				"It serves to find where views differ, and to put statements in order. It is shown nowhere.",
			"The answers are taken apart in layers. Look at the points where anybody stands; the smallest number standing at any of them is taken off each, " +
				"and what was taken off is a layer. Go on with what is left, until nothing is. " +
				"A layer counts for as much as its share of all placed answers, and agreement is the sum.",
			"A layer that fills only one point has an agreement of 1. Otherwise:",
		},
		Terms: []Term{
			{Term: "Agreement of a layer", Text: "U × (1 − (S − 1) ÷ (K − 1))"},
			{Term: "K", Text: "how many points the scale has"},
			{Term: "S", Text: "how many of them the layer fills"},
			{Term: "U", Text: "((K − 2) × TU − (K − 1) × TDU) ÷ ((K − 2) × (TU + TDU)), or 0 where TU and TDU are: whether what it fills lies together"},
			{Term: "TU", Text: "of all threes of points in order, those where the first two or the last two are filled and the third is not"},
			{Term: "TDU", Text: "those where the outer two are filled and the one between is not"},
		},
		Source: agreementSource,
	}
	if g.Report.Points != 4 {
		return s
	}
	s.Table = Table{
		Caption: "Agreement in five made-up examples",
		Head:    []string{"People at each of four points, from " + low + " to " + high, "Agreement", "Under 0.3"},
		Rows: []Row{
			{Name: "0, 0, 9, 0", Cells: []string{"1", "no"}},
			{Name: "0, 1, 6, 2", Cells: []string{"0.70", "no"}},
			{Name: "3, 3, 3, 3", Cells: []string{"0", "yes: views differ"}},
			{Name: "4, 1, 1, 3", Cells: []string{"−0.33", "yes: views differ"}},
			{Name: "6, 0, 0, 6", Cells: []string{"−1", "yes: views differ"}},
		},
	}
	return s
}

func (g Reading) theLists() Section {
	v := g.Words.Vocabulary
	low, high := v.Ends()
	s := Section{
		ID: "lists", Title: "Which are most significant",
		Lines: []string{
			"Of " + v.Those(insight.Strength) + " and of " + v.Those(insight.Challenge) + ", at most five each are named, and at most three of each from one domain. Within a domain the statements stand in the same order.",
		},
		List: []string{
			"Those where at least half stand at the very end of the scale come first.",
			"Then those whose answers lie further towards the end of the scale: each placed answer counts from −1 at the end nearest to " + low + " to 1 at that nearest to " + high + ", " +
				"in even steps, and the mean of these is taken. It puts them in order, and is shown nowhere.",
			"Then those with more agreement.",
			"Then those where a larger share of the placed answers rests on evidence.",
			"What is still level stands in the order of the questionnaire.",
		},
	}
	if !g.Report.BasisAsked {
		s.List = slices.Delete(s.List, 3, 4)
	}
	return s
}

func (g Reading) theSums() Section {
	low, high := g.Words.Vocabulary.Ends()
	s := Section{
		ID: "domains", Title: "Domains and charts",
		Lines: []string{
			"A domain’s figures are the sums of what its statements show. It has no finding of its own.",
			"In the profile, a bar shows which share of a domain’s placed answers stands at each point; in the chart of a domain’s statements, how many people. " +
				"The line in the middle parts " + low + ", to its left, from " + high + ", to its right. " + g.sideInWords() +
				"A share that is more than nothing is never drawn or written as nothing. Every chart has a table of exact figures.",
		},
	}
	s.Lines = append(s.Lines, g.ownStatements()...)
	if g.Report.Points%2 == 1 {
		s.Lines = append(s.Lines, "The middle one of the points lies half on each side of the line: it is in neither half.")
	}
	return s
}

// ownStatements say how what the trust added is counted; nothing where it added none.
func (g Reading) ownStatements() []string {
	added := 0
	for _, s := range g.Report.Statements {
		if s.Own {
			added++
		}
	}
	if added == 0 {
		return nil
	}
	return []string{
		"The trust added " + statements(added) + " of its own to this round; each is marked. They count in the figures of their domains, and among the most significant, " +
			"since the same people answered them on the same scale. They are in no lens, in no improvement chain and in no comparison with another round, " +
			"since nobody else was asked them.",
	}
}

// sideInWords says what the box at the side of a bar shows, where there is one.
func (g Reading) sideInWords() string {
	if g.Words.Vocabulary.Unknown() == "" {
		return ""
	}
	return "The box at the side shows who does not know, of those to whom it applies. "
}
