package conversation_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	talk "sevenfold/internal/conversation"
	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
)

func TestTheMeetingIsShownScreenByScreen(t *testing.T) {
	b := met(t)
	b.views[differ] = []talk.View{{Statement: differ, Position: 2, Why: "We could name one change.", Revision: 1, By: "Ruth Mallory", At: b.now}}
	path := b.read(t, base).Find(`a[href*="/present/"]`).AttrOr("href", "")
	if path != base+"/present/welcome" {
		t.Fatalf("got %q, want the way to the first screen", path)
	}
	screens, before := 0, ""
	for path != "" {
		d := b.read(t, path)
		screens++
		if d.Find("h1").Length() != 1 || d.Find("main").Length() != 1 {
			t.Errorf("%s: got %d headings, want one", path, d.Find("h1").Length())
		}
		if got := d.Find("a[rel=prev]").AttrOr("href", ""); got != before {
			t.Errorf("%s: got back to %q, want %q", path, got, before)
		}
		if got := d.Find("[data-leave]").AttrOr("href", ""); got != base {
			t.Errorf("%s: got to leave to %q, want %q", path, got, base)
		}
		namesNobody(t, path, d)
		before, path = path, d.Find("a[rel=next]").AttrOr("href", "")
	}
	if want := len(b.agenda.Items) + 2; screens != want || before != base+"/present/closing" {
		t.Errorf("got %d screens, %q last, want %d with the closing last", screens, before, want)
	}
	d := b.read(t, base+"/present/"+differ)
	for selector, want := range map[string]string{
		".sf-slide__why":      "Seven see a challenge and seven a strength, most of them strongly. Eight point to evidence.",
		".sf-slide__position": "More a challenge than a strength",
		".sf-slide__because":  "We could name one change.",
	} {
		if got := text(d.Find(selector)); got != want {
			t.Errorf("%s: got %q, want %q", selector, got, want)
		}
	}
	if d.Find(".sf-slide svg.sf-bar").Length() != 1 || d.Find(".sf-slide__prompts li").Length() != 2 {
		t.Error("got no chart, or no prompts")
	}
}

// namesNobody holds a screen to naming nobody, neither of those who answered
// nor of those who recorded or look.
func namesNobody(t *testing.T, path string, d *goquery.Document) {
	t.Helper()
	for _, p := range sample.People {
		if strings.Contains(d.Text(), p.Name) {
			t.Errorf("%s: got %s named, want nobody", path, p.Name)
		}
	}
}

func TestNotesAreShownInTheRoomOnlyIfTheChairChoosesSo(t *testing.T) {
	b := met(t)
	const note = "I asked in two staff rooms."
	if got := text(b.read(t, base+"/present/"+differ).Find("main")); strings.Contains(got, note) {
		t.Error("got a note in the room, want none unless the chair chooses so")
	}
	b.as(trust.GovernanceProfessional)
	if d := b.read(t, base); d.Find(`form[action$="/notes"]`).Length() > 0 {
		t.Error("got the choice offered to the governance professional, want it to be the chair's")
	}
	b.as(trust.Chair)
	if got := b.post(base+"/notes", url.Values{"notes": {"shown"}}); got.Code != http.StatusSeeOther {
		t.Fatalf("got %d, want the choice kept", got.Code)
	}
	b.as(trust.GovernanceProfessional)
	if got := text(b.read(t, base+"/present/"+differ).Find(".sf-slide__notes")); !strings.Contains(got, note) {
		t.Errorf("got %q, want the notes that the chair chose to show", got)
	}
	b.as(trust.Chair)
	b.post(base+"/notes", url.Values{"notes": {"hidden"}})
	if b.agenda.NotesShown {
		t.Error("got notes shown, want them hidden again")
	}
}

func TestScreensThatAreNotThere(t *testing.T) {
	b := newTable(t)
	if got := b.send(http.MethodGet, base+"/present/welcome", nil); got.Header().Get("Location") != base {
		t.Errorf("without an agenda: got %d, want to be led to where it is made", got.Code)
	}
	b = met(t)
	for path, want := range map[string]int{
		"/present/no-such-screen":      http.StatusNotFound,
		"/present/fo-roles-understood": http.StatusSeeOther, // of the report, and not on the agenda
		"/present/discussion":          http.StatusSeeOther, // there is no time for it
	} {
		if got := b.send(http.MethodGet, base+path, nil); got.Code != want {
			t.Errorf("%s: got %d, want %d", path, got.Code, want)
		}
	}
}
