package reports_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"sevenfold/internal/report"
	"sevenfold/internal/trust"
)

const named = "Our head of site, Mr Example, is to blame."

// withNote is a library of one report, in which two wrote the same note; the
// second is the note's page.
func withNote(t *testing.T) (l *library, base, page string) {
	t.Helper()
	l, base = shelve(t)
	id := l.rounds[0].ID
	statement := ""
	l.reports[id] = changed(l.reports[id], func(s report.Statement) (report.Statement, bool) {
		if statement == "" && s.Positions != nil {
			statement, s.Notes = s.ID, []string{"Another note.", named, named}
		}
		return s, true
	})
	return l, base, base + "/notes/" + report.NoteName(id, statement, named)
}

func TestANoteIsTakenOutWithAReason(t *testing.T) {
	l, base, page := withNote(t)
	if l.open(t, base+"/notes").Find("a[href='"+page+"']").Length() != 1 {
		t.Error("got no one way to take the note out, want one for both of the same words")
	}
	d := l.open(t, page)
	wantIn(t, "the page", text(d.Find("main")), named, "Two notes here have these same words.", "for good", "gets a new fingerprint", "backups")
	w := l.send("POST", page, url.Values{"reason": {"It names <b>somebody</b>."}})
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != base+"/notes?done=taken-out" {
		t.Fatalf("got %d to %q, want back to the notes", w.Code, got)
	}
	d = l.open(t, base+"/notes?done=taken-out")
	wantIn(t, "the notes", text(d.Find("main")), "The note was taken out.", "Two notes were taken out by Ruth Mallory on", "It names <b>somebody</b>.", "Another note.")
	if strings.Contains(text(d.Find("body")), named) || d.Find("#taken-out ~ ul b").Length() > 0 {
		t.Error("got the note still there or markup made of a reason, want neither")
	}
	wantIn(t, "the method page", text(l.open(t, base+"/method").Find("#withheld")), "In this report: Two notes were taken out of this report after the round closed.")
	if w := l.send("POST", page, url.Values{"reason": {"It names somebody."}}); w.Code != http.StatusSeeOther || len(l.taken) != 1 {
		t.Errorf("sent twice: got %d and %d taken out, want once", w.Code, len(l.taken))
	}
	if w := l.send("GET", page, nil); w.Code != http.StatusNotFound {
		t.Errorf("got status %d for the note that went, want not found", w.Code)
	}
}

func TestAReasonIsAskedFor(t *testing.T) {
	l, _, page := withNote(t)
	for _, c := range []struct{ name, reason, want string }{
		{"none", "", "Enter a reason, such as “It names somebody”"},
		{"only what nobody sees", " \u200b ", "Enter a reason, such as “It names somebody”"},
		{"too long", strings.Repeat("é", 501), "The reason must be 500 characters or fewer: it has 501"},
		{"the note itself", "It says: " + named, "The reason must not repeat the note"},
	} {
		w := l.send("POST", page, url.Values{"reason": {c.reason}})
		if w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: got status %d, want 422", c.name, w.Code)
		}
		d := document(t, w)
		wantIn(t, c.name, text(d.Find(".govuk-error-summary a[href='#reason']")), c.want)
		wantIn(t, c.name, text(d.Find("#reason-error")), c.want)
		wantIn(t, c.name, text(d.Find("title")), "Error:")
		if got := strings.TrimSpace(d.Find("#reason").Text()); got != strings.TrimSpace(c.reason) && c.name != "only what nobody sees" {
			t.Errorf("%s: got %q typed, want it still there", c.name, got)
		}
	}
	if len(l.taken) > 0 {
		t.Error("got a note taken out without a reason, want none")
	}
}

func TestAReportWithoutNotesSaysSo(t *testing.T) {
	l, base := shelve(t)
	id := l.rounds[0].ID
	l.reports[id] = changed(l.reports[id], func(s report.Statement) (report.Statement, bool) {
		s.Notes = nil
		return s, true
	})
	wantIn(t, "the page", text(l.open(t, base+"/notes").Find("main")), "This report shows no notes.")
	if w := l.send("POST", base+"/notes/made-up", url.Values{"reason": {"x"}}); w.Code != http.StatusNotFound {
		t.Errorf("got status %d for a note that there never was, want not found", w.Code)
	}
}

func TestAReportLeadsOnToWhatItsReaderMayOpen(t *testing.T) {
	l, base := shelve(t)
	for _, c := range []struct {
		as              trust.Role
		notes, overTime int
	}{
		{trust.GovernanceProfessional, 1, 1},
		{trust.Chair, 1, 1},
		{trust.Trustee, 0, 1},
		{trust.ChiefExecutive, 0, 1},
		{trust.LocalGovernor, 0, 0},
	} {
		l.as = c.as
		d := l.open(t, base)
		notes, times := d.Find("a[href='"+base+"/notes']").Length(), d.Find("a[href='"+overTime+"']").Length()
		if notes != c.notes || times != c.overTime {
			t.Errorf("%s: got %d ways to the notes and %d to the rounds over time, want %d and %d", c.as, notes, times, c.notes, c.overTime)
		}
	}
}
