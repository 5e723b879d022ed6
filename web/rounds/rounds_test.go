package rounds

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
)

func TestEverybodyIsTickedWhomTheQuestionnaireIsFor(t *testing.T) {
	a := newSite(t).get(draft + "/respondents")
	a.wantStatus(http.StatusOK)
	if got := a.doc.Find("input[name='invited[]'][checked]").Length(); got != 9 {
		t.Errorf("got %d people ticked, want the seven trustees and two executives", got)
	}
	a.wantNone("#invited-" + person(9) + "[checked]")
	a.wantNone("#invited-" + person(10) + "[checked]")
	a.wantText("#group-"+person(10)+" option[selected]", "Choose a group")
	a.wantText("#group-"+person(7)+" option[selected]", "Executives")
	a.wantText("#count", "Nobody is invited yet")
	a.wantText("#roles-"+person(0), "Chair")
	a.wantText("label[for=group-"+person(10)+"]", "Group of Kim Lowe")
}

func TestRespondentsAreKeptInTheirGroups(t *testing.T) {
	s := newSite(t)
	fields := url.Values{"invited[]": {person(1), person(10)}}
	fields.Set("group-"+person(1), "executives")
	fields.Set("group-"+person(10), "members")
	fields.Set("group-"+person(2), "trustees") // not ticked
	for range 2 {
		s.post(draft+"/respondents", fields).wantRedirect(draft)
	}
	if len(s.store.invited) != 2 || s.store.invited[person(1)] != trust.Executives || s.store.invited[person(10)] != trust.Members {
		t.Errorf("got %v invited, want the two in the groups that were chosen", s.store.invited)
	}
	a := s.get(draft + "/respondents")
	a.wantText("#count", "Two of 11 people are invited so far.")
	if got := a.doc.Find("input[name='invited[]'][checked]").Length(); got != 2 {
		t.Errorf("got %d ticked, want the two who are invited", got)
	}
	a.wantText("#group-"+person(1)+" option[selected]", "Executives")
}

func TestRespondentsThatCannotBeUsed(t *testing.T) {
	tests := []struct {
		name   string
		fields url.Values
		want   []string
	}{
		{"nobody is ticked", url.Values{}, []string{"Tick at least one person: a round without respondents can't be opened"}},
		{
			"a governance professional without a group",
			url.Values{"invited[]": {person(10)}, "group-" + person(10): {""}},
			[]string{"Choose a group for Kim Lowe"},
		},
		{
			"a group that there is not",
			url.Values{"invited[]": {person(1)}, "group-" + person(1): {"<script>"}},
			[]string{"Choose a group for Ben Carter"},
		},
		{
			"somebody who has left, from an old tab",
			url.Values{"invited[]": {person(1), person(77)}, "group-" + person(1): {"trustees"}},
			[]string{"Somebody you ticked has left the trust since you opened this page: look through the list and save again"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t)
			a := s.post(draft+"/respondents", test.fields)
			a.wantMistakes(test.want...)
			if len(s.store.invited) > 0 {
				t.Errorf("got %d invited, want nothing half saved", len(s.store.invited))
			}
			if got := a.text("#group-" + person(7) + " option[selected]"); got != "Executives" {
				t.Errorf("got %q for an executive who was not on the form, want their own group", got)
			}
			for _, id := range test.fields["invited[]"] {
				if id != person(77) && a.doc.Find("#invited-"+id+"[checked]").Length() != 1 {
					t.Errorf("got somebody's tick lost, want it kept")
				}
			}
		})
	}
}

func TestDraftShowsItsPlanAndNextStep(t *testing.T) {
	s := newSite(t)
	a := s.get(draft)
	a.wantText("h1", "Autumn 2026 audit")
	a.wantText("dl", "Friday 11 December 2026, at the end of the day")
	a.wantText("dl", "Nobody is invited yet")
	a.wantText(".sf-actions .govuk-button", "Choose respondents")
	if got := a.doc.Find("dl a").Length(); got != 10 {
		t.Errorf("got %d links to change something, want 10", got)
	}
	s.invite(9)
	a = s.get(draft)
	a.wantText("dl", "Nine people Trustees: seven Executives: two")
	a.wantText(".sf-actions .govuk-button", "Go on to open this round")
}

func TestOpeningSaysWhatItMeans(t *testing.T) {
	s := newSite(t)
	s.invite(9)
	a := s.get(draft + "/open")
	a.wantText("main", "the exact words of its statements")
	a.wantText("#sent", "Nine invitations go out by e-mail as soon as you open it")
	a.wantText("#early", "You planned to open it on Monday 23 November 2026. It opens when you press the button: today, Friday 20 November 2026.")
	a.wantNone(".govuk-warning-text")
	a.wantNone(".govuk-error-summary")
	s.store.invited = map[string]trust.Group{}
	s.invite(4)
	s.get(draft+"/open").wantText(".govuk-warning-text", "You invite four people, and nothing is shown before five have submitted.")
}

func TestOpeningIsRefusedWithASentence(t *testing.T) {
	tests := []struct {
		name string
		spot func(s *site)
		want []string
	}{
		{"no respondents", func(s *site) {}, []string{"Nobody is invited: choose respondents first"}},
		{"the closing date has passed", func(s *site) { s.invite(5); s.now = today.AddDate(0, 2, 0) }, []string{
			"The closing date, Friday 11 December 2026, has passed: choose a later one",
		}},
		{"both", func(s *site) { s.now = today.AddDate(0, 2, 0) }, []string{
			"Nobody is invited: choose respondents first", "The closing date, Friday 11 December 2026, has passed: choose a later one",
		}},
		{"a questionnaire that is gone", func(s *site) {
			s.invite(5)
			r := s.store.rounds[draftID]
			r.Instrument = "old"
			s.store.rounds[draftID] = r
		}, []string{"The questionnaire of this draft is no longer offered: choose another"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t)
			test.spot(s)
			a := s.get(draft + "/open")
			a.wantStatus(http.StatusOK)
			a.wantNone("main form")
			a.wantText("main", test.want[0])
			s.post(draft+"/open", nil).wantMistakes(test.want...)
			if s.store.opened > 0 {
				t.Error("got the round opened, want it a draft")
			}
		})
	}
}

func TestOpenedTwiceIsOpenedOnce(t *testing.T) {
	s := newSite(t)
	s.invite(5)
	for range 2 {
		s.post(draft+"/open", nil).wantRedirect(draft + "/progress")
	}
	if s.store.opened != 1 {
		t.Errorf("got it opened %d times, want once", s.store.opened)
	}
	s.get(draft + "/open").wantRedirect(draft)
	s.get(draft).wantRedirect(draft + "/progress")
}

// underWay is an open round: of nine invited, two have submitted and one is in progress.
func underWay(t *testing.T) *site {
	t.Helper()
	s := newSite(t)
	s.invite(9)
	s.open()
	s.store.stages = map[string]audit.Stage{person(0): audit.Submitted, person(7): audit.Submitted, person(1): audit.InProgress}
	return s
}

func TestProgressIsToldByGroupAndByPerson(t *testing.T) {
	s := underWay(t)
	a := s.get(draft + "/progress")
	a.wantStatus(http.StatusOK)
	a.wantText("#done", "Two of nine people have submitted.")
	a.wantText("#minimum", "Five responses must be submitted before any result is shown: three more are needed.")
	a.wantText("table:contains('By group') tbody tr:contains('Trustees')", "Trustees 5 1 1 7")
	a.wantText("table:contains('By group') tbody tr:contains('Executives')", "Executives 1 0 1 2")
	a.wantText("tr:contains('Ben Carter')", "In progress")
	a.wantText("tr:contains('Asha Begum')", "Submitted")
	a.wantText("tr:contains('Cai Davies')", "Not started")
	a.wantText("#address", "https://sevenfold.example.org"+draft+"/start")
	a.wantText(".sf-actions", "Close this round")
	if strings.Contains(a.body, "10:42") {
		t.Error("got a time of day, want none")
	}
}

func TestChairSeesProgressAndMayNotClose(t *testing.T) {
	s := underWay(t)
	s.change(func(r *audit.Round) { r.ClosesByDate = false })
	s.as(trust.Chair)
	a := s.get(draft + "/progress")
	a.wantText("tr:contains('Ben Carter')", "In progress")
	a.wantNone("a[href$='/close']")
	a.wantNone("#address")
	s.now = audit.EndOfDay(2026, time.December, 11)
	s.get(draft+"/progress").wantText("#passed", "when the governance professional closes the round")
}

func TestProgressAfterTheClosingDateLeadsToTheReport(t *testing.T) {
	s := underWay(t)
	s.change(func(r *audit.Round) { r.ClosesByDate = false })
	s.now = audit.EndOfDay(2026, time.December, 11)
	a := s.get(draft + "/progress")
	a.wantText("#passed", "answers are no longer taken. Close the round: that makes the report.")
	a.wantNone("#address")
	s.post(draft+"/close", nil).wantRedirect(draft + "/report")
	a = s.get(draft + "/progress")
	a.wantText("main", "It was closed on Friday 11 December 2026.")
	a.wantText("#minimum", "That was not reached, so the report withholds everything.")
	a.wantText(".sf-actions", "Read the report")
	a.wantNone("a[href$='/close']")
	s.get(draft).wantText("dl", "Closed Friday 11 December 2026")
}

func TestClosingSaysWhatItMeans(t *testing.T) {
	s := underWay(t)
	a := s.get(draft + "/close")
	a.wantText("#means", "Two people have submitted. Only submitted responses count.")
	a.wantText("#means", "One person is in progress.")
	a.wantText("#means", "Six people have not started.")
	a.wantText("#means", "Closing it now ends it early.")
	a.wantText(".govuk-warning-text", "Five responses must be submitted before any result is shown, and there are two.")
	for i := range 5 {
		s.store.stages[person(i)] = audit.Submitted
	}
	s.get(draft + "/close").wantNone(".govuk-warning-text")
	s.store.stages = nil
	a = s.get(draft + "/close")
	a.wantText("#means", "Nobody has submitted.")
	a.wantText(".govuk-warning-text", "before any result is shown, and there are none.")
}

func TestClosingIsRefusedWithASentence(t *testing.T) {
	s := newSite(t)
	for _, a := range []answer{s.get(draft + "/close"), s.post(draft+"/close", nil)} {
		a.wantStatus(http.StatusConflict)
		a.wantText("main", "Only a round that was opened can be closed.")
	}
	s = underWay(t)
	s.post(draft+"/close", nil).wantRedirect(draft + "/report")
	for _, a := range []answer{s.get(draft + "/close"), s.post(draft+"/close", nil), s.post(draft+"/open", nil)} {
		a.wantStatus(http.StatusConflict)
		a.wantText("main", "This round was closed on Friday 20 November 2026 at 10:42.")
		a.wantText("main a", "Read the report")
	}
	if s.store.closed != 1 {
		t.Errorf("got it closed %d times, want once", s.store.closed)
	}
}
