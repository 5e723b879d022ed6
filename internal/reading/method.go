package reading

import (
	"slices"
	"strconv"
	"strings"

	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

// Section is one part of the method: sentences, then terms with what they
// mean, then a list, then figures.
type Section struct {
	ID, Title string
	Lines     []string
	Terms     []Term
	List      []string
	Table     Table // without rows: none
	Source    string
}

// Term is a word, and what it means.
type Term struct {
	Term, Text string
	Code       bool // a fingerprint, which may break anywhere
}

// Method says how everything in the report was found, in plain words. The
// fingerprint is the report's.
func (g Reading) Method(fingerprint string) []Section {
	return slices.Concat(
		[]Section{
			g.whoCounts(), g.whatIsWithheld(), g.howAnswersAreRead(), g.theFindings(), g.theMarks(),
			g.agreement(), g.theLists(), g.theSums(),
		},
		g.theGroups(), g.theLenses(), g.theRoundBefore(),
		[]Section{g.thisReport(fingerprint), g.sources()},
	)
}

func (g Reading) minimum() string { return report.Number(g.Report.Minimum) }

func (g Reading) whoCounts() Section {
	return Section{
		ID: "who-counts", Title: "Who counts",
		Lines: []string{
			"This round invited " + Count(g.Invited(), "person", "people") + ", and " +
				Count(g.Report.Submitted, "response was", "responses were") +
				" submitted. Only submitted responses count; whatever was begun and not submitted is not in the report.",
			"The report was computed once, when the round closed on " + g.Closed() + ", and is kept as figures. Nothing in it is computed again later.",
			"There is no total, no average and no grade, and no trust is compared with another.",
		},
	}
}

func (g Reading) whatIsWithheld() Section {
	s := Section{
		ID: "withheld", Title: "What is withheld, and why",
		Lines: []string{
			"Answers were given in confidence. So that they can’t be worked out from the report, some of what was answered is not shown. " +
				"Wherever something is withheld, the report says so.",
		},
		List: []string{
			"The minimum of this round is " + g.minimum() + ". Had fewer people sent in answers of their own, nothing of anyone’s answers would be shown.",
			"Where fewer than " + g.minimum() + " people placed a statement themselves, no " + g.positionsAndNotes() + " are shown of it.",
			"A response that somebody else typed in from paper counts in the findings, and never towards a minimum.",
			"Notes stand without names, in the order of their own words, and only where positions are shown. " +
				"The chair or the governance professional can take one out, with a reason: the report then says so, and gets a new fingerprint.",
			"No sentence speaks of one person’s answer: where all but one agree, it says “nearly all”.",
			"Every sum adds only what is shown of single statements, for the same people. What is left out is said.",
			"Counts in charts and tables are exact. If everyone answered alike, each answer is known; and others, who know their own, learn something of the rest.",
		},
	}
	if why := g.Report.NotesTakenOutReason(); why != "" {
		s.List = append(s.List, "In this report: "+why+" It is said at each statement where one was.")
	}
	return s
}

func (g Reading) howAnswersAreRead() Section {
	v := g.Words.Vocabulary
	low, high := v.Ends()
	s := Section{
		ID: "answers", Title: "How an answer is read",
		Lines: []string{
			"Each statement could be placed at one of " + report.Number(g.Report.Points) + " points, in order from " + low + " to " + high + ".",
		},
	}
	for _, point := range g.Words.scale.Points {
		s.List = append(s.List, point.Text)
	}
	s.Terms = []Term{{Term: "Placed", Text: "An answer at one of these points."}}
	if unknown := v.Unknown(); unknown != "" {
		s.Terms = append(s.Terms, Term{Term: Capital(unknown), Text: "A good answer, which stands apart from the points. It shows where assurance is missing."})
	}
	if apart := v.Apart(); apart != "" {
		s.Terms = append(s.Terms, Term{Term: Capital(apart), Text: "It stands apart too. Whoever says so is left out when we ask how many do not know."})
	}
	s.Terms = append(s.Terms, Term{Term: "Not answered", Text: "The response was submitted without an answer here."})
	if g.Report.BasisAsked {
		s.Terms = append(s.Terms, Term{
			Term: "How they know",
			Text: "Whoever placed a statement could say how they know. " + g.evidence() + "Where nothing was said, it does not count as evidence.",
		})
	}
	return s
}

// evidence says which ways of knowing rest on evidence.
func (g Reading) evidence() string {
	var counted []string
	for _, b := range g.Words.Framework.Bases {
		if b.Evidence {
			counted = append(counted, "“"+b.Text+"”")
		}
	}
	if len(counted) == 0 {
		return ""
	}
	return "What counts as evidence is " + strings.Join(counted, " or ") + ". "
}

func (g Reading) theFindings() Section {
	v := g.Words.Vocabulary
	low, high := v.Ends()
	title := func(kind insight.Kind) string { return v.Title(kind, false) }
	s := Section{
		ID: "findings", Title: "The findings",
		Lines: []string{
			"Each statement has one finding: the first of these that holds, in this order. The upper half of the points is the half towards " + high + ", " +
				"the lower half that towards " + low + "; the middle one of an odd number of points is in neither.",
		},
		Terms: []Term{
			{Term: title(insight.Withheld), Text: "Fewer than " + g.minimum() + " people sent in answers of their own."},
			{Term: title(insight.DoesNotApply), Text: "More than half of those who answered say so."},
			{Term: title(insight.NotYetKnown), Text: "Of those to whom it applies, at least a third do not know or did not answer, and at least as many do not know as left it out. " +
				"Where fewer than " + g.minimum() + " placed it, no positions are shown."},
			{Term: title(insight.TooFewAnswers), Text: "Fewer than " + g.minimum() + " people placed it themselves; or at least a third " + g.leftOutBy() +
				". No " + g.positionsAndNotes() + " are shown, and it stands on no agenda."},
			{Term: title(insight.ViewsDiffer), Text: "Agreement, explained below, is under 0.3. Or at least two thirds of those who placed it stand in one half, while at least one in five, " +
				"and at least two people, stand at the far end of the other."},
			{Term: title(insight.Strength), Text: "At least two thirds of those who placed it stand in the upper half. " + v.Title(insight.Strength, true) + ", where at least half stand at the very end."},
			{Term: title(insight.Challenge), Text: "At least two thirds of those who placed it stand in the lower half. " + v.Title(insight.Challenge, true) + ", where at least half stand at the very end."},
			{Term: title(insight.Balanced), Text: "None of these: views lean neither way enough to call."},
		},
	}
	s.Terms = slices.DeleteFunc(s.Terms, func(t Term) bool {
		return v.Apart() == "" && t.Term == title(insight.DoesNotApply) || v.Unknown() == "" && t.Term == title(insight.NotYetKnown)
	})
	return s
}

// leftOutBy says of whom too many placed a statement nowhere.
func (g Reading) leftOutBy() string {
	if g.Words.Vocabulary.Unknown() == "" {
		return "of those to whom it applies did not answer"
	}
	return "of those to whom it applies do not know or did not answer, most of them by leaving it out"
}

// positionsAndNotes are what is withheld where too few placed a statement.
func (g Reading) positionsAndNotes() string {
	if g.Report.BasisAsked {
		return "positions, ways of knowing or notes"
	}
	return "positions or notes"
}

func (g Reading) thisReport(fingerprint string) Section {
	return Section{
		ID: "this-report", Title: "This report",
		Lines: append([]string{
			"A fingerprint is made from a content and stands for it: the same content always has the same one, and any change gives another.",
		}, g.Report.Lacks()...),
		Terms: []Term{
			{Term: "Round", Text: g.Round.Title + ", closed on " + g.Closed()},
			{Term: "Questionnaire", Text: g.Questionnaire()},
			{Term: "Fingerprint of its text", Text: g.Round.FrameworkHash, Code: true},
			{Term: "Method", Text: "Version " + strconv.Itoa(g.Report.Method)},
			{Term: "Minimum", Text: Capital(g.minimum()) + " responses"},
			{Term: "Who reads it", Text: g.readers()},
			{Term: "Fingerprint of the report", Text: fingerprint, Code: true},
		},
	}
}

// readers are those who may read the report.
func (g Reading) readers() string {
	board := "Trustees, the chair, the chief executive, executives and the governance professional"
	if g.Round.SharedWithAll {
		return board + "; and all local governors and members, as its start page told everybody"
	}
	return board
}

func (g Reading) sources() Section {
	s := Section{
		ID: "sources", Title: "Where the statements come from",
		Lines: []string{
			"What the statements are about is drawn from these publications. The statements are in our own words.",
		},
	}
	for _, source := range g.Words.Framework.Sources {
		line := Stopped(source.Title) + " " + published(source.Author, source.Publisher, source.Year) + "."
		if source.Where != "" {
			line += " " + Stopped(source.Where)
		}
		s.List = append(s.List, line)
	}
	if len(s.List) == 0 {
		s.Lines = []string{"The list of publications is no longer kept."}
	}
	return s
}
