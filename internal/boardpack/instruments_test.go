package boardpack_test

import (
	"strings"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/report"
)

// TestAPackSpeaksAsItsScaleDoes: what a questionnaire calls its findings is what
// a pack and its figures call them too.
func TestAPackSpeaksAsItsScaleDoes(t *testing.T) {
	f := sevenDomains(t)
	for _, instrument := range f.Instruments {
		t.Run(instrument.ID, func(t *testing.T) {
			q, err := audit.NewQuestionnaire(f, instrument.ID)
			if err != nil {
				t.Fatal(err)
			}
			in := report.Input{
				Framework: f, FrameworkHash: "h", Instrument: instrument, Minimum: 5, ClosedAt: time.Date(2027, 3, 4, 23, 59, 0, 0, audit.London),
				Groups: []report.Group{{ID: "trustees", Invited: 10, Submitted: 10}},
			}
			for _, s := range q.Statements() {
				in.Asked = append(in.Asked, s.ID)
			}
			points := len(q.Scale.Points)
			for person := range 10 {
				var answers []report.Answer
				for i, id := range in.Asked {
					places := []int{points, 1, 1 + person%2*(points-1), (points + 1) / 2}
					answers = append(answers, report.Answer{Statement: id, Position: places[i%len(places)]})
				}
				in.Responses = append(in.Responses, report.Response{Group: "trustees", Answers: answers})
			}
			m := materialOf(t, compute(t, in), f)
			m.Views, m.Actions, m.Evidence = nil, nil, nil
			choice := everything()
			choice.AgendaItem = "7"
			said := strings.ToLower(written(boardpack.Make(m, choice)) + laidOut(boardpack.Figures(m)))
			for _, s := range q.Statements() {
				for _, own := range []string{s.Text, s.Ask} {
					said = strings.ReplaceAll(said, strings.ToLower(own), "(its own words)")
				}
			}
			for _, field := range []string{"strength", "challenge", "does_not_apply"} { // names that programs know, the same on every scale
				said = strings.ReplaceAll(said, "found_"+field, "")
			}
			var never []string
			if len(q.Scale.Findings) > 0 {
				never = append(never, "strength", "challenge")
			}
			if q.Scale.Unknown == "" {
				never = append(never, "do not know", "do_not_know")
			}
			if q.Scale.Apart == "" {
				never = append(never, "does not apply", "does_not_apply")
			}
			if !instrument.Basis {
				never = append(never, "how they know", "reassured", "on evidence")
			}
			for _, word := range never {
				if at := strings.Index(said, word); at >= 0 {
					t.Errorf("got %q: %s", word, strings.Join(strings.Fields(said[max(0, at-120):min(len(said), at+60)]), " "))
				}
			}
			for _, sheet := range boardpack.Figures(m).Sheets {
				for _, row := range sheet.Rows {
					if len(row) != len(sheet.Columns) {
						t.Fatalf("%s: got %d cells, want one for each of %d columns", sheet.Name, len(row), len(sheet.Columns))
					}
				}
			}
		})
	}
}
