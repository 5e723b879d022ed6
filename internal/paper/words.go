package paper

import (
	"fmt"
	"strings"

	"sevenfold/internal/audit"
)

// Choice is a box that can be marked, or a way of knowing.
type Choice struct {
	Key   string // what is typed for it: "3", "?", "x", "b2"
	Words string

	state    string // what its box is called in a file with fields
	position int
	escape   audit.Escape
	basis    string
}

// Choices are what a statement can be answered with: the points of the scale,
// from its least to its most, then what stands apart from it.
func Choices(q audit.Questionnaire) []Choice {
	var all []Choice
	for i, point := range q.Scale.Points {
		all = append(all, Choice{Key: fmt.Sprint(i + 1), Words: point.Text, state: fmt.Sprintf("p%d", i+1), position: i + 1})
	}
	if words := q.Scale.Unknown; words != "" {
		all = append(all, Choice{Key: "?", Words: words, state: "unknown", escape: audit.Unknown})
	}
	if words := q.Scale.Apart; words != "" {
		all = append(all, Choice{Key: "x", Words: words, state: "apart", escape: audit.Apart})
	}
	return all
}

// BasisChoices are the ways of knowing; none where the instrument does not ask.
func BasisChoices(q audit.Questionnaire) []Choice {
	var all []Choice
	for i, basis := range Bases(q) {
		key := fmt.Sprintf("b%d", i+1)
		all = append(all, Choice{Key: key, Words: basis.Text, state: key, basis: basis.ID})
	}
	return all
}

// asks says how much there is to answer.
func asks(q audit.Questionnaire) string {
	said := fmt.Sprintf("There are %d statements.", len(q.Statements()))
	if takes := q.Instrument.Takes(); takes != "" {
		said += " Answering takes " + takes + "; you need not do it all at once."
	}
	if q.Instrument.Reflection {
		said += " It is for looking at your own work, and feeds nobody’s appraisal."
	}
	return said
}

// howTo says how the questionnaire is filled in.
func howTo(q audit.Questionnaire, fields bool) []string {
	mark := "Put a cross in one box for each statement. If you change your mind, fill the wrong box in and cross another."
	if fields {
		mark = "Choose one box for each statement. Choosing another takes its place. Save the file as often as you like, and send it back as a PDF: do not print it into a new file."
	}
	all := []string{mark}
	if len(Bases(q)) > 0 {
		all = append(all, "Below it, say how you know, if you like. It goes with a place on the scale.")
	}
	if q.Scale.Unknown != "" {
		all = append(all, "“"+strings.TrimSuffix(q.Scale.Unknown, ".")+"” is a good answer: it shows where the board lacks assurance. You may leave out what you like.")
	}
	return append(all, "Notes are shown in the report without your name. Do not name people, or a child. Concerns about a child go to your safeguarding lead, not here.")
}
