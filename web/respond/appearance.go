package respond

import (
	"net/http"
	"slices"
	"strings"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type appearanceView struct {
	Layout    layout.View
	Back      string
	Statement string
	Yours     string
	Rows      []countRow
	NotesLead string
	Notes     []string
	Exact     string
	Next      string
	NextText  string
	Reminder  string
}

type countRow struct{ Choice, People string }

// madeUpNotes stand beside the respondent's own in the example.
var madeUpNotes = []string{
	"The papers say so. I have not met anybody who could tell me more.",
	"We heard about this from two schools in the spring, and acted on it.",
}

// ShowAppearance shows how answers will appear in a report: one of the
// respondent's own among made-up ones, and nobody else's.
func (p Pages) ShowAppearance(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.whileOpen(w, r, viewer, func(s sitting) error {
		return page.Render(w, r, http.StatusOK, appearancePage(s.appearance()))
	})
}

func (s sitting) appearance() appearanceView {
	statement, own := s.example()
	rows, alike := s.madeUpCounts(own)
	v := appearanceView{
		Layout: s.layout("How your answers will appear"), Back: s.path("/check-answers"),
		Statement: statement.Text, Rows: rows, Exact: component.ExactCounts,
		Yours:     "You have not answered anything yet, so all of these answers are made up.",
		NotesLead: "You have not written a note here. These are made up.",
		Notes:     slices.Clone(madeUpNotes),
		Next:      s.path("/submit"), NextText: "Continue", Reminder: s.reminder(),
	}
	if own.Answered() {
		v.Yours = "Your own answer is among the " + alike + ": “" + choiceWords(s.questionnaire.Scale, own) +
			"”. The report does not say which of them is yours. All the others here are made up."
	}
	if own.Note != "" {
		v.Notes = append(v.Notes, own.Note)
		v.NotesLead = "One of these is your own; the others are made up. In a report they stand in the order of their words, without names and never by group."
	}
	slices.SortFunc(v.Notes, strings.Compare)
	if s.submitted() {
		v.Back, v.Next, v.NextText = s.path("/my-answers"), s.path("/my-answers"), "Read all your answers"
	}
	return v
}

// example is a statement that was answered, with a note where there is one;
// the first of all where nothing was answered.
func (s sitting) example() (framework.Statement, audit.Answer) {
	all := s.statements()
	for _, wanted := range []func(audit.Answer) bool{
		func(n audit.Answer) bool { return n.Position > 0 && n.Note != "" },
		func(n audit.Answer) bool { return n.Position > 0 },
		audit.Answer.Answered,
	} {
		for _, statement := range all {
			if n := s.response.Answers[statement.ID]; wanted(n) {
				return statement, n
			}
		}
	}
	return all[0], audit.Answer{}
}

// madeUpCounts are invented answers with the respondent's own added, and how
// many are then the same as theirs.
func (s sitting) madeUpCounts(own audit.Answer) (rows []countRow, alike string) {
	scale := s.questionnaire.Scale
	add := func(choice string, invented int, mine bool) {
		if mine {
			invented++
			alike = component.Number(invented)
		}
		rows = append(rows, countRow{choice, component.Capital(component.Count(invented, "person", "people"))})
	}
	for i, point := range scale.Points {
		add(point.Text, 1+(i*3)%4, own.Position == i+1)
	}
	if scale.Unknown != "" {
		add(scale.Unknown, 2, own.Escape == audit.Unknown)
	}
	if scale.Apart != "" {
		add(scale.Apart, 1, own.Escape == audit.Apart)
	}
	return rows, alike
}
