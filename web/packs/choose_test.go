package packs_test

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/sample"
	"sevenfold/web/form"
)

// choice is a form as somebody would fill it in.
func choice(change ...string) url.Values {
	v := url.Values{
		"id": {form.NewID()}, "sections[]": {"summary", "domains", "method"}, "meeting": {" Board of  trustees "}, "agenda-item": {"7"},
		"date-day": {"8"}, "date-month": {"4"}, "date-year": {sample.Today.Format("2006")}, "marking": {"Confidential"}, "trust": {"Meadowbank Trust"},
	}
	for i := 0; i+1 < len(change); i += 2 {
		v.Set(change[i], change[i+1])
	}
	return v
}

func ticked(d *goquery.Document, name string) []string {
	return d.Find(`input[name="` + name + `[]"][checked]`).Map(func(_ int, s *goquery.Selection) string { return s.AttrOr("value", "") })
}

func TestAPackIsChosenFromWhatTheReportHolds(t *testing.T) {
	s := newShelf(t)
	d := s.read(t, http.StatusOK, "GET", base, nil)
	if got := d.Find(`input[name="sections[]"]`).Length(); got != len(boardpack.Sections) {
		t.Errorf("got %d parts to choose from, want %d", got, len(boardpack.Sections))
	}
	if got := ticked(d, "sections"); len(got) != len(boardpack.Sections)-1 || slices.Contains(got, string(boardpack.Notes)) {
		t.Errorf("got %v ticked, want all but people's notes", got)
	}
	if got := d.Find("#trust").AttrOr("value", ""); got != sample.TrustName {
		t.Errorf("got %q as the name, want the trust's own", got)
	}
	if d.Find("#logo").Length() != 0 || text(d.Find("#none")) != "No pack has been made of this round yet." {
		t.Errorf("got a logo or a pack, want neither: %s", text(d.Find("#none")))
	}
	if got := d.Find("#choice button[formaction]").AttrOr("formaction", ""); got != base+"/preview" {
		t.Errorf("got the preview at %q, want %q", got, base+"/preview")
	}
	if got := d.Find("#settings").AttrOr("href", ""); !strings.HasSuffix(got, "/settings") {
		t.Errorf("got %q, want a way to the trust's name and logo", got)
	}
	if id := d.Find("#choice input[name=id]").AttrOr("value", ""); !form.IsID(id) {
		t.Errorf("got the id %q in the form, want one", id)
	}
}

func TestWhatIsUsualIsChosenAgain(t *testing.T) {
	s := newShelf(t)
	s.material.Logo = boardpack.Logo{Type: "image/png"}
	s.usual = &boardpack.Choice{Sections: []boardpack.Section{boardpack.Notes, boardpack.Summary}, Marking: "Official", WithLogo: true}
	d := s.read(t, http.StatusOK, "GET", base, nil)
	if got := ticked(d, "sections"); !slices.Equal(got, []string{"summary", "notes"}) {
		t.Errorf("got %v ticked, want what is usual", got)
	}
	if d.Find("#marking").AttrOr("value", "") != "Official" || d.Find("#trust").AttrOr("value", "") != sample.TrustName || len(ticked(d, "logo")) != 1 || d.Find("#meeting").AttrOr("value", "") != "" {
		t.Error("got another marking, name, logo or meeting, want what is usual, the name of the trust, and no meeting")
	}
	s.usual = &boardpack.Choice{Marking: "Official"}
	d = s.read(t, http.StatusOK, "GET", base, nil)
	if len(ticked(d, "sections")) != len(boardpack.Sections)-1 || d.Find("#trust").AttrOr("value", "") != sample.TrustName {
		t.Error("got nothing chosen, want the usual filled up")
	}
}

func TestAPackIsAskedForOnce(t *testing.T) {
	s := newShelf(t)
	v := choice("usual[]", "yes", "logo[]", "yes")
	first := s.ask("POST", base, v)
	again := s.ask("POST", base, v)
	to := first.Header().Get("Location")
	if first.Code != http.StatusSeeOther || again.Header().Get("Location") != to || !strings.HasPrefix(to, base+"/") || len(s.asked) != 1 {
		t.Fatalf("got %d to %q and then %q, and %d packs, want one", first.Code, to, again.Header().Get("Location"), len(s.asked))
	}
	got := s.asked[0]
	if !slices.Equal(got.Choice.Sections, []boardpack.Section{boardpack.Summary, boardpack.Domains, boardpack.Method}) || got.Choice.Meeting != "Board of trustees" ||
		!got.Choice.Date.Equal(audit.StartOfDay(sample.Today.Year(), 4, 8)) || got.Choice.Trust != "Meadowbank Trust" || got.Choice.WithLogo || !got.Usual ||
		got.Kind != boardpack.BoardPack || got.RoundID != sample.RoundID || got.ByID != sample.PersonID || !got.At.Equal(sample.Today) {
		t.Errorf("got %+v, want what was chosen, and no logo where there is none", got)
	}
	// Gone back to, and sent with another choice, the form asks for another.
	other := maps.Clone(v)
	other.Set("marking", "Official")
	if third := s.ask("POST", base, other).Header().Get("Location"); third == to || len(s.asked) != 2 {
		t.Errorf("got %q and %d packs, want another", third, len(s.asked))
	}
}

func TestAChoiceSaysWhatToPutRight(t *testing.T) {
	for name, c := range map[string]struct {
		change  []string
		field   string
		mistake string
	}{
		"no part":                        {[]string{"sections[]", ""}, "sections", "Choose at least one part"},
		"a part that there is not":       {[]string{"sections[]", "league-table"}, "sections", "Choose at least one part"},
		"a meeting of 201 characters":    {[]string{"meeting", strings.Repeat("👩🏽‍🏫", 201)}, "meeting", "The meeting must be 200 characters or fewer: it has 201"},
		"a meeting of too many bytes":    {[]string{"meeting", "a" + strings.Repeat("\u0301", 3000)}, "meeting", "too long to keep"},
		"a long agenda item":             {[]string{"agenda-item", strings.Repeat("7", 61)}, "agenda-item", "must be 60 characters or fewer"},
		"a long marking":                 {[]string{"marking", strings.Repeat("é", 61)}, "marking", "must be 60 characters or fewer"},
		"no name":                        {[]string{"trust", " \u200b "}, "trust", "Enter the trust’s name"},
		"a day that is none":             {[]string{"date-day", "31"}, "date-day", "April " + sample.Today.Format("2006") + " has 30 days"},
		"half a date":                    {[]string{"date-month", ""}, "date-month", "must include a month, or be left empty"},
		"a date in letters":              {[]string{"date-day", "אחד"}, "date-day", "must be a number"},
		"a year long ago":                {[]string{"date-year", "1027"}, "date-year", "The year of the date of the meeting must be from"},
		"a script for a day of the date": {[]string{"date-day", "<script>"}, "date-day", "must be a number"},
	} {
		for _, path := range []string{base, base + "/preview"} {
			s := newShelf(t)
			v := choice(c.change...)
			d := s.read(t, http.StatusUnprocessableEntity, "POST", path, v)
			if got := text(d.Find(`.govuk-error-summary a[href="#` + c.field + `"]`)); !strings.Contains(got, c.mistake) {
				t.Errorf("%s, %s: got %q, want %q", name, path, got, c.mistake)
			}
			if d.Find("#"+c.field).Length() != 1 || !strings.HasPrefix(d.Find("title").Text(), "Error: ") || len(s.asked) != 0 {
				t.Errorf("%s, %s: got no such field, or a title without Error, or a pack", name, path)
			}
			for _, field := range []string{"agenda-item", "marking", "date-day", "date-year"} {
				if got := d.Find("#"+field).AttrOr("value", ""); got != v.Get(field) {
					t.Errorf("%s: got %q at %s, want it as it was typed", name, got, field)
				}
			}
			if got := d.Find("#choice input[name=id]").AttrOr("value", ""); got != v.Get("id") {
				t.Errorf("%s: got the id %q, want the form's own", name, got)
			}
		}
	}
	s := newShelf(t)
	d := s.read(t, http.StatusUnprocessableEntity, "POST", base, url.Values{})
	if got := d.Find(".govuk-error-summary li").Length(); got != 2 {
		t.Errorf("got %d mistakes in an empty form, want the parts and the name", got)
	}
}

func TestWhatIsTypedIsShownAsText(t *testing.T) {
	for _, typed := range []string{"<script>alert(1)</script>", "👩🏽‍🏫 first", "לשאול משפחות", `"><img src=x onerror=alert(1)>`, "=1+1", "../../etc/passwd"} {
		s := newShelf(t)
		v := choice("meeting", typed, "trust", typed, "marking", typed, "agenda-item", typed)
		d := s.read(t, http.StatusOK, "POST", base+"/preview", v)
		if got := text(d.Find(".sf-preview__marking")); got != typed {
			t.Errorf("got the marking %q in the preview, want %q", got, typed)
		}
		to := s.ask("POST", base, v).Header().Get("Location")
		for _, path := range []string{to, base} {
			d := s.read(t, http.StatusOK, "GET", path, nil)
			if !strings.Contains(text(d.Find("main")), typed) || d.Find("main script, main img").Length() > 0 {
				t.Errorf("%s: got %q alive or gone, want it as text", path, typed)
			}
		}
	}
}

func TestAPreviewShowsTheDocumentAndKeepsNothing(t *testing.T) {
	s := newShelf(t)
	s.material.Logo = boardpack.Logo{Type: "image/png", Data: []byte("a picture")}
	v := choice("usual[]", "yes", "logo[]", "yes")
	d := s.read(t, http.StatusOK, "POST", base+"/preview", v)
	if d.Find("#logo-stands").Length() != 1 {
		t.Error("got no word of the logo, want it said where it stands")
	}
	if len(s.asked) != 0 || s.usual != nil {
		t.Errorf("got %+v kept, want nothing", s.asked)
	}
	if got := d.Find("#document h3").Length(); got < 3 {
		t.Errorf("got %d parts, want each that was chosen", got)
	}
	if !strings.Contains(text(d.Find("#document footer")), s.material.Hash) || !strings.Contains(text(d.Find("#document")), "Board of trustees") {
		t.Error("got no hash or no meeting, want both in the document")
	}
	ids := map[string]bool{}
	d.Find("[id]").Each(func(_ int, e *goquery.Selection) {
		if id := e.AttrOr("id", ""); ids[id] {
			t.Errorf("got the id %q twice, want it once", id)
		} else {
			ids[id] = true
		}
	})
	last := 0
	d.Find("main h1, main h2, main h3, main h4, main h5, main h6").Each(func(_ int, h *goquery.Selection) {
		level := int(goquery.NodeName(h)[1] - '0')
		if level > last+1 {
			t.Errorf("got a heading of level %d after one of %d: %s", level, last, text(h))
		}
		last = level
	})
	// What was chosen goes on with the buttons: made, it is the same as from the form.
	carried := url.Values{}
	d.Find("#choice-above input[type=hidden]").Each(func(_ int, f *goquery.Selection) {
		carried.Add(f.AttrOr("name", ""), f.AttrOr("value", ""))
	})
	if s.ask("POST", base, carried).Header().Get("Location") != s.ask("POST", base, v).Header().Get("Location") || len(s.asked) != 1 || !s.asked[0].Usual || !s.asked[0].Choice.WithLogo {
		t.Errorf("got %+v asked for, want one pack from both", s.asked)
	}
	carried.Set("change", "yes")
	d = s.read(t, http.StatusOK, "POST", base+"/preview", carried)
	if d.Find("#choice #meeting").AttrOr("value", "") != "Board of trustees" || len(ticked(d, "sections")) != 3 || len(ticked(d, "usual")) != 1 {
		t.Error("got another choice, want the same to be changed")
	}
}

func TestAWithheldReportCanBeTakenAwayToo(t *testing.T) {
	s := newShelf(t)
	f, err := framework.Load("domains.yaml", sevenfold.Domains)
	must(t, err)
	s.material.Report, err = sample.PilotReport(f)
	must(t, err)
	d := s.read(t, http.StatusOK, "GET", base, nil)
	if !strings.Contains(text(d.Find("#withheld")), "Nothing is shown of this round") {
		t.Error("got nothing said of what is withheld, want it said")
	}
	s.read(t, http.StatusOK, "POST", base+"/preview", choice())
	if got := s.ask("POST", base, choice()).Code; got != http.StatusSeeOther {
		t.Errorf("got %d, want a pack of it made", got)
	}
}

func TestARoundWithoutAReportHasNoPack(t *testing.T) {
	s := newShelf(t)
	const other = "00000000-0000-4000-8000-000000000009"
	for _, door := range []string{"GET /pack", "POST /pack", "POST /pack/preview", "GET /data", "GET /data.csv", "GET /data.json"} {
		method, path, _ := strings.Cut(door, " ")
		for _, place := range []string{"/t/" + sample.TrustID + "/rounds/" + other, "/t/" + other + "/rounds/" + sample.RoundID} {
			if got := s.ask(method, place+path, choice()).Code; got != http.StatusNotFound {
				t.Errorf("%s%s: got %d, want not found", place, path, got)
			}
		}
	}
	s.away = fault.Away
	if got := s.ask("GET", base, nil).Code; got != http.StatusServiceUnavailable {
		t.Errorf("got %d while the database is away, want to be told", got)
	}
}
