package respond_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/audit"
	"sevenfold/web/form"
)

func TestNothingAnsweredShowsNothingChosen(t *testing.T) {
	got := newShelf().ask(t, "GET", "/answers/need", nil)
	got.wantStatus(t, http.StatusOK)
	if n := got.Find("input[type=radio]").Length(); n != 12 {
		t.Errorf("got %d options, want 12: four places and two apart for each of two statements", n)
	}
	if n := got.Find("input[checked], option[selected]").Length(); n != 0 {
		t.Errorf("got %d options chosen, want 0", n)
	}
	if n := got.Find("input[type=radio][value='0']").Length(); n != 0 {
		t.Errorf("got %d options of value 0, want 0: nought is not an answer", n)
	}
	got.Find("input[type=radio], select, textarea").Each(func(_ int, field *goquery.Selection) {
		if id := field.AttrOr("id", ""); got.Find("label[for='"+id+"']").Length() != 1 {
			t.Errorf("got no label for %q, want one", id)
		}
	})
}

func TestElementPageSaysWhereItStands(t *testing.T) {
	s := newShelf()
	s.put(audit.Answer{Statement: "s-one", Position: 3, Basis: "seen", Note: "The survey."}, now)
	got := s.ask(t, "GET", "/answers/need", nil)
	got.wantText(t, "h1", "Strategy that starts from need")
	got.wantText(t, ".sf-crumb", "1. Strategic governance · part 1 of 2")
	got.wantText(t, ".sf-phase", "Autumn 2026 audit · closes Friday 11 December", "Saved 10:42")
	got.wantText(t, "main", "Only submitted responses count")
	if label := got.Find(".sf-progress").AttrOr("aria-label", ""); label != "Domain one of two: 1 of three statements answered" {
		t.Errorf("got the strip named %q", label)
	}
	if got.Find("#s-one-choice-3[checked]").Length() != 1 || got.Find("#s-one option[value=seen][selected]").Length() != 1 {
		t.Error("got the stored answer not chosen, want it chosen")
	}
	if note := got.Find("#s-one-note").Text(); note != "The survey." {
		t.Errorf("got the note %q, want %q", note, "The survey.")
	}
	if url := got.Find("#s-one").AttrOr("data-url", ""); url != base+"/answers/need/s-one" {
		t.Errorf("got the script sent to %q", url)
	}
	if first := got.Find("form[data-autosave] button").First(); first.Text() != "Continue" {
		t.Errorf("got %q sent by the return key, want Continue", first.Text())
	}
}

func TestWhoHasSubmittedIsNotRemindedTo(t *testing.T) {
	s := newShelf()
	s.response.ID, s.response.SubmittedAt = "x", &now
	for _, path := range []string{"/answers/need", "/questionnaire", "/start", "/my-answers", "/how-it-will-appear"} {
		if text := s.ask(t, "GET", path, nil).text("main"); strings.Contains(text, "Only submitted responses count") {
			t.Errorf("got %s reminding somebody who has submitted", path)
		}
	}
}

func TestSavingAnElement(t *testing.T) {
	tests := []struct {
		name  string
		typed []string
		to    string
		one   audit.Answer
	}{
		{
			"a place with its basis and a note is saved, and leads to the next element",
			[]string{"s-one.choice", "2", "s-one.basis", "seen", "s-one.note", "  The survey.\r\nTwice.  "},
			"/answers/board",
			audit.Answer{Position: 2, Basis: "seen", Note: "The survey.\nTwice."},
		},
		{"not knowing is an answer", []string{"s-one.choice", "unknown"}, "/answers/board", audit.Answer{Escape: audit.Unknown}},
		{"what does not apply is an answer", []string{"s-one.choice", "apart"}, "/answers/board", audit.Answer{Escape: audit.Apart}},
		{
			"a basis without a place means nothing",
			[]string{"s-one.choice", "unknown", "s-one.basis", "seen"},
			"/answers/board",
			audit.Answer{Escape: audit.Unknown},
		},
		{"a note stands alone", []string{"s-one.note", "Ask again."}, "/answers/board", audit.Answer{Note: "Ask again."}},
		{
			"saving for later leads to the domains, and says so",
			[]string{"s-one.choice", "4", "do", "later"},
			"/questionnaire?saved=1",
			audit.Answer{Position: 4},
		},
		{
			"clearing takes the choice back and leaves the note",
			[]string{"s-one.choice", "4", "s-one.basis", "seen", "s-one.note", "Kept.", "clear", "s-one"},
			"/answers/need#s-one",
			audit.Answer{Note: "Kept."},
		},
		{
			"who came to change one answer is led back",
			[]string{"s-one.choice", "4", "from", "check-answers"},
			"/check-answers",
			audit.Answer{Position: 4},
		},
		{
			"nobody is led off to an address of their own",
			[]string{"s-one.choice", "4", "from", "//elsewhere.example"},
			"/answers/board",
			audit.Answer{Position: 4},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newShelf()
			got := s.ask(t, "POST", "/answers/need", with(s.open(t, "/answers/need"), test.typed...))
			got.wantTo(t, test.to)
			wantAnswer(t, s, "s-one", test.one)
			wantAnswer(t, s, "s-two", audit.Answer{})
		})
	}
}

func TestNothingTypedSavesNothing(t *testing.T) {
	s := newShelf()
	s.ask(t, "POST", "/answers/need", s.open(t, "/answers/need")).wantTo(t, "/answers/board")
	if s.saves != 0 || s.response.ID != "" {
		t.Errorf("got %d saves and response %q, want none started", s.saves, s.response.ID)
	}
}

func TestTheLastElementLeadsToCheckingTheAnswers(t *testing.T) {
	s := newShelf()
	s.ask(t, "POST", "/answers/purpose", s.open(t, "/answers/purpose")).wantTo(t, "/check-answers")
}

func TestBadInputComesBackWithAllThatWasTyped(t *testing.T) {
	long := strings.Repeat("é", audit.NoteLimit+1)
	tests := []struct {
		name, field, value, at, says string
	}{
		{"a note that is too long", "s-one.note", long, "#s-one-note", "Shorten this note to 2,000 characters or fewer: it has 2,001"},
		{"a choice that is none of the scale", "s-one.choice", "5", "#s-one-choice-1", "Choose one of the answers shown"},
		{"a choice of nought", "s-one.choice", "0", "#s-one-choice-1", "Choose one of the answers shown"},
		{"a choice that is no number", "s-one.choice", "<script>", "#s-one-choice-1", "Choose one of the answers shown"},
		{"a choice below the scale", "s-one.choice", "-1", "#s-one-choice-1", "Choose one of the answers shown"},
		{
			"a note of marks piled on marks", "s-one.note", strings.Repeat("a"+strings.Repeat("\u0301", 40), 1000),
			"#s-one-note", "Shorten this note: its characters are made of too many parts",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newShelf()
			typed := with(s.open(t, "/answers/need"), "s-two.choice", "3", "s-two.note", "Not lost.", test.field, test.value)
			got := s.ask(t, "POST", "/answers/need", typed)
			got.wantStatus(t, http.StatusUnprocessableEntity)
			got.wantText(t, "title", "Error: ")
			got.wantText(t, ".govuk-error-summary", test.says)
			got.wantText(t, "#s-one .govuk-error-message", test.says)
			link := got.Find(".govuk-error-summary a").AttrOr("href", "")
			if link != test.at || got.Find(link).Length() != 1 {
				t.Errorf("got a link to %q, want %q on the page", link, test.at)
			}
			if got.Find("#s-two-choice-3[checked]").Length() != 1 || got.Find("#s-two-note").Text() != "Not lost." {
				t.Error("got the other statement's answer gone, want it still there")
			}
			if test.field == "s-one.note" && got.Find("#s-one-note").Text() != form.Clean(test.value) {
				t.Error("got the note cut or changed, want all of it still there")
			}
			if s.saves != 0 {
				t.Errorf("got %d saves, want 0: nothing is half saved", s.saves)
			}
			put := s.ask(t, "PUT", "/answers/need/s-one", typed)
			put.wantStatus(t, http.StatusUnprocessableEntity)
			if !strings.Contains(put.body, test.says) {
				t.Errorf("got %q by script, want %q", put.body, test.says)
			}
		})
	}
}

func TestABasisThatIsNotInTheListIsRefused(t *testing.T) {
	s := newShelf()
	got := s.ask(t, "POST", "/answers/need", with(s.open(t, "/answers/need"), "s-one.choice", "2", "s-one.basis", "gossip"))
	got.wantStatus(t, http.StatusUnprocessableEntity)
	got.wantText(t, "#s-one .govuk-error-message", "Choose one of the ways of knowing in the list")
}

func TestAnAnswerToAStatementOfAnotherPageIsRefused(t *testing.T) {
	s := newShelf()
	s.ask(t, "POST", "/answers/need", url.Values{"s-four.choice": {"2"}}).wantStatus(t, http.StatusUnprocessableEntity)
	s.ask(t, "POST", "/answers/nowhere", nil).wantStatus(t, http.StatusNotFound)
	s.ask(t, "GET", "/answers/nowhere", nil).wantStatus(t, http.StatusNotFound)
	s.ask(t, "PUT", "/answers/need/s-four", nil).wantStatus(t, http.StatusNotFound)
	s.ask(t, "PUT", "/answers/nowhere/s-one", nil).wantStatus(t, http.StatusNotFound)
	if s.saves != 0 {
		t.Errorf("got %d saves, want 0", s.saves)
	}
}

func TestNotesAreKeptAsTheyWereWrittenAndShownEscaped(t *testing.T) {
	for name, note := range map[string]string{
		"script":                "<script>alert(1)</script>",
		"a closing textarea":    "</textarea><img src=x onerror=alert(1)>",
		"right to left":         "مرحبا بالعالم \u202eabc",
		"emoji to the limit":    strings.Repeat("👩‍👩‍👧‍👦", audit.NoteLimit),
		"a letter with accents": "e\u0301cole",
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf()
			s.ask(t, "POST", "/answers/need", with(s.open(t, "/answers/need"), "s-one.note", note)).wantTo(t, "/answers/board")
			got := s.ask(t, "GET", "/answers/need", nil)
			if shown := got.Find("#s-one-note").Text(); shown != s.has("s-one").Note {
				t.Errorf("got %q in the page, want %q", shown, s.has("s-one").Note)
			}
			if got.Find("main script, main img").Length() != 0 {
				t.Error("got markup out of a note")
			}
			saves := s.saves
			s.ask(t, "POST", "/answers/need", got.form()).wantTo(t, "/answers/board")
			if s.saves != saves {
				t.Error("got an unchanged note saved again: what is kept must come back as it was")
			}
		})
	}
}
