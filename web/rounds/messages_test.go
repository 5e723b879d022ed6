package rounds

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/audit"
)

func TestMessagesAreSeenAsTheyArrive(t *testing.T) {
	s := newSite(t)
	a := s.get(draft + "/messages")
	a.wantStatus(http.StatusOK)
	a.wantText("section[aria-labelledby=invitation]", "From Example Learning Trust")
	a.wantText("section[aria-labelledby=invitation]", "Subject Autumn 2026 audit: please answer by Friday 11 December 2026")
	a.wantText("section[aria-labelledby=invitation]", "Kim Lowe")
	a.wantText("section[aria-labelledby=reminder]", "Subject Reminder: Autumn 2026 audit closes on Friday 11 December 2026")
	a.wantText("#planned", "Friday 4 December 2026 at 09:00 Wednesday 9 December 2026 at 09:00 Thursday 10 December 2026 at 09:00")
	if got := a.value("#reminder-days"); got != "7, 2, 1" {
		t.Errorf("got the days %q, want 7, 2, 1", got)
	}
	words := url.Values{
		"invitation-words": {"We talk about it on 14 January.\r\n<b>Please</b> come. 🍂"}, "reminder-words": {"Only a week left!"},
		"reminder-days": {"3, 10 and 3"},
	}
	for range 2 {
		s.post(draft+"/messages", words).wantRedirect(draft + "/messages?done=saved")
	}
	a = s.get(draft + "/messages?done=saved")
	a.wantText(".govuk-notification-banner", "Saved.")
	a.wantText("section[aria-labelledby=invitation]", "We talk about it on 14 January. > <b>Please")
	a.wantNone("section[aria-labelledby=invitation] b")
	a.wantText("section[aria-labelledby=reminder]", "Only a week left!")
	if got := a.value("#reminder-days"); got != "10, 3" {
		t.Errorf("got the days %q, want 10, 3: the earliest first, and none twice", got)
	}
	a = s.get(draft)
	a.wantText("dl", "Invitation and reminders carry words of your own")
	a.wantText("dl", "Tuesday 1 December 2026 at 09:00 Tuesday 8 December 2026 at 09:00")
}

func TestMessagesThatCannotBeUsed(t *testing.T) {
	for _, test := range []struct{ name, field, typed, want string }{
		{"words too long", "invitation-words", strings.Repeat("👩‍👩‍👧", 2001), "Your words must be 2,000 characters or fewer: they have 2001"},
		{"words short in characters and vast in bytes", "reminder-words", strings.Repeat("👩‍👩‍👧‍👦", 2000) + strings.Repeat("é", 9000), "Your words must be 2,000 characters or fewer: they have 11000"},
		{"a day in words", "reminder-days", "7, two", "Write the days as whole numbers, such as 7, 2, 1"},
		{"a negative day", "reminder-days", "-2", "Write the days as whole numbers, such as 7, 2, 1"},
		{"half a day", "reminder-days", "1.5", "Write the days as whole numbers, such as 7, 2, 1"},
		{"the closing day itself", "reminder-days", "7, 0", "Each reminder must be from 1 to 60 days before the closing date"},
		{"three months before", "reminder-days", "90", "Each reminder must be from 1 to 60 days before the closing date"},
		{"six reminders", "reminder-days", "1,2,3,4,5,6", "Plan at most five reminders"},
		{"a number beyond any", "reminder-days", strings.Repeat("9", 400), "Write the days as whole numbers, such as 7, 2, 1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t)
			fields := url.Values{"invitation-words": {"Hello"}, "reminder-words": {"Again"}, "reminder-days": {"5"}}
			fields.Set(test.field, test.typed)
			a := s.post(draft+"/messages", fields)
			a.wantMistakes(test.want)
			a.wantText("#"+test.field+"-error", test.want)
			for _, field := range []string{"invitation-words", "reminder-words"} {
				if got := strings.TrimSpace(a.doc.Find("#" + field).Text()); got != fields.Get(field) {
					t.Errorf("got %d bytes in %s, want the %d that were typed", len(got), field, len(fields.Get(field)))
				}
			}
			if got := s.store.rounds[draftID].InvitationWords; got != "" {
				t.Errorf("got the words %q kept, want nothing half saved", got)
			}
		})
	}
}

func TestASchedule(t *testing.T) {
	for _, test := range []struct {
		name, typed string
		want        []int
	}{
		{"none", "", nil},
		{"with commas", "7, 2, 1", []int{7, 2, 1}},
		{"with spaces, the wrong way round", "1 2 7", []int{7, 2, 1}},
		{"as a sentence has them", "7, 2 and 1", []int{7, 2, 1}},
		{"twice the same", "07;7/7", []int{7}},
	} {
		s := newSite(t)
		s.post(draft+"/messages", url.Values{"reminder-days": {test.typed}}).wantStatus(http.StatusSeeOther)
		if got := s.store.rounds[draftID].ReminderDays; !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

func TestRemindersThatWillNotGoAreSaid(t *testing.T) {
	s := newSite(t)
	s.change(func(r *audit.Round) { r.ReminderDays = []int{25, 20, 7} })
	a := s.get(draft + "/messages")
	a.wantText("#planned", "Monday 16 November 2026 at 09:00, which has passed")
	a.wantText("#planned", "Saturday 21 November 2026 at 09:00, which is before the round opens, so that nothing is sent")
	s.change(func(r *audit.Round) { r.ReminderDays = nil })
	s.get(draft+"/messages").wantText("#planned", "no reminder goes by itself")
	s.get(draft).wantText("dl", "Reminders None")
}

func TestOnceItIsOpenTheInvitationStays(t *testing.T) {
	s := underWay(t)
	s.change(func(r *audit.Round) { r.InvitationWords = "As it was sent" })
	a := s.get(draft + "/messages")
	a.wantNone("#invitation-words")
	a.wantText("section[aria-labelledby=invitation]", "As it was sent")
	s.post(draft+"/messages", url.Values{"invitation-words": {"From an old tab"}, "reminder-words": {"New"}, "reminder-days": {"4"}}).
		wantRedirect(draft + "/messages?done=saved")
	if r := s.store.rounds[draftID]; r.InvitationWords != "As it was sent" || r.ReminderWords != "New" || !slices.Equal(r.ReminderDays, []int{4}) {
		t.Errorf("got %+v, want the reminders changed and the invitation as it was", r.Messages)
	}
	s.store.meanwhile = func() { s.close() }
	s.post(draft+"/messages", url.Values{"reminder-days": {"5"}}).wantStop("This round is closed already")
	s.get(draft + "/messages").wantStop("This round is closed already")
}

func TestRemindersFollowTheClosingDate(t *testing.T) {
	s := newSite(t)
	s.change(func(r *audit.Round) { r.ClosesAt = audit.EndOfDay(2027, time.March, 30) }) // two days after the clocks go forward
	s.get(draft+"/messages").wantText("#planned", "Tuesday 23 March 2027 at 09:00 Sunday 28 March 2027 at 09:00 Monday 29 March 2027 at 09:00")
}
