package component

import (
	"fmt"
	"strings"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/report"
)

// StatementView is one statement to be answered, with what was answered so far.
type StatementView struct {
	ID, Text, Ask       string
	Challenge, Strength string
	Own                 string // whose it is, where the trust added it
	// LowTitle and HighTitle stand above these two descriptions.
	LowTitle, HighTitle string
	ScaleClass          string // how the points are laid out
	// URL is where a script saves it, and Read what it carries back; both empty
	// in a preview, whose answers go nowhere.
	URL, Read   string
	Points      []ChoiceView
	Apart       []ChoiceView // the answers apart from the scale
	Bases       []BasisView  // none where the questionnaire does not ask how one knows
	Note        string
	ChoiceError string
	BasisError  string
	NoteError   string
	Wrong       bool
}

// ChoiceView is one answer that can be chosen.
type ChoiceView struct {
	ID, Name, Value, Text string
	Class                 string
	Checked               bool
}

// BasisView is one answer to "how do you know?".
type BasisView struct {
	ID, Text string
	Selected bool
}

// NewStatement lays a statement of a questionnaire out, as it was answered.
func NewStatement(s framework.Statement, q audit.Questionnaire, n audit.Answer) StatementView {
	v := StatementView{
		ID: s.ID, Text: s.Text, Ask: s.Ask, Challenge: s.Challenge, Strength: s.Strength,
		Points: points(s.ID, q.Scale, n), Apart: apart(s.ID, q.Scale, n), Note: n.Note,
	}
	v.LowTitle, v.HighTitle = report.VocabularyOf(q.Scale).EndTitles()
	v.ScaleClass = ScaleClass(len(q.Scale.Points))
	if s.Own {
		v.Own = "Added by our trust"
	}
	if q.Instrument.Basis {
		for _, b := range q.Framework.Bases {
			v.Bases = append(v.Bases, BasisView{b.ID, b.Text, b.ID == n.Basis})
		}
	}
	return v
}

// DescribedBy names what a screen reader says of the statement besides its text.
func (v StatementView) DescribedBy() string {
	var by []string
	if v.Own != "" {
		by = append(by, v.ID+"-own")
	}
	if v.Ask != "" {
		by = append(by, v.ID+"-ask")
	}
	if v.ChoiceError != "" {
		by = append(by, v.ID+"-choice-error")
	}
	return strings.Join(by, " ")
}

func (v StatementView) noteDescribedBy() string {
	by := v.ID + "-note-hint"
	if v.NoteError != "" {
		by += " " + v.ID + "-note-error"
	}
	return by
}

func points(id string, scale framework.Scale, n audit.Answer) []ChoiceView {
	var all []ChoiceView
	for i, point := range scale.Points {
		all = append(all, ChoiceView{
			ID: fmt.Sprintf("%s-choice-%d", id, i+1), Name: id + ".choice", Value: fmt.Sprint(i + 1), Text: point.Text,
			Class: "sf-choice--" + Shade(i+1, len(scale.Points)), Checked: n.Position == i+1,
		})
	}
	return all
}

func apart(id string, scale framework.Scale, n audit.Answer) []ChoiceView {
	var all []ChoiceView
	for _, e := range []struct {
		escape audit.Escape
		text   string
	}{{audit.Unknown, scale.Unknown}, {audit.Apart, scale.Apart}} {
		if e.text == "" {
			continue
		}
		all = append(all, ChoiceView{
			ID: id + "-choice-" + string(e.escape), Name: id + ".choice", Value: string(e.escape), Text: e.text,
			Class: "sf-choice--apart", Checked: n.Escape == e.escape,
		})
	}
	return all
}

// mostAcross is how many points stand beside one another where there is room;
// more stand below one another.
const mostAcross = 5

// ScaleClass lays the points of a scale out.
func ScaleClass(points int) string {
	if points > mostAcross {
		return "sf-scale sf-scale--down"
	}
	return fmt.Sprintf("sf-scale sf-scale--across sf-scale--%d", points)
}

// Shade is the colour of a point: two at the ends, one for each side between
// them, and one for the middle point of an odd scale.
func Shade(point, of int) string {
	switch {
	case point == 1:
		return "strong-challenge"
	case point == of:
		return "strong-strength"
	case point*2 == of+1:
		return "between"
	case point*2 <= of:
		return "challenge"
	}
	return "strength"
}
