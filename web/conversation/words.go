package conversation

import (
	"cmp"
	"strconv"

	"sevenfold/internal/chart"
	talk "sevenfold/internal/conversation"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
	"sevenfold/web/component"
)

// noWords stands above a page where the texts that a round was opened with are
// no longer kept.
const noWords = "The words that this round was asked in are no longer kept. What was agreed is, and is shown as it was."

const noViewYet = "No agreed view yet"

// missing says that the words are no longer kept; empty where they are.
func (m meeting) missing() string {
	if m.Words.Missing() == "" {
		return ""
	}
	return noWords
}

// where is the title of a statement's domain, and whose it is where the trust
// added it; a domain whose words are no longer kept has no title.
func (m meeting) where(s report.Statement) string {
	d, _ := m.Words.Framework.Domain(s.Domain)
	switch {
	case !s.Own:
		return d.Title
	case d.Title == "":
		return reading.Own
	}
	return m.Where(s)
}

// place is a point of the scale that a board can agree on, from 1; empty where
// the scale has no such point.
func (m meeting) place(position int) string {
	if m.missing() == "" || position < 1 || position > m.Report.Points {
		return m.Words.Place(position)
	}
	return "Place " + strconv.Itoa(position) + " of " + strconv.Itoa(m.Report.Points) + ", from challenge to strength"
}

// position is what a board agreed, in words.
func (m meeting) position(v talk.View) string { return cmp.Or(m.place(v.Position), noViewYet) }

// labels are the points as a chart's key names them.
func (m meeting) labels() []string {
	labels := m.Words.Labels()
	if m.missing() != "" {
		for i := range labels {
			labels[i] = m.place(i + 1)
		}
	}
	return labels
}

// findingView is what was found of a statement, as it is talked about.
type findingView struct {
	Pill, PillKind string
	Why            string
	Remarks        []string
	Bar            string
	Prompts        []string
	Ask            string
}

func (m meeting) finding(s report.Statement) findingView {
	words, v := m.Words.Statement(s.ID), m.Words.Vocabulary
	found := findingView{
		Pill: v.Title(s.Finding, s.Significant), PillKind: component.PillKind(s), Why: m.Report.Reason(v, s), Remarks: s.Remarks(),
		Prompts: s.Prompts(v), Ask: words.Ask,
	}
	if s.Positions != nil && s.Counts != nil && s.Positions.Placed() > 0 {
		row := m.Bar("bar-"+s.ID, words.Text, *s.Counts, s.Positions.Points)
		row.Labels, row.UnknownLabel = m.labels(), component.Capital(v.Unknown())
		found.Bar = chart.People([]chart.Row{row})[0]
	}
	return found
}

func (m meeting) key() []component.KeyView {
	return component.KeyOf(m.labels(), m.Words.Vocabulary.Unknown())
}
