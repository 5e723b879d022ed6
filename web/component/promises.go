package component

import (
	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
)

// Promises say who will see what. The first page of a questionnaire and the page
// before submitting say them.
func Promises(round audit.Round, asked framework.Instrument) []string {
	return append(append(ofReflection(asked),
		"Your answers are confidential. No page, e-mail or file of Sevenfold shows them to anyone but you. "+
			"(Whoever runs the database could read them there: the privacy page says who that is.)",
	), shared(round)...)
}

// PaperPromises say the same on paper, which somebody else holds for a while.
func PaperPromises(round audit.Round, asked framework.Instrument) []string {
	return append(append(ofReflection(asked),
		"Your answers are confidential. Whoever enters this form for you sees them, and can’t open them again once they are saved: "+
			"then no page, e-mail or file of Sevenfold shows them to anyone but you. (Whoever runs the database could read them there.)",
		"What somebody else entered counts in what the report says, but not towards the number of people it needs. "+
			"Sign in while the round is open, and you can read and correct it: then it counts as your own.",
	), shared(round)...)
}

// ofReflection is said first of a reflection.
func ofReflection(asked framework.Instrument) []string {
	if !asked.Reflection {
		return nil
	}
	return []string{
		"This is a reflection. It feeds nobody’s appraisal. What you answer stays yours to read and to print: " +
			"you get it back as a page and as a PDF, until the answers of this round are deleted.",
	}
}

func shared(round audit.Round) []string {
	minimum := Number(round.Minimum)
	return []string{
		"The governance professional and the chair see whether you have not started, are in progress or have submitted. They never see an answer.",
		"Nothing about answers is shown to anyone while the round is open. There are results only once it has closed, " +
			"and only if at least " + minimum + " people submitted.",
		readers(round),
		"The report gives counts for everybody together. Trustees and executives are only shown apart where each part has at least " + minimum + " people.",
		"Notes are shown without your name, and never by group. What you write can still give you away: write them with that in mind. " +
			"The governance professional or the chair can take a note out of the report.",
		ExactCounts,
	}
}

// readers say who may read the report.
func readers(round audit.Round) string {
	if round.SharedWithAll {
		return "The report is read by trustees, the chair, the chief executive, executives and the governance professional, " +
			"and by all local governors and members of your trust."
	}
	return "The report is read by trustees, the chair, the chief executive, executives and the governance professional. " +
		"Local governors and members do not see it."
}

// ExactCounts is what an exact count can give away.
const ExactCounts = "Counts are exact. If everyone answers alike, your answer is known; and others, who know their own, learn something of yours."
