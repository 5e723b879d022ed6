package conversation_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
	"sevenfold/web/conversation"
)

const recordForm = "form[data-autosave]"

var wagesPath = base + "/statements/" + wages

// typed is the form of an agreed view as the page shows it, changed.
func typed(d *goquery.Document, position, why string) url.Values {
	values := form(d, recordForm, "")
	values.Set("position", position)
	values.Set("why", why)
	return values
}

func TestAStatementIsTalkedAbout(t *testing.T) {
	b := met(t)
	d := b.read(t, wagesPath)
	for selector, want := range map[string]string{
		".sf-pill":         "Significant challenge",
		".sf-talk__why":    "Nearly all of the 14 who placed this see a challenge, most of them strongly. Ten point to evidence.",
		".sf-ask li:first": "",
		`#position-0`:      "",
	} {
		if found := d.Find(strings.TrimSuffix(selector, ":first")); found.Length() == 0 || want != "" && text(found) != want {
			t.Errorf("%s: got %q, want %q", selector, text(found), want)
		}
	}
	if d.Find(".sf-talk svg").Length() == 0 {
		t.Error("got no chart")
	}
	if _, checked := d.Find("#position-0").Attr("checked"); !checked {
		t.Error("got something chosen, want no agreed view yet")
	}
	if got, want := d.Find(`a[href*="/actions/new"]`).AttrOr("href", ""), "/t/"+sample.TrustID+"/actions/new?round="+sample.RoundID+"&for="+wages; got != want {
		t.Errorf("got actions at %q, want %q", got, want)
	}
	if d.Find(`a[rel=prev]`).Length() != 1 || d.Find(`a[rel=next]`).Length() != 1 {
		t.Error("got no way to the items before and after it")
	}
	if got := b.send(http.MethodGet, base+"/statements/no-such-statement", nil); got.Code != http.StatusNotFound {
		t.Errorf("a statement of nobody: got %d, want not found", got.Code)
	}
}

func TestAnAgreedViewIsRecordedAndItsVersionsShown(t *testing.T) {
	b := met(t)
	for i, said := range []string{"Seen in March.", "Seen in March, and in June. 👩‍👩‍👧 שלום <script>alert(1)</script>"} {
		b.now = sample.Today.Add(time.Duration(i) * time.Hour)
		values := typed(b.read(t, wagesPath), "2", said)
		for range 2 { // the same form twice
			if got := b.post(wagesPath, values); got.Code != http.StatusSeeOther || got.Header().Get("Location") != wagesPath+"?saved=1" {
				t.Fatalf("got %d to %q, want it recorded", got.Code, got.Header().Get("Location"))
			}
		}
	}
	d := b.read(t, wagesPath+"?saved=1")
	if got := text(d.Find("[data-save-state]")); got != "Saved 11:00" {
		t.Errorf("got %q, want it said when it was saved", got)
	}
	versions := d.Find("#versions li")
	if versions.Length() != 2 || !strings.Contains(text(versions.First()), "Recorded by Ruth Mallory at 11:00 More a challenge than a strength Seen in March, and in June. 👩‍👩‍👧 שלום <script>alert(1)</script>") {
		t.Errorf("got %q, want two versions, the newest first", text(versions))
	}
	if d.Find("#versions script, form script").Length() > 0 {
		t.Error("got a script of what was typed, want its text")
	}
	if got := d.Find("#why").Text(); !strings.Contains(got, "and in June") {
		t.Errorf("got %q in the form, want the version recorded last", got)
	}
	if got := text(b.read(t, base).Find("#" + wages + " .sf-agenda__agreed")); got != "Agreed: More a challenge than a strength" {
		t.Errorf("on the agenda: got %q, want what was agreed", got)
	}
	b.as(trust.Trustee)
	if got := text(b.read(t, wagesPath).Find(".sf-agreed")); !strings.Contains(got, "More a challenge than a strength Seen in March") {
		t.Errorf("a trustee: got %q, want what was agreed", got)
	}
}

func TestWhatOnePersonSavedInOneGoIsShownOnce(t *testing.T) {
	b := met(t)
	for i := range 5 {
		b.now = sample.Today.Add(time.Duration(i) * time.Minute)
		b.post(wagesPath, typed(b.read(t, wagesPath), "2", strings.Repeat("More. ", i+1)))
	}
	d := b.read(t, wagesPath)
	if d.Find("#versions li").Length() != 1 || d.Find(`a[href*="every=1"]`).Length() != 1 {
		t.Errorf("got %d versions, want one, and a way to all", d.Find("#versions li").Length())
	}
	if got := b.read(t, wagesPath+"?every=1").Find("#versions li").Length(); got != 5 {
		t.Errorf("every save: got %d, want 5", got)
	}
}

func TestAnAgreedViewThatCannotBeUsed(t *testing.T) {
	for name, tt := range map[string]struct{ position, why, want, field string }{
		"a position off the scale": {"5", "Kept.", "Choose one of the positions shown, or that there is no agreed view yet", "#position-0"},
		"a position of words":      {"<script>", "Kept.", "Choose one of the positions shown, or that there is no agreed view yet", "#position-0"},
		"a reason that is too long": {
			"2", strings.Repeat("م", 2001), "Shorten this to 2000 characters or fewer: it has 2001", "#why",
		},
		"a reason of marks upon marks": {
			"2", "a" + strings.Repeat("\u0301", 40_000), "Shorten this: its characters are made of too many parts to be kept", "#why",
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := met(t)
			values := typed(b.read(t, wagesPath), tt.position, tt.why)
			got := b.post(wagesPath, values)
			d := document(t, got)
			if sum := text(d.Find(".govuk-error-summary li")); got.Code != http.StatusUnprocessableEntity || sum != tt.want {
				t.Errorf("got %d, %q, want %q", got.Code, sum, tt.want)
			}
			if href := d.Find(".govuk-error-summary a").AttrOr("href", ""); href != tt.field || d.Find(href).Length() != 1 {
				t.Errorf("got a link to %q, want to %q", href, tt.field)
			}
			if d.Find("#why").Text() == "" || !strings.HasPrefix(d.Find("title").Text(), "Error:") {
				t.Error("got what was typed lost, or no error in the title")
			}
			if put := b.send(http.MethodPut, wagesPath, values); put.Code != http.StatusUnprocessableEntity || put.Body.String() != tt.want {
				t.Errorf("by script: got %d, %q, want %q", put.Code, put.Body, tt.want)
			}
			if len(b.views) > 0 {
				t.Errorf("got %v recorded, want nothing", b.views)
			}
		})
	}
}

func TestTwoPeopleRecordTheSameViewAtOnce(t *testing.T) {
	b := met(t)
	page := b.read(t, wagesPath) // both have it open
	b.post(wagesPath, typed(page, "3", "Theirs."))
	got := b.post(wagesPath, typed(page, "1", "Mine."))
	d := document(t, got)
	if got.Code != http.StatusConflict {
		t.Fatalf("got %d, want both versions shown", got.Code)
	}
	panel := text(d.Find("[data-conflict]"))
	for _, want := range []string{"Mine.", "A significant challenge for us", "Theirs.", "More a strength than a challenge", "Ruth Mallory recorded another version at 10:00"} {
		if !strings.Contains(panel, want) {
			t.Errorf("got %q, want %q in it", panel, want)
		}
	}
	values := form(d, recordForm, "") // nothing chosen yet
	if got := b.post(wagesPath, values); got.Code != http.StatusUnprocessableEntity || !strings.Contains(text(document(t, got).Find("#why")), "Mine.") {
		t.Errorf("nothing chosen: got %d, want to be asked, with all that was typed", got.Code)
	}
	values.Set("keep", "stored")
	if got := b.post(wagesPath, values); got.Code != http.StatusSeeOther || b.views[wages][0].Why != "Theirs." {
		t.Errorf("theirs: got %d, %v, want theirs to stand", got.Code, b.views[wages])
	}
	// Meanwhile a third version: the choice was between two that are not the last.
	b.post(wagesPath, typed(b.read(t, wagesPath), "4", "A third."))
	values.Set("keep", "mine")
	got = b.post(wagesPath, values)
	d = document(t, got)
	if got.Code != http.StatusUnprocessableEntity || !strings.Contains(text(d.Find("[data-conflict]")), "A third.") {
		t.Fatalf("got %d, want to be asked again", got.Code)
	}
	values = form(d, recordForm, "")
	values.Set("keep", "mine")
	if got := b.post(wagesPath, values); got.Code != http.StatusSeeOther || b.views[wages][0].Why != "Mine." || len(b.views[wages]) != 3 {
		t.Errorf("mine: got %d, %v, want mine on top of both others", got.Code, b.views[wages])
	}
}

func TestAnOldTabThatSaysNothingNewCoversNothing(t *testing.T) {
	b := met(t)
	old := b.read(t, wagesPath)
	b.post(wagesPath, typed(old, "3", "Newer."))
	if got := b.post(wagesPath, form(old, recordForm, "")); got.Code != http.StatusSeeOther || b.views[wages][0].Why != "Newer." {
		t.Errorf("got %d, %v, want the newer version to stand", got.Code, b.views[wages])
	}
	b.post(wagesPath, url.Values{}) // a form of nothing
	if b.views[wages][0].Why != "Newer." {
		t.Errorf("got %v, want the newer version to stand", b.views[wages])
	}
}

func TestAViewIsSavedAsItIsTyped(t *testing.T) {
	b := met(t)
	values := typed(b.read(t, wagesPath), "2", "As I")
	saved := func(w *httptest.ResponseRecorder) string {
		t.Helper()
		var answer struct{ Revision, Saved string }
		if err := json.NewDecoder(w.Body).Decode(&answer); err != nil || w.Code != http.StatusOK || answer.Saved != "10:00" {
			t.Fatalf("got %d, %+v, %v, want it saved at 10:00", w.Code, answer, err)
		}
		return answer.Revision
	}
	values.Set("read", saved(b.send(http.MethodPut, wagesPath, values)))
	values.Set("why", "As I type")
	lost := saved(b.send(http.MethodPut, wagesPath, values))
	if again := saved(b.send(http.MethodPut, wagesPath, values)); again != lost {
		t.Errorf("a save whose answer was lost: got %q, want %q as before", again, lost)
	}
	// Somebody else meanwhile.
	b.post(wagesPath, typed(b.read(t, wagesPath), "4", "Another."))
	values.Set("read", lost)
	values.Set("why", "As I type on")
	got := b.send(http.MethodPut, wagesPath, values)
	panel := got.Body.String()
	if got.Code != http.StatusConflict || !strings.Contains(panel, "Another.") || !strings.Contains(panel, "As I type on") || strings.Contains(panel, "<html") {
		t.Errorf("got %d, %q, want both versions and nothing else", got.Code, panel)
	}
	// Changed back to how the page began, which is no longer what is recorded.
	values.Set("why", "As I type")
	if got := b.send(http.MethodPut, wagesPath, values); got.Code != http.StatusConflict {
		t.Errorf("changed back: got %d, want both versions", got.Code)
	}
	if b.views[wages][0].Why != "Another." {
		t.Errorf("got %v, want nothing covered", b.views[wages])
	}
}

func TestWhatWasTypedOutlivesTheSession(t *testing.T) {
	b := met(t)
	pages := conversation.Pages{Store: b, Now: func() time.Time { return b.now }}
	values := typed(b.read(t, wagesPath), "2", "Long <b>thought</b>")
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPost, wagesPath, strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	signedOut := b.viewer
	signedOut.PersonID, signedOut.TrustID, signedOut.Roles = "", "", nil
	must(t, pages.KeepView(w, r, signedOut))
	d := document(t, w)
	held := form(d, `form[action="/sign-in/keep"]`, "")
	if w.Code != http.StatusUnauthorized || held.Get("to") != wagesPath || held.Get("why") != "Long <b>thought</b>" || held.Get("position") != "2" {
		t.Fatalf("got %d, %v, want the page to hold what was typed", w.Code, held)
	}
	if text(d.Find(".sf-quotes")) != "Long <b>thought</b>" || strings.Contains(text(d.Find("main")), "workload") {
		t.Errorf("got %q, want what was typed and nothing that was not", text(d.Find("main")))
	}
	trustee := b.viewer
	trustee.Roles = []trust.Role{trust.Trustee}
	w = httptest.NewRecorder()
	must(t, pages.SaveKept(w, r, trustee, wagesPath, held))
	if w.Code != http.StatusUnprocessableEntity || form(document(t, w), `form[action="/sign-in/keep"]`, "").Get("why") == "" || len(b.views) > 0 {
		t.Errorf("a trustee signed in: got %d, want it held still and not saved", w.Code)
	}
	w = httptest.NewRecorder()
	must(t, pages.SaveKept(w, r, b.viewer, wagesPath, held))
	if w.Code != http.StatusSeeOther || b.views[wages][0].Why != "Long <b>thought</b>" {
		t.Errorf("the chair signed in: got %d, %v, want it saved", w.Code, b.views)
	}
	for path, want := range map[string]bool{wagesPath: true, wagesPath + "/x": false, base: false, "https://x" + wagesPath: false, "": false} {
		if got := conversation.Keeps(path); got != want {
			t.Errorf("%q: got %v, want %v", path, got, want)
		}
	}
}
