package reading

// theMarks are said beside a finding.
func theMarks() Section {
	return Section{
		ID: "marks", Title: "What is said beside a finding",
		Terms: []Term{
			{Term: "Close", Text: "Take away any one placed answer and find again, by the rules of agreement and of thirds alone. " +
				"If that gives another finding for any of them, the finding is close. Strengths, challenges, balanced views and views that differ are tested, " +
				"where at least eight people placed the statement. With fewer, nearly every finding would be close, and the report says once that small numbers move easily."},
			{Term: "Reassured, not assured", Text: "A strength where under half of those who placed it point to evidence."},
		},
	}
}

const agreementSource = "C. van der Eijk (2001), Measuring agreement in ordered rating scales, Quality and Quantity 35, doi 10.1023/A:1010374114305."

// agreement explains van der Eijk's measure, with examples where a scale has
// the points that they have.
func agreement(points int) Section {
	s := Section{
		ID: "agreement", Title: "Agreement",
		Lines: []string{
			"Agreement says how far the placed answers of one statement stand together, wherever on the scale that is. " +
				"It is 1 where all stand at one point, 0 where they are spread evenly over all points, and −1 where they are split between the two ends. " +
				"It serves to find where views differ, and to put strengths and challenges in order. It is shown nowhere.",
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
	if points != 4 {
		return s
	}
	s.Table = Table{
		Caption: "Agreement in five made-up examples",
		Head:    []string{"People at each of four points, from challenge to strength", "Agreement", "Under 0.3"},
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

func theLists() Section {
	return Section{
		ID: "lists", Title: "Which are most significant",
		Lines: []string{
			"At most five strengths and five challenges are named, and at most three of each from one domain. Within a domain the statements stand in the same order.",
		},
		List: []string{
			"Significant ones come first.",
			"Then those whose answers lie further towards the end of the scale: each placed answer counts from −1 at the challenge end to 1 at the strength end, " +
				"in even steps, and the mean of these is taken. It puts them in order, and is shown nowhere.",
			"Then those with more agreement.",
			"Then those where a larger share of the placed answers rests on evidence.",
			"What is still level stands in the order of the questionnaire.",
		},
	}
}

func theSums() Section {
	return Section{
		ID: "domains", Title: "Domains and charts",
		Lines: []string{
			"A domain’s figures are the sums of what its statements show. It has no finding of its own.",
			"In the profile, a bar shows which share of a domain’s placed answers stands at each point; in the chart of a domain’s statements, how many people. " +
				"The line in the middle parts challenge, to its left, from strength, to its right. " +
				"The box at the side shows who does not know, of those to whom it applies. " +
				"A share that is more than nothing is never drawn or written as nothing. Every chart has a table of exact figures.",
		},
	}
}
