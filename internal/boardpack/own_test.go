package boardpack_test

import (
	"strings"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/framework"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
)

// TestAPackMarksWhatTheTrustAdded: wherever a pack shows a statement of the
// trust's own, it says whose it is.
func TestAPackMarksWhatTheTrustAdded(t *testing.T) {
	const text = "Our trust knows the streets that its children walk."
	f := sevenDomains(t).WithOwn([]framework.Own{{Domain: "strategic-governance", Statement: framework.Statement{
		ID: "own-1", Text: text, Ask: "Who has walked there?", Challenge: "Nobody has.", Strength: "Trustees have.",
	}}})
	q, err := audit.NewQuestionnaire(f, sample.MainInstrument)
	if err != nil {
		t.Fatal(err)
	}
	in := report.Input{
		Framework: f, FrameworkHash: "h", Instrument: q.Instrument, Minimum: 5, ClosedAt: time.Date(2027, 3, 4, 23, 59, 0, 0, audit.London),
		Asked: []string{"sg-starts-from-need", "own-1"}, Groups: []report.Group{{ID: "trustees", Invited: 6, Submitted: 6}},
	}
	for range 6 {
		in.Responses = append(in.Responses, report.Response{Group: "trustees", Answers: []report.Answer{
			{Statement: "sg-starts-from-need", Position: 4, Basis: "seen"}, {Statement: "own-1", Position: 1, Basis: "seen"},
		}})
	}
	m := materialOf(t, compute(t, in), f)
	m.Views, m.Actions, m.Evidence = nil, nil, nil
	shown := 0
	for _, part := range boardpack.Make(m, everything()).Parts {
		for _, block := range part.Blocks {
			if list, ok := block.(boardpack.List); ok {
				for _, item := range list.Items {
					if strings.Contains(item, text) && !strings.Contains(item, "(the trust’s own statement)") {
						t.Errorf("%s: got %q, want it marked", part.Title, item)
					}
				}
			}
			finding, ok := block.(boardpack.Finding)
			if !ok {
				continue
			}
			if own := finding.Statement == text; own != finding.Own {
				t.Errorf("%s: got %q marked %t, want %t", part.Title, finding.Statement, finding.Own, own)
			} else if own {
				shown++
			}
		}
	}
	if shown < 1 {
		t.Errorf("got it shown %d times, want it in its domain", shown)
	}
	csv, err := boardpack.WriteCSV(boardpack.Figures(m), "Statements")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range strings.Split(strings.TrimSpace(string(csv)), "\r\n")[1:] {
		if want := map[bool]string{true: ",yes", false: ",no"}[strings.HasPrefix(row, "own-1,")]; !strings.HasSuffix(row, want) {
			t.Errorf("got the row %q, want it to end with %q", row, want)
		}
	}
}
