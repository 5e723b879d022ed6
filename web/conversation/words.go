package conversation

import (
	"strconv"

	"sevenfold/internal/audit"
	"sevenfold/internal/chart"
	talk "sevenfold/internal/conversation"
	"sevenfold/internal/framework"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
	"sevenfold/web/component"
)

// What stands where the text that a round was opened with is no longer kept.
const (
	noStatement = "The words of this statement are no longer kept"
	noWords     = "The words that this round was asked in are no longer kept. What was agreed is, and is shown as it was."
)

const noViewYet = "No agreed view yet"

// words are the texts that a round was opened with.
type words struct {
	framework  *framework.Framework
	vocabulary report.Vocabulary
	points     []framework.Point
	kept       bool
}

// wordsOf finds the words of a report; f is nil where they are no longer kept.
func wordsOf(f *framework.Framework, r report.Report) words {
	w := words{framework: &framework.Framework{}, points: make([]framework.Point, r.Points), kept: f != nil}
	if w.kept {
		w.framework = f
		if q, err := audit.NewQuestionnaire(f, r.Instrument); err == nil && len(q.Scale.Points) == r.Points {
			w.points, w.vocabulary = q.Scale.Points, report.VocabularyOf(q.Scale)
			return w
		}
	}
	for i := range w.points {
		w.points[i].Text = "Place " + strconv.Itoa(i+1) + " of " + strconv.Itoa(r.Points) + ", from challenge to strength"
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

// domain is the title of a domain; empty where its words are no longer kept.
func (w words) domain(id string) string {
	d, _ := w.framework.Domain(id)
	return d.Title
}

// where is the title of a statement's domain, and whose it is where the trust added it.
func (w words) where(s report.Statement) string {
	title := w.domain(s.Domain)
	if !s.Own {
		return title
	}
	if title == "" {
		return reading.Own
	}
	return title + " · " + reading.Within(reading.Own)
}

// position is what a board agreed, in words.
func (w words) position(v talk.View) string {
	if v.Position < 1 || v.Position > len(w.points) {
		return noViewYet
	}
	return w.points[v.Position-1].Text
}

func (w words) labels() []string {
	labels := make([]string, len(w.points))
	for i, p := range w.points {
		if labels[i] = p.Short; p.Short == "" {
			labels[i] = p.Text
		}
	}
	return labels
}

// findingView is what was found of a statement, as it is talked about.
type findingView struct {
	Pill, PillKind string
	Why            string
	Remarks        []string
	Bar, Aside     string
	Prompts        []string
	Ask            string
}

func (m meeting) finding(s report.Statement) findingView {
	v := findingView{
		Pill: m.words.vocabulary.Title(s.Finding, s.Significant), PillKind: component.PillKind(s), Why: m.report.Reason(m.words.vocabulary, s), Remarks: s.Remarks(),
		Prompts: s.Prompts(m.words.vocabulary), Ask: m.words.statement(s.ID).Ask,
	}
	if s.Positions != nil && s.Counts != nil && s.Positions.Placed() > 0 {
		row := chart.Row{ID: "bar-" + s.ID, Title: m.words.statement(s.ID).Text, Labels: m.words.labels(), Counts: s.Positions.Points}
		if unknown := m.words.vocabulary.Unknown(); unknown != "" {
			row.Unknown, row.Of, row.UnknownLabel = s.Counts.Unknown, s.Counts.Applies(), component.Capital(unknown)
		}
		v.Bar = chart.People([]chart.Row{row})[0]
	}
	return v
}

func (m meeting) key() []component.KeyView {
	return component.KeyOf(m.words.labels(), m.words.vocabulary.Unknown())
}
