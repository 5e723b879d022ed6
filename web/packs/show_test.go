package packs_test

import (
	"mime"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/boardpack"
	"sevenfold/internal/evidence"
	"sevenfold/internal/sample"
	"sevenfold/web/component"
)

func TestAPackShowsHowFarItHasCome(t *testing.T) {
	for name, c := range map[string]struct {
		change  func(*boardpack.Pack)
		done    string
		refresh bool
		again   bool
	}{
		"waiting":       {func(p *boardpack.Pack) { p.State, p.Done = boardpack.Waiting, 0 }, "wait to be made", true, false},
		"just begun":    {func(p *boardpack.Pack) { p.State, p.Done = boardpack.Making, 0 }, "The Word file is being made. It is the first of three.", true, false},
		"one made":      {func(p *boardpack.Pack) { p.State, p.Done = boardpack.Making, 1 }, "The Excel file is being made. One of three is made.", true, false},
		"two made":      {func(p *boardpack.Pack) { p.State, p.Done = boardpack.Making, 2 }, "The PDF file is being made. Two of three are made.", true, false},
		"put away":      {func(p *boardpack.Pack) { p.State, p.Done = boardpack.Making, 3 }, "Every file is made", true, false},
		"made":          {func(*boardpack.Pack) {}, "The files are made.", false, false},
		"failed":        {func(p *boardpack.Pack) { p.State = boardpack.Failed }, "could not be made", false, true},
		"slow to begin": {func(p *boardpack.Pack) { p.State, p.AskedAt = boardpack.Waiting, p.AskedAt.Add(-11*time.Minute) }, "wait", true, true},
	} {
		s := newShelf(t)
		p := s.make(boardpack.BoardPack, c.change)
		d := s.read(t, http.StatusOK, "GET", base+"/"+p.ID, nil)
		if got := text(d.Find("#done[role=status]")); !strings.Contains(got, c.done) {
			t.Errorf("%s: got %q, want %q", name, got, c.done)
		}
		live := d.Find("#live")
		if _, refreshes := live.Attr("data-hx-get"); refreshes != c.refresh || d.Find("#live progress").Length() == 1 != c.refresh {
			t.Errorf("%s: got it refreshed: %v, want %v", name, refreshes, c.refresh)
		}
		if got := live.Find("#again").Length() == 1; got != c.again {
			t.Errorf("%s: got it asked for again: %v, want %v", name, got, c.again)
		}
		if got := live.Find("#downloads a").Length(); got != 0 != (p.State == boardpack.Made) {
			t.Errorf("%s: got %d files, want them once all are made", name, got)
		}
	}
}

func TestAMadePackSaysWhatItIs(t *testing.T) {
	s := newShelf(t)
	p := s.make(boardpack.BoardPack)
	d := s.read(t, http.StatusOK, "GET", base+"/"+p.ID, nil)
	for selector, want := range map[string]string{
		"#downloads": "Word (312 kB)Excel (48 kB)PDF (1.2 MB)", "#hashes": strings.Repeat("45", 32), "#facts": "by Ruth Adeyemi", "#holds": "Where views differ",
	} {
		if got := text(d.Find(selector)); !strings.Contains(got, want) {
			t.Errorf("%s: got %q, want %q in it", selector, got, want)
		}
	}
	if !strings.Contains(text(d.Find("#hashes")), p.Hash) || d.Find("#superseded").Length() != 0 {
		t.Error("got no hash of the report's data, or the pack superseded")
	}
	d = s.read(t, http.StatusOK, "GET", base, nil)
	row := d.Find("#pack-" + p.ID)
	for _, want := range []string{"by Ruth Adeyemi", "Board of trustees · item 7 · marked “Confidential” · every part", "PDF 1.2 MB · SHA-256 454545454545…", strings.Repeat("45", 32)} {
		if !strings.Contains(text(row), want) {
			t.Errorf("got %q among the earlier packs, want %q in it", text(row), want)
		}
	}
}

func TestASupersededPackSaysWhyAndIsStillThere(t *testing.T) {
	s := newShelf(t)
	p := s.make(boardpack.BoardPack, func(p *boardpack.Pack) { p.Superseded = true })
	d := s.read(t, http.StatusOK, "GET", base+"/"+p.ID, nil)
	if !strings.Contains(text(d.Find("#superseded")), "A note was taken out of the report") || d.Find("#downloads a").Length() != 3 {
		t.Errorf("got %q, want why, and the files", text(d.Find("#live")))
	}
	if got := text(s.read(t, http.StatusOK, "GET", base, nil).Find("#pack-" + p.ID)); !strings.Contains(got, "Superseded") {
		t.Errorf("got %q in the list, want it marked", got)
	}
}

func TestAFileIsHadAsItWasMade(t *testing.T) {
	s := newShelf(t)
	p := s.make(boardpack.BoardPack, func(p *boardpack.Pack) { p.Choice.Trust = `../Éxample "Trust"; تعليم` + "\r\nX: y" })
	s.files[boardpack.PDF] = []byte("%PDF-1.7")
	w := s.ask("GET", base+"/"+p.ID+"/files/pdf", nil)
	for name, value := range map[string]string{
		"Content-Type": "application/pdf", "Cache-Control": "private, no-store",
		"X-Content-Type-Options": "nosniff", "Content-Length": "8",
	} {
		if got := w.Header().Get(name); got != value {
			t.Errorf("%s: got %q, want %q", name, got, value)
		}
	}
	kind, named, err := mime.ParseMediaType(w.Header().Get("Content-Disposition"))
	if want := "Éxample Trust تعليم X y, " + s.material.Round.Title + ", board pack.pdf"; err != nil || kind != "attachment" || named["filename"] != want {
		t.Errorf("got %q called %q, %v, want an attachment called %q", kind, named["filename"], err, want)
	}
	if w.Code != http.StatusOK || w.Body.String() != "%PDF-1.7" {
		t.Errorf("got %d, %q, want the file", w.Code, w.Body)
	}
	for _, format := range []string{"docx", "exe", "PDF", "..%2fpdf"} {
		if got := s.ask("GET", base+"/"+p.ID+"/files/"+format, nil).Code; got != http.StatusNotFound {
			t.Errorf("%s: got %d, want not found", format, got)
		}
	}
}

func TestAFailedPackIsAskedForAgain(t *testing.T) {
	s := newShelf(t)
	p := s.make(boardpack.BoardPack, func(p *boardpack.Pack) { p.State = boardpack.Failed })
	w := s.ask("POST", base+"/"+p.ID+"/again", nil)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != base+"/"+p.ID || len(s.again) != 1 || s.again[0] != p.ID {
		t.Errorf("got %d to %q and %v, want it asked for again", w.Code, w.Header().Get("Location"), s.again)
	}
}

func TestAPackIsFoundInItsOwnPlaceAlone(t *testing.T) {
	s := newShelf(t)
	pack, ofEvidence := s.make(boardpack.BoardPack), s.make(boardpack.EvidenceIndex)
	const other = "00000000-0000-4000-8000-000000000009"
	s.files[boardpack.PDF] = []byte("x")
	for _, path := range []string{
		"/t/" + sample.TrustID + "/rounds/" + other + "/pack/" + pack.ID, "/t/" + other + "/rounds/" + sample.RoundID + "/pack/" + pack.ID,
		base + "/" + ofEvidence.ID, index + "/" + pack.ID, base + "/" + other, base + "/none",
	} {
		for _, door := range []string{"GET ", "GET /files/pdf", "POST /again"} {
			method, rest, _ := strings.Cut(door, " ")
			if got := s.ask(method, path+rest, nil).Code; got != http.StatusNotFound {
				t.Errorf("%s %s%s: got %d, want not found", method, path, rest, got)
			}
		}
	}
	if len(s.again) != 0 {
		t.Errorf("got %v asked for again, want none", s.again)
	}
}

func TestAnIndexOfEvidenceHasItsOwnPlace(t *testing.T) {
	s := newShelf(t)
	d := s.read(t, http.StatusOK, "GET", index, nil)
	if d.Find("#no-evidence").Length() != 1 || text(d.Find("#none")) != "No index has been made yet." {
		t.Error("got no word of there being no evidence, or another day than today's")
	}
	s.material.Evidence = []evidence.Evidence{{Title: "Outside review"}}
	if s.read(t, http.StatusOK, "GET", index, nil).Find("#no-evidence").Length() != 0 {
		t.Error("got it said that there is no evidence, want it not said")
	}
	v := choice("usual[]", "yes", "logo[]", "yes")
	to := s.ask("POST", index, v).Header().Get("Location")
	if !strings.HasPrefix(to, index+"/") || len(s.asked) != 1 {
		t.Fatalf("got %q, want an index asked for", to)
	}
	if got := s.asked[0]; got.Kind != boardpack.EvidenceIndex || got.RoundID != "" || got.Usual || len(got.Choice.Sections) != 0 || got.Choice.Meeting != "" || component.Date(got.Choice.Date) != component.Date(sample.Today) || got.Choice.Marking != "Confidential" {
		t.Errorf("got %+v, want an index of today, with nothing of a meeting and nothing kept as usual", got)
	}
	if got := text(s.read(t, http.StatusOK, "GET", to, nil).Find("#facts")); !strings.Contains(got, "As it stood on") {
		t.Errorf("got %q, want the day", got)
	}
	for name, c := range map[string]struct{ field, value, mistake string }{
		"no name":        {"trust", "", "Enter the trust’s name"},
		"a long marking": {"marking", strings.Repeat("x", 61), "60 characters or fewer"},
	} {
		v := choice(c.field, c.value)
		if got := text(s.read(t, http.StatusUnprocessableEntity, "POST", index, v).Find(".govuk-error-summary")); !strings.Contains(got, c.mistake) {
			t.Errorf("%s: got %q, want %q", name, got, c.mistake)
		}
	}
}

func TestTheDataSaysWhatItHoldsAndWhatItNeverDoes(t *testing.T) {
	s := newShelf(t)
	d := s.read(t, http.StatusOK, "GET", round+"/data", nil)
	if !strings.Contains(text(d.Find("#never")), "no answer of one person is in it") || text(d.Find("#hash")) != s.material.Hash || d.Find("#files a").Length() < 4 {
		t.Error("got no promise, no hash or no files, want all of them")
	}
	if d.Find("main dl dt").Length() < 5 {
		t.Errorf("got %d fields described, want each of the data", d.Find("main dl dt").Length())
	}
	d.Find("#files a").Each(func(_ int, a *goquery.Selection) {
		w := s.ask("GET", a.AttrOr("href", ""), nil)
		kind, named, err := mime.ParseMediaType(w.Header().Get("Content-Disposition"))
		if w.Code != http.StatusOK || w.Body.Len() == 0 || w.Header().Get("Cache-Control") != "private, no-store" || kind != "attachment" || named["filename"] == "" || err != nil {
			t.Errorf("%s: got %d, %v, want a file", text(a), w.Code, w.Header())
		}
	})
	for path, kind := range map[string]string{
		"/data.csv": "text/csv; charset=utf-8", "/data.csv?table=Statements": "text/csv; charset=utf-8", "/data.json": "application/json", "/data.schema.json": "application/schema+json",
	} {
		if w := s.ask("GET", round+path, nil); w.Code != http.StatusOK || w.Header().Get("Content-Type") != kind {
			t.Errorf("%s: got %d, %q, want %q", path, w.Code, w.Header().Get("Content-Type"), kind)
		}
	}
	if got := s.ask("GET", round+"/data.csv?table=Answers", nil).Code; got != http.StatusNotFound {
		t.Errorf("got %d for a table that there is not, want not found", got)
	}
}
