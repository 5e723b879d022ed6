package rounds

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
	"sevenfold/web/form"
)

const own = draft + "/own-statements"

// ownID is the id of the nth statement that a test adds.
func ownID(n int) string { return fmt.Sprintf("44444444-4444-4444-8444-%012d", n) }

// typedOwn is a good form of the nth statement.
func typedOwn(n int) url.Values {
	return url.Values{
		"id": {ownID(n)}, "domain": {"strategic-governance"}, "text": {fmt.Sprintf("Our trust knows street number %d.", n)},
		"ask": {"Who has walked it?"}, "challenge": {"Nobody has walked it."}, "strength": {"Trustees have walked it."},
	}
}

func (s *site) addOwn(n int) {
	s.t.Helper()
	s.post(own, typedOwn(n)).wantRedirect(own + "?done=added")
}

func ownTexts(a answer) []string {
	return a.doc.Find("main ol li strong").Map(func(_ int, one *goquery.Selection) string { return strings.TrimSpace(one.Text()) })
}

func TestStatementsOfTheTrustsOwnAreWrittenInAForm(t *testing.T) {
	s := newSite(t)
	s.get(own).wantText("#room", "There are none yet. A round has room for up to 10.")
	fresh := s.get(own + "/new")
	if id := fresh.value("#own-statement [name=id]"); !idForm.MatchString(id) {
		t.Errorf("got the id %q, want one that was drawn for this form", id)
	}
	if n := fresh.doc.Find("#domain option").Length(); n != 8 {
		t.Errorf("got %d choices, want the seven domains and none", n)
	}
	for range 2 { // the same form twice
		s.addOwn(1)
	}
	second := typedOwn(2)
	second.Set("domain", "finance-and-operations")
	s.post(own, second).wantRedirect(own + "?done=added")
	s.addOwn(3)
	list := s.get(own + "?done=added")
	list.wantText(".govuk-notification-banner", "The statement was added.")
	list.wantText("#room", "Three statements; there is room for seven more.")
	if got := list.doc.Find("main h2.govuk-heading-m").Map(func(_ int, h *goquery.Selection) string { return strings.TrimSpace(h.Text()) }); !slices.Equal(got, []string{"Strategic governance", "Finance and operations"}) {
		t.Errorf("got the domains %q, want two in the order in which they are asked", got)
	}
	page := s.get(draft)
	page.wantText(".govuk-summary-list", "Statements of your own Three statements, each at the end of its domain “Our trust knows street number 1.”")
	s.get(draft+"/open").wantText("main", "Statements of your own Three statements")

	s.post(own+"/own-"+ownID(1)+"/move", url.Values{"place": {"2"}}).wantRedirect(own + "?done=moved")
	if want := []string{"own-" + ownID(1) + " to 2"}; !slices.Equal(s.store.moved, want) {
		t.Errorf("got %v moved, want %v", s.store.moved, want)
	}
	changed := typedOwn(1)
	changed.Set("revision", "1")
	changed.Set("text", "Our trust knows every street.")
	for range 2 {
		s.post(own+"/own-"+ownID(1), changed).wantRedirect(own + "?done=changed")
	}
	s.get(own+"/own-"+ownID(1)).wantText("#text", "Our trust knows every street.")
	s.get(own+"/own-"+ownID(3)+"/remove").wantText("main", "This removes “Our trust knows street number 3.”")
	for range 2 {
		s.post(own+"/own-"+ownID(3)+"/remove", nil).wantRedirect(own + "?done=removed")
	}
	if got, want := ownTexts(s.get(own)), []string{"Our trust knows every street.", "Our trust knows street number 2."}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWhatIsWrongWithAStatementOfTheTrustsOwnIsSaid(t *testing.T) {
	long := strings.Repeat("abcdefghi ", 51)
	tests := []struct {
		name, field, value string
		want               []string
	}{
		{"no domain", "domain", "", []string{"Choose the domain that it is about"}},
		{"a domain that is not asked", "domain", "elsewhere", []string{"Choose the domain that it is about"}},
		{"no sentence", "text", " \u200b ", []string{"Enter the statement, in one sentence"}},
		{"only emoji", "text", "🏫🏫", []string{"Enter the statement, in one sentence"}},
		{"a long sentence", "text", strings.Repeat("long ", 41), []string{"The statement must be 200 characters or fewer: it has 204"}},
		{"characters of many bytes", "text", strings.Repeat("e\u0323\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030a\u030b", 199), []string{"The statement is too long to keep: make it shorter"}},
		{"nothing to look for", "ask", "", []string{"Enter what to look for, or whom to ask"}},
		{"much to look for", "ask", long, []string{"How do you know must be 500 characters or fewer: it has 509"}},
		{"no challenge", "challenge", "?", []string{"Enter what can be seen where this is far from so"}},
		{"no strength", "strength", "", []string{"Enter what can be seen where this is so"}},
		{"both ends the same", "strength", "nobody has walked it.", []string{"Enter what can be seen at this end: both descriptions say the same"}},
		{"a grade", "text", "Our schools are outstanding.", []string{"Put “outstanding” in other words, since it judges: say what can be seen; the word is an inspection grade"}},
		{"a judgement in a description", "challenge", "Some schools are failing.", []string{"Put “failing” in other words, since it judges: say what is not there yet"}},
		{"a sentence of the questionnaire", "text", "Our strategy starts from what the children and communities we serve need.", []string{"Enter another statement: this round asks this one already"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t)
			typed := typedOwn(1)
			typed.Set(tt.field, tt.value)
			got := s.post(own, typed)
			got.wantMistakes(tt.want...)
			if kept := got.value("#own-statement [name=id]"); kept != ownID(1) {
				t.Errorf("got the id %q, want that of the form", kept)
			}
			if tt.field != "strength" {
				if shown := strings.TrimSpace(got.doc.Find("#strength").Text()); shown != "Trustees have walked it." {
					t.Errorf("got %q, want all that was typed still there", shown)
				}
			}
			if len(s.store.own) > 0 {
				t.Errorf("got %v kept, want none", s.store.own)
			}
		})
	}
}

func TestAnyWritingIsShownAsItWasTyped(t *testing.T) {
	for _, text := range []string{
		"مدارسنا تعرف العائلات الجديدة.", "Our trust 🏫 knows its 👩‍👩‍👧 families.", `<script>alert("ours")</script> is known.`, "Our “trust” knows it & more.",
	} {
		s := newSite(t)
		typed := typedOwn(1)
		typed.Set("text", text)
		s.post(own, typed).wantRedirect(own + "?done=added")
		list := s.get(own)
		if got := ownTexts(list); !slices.Equal(got, []string{text}) && !strings.Contains(text, "<") {
			t.Errorf("got %q, want %q", got, text)
		}
		if strings.Contains(list.body, "<script>alert") {
			t.Errorf("got a script on the page, want its letters")
		}
		if got := list.doc.Find("main ol li p[dir=auto]").Length(); got == 0 {
			t.Error("got no direction of its own, want each sentence in its own")
		}
	}
}

func TestALongSentenceIsAdvisedAndKept(t *testing.T) {
	s := newSite(t)
	typed := typedOwn(1)
	typed.Set("text", strings.Repeat("we go ", 15)+"and so on.")
	s.post(own, typed).wantRedirect(own + "?done=added")
	s.get(own).wantText("main ol", "It has 33 words. Up to 30 are taken in at one reading. It joins two things with “and”.")
}

func TestARoundHasRoomForTenStatementsOfTheTrustsOwn(t *testing.T) {
	s := newSite(t)
	for n := range audit.MostOwnStatements {
		s.addOwn(n + 1)
	}
	list := s.get(own)
	list.wantText("#room", "There are 10, as many as a round has room for. To add another, remove one first.")
	list.wantNone("main .govuk-button")
	s.get(own + "/new").wantRedirect(own)
	eleventh := s.post(own, typedOwn(11))
	eleventh.wantStatus(http.StatusConflict)
	eleventh.wantText(".govuk-error-summary", "There are 10, as many as a round has room for.")
	eleventh.wantText("#text", "Our trust knows street number 11.")
	s.addOwn(10) // the same form again is no eleventh
	if len(s.store.own) != 10 {
		t.Errorf("got %d kept, want 10", len(s.store.own))
	}
}

func TestTwoVersionsOfAStatementStandSideBySide(t *testing.T) {
	s := newSite(t)
	s.addOwn(1)
	first := typedOwn(1)
	first.Set("revision", "1")
	first.Set("ask", "Who has driven it?")
	s.post(own+"/own-"+ownID(1), first).wantRedirect(own + "?done=changed")
	old := typedOwn(1)
	old.Set("revision", "1")
	old.Set("ask", "Who has cycled it?")
	got := s.post(own+"/own-"+ownID(1), old)
	got.wantStatus(http.StatusConflict)
	got.wantText("h1", "Somebody changed this statement while you did")
	got.wantText("#kept", "Who has driven it?")
	got.wantText("#typed", "Who has cycled it?")
	old.Set("revision", got.value("#own-statement [name=revision]"))
	s.post(own+"/own-"+ownID(1), old).wantRedirect(own + "?done=changed")

	again := typedOwn(1) // the form that added it, with other words
	again.Set("ask", "Who has seen it?")
	s.post(own, again).wantStatus(http.StatusConflict)
	if got := s.store.own[0].Ask; got != "Who has cycled it?" {
		t.Errorf("got %q kept, want what was chosen", got)
	}
}

func TestOwnStatementsStayOnceTheRoundWasOpened(t *testing.T) {
	const opened = "This round is no longer a draft"
	for name, before := range map[string]bool{"opened before": true, "opened meanwhile": false} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.addOwn(1)
			s.invite(6)
			open := func() {
				if s.store.rounds[draftID].State == audit.Draft {
					s.open()
				}
			}
			if before {
				open()
				s.get(own).wantStop(opened)
				s.get(own + "/new").wantStop(opened)
				s.get(own + "/own-" + ownID(1)).wantStop(opened)
				s.get(own + "/own-" + ownID(1) + "/remove").wantStop(opened)
			} else {
				s.store.meanwhile = open
			}
			changed := typedOwn(1)
			changed.Set("revision", "1")
			changed.Set("text", "Something else is asked.")
			s.post(own+"/own-"+ownID(1), changed).wantStop(opened)
			s.post(own, typedOwn(2)).wantStop(opened)
			s.post(own+"/own-"+ownID(1)+"/remove", nil).wantStop(opened)
			s.post(own+"/own-"+ownID(1)+"/move", url.Values{"place": {"1"}}).wantStop(opened)
			if got := s.store.own; len(got) != 1 || got[0].Text != typedOwn(1).Get("text") {
				t.Errorf("got %v, want the statement as it was asked", got)
			}
			s.close()
			s.get(draft).wantText(".govuk-summary-list", "Statements of your own One statement")
		})
	}
}

func TestAnOwnStatementOfADomainThatIsNotAskedKeepsTheRoundFromOpening(t *testing.T) {
	s := newSite(t)
	s.addOwn(1)
	s.invite(6)
	s.change(func(r *audit.Round) { r.Instrument = "rapid-audit" })
	const why = "The questionnaire does not ask the domain of your statement “Our trust knows street number 1.”: choose another domain for it, or remove it"
	s.get(draft).wantText("#own-domain", why)
	s.get(draft+"/open").wantText("#own-domain", why)
	list := s.get(own)
	list.wantText("main h2", "In no domain of this questionnaire")
	changed := typedOwn(1)
	changed.Set("revision", "1")
	s.post(own+"/own-"+ownID(1), changed).wantMistakes("Choose the domain that it is about")
	domain := s.get(own+"/own-"+ownID(1)).doc.Find("#domain option").Eq(1).AttrOr("value", "")
	changed.Set("domain", domain)
	s.post(own+"/own-"+ownID(1), changed).wantRedirect(own + "?done=changed")
	s.get(draft).wantNone("#own-domain")
}

func TestWhatIsNoStatementOfThisRoundIsNotFound(t *testing.T) {
	s := newSite(t)
	s.addOwn(1)
	gone := own + "/own-" + ownID(2)
	for _, got := range []answer{s.get(gone), s.get(gone + "/remove"), s.post(gone, typedOwn(2)), s.post(gone+"/move", url.Values{"place": {"1"}})} {
		got.wantStatus(http.StatusNotFound)
	}
	s.get(base + "/" + form.NewID() + "/own-statements").wantStatus(http.StatusNotFound)
	s.as(trust.GovernanceProfessional)
	s.viewer.TrustID = "99999999-9999-4999-8999-999999999999"
	s.get(own).wantStatus(http.StatusNotFound)
	s.post(own, typedOwn(3)).wantStatus(http.StatusNotFound)
	if len(s.store.own) != 1 {
		t.Errorf("got %d kept, want one", len(s.store.own))
	}
}
