package reports_test

import (
	"strings"
	"testing"

	"sevenfold/internal/conversation"
	"sevenfold/internal/sample"
)

func TestWhatTheBoardAgreedStandsBesideTheFinding(t *testing.T) {
	s := whole(t)
	s.agreed = []conversation.View{
		{Statement: "wr-workload", Position: 1, Why: "<script>alert(1)</script>", Revision: 2, By: "Ruth Mallory", At: sample.Today},
		{Statement: "wr-wellbeing", Why: "We could not agree.", Revision: 1, At: sample.Today},
		{Statement: "wr-recruitment", Revision: 3, At: sample.Today}, // cleared again
	}
	without := read(t, whole(t), base+"/domains/workforce-resilience-and-wellbeing")
	d := read(t, s, base+"/domains/workforce-resilience-and-wellbeing")
	for id, want := range map[string]string{
		"wr-workload":    "The board agreed: A significant challenge for us <script>alert(1)</script> Recorded on Tuesday 24 November 2026. Talk about this",
		"wr-wellbeing":   "The board agreed: No agreed view yet We could not agree. Recorded on Tuesday 24 November 2026. Talk about this",
		"wr-recruitment": "",
	} {
		if got := text(d.Find("#" + id + " .sf-agreed")); got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
		link := d.Find("#" + id + ` a[href$="/conversation/statements/` + id + `"]`)
		if link.Length() != 1 {
			t.Errorf("%s: got %d links to talk about it, want 1", id, link.Length())
		}
		for _, part := range []string{".sf-pill", ".sf-finding__why", ".sf-quotes"} {
			if got, want := text(d.Find("#"+id+" "+part)), text(without.Find("#"+id+" "+part)); got != want {
				t.Errorf("%s, %s: got %q beside an agreed view, want %q as without", id, part, got, want)
			}
		}
	}
	if strings.Contains(text(d.Find("main")), "Ruth Mallory") {
		t.Error("got who recorded it in the report, want no name")
	}
}

func TestTheReportLeadsToTheConversation(t *testing.T) {
	d := read(t, whole(t), base)
	if d.Find(`a[href$="/conversation"]`).Length() != 1 {
		t.Errorf("got %s, want a link to the conversation", text(d.Find("main a")))
	}
}
