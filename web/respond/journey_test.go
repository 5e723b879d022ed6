package respond_test

import (
	"net/http"
	"strings"
	"testing"

	"sevenfold/internal/audit"
)

const exact = "Counts are exact. If everyone answers alike, your answer is known; and others, who know their own, learn something of yours."

func submittedShelf() *shelf {
	s := newShelf()
	s.put(audit.Answer{Statement: "s-one", Position: 3, Note: "<i>Seen</i> it."}, earlier)
	s.response.SubmittedAt = &earlier
	return s
}

func TestStartSaysWhoWillSeeWhat(t *testing.T) {
	got := newShelf().ask(t, "GET", "/start", nil)
	got.wantStatus(t, http.StatusOK)
	got.wantText(t, "h1", "Autumn 2026 audit")
	got.wantText(t, "main", "two domains", "five statements", "25 to 40 minutes", "confidential", exact, "at least five people",
		"Friday 11 December 2026", "any device", "Only submitted responses count")
	if text := strings.ToLower(got.text("body")); strings.Contains(text, "anonymous") {
		t.Error(`got "anonymous", want "confidential" only`)
	}
	buttons := got.Find("main .govuk-button")
	if buttons.Length() != 1 || buttons.AttrOr("href", "") != base+"/questionnaire" {
		t.Errorf("got %d buttons, the first to %q, want one to the questionnaire", buttons.Length(), buttons.AttrOr("href", ""))
	}
}

func TestStartSaysWhoReadsTheReport(t *testing.T) {
	for shared, want := range map[bool]string{
		false: "Local governors and members do not see it.",
		true:  "by all local governors and members of your trust.",
	} {
		s := newShelf()
		s.round.SharedWithAll = shared
		s.ask(t, "GET", "/start", nil).wantText(t, "main", want)
		s.ask(t, "GET", "/submit", nil).wantText(t, "main", want)
	}
}

func TestTasksLeadToWhatIsLeft(t *testing.T) {
	s := newShelf()
	s.put(audit.Answer{Statement: "s-one", Position: 1}, now)
	s.put(audit.Answer{Statement: "s-two", Escape: audit.Unknown}, now)
	s.put(audit.Answer{Statement: "s-three", Note: "A note alone is no answer."}, now)
	s.put(audit.Answer{Statement: "s-four", Position: 1}, now)
	s.put(audit.Answer{Statement: "s-five", Position: 1}, now)
	got := s.ask(t, "GET", "/questionnaire", nil)
	got.wantText(t, "h1", "All two domains")
	got.wantText(t, "#domain-1", "2 of 3 answered")
	got.wantText(t, "#domain-2", "All two answered")
	for i, want := range []string{"/answers/board", "/answers/purpose"} {
		if to := got.Find(".govuk-task-list__link").Eq(i).AttrOr("href", ""); to != base+want {
			t.Errorf("got domain %d led to %q, want %q", i+1, to, want)
		}
	}
	s.ask(t, "GET", "/questionnaire?saved=1", nil).wantText(t, ".govuk-notification-banner",
		"Saved. You can leave now")
}

func TestCheckAnswersShowsGapsFirst(t *testing.T) {
	s := newShelf()
	s.put(audit.Answer{Statement: "s-one", Position: 3, Basis: "seen", Note: "<b>Bold</b>"}, now)
	s.put(audit.Answer{Statement: "s-two", Note: "Only a note."}, now)
	got := s.ask(t, "GET", "/check-answers", nil)
	if title := got.Find("main h2").First().Text(); title != "Four statements not answered" {
		t.Errorf("got first %q, want what is not answered", title)
	}
	gaps := got.Find("main ul").First()
	if n := gaps.Find("li").Length(); n != 4 {
		t.Errorf("got %d gaps, want 4", n)
	}
	if to := gaps.Find("a").First().AttrOr("href", ""); to != base+"/answers/need?from=check-answers#s-two" {
		t.Errorf("got a gap led to %q", to)
	}
	got.wantText(t, "main", "Only a note.", "1. Strategic governance", "More a strength than a challenge", "I have seen the evidence myself", "<b>Bold</b>")
	back := s.open(t, "/answers/need?from=check-answers")
	if back.Get("from") != "check-answers" {
		t.Error("got a change that does not lead back to checking")
	}
}

func TestTheExampleIsMadeUpAndHoldsOnesOwn(t *testing.T) {
	s := newShelf()
	empty := s.ask(t, "GET", "/how-it-will-appear", nil)
	empty.wantText(t, "main", "This is an example", "made up", exact, "You have not answered anything yet")
	s.put(audit.Answer{Statement: "s-three", Position: 2, Note: "<i>Mine</i>"}, now)
	got := s.ask(t, "GET", "/how-it-will-appear", nil)
	got.wantText(t, "caption", "Our board asks.")
	got.wantText(t, "main", "Your own answer is among the five: “More a challenge than a strength”")
	got.wantText(t, ".sf-quotes", "<i>Mine</i>")
	if text := got.text("main"); strings.Contains(text, "Ada") {
		t.Error("got a name in the example")
	}
}

func TestSubmitting(t *testing.T) {
	tests := []struct {
		name     string
		answered []string
		says     string
	}{
		{"with nothing answered", nil, "You have not answered any statement yet. You can still submit"},
		{"with gaps", []string{"s-one"}, "You have not answered four statements. You can still submit."},
		{"with one gap", []string{"s-one", "s-two", "s-three", "s-four"}, "You have not answered one statement. You can still submit."},
		{"with everything answered", []string{"s-one", "s-two", "s-three", "s-four", "s-five"}, "You have answered every statement."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newShelf()
			for _, id := range test.answered {
				s.put(audit.Answer{Statement: id, Position: 1}, now)
			}
			got := s.ask(t, "GET", "/submit", nil)
			got.wantText(t, "main", test.says, exact, "Only submitted responses count")
			if n := got.Find("main button").Length(); n != 1 {
				t.Errorf("got %d buttons, want 1", n)
			}
			s.ask(t, "POST", "/submit", nil).wantTo(t, "/submitted")
			s.ask(t, "POST", "/submit", nil).wantTo(t, "/submitted")
			if s.response.Stage() != audit.Submitted {
				t.Errorf("got the response %s, want submitted", s.response.Stage())
			}
			done := s.ask(t, "GET", "/submitted", nil)
			done.wantText(t, "main", "Thank you", "What happens next", "Friday 11 December 2026", "at least five people")
		})
	}
}

func TestWhoHasSubmittedReadsAndChangesAnswers(t *testing.T) {
	s := submittedShelf()
	s.ask(t, "GET", "/submit", nil).wantTo(t, "/submitted")
	s.ask(t, "GET", "/check-answers", nil).wantTo(t, "/my-answers")
	s.ask(t, "GET", "/questionnaire", nil).wantText(t, "main", "You have submitted your answers")
	got := s.ask(t, "GET", "/my-answers", nil)
	got.wantText(t, "main", "You can change them until the end of Friday 11 December 2026", "<i>Seen</i> it.")
	link := got.Find("dl a").First().AttrOr("href", "")
	if link != base+"/answers/need?from=my-answers#s-one" {
		t.Errorf("got a change led to %q", link)
	}
	tab := s.open(t, "/answers/need?from=my-answers")
	s.ask(t, "POST", "/answers/need", with(tab, "s-one.choice", "1")).wantTo(t, "/my-answers")
	if s.response.Stage() != audit.Submitted || s.has("s-one").Position != 1 {
		t.Errorf("got %s at %d, want it submitted and changed", s.response.Stage(), s.has("s-one").Position)
	}
}

func TestDoneIsForWhoHasSubmitted(t *testing.T) {
	newShelf().ask(t, "GET", "/submitted", nil).wantTo(t, "/questionnaire")
}

func TestAfterTheClose(t *testing.T) {
	closings := map[string]func(*shelf){
		"closed by somebody": func(s *shelf) { s.round.State, s.round.ClosedAt = audit.Closed, &earlier },
		"its day has passed": func(s *shelf) { s.round.ClosesAt = earlier },
	}
	for name, closeRound := range closings {
		t.Run(name, func(t *testing.T) {
			s := newShelf()
			s.put(first, earlier)
			tab := s.open(t, "/answers/need")
			closeRound(s)
			for _, path := range []string{"/start", "/questionnaire", "/answers/need", "/check-answers", "/how-it-will-appear", "/submit", "/submitted"} {
				s.ask(t, "GET", path, nil).wantTo(t, "/my-answers")
			}
			mine := s.ask(t, "GET", "/my-answers", nil)
			mine.wantText(t, "main", "This round closed on Tuesday 1 December 2026", "did not count", "shown to you alone", "deleted with the rest", "First.")
			if mine.Find("dl a").Length() != 0 {
				t.Error("got answers to change after the close")
			}

			late := s.ask(t, "POST", "/answers/need", with(tab, "s-one.choice", "4", "s-one.basis", "seen", "s-one.note", "<u>Late</u>.", "s-two.choice", "unknown"))
			late.wantStatus(t, http.StatusGone)
			late.wantText(t, "main", "This round has closed", "Tuesday 1 December 2026", "A significant strength for us",
				"I have seen the evidence myself", "<u>Late</u>.", "I do not know", "Not saved")
			put := s.ask(t, "PUT", "/answers/need/s-one", with(tab, "s-one.choice", "4"))
			put.wantStatus(t, http.StatusGone)
			if !strings.HasPrefix(put.kind, "text/plain") || len(put.body) > 200 {
				t.Errorf("got %s %q, want a short sentence", put.kind, put.body)
			}
			submit := s.ask(t, "POST", "/submit", nil)
			submit.wantStatus(t, http.StatusGone)
			submit.wantText(t, "main", "This round closed on", "did not count")
			wantAnswer(t, s, "s-one", first)
		})
	}
}

func TestARoundThatClosesDuringTheSaveShowsWhatWasTyped(t *testing.T) {
	s := newShelf()
	tab := with(s.open(t, "/answers/need"), "s-one.choice", "4", "s-one.note", "Just too late.")
	s.meanwhile = func() { s.round.State = audit.Closed }
	got := s.ask(t, "POST", "/answers/need", tab)
	got.wantStatus(t, http.StatusGone)
	got.wantText(t, "main", "Just too late.", "A significant strength for us")
}

func TestMyAnswersAfterTheClose(t *testing.T) {
	s := submittedShelf()
	s.round.State = audit.Closed
	s.ask(t, "GET", "/my-answers", nil).wantText(t, "main", "You submitted these answers, and they count")
	s = newShelf()
	s.round.State = audit.Closed
	s.ask(t, "GET", "/my-answers", nil).wantText(t, "main", "You have not answered anything in this round")
}

func TestSomebodyWhoIsNotInvitedFindsNothing(t *testing.T) {
	s := newShelf()
	s.person = "somebody else"
	for _, path := range []string{"/start", "/questionnaire", "/answers/need", "/check-answers", "/how-it-will-appear", "/submit", "/submitted", "/my-answers"} {
		s.ask(t, "GET", path, nil).wantStatus(t, http.StatusNotFound)
	}
	s.ask(t, "POST", "/answers/need", nil).wantStatus(t, http.StatusNotFound)
	s.ask(t, "PUT", "/answers/need/s-one", nil).wantStatus(t, http.StatusNotFound)
	s.ask(t, "POST", "/submit", nil).wantStatus(t, http.StatusNotFound)
}

func TestALinkToComeBackBy(t *testing.T) {
	s := newShelf()
	for n := range audit.LinksPerHour + 1 {
		to, says := "/questionnaire?link=sent", "on its way"
		if n == audit.LinksPerHour {
			to, says = "/questionnaire?link=many", "many links in the last hour"
		}
		s.ask(t, "POST", "/come-back", nil).wantTo(t, to)
		if got := s.ask(t, "GET", to, nil).text("main"); !strings.Contains(got, says) {
			t.Errorf("link %d: got %q, want it to say %q", n+1, got, says)
		}
	}
	s.round.State = audit.Closed
	s.ask(t, "POST", "/come-back", nil).wantTo(t, "/my-answers")
}
