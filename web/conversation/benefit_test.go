package conversation_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"sevenfold/internal/action"
	"sevenfold/internal/framework"
	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
)

const benefit = round + "/public-benefit"

func TestTheParagraphIsDraftedFromTheReport(t *testing.T) {
	b := newTable(t)
	d := b.read(t, benefit)
	if got := text(d.Find(".govuk-tag")); got != "Draft" {
		t.Errorf("got %q, want it marked as a draft", got)
	}
	draft := d.Find("#text").Text()
	if !strings.HasPrefix(draft, "In our Autumn 2026 audit, 14 people placed our trust against 10 statements") {
		t.Errorf("got %q, want a draft from the report", draft)
	}
	if refused := framework.Language(draft); len(refused) > 0 {
		t.Errorf("got %+v, want nothing refused", refused)
	}
	plain := b.send(http.MethodGet, benefit+"/text", nil)
	if got := plain.Header().Get("Content-Type"); got != "text/plain; charset=utf-8" || !strings.HasPrefix(plain.Body.String(), "DRAFT") || !strings.Contains(plain.Body.String(), draft) {
		t.Errorf("got %q as %s, want the draft as plain text", plain.Body, got)
	}
}

func TestTheParagraphIsEditedAndItsVersionsKept(t *testing.T) {
	b := newTable(t)
	draft := b.read(t, benefit).Find("#text").Text()
	old := form(b.read(t, benefit), "main form", "")
	save := func(values url.Values, said string) int {
		t.Helper()
		values.Set("text", said)
		return b.post(benefit, values).Code
	}
	for _, said := range []string{"Our halls are open.", "Our halls are open.\n\n<script>alert(1)</script> 🎉 مرحبا"} {
		if got := save(form(b.read(t, benefit), "main form", ""), said); got != http.StatusSeeOther {
			t.Fatalf("got %d, want it saved", got)
		}
	}
	d := b.read(t, benefit+"?saved=1")
	if got := text(d.Find(".govuk-tag")); got != "Draft, edited by hand" || d.Find("#text").Text() != b.paragraphs[0].Text {
		t.Errorf("got %q, %q, want the version saved last, still a draft", got, d.Find("#text").Text())
	}
	if got := text(d.Find(".sf-versions li")); got != "Saved by Ruth Mallory at 10:00 Our halls are open." {
		t.Errorf("got %q, want the version before", got)
	}
	if got := text(d.Find("details .sf-paragraph")); got != draft {
		t.Errorf("got %q, want the draft as the report made it", got)
	}
	if d.Find("main script").Length() > 0 {
		t.Error("got a script of what was typed, want its text")
	}
	old.Set("text", "From an old tab.")
	got := b.post(benefit, old)
	conflict := document(t, got)
	if got.Code != http.StatusConflict || conflict.Find("#text").Text() != "From an old tab." || !strings.Contains(text(conflict.Find(".sf-conflict")), "Our halls are open.") {
		t.Fatalf("an old tab: got %d, %q, want both versions", got.Code, text(conflict.Find("main")))
	}
	if got := b.post(benefit, form(conflict, "main form", "")); got.Code != http.StatusSeeOther || len(b.paragraphs) != 3 || b.paragraphs[0].Text != "From an old tab." {
		t.Errorf("saved again: got %d, %v, want it on top", got.Code, b.paragraphs)
	}
	b.as(trust.Trustee)
	if got := text(b.read(t, benefit).Find("#text")); got != "From an old tab." {
		t.Errorf("a trustee: got %q, want the version saved last", got)
	}
}

func TestAParagraphThatCannotBeUsed(t *testing.T) {
	for name, tt := range map[string]struct{ said, want string }{
		"nothing":          {" \n ", "Write the paragraph before you save it"},
		"too much":         {strings.Repeat("é", 4001), "Shorten this to 4,000 characters or fewer: it has 4001"},
		"marks upon marks": {"a" + strings.Repeat("\u0301", 70_000), "Shorten this: its characters are made of too many parts to be kept"},
	} {
		b := newTable(t)
		values := form(b.read(t, benefit), "main form", "")
		values.Set("text", tt.said)
		got := b.post(benefit, values)
		d := document(t, got)
		if sum := text(d.Find(".govuk-error-summary li")); got.Code != http.StatusUnprocessableEntity || sum != tt.want {
			t.Errorf("%s: got %d, %q, want %q", name, got.Code, sum, tt.want)
		}
		if len(b.paragraphs) > 0 || len(d.Find("#text").Text()) < len(strings.TrimSpace(tt.said))/2 {
			t.Errorf("%s: got it saved, or what was typed lost", name)
		}
	}
}

func TestActionsStandInTheConversation(t *testing.T) {
	b := newTable(t)
	b.actions = []action.Action{
		{ID: "a1", Title: "Open two halls to clubs", State: action.Planned, For: []action.Finding{{RoundID: sample.RoundID, Statement: "pb-anchored"}}},
		{ID: "a2", Title: "Write to parents", State: action.Done, For: []action.Finding{{RoundID: sample.RoundID, Statement: "pb-anchored"}}},
		{ID: "a3", Title: "Ask leavers why", State: action.UnderWay, For: []action.Finding{{RoundID: sample.RoundID, Statement: wages}}},
	}
	draft := b.read(t, benefit).Find("#text").Text()
	if !strings.Contains(draft, "open two halls to clubs") || strings.Contains(draft, "rite to parents") || strings.Contains(draft, "sk leavers") {
		t.Errorf("got %q, want what the trust is doing about public benefit, and nothing else", draft)
	}
	if got := b.read(t, base+"/statements/"+wages).Find(`a[href$="/actions/a3"]`).Length(); got != 1 {
		t.Errorf("got %d links to the action of a statement, want 1", got)
	}
}
