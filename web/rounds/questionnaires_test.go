package rounds

import (
	"net/http"
	"strings"
	"testing"

	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
)

func TestTheQuestionnairesSayWhatTheyAreFor(t *testing.T) {
	s := newSite(t)
	a := s.get("/t/" + trustID + "/questionnaires")
	a.wantStatus(http.StatusOK)
	if got, want := a.doc.Find("main section").Length(), len(s.store.current.Instruments); got != want {
		t.Errorf("got %d questionnaires, want all %d", got, want)
	}
	a.wantText("#rapid-audit", "For trustees.")
	a.wantText("#rapid-audit", "20 statements in five domains, 10 minutes.")
	a.wantText("#rapid-audit", "from “This is new to me” to “I could explain it to a new trustee”")
	a.wantText("#leadership-reflection", "it feeds nobody’s appraisal")
	if got := a.doc.Find("#rapid-audit a").First().AttrOr("href", ""); got != "/t/"+trustID+"/questionnaires/rapid-audit" {
		t.Errorf("got the preview at %s, want it at the questionnaire", got)
	}
	chosen := s.get("/t/" + trustID + "/rounds/new?instrument=rapid-audit")
	if got := chosen.doc.Find("[name=instrument][checked]").AttrOr("value", ""); got != "rapid-audit" {
		t.Errorf("got %q chosen, want rapid-audit", got)
	}
	if got := s.get("/t/" + trustID + "/rounds/new?instrument=none").doc.Find("[name=instrument][checked]").Length(); got != 0 {
		t.Errorf("got %d chosen, want none for a questionnaire that there is not", got)
	}
}

func TestPeopleOfOtherGroupsAreWarnedOfAndTaken(t *testing.T) {
	s := newSite(t)
	round := s.store.rounds[draftID]
	round.Instrument = "rapid-audit"
	s.store.rounds[draftID] = round
	s.store.invited = map[string]trust.Group{s.store.members[0].PersonID: trust.Trustees}
	const warning = "in a group for which this questionnaire is not written"
	if got := s.get(draft).doc.Find("main").Text(); strings.Contains(got, warning) {
		t.Error("got a warning, want none where all are of the group that it is for")
	}
	s.store.invited[s.store.members[1].PersonID] = trust.Executives
	for _, path := range []string{draft, draft + "/open"} {
		s.get(path).wantText("main", "One person answers "+warning+": it is for trustees. They can answer all the same.")
	}
	if got := round.State; got != audit.Draft {
		t.Errorf("got %s, want the draft as it was", got)
	}
}
