package rounds

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"sevenfold/web/form"

	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
)

func TestADraftIsDiscarded(t *testing.T) {
	s := newSite(t)
	s.get(draft+"/discard").wantText(".govuk-warning-text", "It can't be brought back.")
	s.post(draft+"/discard", nil).wantRedirect("/t/" + trustID)
	a := s.post(draft+"/discard", nil)
	a.wantStatus(http.StatusNotFound)
	a.wantText("h1", "There is no such draft")
	s = newSite(t)
	s.invite(5)
	s.store.meanwhile = func() { s.open() }
	s.post(draft+"/discard", nil).wantStop("This round is no longer a draft")
	s.get(draft + "/discard").wantStop("This round is no longer a draft")
}

func TestAClosedRoundIsUsedAgain(t *testing.T) {
	s := underWay(t)
	id := form.NewID()
	s.post(draft+"/copy", url.Values{"id": {id}}).wantStop("This round is not closed yet")
	s.close()
	s.get(draft+"/progress").wantText("#again", "Use this round again")
	a := s.get(draft)
	if got := a.doc.Find("form[action$=copy] input[name=id]").AttrOr("value", ""); !idForm.MatchString(got) {
		t.Errorf("got the id %q in the form, want one that is drawn", got)
	}
	for range 2 {
		s.post(draft+"/copy", url.Values{"id": {id}}).wantRedirect(base + "/" + id + "/edit?done=copied")
	}
	if len(s.store.rounds) != 2 {
		t.Errorf("got %d rounds, want the past one and one copy", len(s.store.rounds))
	}
	a = s.get(base + "/" + id + "/edit?done=copied")
	a.wantText(".govuk-inset-text", "Its title and its dates are a guess")
	a.wantText("#opens-shown", "Friday 20 November 2026")
}

func TestADraftThatDidNotOpenSaysWhy(t *testing.T) {
	s := newSite(t)
	missed := audit.StartOfDay(2026, time.November, 20)
	s.change(func(r *audit.Round) { r.OpeningMissedAt = &missed })
	a := s.get(draft)
	a.wantText("#missed", "was to open by itself on Friday 20 November 2026, and could not. Nobody was invited. This was missing, and still is:")
	a.wantText("#missed #nobody", "Nobody is invited: choose respondents first.")
	s.invite(5)
	a = s.get(draft)
	a.wantText("#missed", "Nothing stands in its way any more")
	a.wantNone("#missed li")
}

func TestARoundMayOpenByItself(t *testing.T) {
	s := newSite(t)
	s.post(draft+"/edit", with("opening", byDate, "closing", byHand)).wantRedirect(draft)
	r := s.store.rounds[draftID]
	if !r.OpensByDate || r.ClosesByDate {
		t.Errorf("got opening %v and closing %v by itself, want it to open by itself alone", r.OpensByDate, r.ClosesByDate)
	}
	a := s.get(draft)
	a.wantText(".sf-lead", "It opens by itself on Monday 1 March 2027.")
	a.wantText("dl", "You close it by hand after that")
	s.invite(5)
	s.get(draft+"/open").wantText("#early", "If you press the button it opens now, Friday 20 November 2026.")
	a = s.post(draft+"/edit", with("opening", byDate, "opens-day", "20", "opens-month", "11", "opens-year", "2026"))
	a.wantMistakes("A round opens by itself at eight in the morning: enter Saturday 21 November 2026 or later, or open it by hand")
	s.post(draft+"/edit", with("opening", "<script>", "closing", "x")).wantMistakes(
		"Choose who keeps the opening date: you, or the program by itself", "Choose who keeps the closing date: you, or the program by itself")
}

func TestWhoReadsTheReportIsSaidBeforeARoundOpens(t *testing.T) {
	s := newSite(t)
	a := s.get(draft)
	a.wantText("dl", "Who reads the report The board and executives")
	s.post(draft+"/edit", with("readers", readByAll)).wantRedirect(draft)
	if !s.store.rounds[draftID].SharedWithAll {
		t.Error("got the report kept from local governors, want it shared with all")
	}
	s.get(draft).wantText("dl", "Local governors and members too")
	if got := s.get(draft + "/edit").value("[name=readers][checked]"); got != readByAll {
		t.Errorf("got %q chosen, want %q", got, readByAll)
	}
	s.invite(5)
	a = s.get(draft + "/open")
	a.wantText("dl", "Local governors and members too")
	a.wantText("main ul", "who reads the report")
	s.post(draft+"/edit", with("readers", "everybody")).wantMistakes(
		"Choose who reads the report: the board and executives, or local governors and members too")
}

func TestACommitteeIsTickedWithoutKeepingAnything(t *testing.T) {
	s := newSite(t)
	s.store.committees = []trust.Committee{{ID: "c1", Name: "Finance & <b>Audit</b>"}, {ID: "c2", Name: "Of nobody"}}
	for _, i := range []int{1, 9, 10} {
		s.store.members[i].Committees = []string{"c1"}
	}
	a := s.get(draft + "/respondents")
	if got := a.text("#committee"); got != "Choose a committee Finance & <b>Audit</b>" {
		t.Errorf("got the committees %q, want the one that somebody sits on", got)
	}
	fields := url.Values{"tick": {"committee"}, "committee": {"c1"}, "invited[]": {person(7)}, "group-" + person(7): {"trustees"}, "group-" + person(2): {"members"}}
	a = s.post(draft+"/respondents", fields)
	a.wantStatus(http.StatusOK)
	for _, i := range []int{1, 7, 9, 10} {
		if a.doc.Find("#invited-"+person(i)+"[checked]").Length() != 1 {
			t.Errorf("got person %d not ticked, want the committee and whoever was ticked before", i)
		}
	}
	if got := a.doc.Find("input[checked]").Length(); got != 4 {
		t.Errorf("got %d ticked, want 4", got)
	}
	a.wantText("#group-"+person(7)+" option[selected]", "Trustees")
	a.wantText("#group-"+person(2)+" option[selected]", "Members")
	a.wantText("#count", "Three people of Finance")
	if len(s.store.invited) > 0 {
		t.Errorf("got %d invited, want nothing kept", len(s.store.invited))
	}
	fields.Set("committee", "")
	a = s.post(draft+"/respondents", fields)
	a.wantMistakes("Choose a committee to tick its people")
	if a.doc.Find("#invited-"+person(7)+"[checked]").Length() != 1 {
		t.Error("got a tick lost, want it kept")
	}
	s.invite(5)
	s.open()
	a = s.post(draft+"/respondents/add", url.Values{"tick": {""}, "committee": {"c1"}})
	a.wantText("#count", "Two people of Finance")
}
