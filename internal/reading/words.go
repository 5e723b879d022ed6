package reading

import (
	"strconv"

	"sevenfold/internal/framework"
	"sevenfold/internal/report"
)

// What stands where the text that a round was opened with is no longer kept.
const (
	NoStatement = "The words of this statement are no longer kept"
	noWords     = "The words that this round was asked in are no longer kept. Its figures are, and are shown as they were."
)

// Words are the texts that a round was opened with.
type Words struct {
	Framework  *framework.Framework // an empty one where the texts are no longer kept
	Vocabulary report.Vocabulary    // what findings are called on the scale of the round
	scale      framework.Scale
	points     int
	kept       bool
	reflection bool // respondents looked at their own work
}

// WordsOf finds the words of a report; f is nil where they are no longer kept.
func WordsOf(f *framework.Framework, r report.Report) Words {
	w := Words{Framework: &framework.Framework{}, points: r.Points, kept: f != nil}
	if !w.kept {
		return w
	}
	instrument, _ := f.Instrument(r.Instrument)
	w.Framework, w.reflection = f, instrument.Reflection
	w.scale, _ = f.Scale(instrument.Scale)
	w.Vocabulary = report.VocabularyOf(w.scale)
	return w
}

// Missing says that the words are no longer kept; empty where they are.
func (w Words) Missing() string {
	if w.kept {
		return ""
	}
	return noWords
}

// Statement is a statement as it was asked; where its words are no longer kept,
// its text says so.
func (w Words) Statement(id string) framework.Statement {
	s, ok := w.Framework.Statement(id)
	if !ok {
		return framework.Statement{ID: id, Text: NoStatement}
	}
	return s
}

// Own is what is said beside a statement that the trust added to the round.
const Own = "The trust’s own statement"

// Named is a statement as a table or a chart names it: with whose it is, where
// the trust added it.
func (w Words) Named(id string) string {
	s := w.Statement(id)
	return named(s.Text, s.Own)
}

func named(text string, own bool) string {
	if own {
		return text + " (" + Within(Own) + ")"
	}
	return text
}

// Domain is the title of the domain that stands at that number.
func (w Words) Domain(id string, number int) string {
	if d, ok := w.Framework.Domain(id); ok {
		return d.Title
	}
	return "Domain " + strconv.Itoa(number)
}

// Labels are the points of the scale as a chart's key names them, from
// challenge to strength.
func (w Words) Labels() []string {
	labels := make([]string, w.points)
	for i := range labels {
		switch {
		case i < len(w.scale.Points) && w.scale.Points[i].Short != "":
			labels[i] = w.scale.Points[i].Short
		case i < len(w.scale.Points):
			labels[i] = w.scale.Points[i].Text
		case i == 0:
			labels[i] = "first point (challenge)"
		case i == w.points-1:
			labels[i] = "last point (strength)"
		default:
			labels[i] = "point " + strconv.Itoa(i+1)
		}
	}
	return labels
}

// Place is a point of the scale in the words that a respondent chose, from 1;
// empty where the scale has no such point.
func (w Words) Place(position int) string {
	switch {
	case position < 1 || position > w.points:
		return ""
	case position <= len(w.scale.Points):
		return w.scale.Points[position-1].Text
	}
	return Capital(w.Labels()[position-1])
}

// Basis is a way of knowing, in words.
func (w Words) Basis(id string) string {
	for _, b := range w.Framework.Bases {
		if b.ID == id {
			return b.Text
		}
	}
	return Capital(NameOf(id))
}
