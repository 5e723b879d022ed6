package conversation_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	talk "sevenfold/internal/conversation"
	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
)

const agendaForm = `form[action$="/conversation/agenda"]`

// onAgenda are the statements of the agenda, in order.
func onAgenda(d *goquery.Document) []string {
	return d.Find(".sf-agenda__slot--item").Map(func(_ int, s *goquery.Selection) string { return s.AttrOr("id", "") })
}

func TestAnAgendaIsMadeFromTheReport(t *testing.T) {
	b := newTable(t)
	d := b.read(t, base)
	if got := d.Find("#length").AttrOr("value", ""); got != "60" {
		t.Errorf("length to begin with: got %q, want 60", got)
	}
	made := b.post(base, form(d, `form[action$="/conversation"]`, ""))
	if got, want := made.Header().Get("Location"), base+"?done=made"; made.Code != http.StatusSeeOther || got != want {
		t.Fatalf("got %d to %q, want to be led to %q", made.Code, got, want)
	}
	d = b.read(t, base+"?done=made")
	if text(d.Find(".govuk-notification-banner")) == "" {
		t.Error("got no word that the agenda is made")
	}
	minutes, last := 0, ""
	d.Find(".sf-agenda__slot").Each(func(_ int, s *goquery.Selection) {
		var from, to int
		if _, err := fmt.Sscanf(text(s.Find(".sf-agenda__time span").First()), "%d to %d", &from, &to); err != nil || from != minutes {
			t.Errorf("got %q after minute %d, want it to go on there", text(s.Find(".sf-agenda__time")), minutes)
		}
		minutes, last = to, text(s.Find("h3"))
	})
	if minutes != 60 || last != "Closing" {
		t.Errorf("got %d minutes, %q last, want 60 with the closing last", minutes, last)
	}
	pills := d.Find(".sf-agenda .sf-pill").Map(func(_ int, s *goquery.Selection) string { return text(s) })
	want := []string{
		"Views differ", "Views differ", "Not yet known", "Not yet known", "Significant challenge", "Significant challenge",
		"Significant strength", "Significant strength",
	}
	if !slices.Equal(pills, want) {
		t.Errorf("got %q, want %q", pills, want)
	}
}

func TestAnAgendaIsChangedByButtons(t *testing.T) {
	b := met(t)
	before := onAgenda(b.read(t, base))
	press := func(do string, change func(url.Values)) []string {
		t.Helper()
		values := form(b.read(t, base), agendaForm, do)
		if change != nil {
			change(values)
		}
		if got := b.post(base+"/agenda", values); got.Code != http.StatusSeeOther {
			t.Fatalf("%s: got %d, want it done: %s", do, got.Code, text(document(t, got).Find(".govuk-error-summary")))
		}
		return onAgenda(b.read(t, base))
	}
	if got := press("down:"+before[0], nil); got[0] != before[1] || got[1] != before[0] {
		t.Errorf("down: got %v, want the first two changed over", got)
	}
	if got := press("up:"+before[0], nil); !slices.Equal(got, before) {
		t.Errorf("up again: got %v, want %v", got, before)
	}
	if got := press("out:"+before[2], nil); slices.Contains(got, before[2]) || len(got) != len(before)-1 {
		t.Errorf("out: got %v, want it without %s", got, before[2])
	}
	d := b.read(t, base)
	if d.Find(`.sf-agenda__others button[value="add:`+before[2]+`"]`).Length() != 1 || !strings.Contains(text(d.Find(".sf-agenda")), "Open discussion") {
		t.Error("got it gone for good, want it to be added again, and its time left for discussion")
	}
	if got := press("add:"+before[2], nil); !slices.Contains(got, before[2]) {
		t.Errorf("added: got %v, want %s back", got, before[2])
	}
	press("save", func(v url.Values) { v.Set("minutes-"+before[0], "3") })
	if got := b.agenda.Items[slices.IndexFunc(b.agenda.Items, func(i talk.Item) bool { return i.Statement == before[0] })].Minutes; got != 3 {
		t.Errorf("minutes: got %d, want the three that were typed", got)
	}
	if got := press("save", func(v url.Values) { v.Set("length", "120") }); len(got) <= len(before) || b.agenda.Length != 120 {
		t.Errorf("a longer meeting: got %d items in %d minutes, want more in 120", len(got), b.agenda.Length)
	}
	press("share", nil)
	again := b.post(base, form(b.read(t, base), `details form[action$="/conversation"]`, ""))
	if again.Code != http.StatusSeeOther || len(b.agenda.LeftOut) > 0 || b.agenda.Length != 120 {
		t.Errorf("made afresh: got %d, left out %v, want a new one of the same length", again.Code, b.agenda.LeftOut)
	}
}

func TestAnAgendaThatCannotBeUsed(t *testing.T) {
	first := onAgenda(met(t).read(t, base))[0]
	tests := []struct {
		name  string
		field string
		value string
		want  string
	}{
		{"no length", "length", "", "Enter the length of the meeting in whole minutes, from 5 to 240"},
		{"too short", "length", "4", "Enter the length of the meeting in whole minutes, from 5 to 240"},
		{"too long", "length", "241", "Enter the length of the meeting in whole minutes, from 5 to 240"},
		{"half a minute", "length", "60.5", "Enter the length of the meeting in whole minutes, from 5 to 240"},
		{"words", "length", "an hour <script>", "Enter the length of the meeting in whole minutes, from 5 to 240"},
		{"an emoji", "minutes-" + first, "🕐", "Enter the minutes of this item as a whole number, from 1 to 240"},
		{"no minutes", "minutes-" + first, "0", "Enter the minutes of this item as a whole number, from 1 to 240"},
		{"far too many digits", "minutes-" + first, strings.Repeat("9", 400), "Enter the minutes of this item as a whole number, from 1 to 240"},
		{"more than there is", "minutes-" + first, "20", "The items come to 12 minutes more than the meeting has: shorten one, leave one out, or make the meeting longer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := met(t)
			before := *b.agenda
			values := form(b.read(t, base), agendaForm, "save")
			values.Set(tt.field, tt.value)
			values.Set("minutes-"+onAgenda(b.read(t, base))[1], "7")
			if strings.HasPrefix(tt.want, "The items") {
				values.Set("minutes-"+onAgenda(b.read(t, base))[1], "8")
			}
			got := b.post(base+"/agenda", values)
			d := document(t, got)
			if got.Code != http.StatusUnprocessableEntity || text(d.Find(".govuk-error-summary li")) != tt.want {
				t.Errorf("got %d, %q, want it to be put right: %q", got.Code, text(d.Find(".govuk-error-summary li")), tt.want)
			}
			if target := d.Find(d.Find(".govuk-error-summary a").AttrOr("href", "#nowhere")); target.Length() != 1 {
				t.Error("got a summary that leads nowhere")
			}
			if !strings.HasPrefix(d.Find("title").Text(), "Error:") {
				t.Errorf("got title %q, want it to begin with Error:", d.Find("title").Text())
			}
			if kept := d.Find(`[name="`+tt.field+`"]`).First().AttrOr("value", ""); kept != tt.value {
				t.Errorf("got %q in the field, want what was typed, %q", kept, tt.value)
			}
			if b.agenda.Revision != before.Revision {
				t.Error("got something saved, want nothing")
			}
		})
	}
}

func TestNoRoomForAnotherItem(t *testing.T) {
	b := met(t)
	d := b.read(t, base)
	add := d.Find(".sf-agenda__others button").First().AttrOr("value", "")
	got := b.post(base+"/agenda", form(d, agendaForm, add))
	want := "There is no room for another item: make the meeting longer, or leave something out first"
	if sum := text(document(t, got).Find(".govuk-error-summary li")); got.Code != http.StatusUnprocessableEntity || sum != want {
		t.Errorf("got %d, %q, want %q", got.Code, sum, want)
	}
}

func TestAnAgendaFromAnOldTab(t *testing.T) {
	b := met(t)
	old := b.read(t, base)
	first := onAgenda(old)[0]
	twice := form(old, agendaForm, "down:"+first)
	for range 2 { // a double click
		if got := b.post(base+"/agenda", twice); got.Code != http.StatusSeeOther {
			t.Fatalf("got %d, want the same form sent twice to have the effect of once", got.Code)
		}
	}
	if got := onAgenda(b.read(t, base)); got[1] != first {
		t.Errorf("got %v, want %s to have moved down once", got, first)
	}
	b.post(base+"/agenda", form(b.read(t, base), agendaForm, "share"))
	got := b.post(base+"/agenda", form(old, agendaForm, "out:"+first))
	d := document(t, got)
	if got.Code != http.StatusConflict || !strings.Contains(text(d.Find("[role=alert]")), "Ruth Mallory changed the agenda at 10:00") {
		t.Errorf("got %d, %q, want it told that the agenda was changed", got.Code, text(d.Find("[role=alert]")))
	}
	if !slices.Contains(onAgenda(d), first) {
		t.Error("got it left out by an old tab, want the agenda as it stands")
	}
	for _, do := range []string{"out:no-such-statement", "up:no-such-statement", "add:no-such-statement"} {
		if got := b.post(base+"/agenda", form(b.read(t, base), agendaForm, do)); got.Code != http.StatusNotFound {
			t.Errorf("%s: got %d, want not found", do, got.Code)
		}
	}
	if got := b.post(base+"/agenda", form(b.read(t, base), agendaForm, "dance")); got.Code != http.StatusSeeOther {
		t.Errorf("a button that is none: got %d, want the times saved", got.Code)
	}
}

func TestWhoeverDoesNotLeadReads(t *testing.T) {
	b := newTable(t)
	b.as(trust.Trustee)
	d := b.read(t, base)
	if d.Find("main form").Length() > 0 || !strings.Contains(text(d.Find(".sf-empty")), "Nobody has made an agenda") {
		t.Errorf("got %q, want a word that there is no agenda, and no form", text(d.Find("main")))
	}
	b = met(t)
	b.as(trust.Trustee)
	d = b.read(t, base)
	if d.Find("main form, main button, main input").Length() > 0 || len(onAgenda(d)) == 0 || d.Find(`a[href*="/present/"]`).Length() > 0 {
		t.Error("got something to press, want the agenda to be read alone")
	}
	b.as(trust.Executive)
	d = b.read(t, base+"/statements/"+wages)
	if d.Find("main form").Length() > 0 || !strings.Contains(text(d.Find(".sf-agreed")), "recorded no view of this yet") {
		t.Errorf("got %q, want no form", text(d.Find(".sf-agreed")))
	}
	d = b.read(t, round+"/public-benefit")
	if d.Find("main form").Length() > 0 || !strings.Contains(text(d.Find(".sf-paragraph")), "our schools are anchors") {
		t.Errorf("got %q, want the paragraph to be read", text(d.Find("main")))
	}
}

func TestAReportOfWhichNothingIsShown(t *testing.T) {
	b := newTable(t)
	pilot, err := sample.PilotReport(b.framework)
	must(t, err)
	b.report = pilot
	d := b.read(t, base)
	if !strings.Contains(text(d.Find(".sf-ask")), "Talk about this instead") {
		t.Errorf("got %q, want something to talk about instead", text(d.Find("main")))
	}
	b.post(base, form(d, `form[action$="/conversation"]`, ""))
	d = b.read(t, base)
	if got := text(d.Find(".sf-agenda h3")); got != "Welcome Open discussion Closing" {
		t.Errorf("got %q, want a welcome, a discussion and a closing", got)
	}
	slide := b.read(t, base+"/present/discussion")
	if !strings.Contains(text(slide.Find("main")), "What kept people from answering") {
		t.Errorf("got %q in the room, want what to talk about", text(slide.Find("main")))
	}
	d = b.read(t, round+"/public-benefit")
	if !strings.Contains(text(d.Find(".govuk-inset-text")), "nothing to draft from") || d.Find("#text").Text() != "" {
		t.Errorf("got %q, want a word that there is nothing to draft from", text(d.Find("main")))
	}
	b.read(t, base+"/statements/"+wages)
}

func TestAConversationWhoseWordsAreNoLongerKept(t *testing.T) {
	b := met(t)
	b.views[wages] = []talk.View{{Statement: wages, Position: 2, Why: "As before.", Revision: 1, At: b.now}}
	b.framework = nil
	for _, path := range []string{base, base + "/statements/" + wages, base + "/present/" + wages, base + "/present/closing", round + "/public-benefit", round + "/public-benefit/text"} {
		if got := b.send(http.MethodGet, path, nil); got.Code != http.StatusOK {
			t.Errorf("%s: got %d, want it shown without the words", path, got.Code)
		}
	}
	if got := text(b.read(t, base+"/statements/"+wages).Find("main")); !strings.Contains(got, "no longer kept") || !strings.Contains(got, "Place 2 of 4") {
		t.Errorf("got %q, want a word that the words are gone, and the place that was agreed", got)
	}
}
