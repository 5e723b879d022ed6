package respond_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/audit"
)

var (
	earlier = now.Add(-20 * time.Minute)
	first   = audit.Answer{Statement: "s-one", Position: 1, Note: "First."}
	second  = audit.Answer{Statement: "s-one", Position: 4, Basis: "seen", Note: "Second."}
)

// twoTabs is an element that is open in a tab while another saves an answer to s-one.
func twoTabs(t *testing.T) (*shelf, url.Values) {
	t.Helper()
	s := newShelf()
	s.put(first, earlier)
	tab := s.open(t, "/answers/need")
	s.put(second, earlier)
	return s, tab
}

func TestATabThatDidNotTouchAnAnswerNeverTouchesIt(t *testing.T) {
	s, tab := twoTabs(t)
	s.ask(t, "POST", "/answers/need", with(tab, "s-two.choice", "2")).wantTo(t, "/answers/board")
	wantAnswer(t, s, "s-one", second)
	wantAnswer(t, s, "s-two", audit.Answer{Position: 2})
}

func TestASaveOverANewerOneShowsBothAndSavesNeither(t *testing.T) {
	s, tab := twoTabs(t)
	got := s.ask(t, "POST", "/answers/need", with(tab, "s-one.choice", "2", "s-one.note", "<b>Mine</b>.", "s-two.choice", "3"))
	got.wantStatus(t, http.StatusConflict)
	got.wantText(t, "#s-one .sf-conflict", "at 10:22", "More a challenge than a strength", "<b>Mine</b>.",
		"A significant strength for us", "I have seen the evidence myself", "Second.")
	if got.Find("#s-one-choice-2[checked]").Length() != 1 || got.Find("#s-two-choice-3[checked]").Length() != 1 {
		t.Error("got what was typed gone, want it still there")
	}
	if got.Find("#s-two .sf-conflict, .sf-conflict input[checked]").Length() != 0 {
		t.Error("got a conflict where there is none, or one decided unasked")
	}
	wantAnswer(t, s, "s-one", second)
	wantAnswer(t, s, "s-two", audit.Answer{})
}

func TestAnUntouchedAnswerComesBackAsItIsNow(t *testing.T) {
	s, tab := twoTabs(t)
	got := s.ask(t, "POST", "/answers/need", with(tab, "s-two.choice", "9"))
	got.wantStatus(t, http.StatusUnprocessableEntity)
	if got.Find("#s-one-choice-4[checked]").Length() != 1 || got.Find("#s-one-note").Text() != "Second." {
		t.Error("got an old answer shown that nobody had touched, want the newest")
	}
	s.ask(t, "PUT", "/answers/need/s-one", got.form()).saved(t)
	s.ask(t, "POST", "/answers/need", with(got.form(), "s-two.choice", "2")).wantTo(t, "/answers/board")
	wantAnswer(t, s, "s-one", second)
}

func TestChoosingBetweenTwoVersions(t *testing.T) {
	mine := audit.Answer{Position: 2, Note: "Mine."}
	tests := []struct {
		name, keep string
		status     int
		one        audit.Answer
	}{
		{"mine covers what was stored", "mine", http.StatusSeeOther, mine},
		{"the stored one stays", "stored", http.StatusSeeOther, second},
		{"without a choice it is asked again", "", http.StatusUnprocessableEntity, second},
		{"a choice of something else is no choice", "both", http.StatusUnprocessableEntity, second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, tab := twoTabs(t)
			both := s.ask(t, "POST", "/answers/need", with(tab, "s-one.choice", "2", "s-one.note", "Mine.", "s-two.choice", "3"))
			got := s.ask(t, "POST", "/answers/need", with(both.form(), "s-one.keep", test.keep))
			got.wantStatus(t, test.status)
			wantAnswer(t, s, "s-one", test.one)
			if test.status == http.StatusSeeOther {
				wantAnswer(t, s, "s-two", audit.Answer{Position: 3})
				return
			}
			got.wantText(t, ".govuk-error-summary", "Choose which of the two answers to keep")
			if got.Find("#s-one .sf-conflict").Length() != 1 || got.Find("#s-one-note").Text() != "Mine." {
				t.Error("got the two versions gone, want both still there")
			}
			wantAnswer(t, s, "s-two", audit.Answer{})
		})
	}
}

func TestAThirdVersionIsShownAgain(t *testing.T) {
	s, tab := twoTabs(t)
	both := s.ask(t, "POST", "/answers/need", with(tab, "s-one.choice", "2"))
	s.put(audit.Answer{Statement: "s-one", Escape: audit.Unknown}, now)
	got := s.ask(t, "POST", "/answers/need", with(both.form(), "s-one.keep", "mine"))
	got.wantStatus(t, http.StatusConflict)
	got.wantText(t, "#s-one .sf-conflict", "I do not know")
	if got.Find(".sf-conflict input[checked]").Length() != 0 {
		t.Error("got the choice carried over to a version that was not shown, want it asked again")
	}
	wantAnswer(t, s, "s-one", audit.Answer{Escape: audit.Unknown})
}

func TestAChoiceIsNotCarriedOverToAVersionThatWasNotShown(t *testing.T) {
	s, tab := twoTabs(t)
	both := s.ask(t, "POST", "/answers/need", with(tab, "s-one.choice", "2"))
	s.put(audit.Answer{Statement: "s-one", Escape: audit.Unknown}, now)
	got := s.ask(t, "POST", "/answers/need", with(both.form(), "s-one.keep", "mine", "s-two.choice", "9"))
	got.wantStatus(t, http.StatusUnprocessableEntity)
	got.wantText(t, "#s-one .sf-conflict", "I do not know")
	if got.Find(".sf-conflict input[checked]").Length() != 0 {
		t.Error("got the choice carried over, want it asked again")
	}
}

func TestAChoiceIsHeldWhileSomethingElseIsPutRight(t *testing.T) {
	s, tab := twoTabs(t)
	both := s.ask(t, "POST", "/answers/need", with(tab, "s-one.choice", "2"))
	long := strings.Repeat("a", audit.NoteLimit+1)
	got := s.ask(t, "POST", "/answers/need", with(both.form(), "s-one.keep", "mine", "s-two.note", long))
	got.wantStatus(t, http.StatusUnprocessableEntity)
	if got.Find("#s-one-keep-mine[checked]").Length() != 1 {
		t.Error("got the choice gone, want it held")
	}
	s.ask(t, "POST", "/answers/need", with(got.form(), "s-two.note", "Short.")).wantTo(t, "/answers/board")
	wantAnswer(t, s, "s-one", audit.Answer{Position: 2, Note: "First."})
	wantAnswer(t, s, "s-two", audit.Answer{Note: "Short."})
}

func TestTheSameTwiceIsNoConflict(t *testing.T) {
	s := newShelf()
	typed := with(s.open(t, "/answers/need"), "s-one.choice", "2", "s-one.note", "Once.")
	s.ask(t, "POST", "/answers/need", typed).wantTo(t, "/answers/board")
	s.ask(t, "POST", "/answers/need", typed).wantTo(t, "/answers/board")
	if n := s.response.Answers["s-one"]; n.Revision != 1 {
		t.Errorf("got revision %d, want 1: the second had nothing to add", n.Revision)
	}
}

func TestTheSameSavedInBetweenIsNoConflict(t *testing.T) {
	s := newShelf()
	typed := with(s.open(t, "/answers/need"), "s-one.choice", "2", "s-two.choice", "3")
	s.meanwhile = func() { s.put(audit.Answer{Statement: "s-one", Position: 2}, now) }
	s.ask(t, "POST", "/answers/need", typed).wantTo(t, "/answers/board")
	wantAnswer(t, s, "s-one", audit.Answer{Position: 2})
	wantAnswer(t, s, "s-two", audit.Answer{Position: 3})
}

func TestAnotherSavedInBetweenIsAConflict(t *testing.T) {
	s := newShelf()
	typed := with(s.open(t, "/answers/need"), "s-one.choice", "2", "s-two.choice", "3")
	s.meanwhile = func() { s.put(second, now) }
	s.ask(t, "POST", "/answers/need", typed).wantStatus(t, http.StatusConflict)
	wantAnswer(t, s, "s-one", second)
	wantAnswer(t, s, "s-two", audit.Answer{})
}

func TestAFormWithoutItsRevisionCoversNothing(t *testing.T) {
	for _, token := range []string{"", "nonsense", "-1.0000000000000000", "99999999999.0000000000000000", "2"} {
		s, tab := twoTabs(t)
		got := s.ask(t, "POST", "/answers/need", with(tab, "s-one.choice", "2", "s-one.read", token))
		got.wantStatus(t, http.StatusConflict)
		wantAnswer(t, s, "s-one", second)
	}
}

func (a answered) saved(t *testing.T) (revision, at string) {
	t.Helper()
	a.wantStatus(t, http.StatusOK)
	var got struct{ Revision, Saved string }
	if err := json.Unmarshal([]byte(a.body), &got); err != nil {
		t.Fatalf("got %q, want JSON: %v", a.body, err)
	}
	return got.Revision, got.Saved
}

func TestTheScriptSavesOneAnswerAfterAnother(t *testing.T) {
	s := newShelf()
	tab := s.open(t, "/answers/need")
	revision, at := s.ask(t, "PUT", "/answers/need/s-one", with(tab, "s-one.choice", "2")).saved(t)
	if at != "10:42" {
		t.Errorf("got saved at %q, want 10:42", at)
	}
	tab = with(tab, "s-one.read", revision, "s-one.choice", "3", "s-one.note", "Then.")
	revision, _ = s.ask(t, "PUT", "/answers/need/s-one", tab).saved(t)
	wantAnswer(t, s, "s-one", audit.Answer{Position: 3, Note: "Then."})
	again, _ := s.ask(t, "PUT", "/answers/need/s-one", tab).saved(t)
	if again != revision {
		t.Errorf("got revision %q for an answer that had arrived, want %q", again, revision)
	}
	saves := s.saves
	s.ask(t, "POST", "/answers/need", with(tab, "s-one.read", revision)).wantTo(t, "/answers/board")
	if s.saves != saves {
		t.Error("got an answer saved again that the script had saved")
	}
}

func TestTheScriptSavesOnlyItsOwnStatement(t *testing.T) {
	s := newShelf()
	s.ask(t, "PUT", "/answers/need/s-one", with(s.open(t, "/answers/need"), "s-one.choice", "2", "s-two.choice", "2")).saved(t)
	wantAnswer(t, s, "s-two", audit.Answer{})
}

func TestTheScriptIsShownBothVersions(t *testing.T) {
	for name, typed := range map[string][]string{
		"another answer":              {"s-one.choice", "2"},
		"changed back to what it was": nil,
	} {
		t.Run(name, func(t *testing.T) {
			s, tab := twoTabs(t)
			tab = with(tab, typed...)
			got := s.ask(t, "PUT", "/answers/need/s-one", tab)
			got.wantStatus(t, http.StatusConflict)
			if !strings.HasPrefix(got.kind, "text/html") || got.Find("main, title").Length() != 0 {
				t.Errorf("got %s with a whole page, want a part of one", got.kind)
			}
			got.wantText(t, ".sf-conflict", "at 10:22", "A significant strength for us", "Second.")
			wantAnswer(t, s, "s-one", second)

			seen := got.Find("input[name='s-one.seen']").AttrOr("value", "")
			tab = with(tab, "s-one.seen", seen)
			s.ask(t, "PUT", "/answers/need/s-one", tab).wantStatus(t, http.StatusUnprocessableEntity)
			held := s.ask(t, "PUT", "/answers/need/s-one", with(tab, "s-one.keep", "mine"))
			held.wantStatus(t, http.StatusConflict)
			if held.Find("input[value=mine][checked]").Length() != 1 {
				t.Error("got the choice gone, want it held until the form is sent")
			}
			wantAnswer(t, s, "s-one", second)

			s.ask(t, "POST", "/answers/need", with(tab, "s-one.keep", "mine")).wantTo(t, "/answers/board")
			if s.has("s-one").Same(second) {
				t.Error("got the stored answer kept, want mine")
			}
		})
	}
}
