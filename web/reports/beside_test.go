package reports_test

import (
	"testing"
	"time"

	"sevenfold/internal/action"
	"sevenfold/internal/evidence"
	"sevenfold/internal/sample"
)

func TestEvidenceAndActionsStandBesideTheFinding(t *testing.T) {
	s := whole(t)
	ended := sample.Today.Add(-time.Hour)
	s.evidence = []evidence.Evidence{
		{ID: "e1", Title: "Staff survey <b>2026</b>", Statements: []string{"wr-workload"}},
		{ID: "e2", Title: "An older survey", Statements: []string{"wr-workload"}, EndedAt: &ended},
	}
	s.actions = []action.Action{{
		ID: "a1", Title: "Ask leavers why", State: action.UnderWay, For: []action.Finding{{RoundID: sample.RoundID, Statement: "wr-workload"}},
	}}
	d := read(t, s, base+"/domains/workforce-resilience-and-wellbeing")
	for selector, want := range map[string]int{
		`#wr-workload a[href$="/evidence/e1"]`: 1, `#wr-workload a[href$="/evidence/e2"]`: 0, `#wr-workload a[href$="/actions/a1"]`: 1,
		`#wr-wellbeing a[href*="/actions/a1"]`: 0, `a[href*="/evidence/new"], a[href*="/actions/new"]`: 0, // a trustee reads them
	} {
		if got := d.Find(selector).Length(); got != want {
			t.Errorf("%s: got %d, want %d", selector, got, want)
		}
	}
	nothing := d.Find(".sf-finding__named:contains('" + evidence.NothingYet + "')").Length()
	seen := 0
	for _, p := range s.report.Domains {
		for _, id := range p.Statements {
			st, _ := s.report.Statement(id)
			if p.ID == "workforce-resilience-and-wellbeing" && id != "wr-workload" && st.Positions != nil &&
				evidence.NothingToPointTo(st.Counts.Placed, st.Positions.Evidence, nil) {
				seen++
			}
		}
	}
	if nothing != seen || seen == 0 {
		t.Errorf("got it said of %d statements that there is nothing to point to, want %d, and some", nothing, seen)
	}
}
