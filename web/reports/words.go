package reports

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sevenfold/internal/framework"
	"sevenfold/internal/report"
	"sevenfold/web/component"
)

// What stands where the text that a round was opened with is no longer kept.
const (
	noStatement = "The words of this statement are no longer kept"
	noWords     = "The words that this round was asked in are no longer kept. Its figures are, and are shown as they were."
)

// words are the texts that a round was opened with.
type words struct {
	framework *framework.Framework
	scale     framework.Scale
	points    int
	kept      bool
}

// wordsOf finds the words of a report; f is nil where they are no longer kept.
func wordsOf(f *framework.Framework, r report.Report) words {
	w := words{framework: &framework.Framework{}, points: r.Points, kept: f != nil}
	if !w.kept {
		return w
	}
	w.framework = f
	if instrument, ok := f.Instrument(r.Instrument); ok {
		w.scale, _ = f.Scale(instrument.Scale)
	}
	return w
}

// missing says that the words are no longer kept; empty where they are.
func (w words) missing() string {
	if w.kept {
		return ""
	}
	return noWords
}

func (w words) statement(id string) framework.Statement {
	s, ok := w.framework.Statement(id)
	if !ok {
		return framework.Statement{ID: id, Text: noStatement}
	}
	return s
}

// domain is the title of the domain that stands at that number.
func (w words) domain(id string, number int) string {
	if d, ok := w.framework.Domain(id); ok {
		return d.Title
	}
	return "Domain " + strconv.Itoa(number)
}

// labels are the points of the scale as a chart's key names them, from
// challenge to strength.
func (w words) labels() []string {
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

func (w words) basis(id string) string {
	for _, b := range w.framework.Bases {
		if b.ID == id {
			return b.Text
		}
	}
	return component.Capital(strings.ReplaceAll(id, "-", " "))
}

// within goes on with a text in the middle of a sentence. What begins like an
// abbreviation stays.
func within(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	if second, _ := utf8.DecodeRuneInString(s[size:]); unicode.IsUpper(second) {
		return s
	}
	return changeFirst(s, unicode.ToLower)
}

func changeFirst(s string, change func(rune) rune) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(change(first)) + s[size:]
}

// stopped ends a sentence, where it has no end yet.
func stopped(s string) string {
	if strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}

func statements(n int) string { return component.Count(n, "statement", "statements") }
