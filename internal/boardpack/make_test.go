package boardpack_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/boardpack"
	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
)

// shown are the sections of a document, each once.
func shown(d boardpack.Document) []boardpack.Section {
	var all []boardpack.Section
	for _, part := range d.Parts {
		all = append(all, part.Section)
	}
	return slices.Compact(all)
}

func TestEverySectionThatWasChosenSaysSomething(t *testing.T) {
	for name, m := range materials(t) {
		choices := map[string]boardpack.Choice{"all": everything(), "none": only()}
		for _, s := range boardpack.Sections {
			choices[string(s)] = only(s)
		}
		for chosen, c := range choices {
			d := boardpack.Make(m, c)
			if got := shown(d); !m.Report.Withheld && !slices.Equal(got, c.Sections) {
				t.Errorf("%s, %s: got the sections %v, want %v", name, chosen, got, c.Sections)
			}
			if len(c.Sections) > 0 && len(d.Parts) == 0 {
				t.Errorf("%s, %s: got no part at all", name, chosen)
			}
			for _, part := range d.Parts {
				checkPart(t, name+", "+chosen, part)
			}
			checkTexts(t, name+", "+chosen, d)
		}
	}
}

func checkPart(t *testing.T, of string, part boardpack.Part) {
	t.Helper()
	if part.Title == "" || len(part.Blocks) == 0 {
		t.Errorf("%s: got the part %q with %d blocks, want a title and something to say", of, part.Title, len(part.Blocks))
	}
	level := 1
	for i, block := range part.Blocks {
		switch b := block.(type) {
		case boardpack.Heading:
			if b.Level < 2 || b.Level > 3 || b.Level > level+1 || b.Text == "" || i == len(part.Blocks)-1 {
				t.Errorf("%s, %s: got the heading %q of level %d after one of %d", of, part.Title, b.Text, b.Level, level)
			}
			level = b.Level
		case boardpack.Finding:
			if b.Statement == "" || b.Name == "" || b.Look == "" {
				t.Errorf("%s, %s: got %+v, want a statement and what was found", of, part.Title, b)
			}
		case boardpack.Table:
			for _, row := range b.Rows {
				if len(row) != len(b.Columns) || row[0] == "" {
					t.Errorf("%s, %s: got the row %q below %d columns", of, b.Caption, row, len(b.Columns))
				}
			}
			if b.Caption == "" || len(b.Rows) == 0 && b.Empty == "" || slices.ContainsFunc(b.Columns, func(c boardpack.Column) bool { return c.Share < 1 || c.Head == "" }) {
				t.Errorf("%s, %s: got the table %+v, want a caption, columns, and words where it is empty", of, part.Title, b)
			}
		case boardpack.List:
			if len(b.Items) == 0 {
				t.Errorf("%s, %s: got an empty list", of, part.Title)
			}
		case boardpack.Facts:
			if len(b.Items) == 0 || slices.ContainsFunc(b.Items, func(f boardpack.Fact) bool { return f.Name == "" || f.Text == "" }) {
				t.Errorf("%s, %s: got the facts %q, want names and texts", of, part.Title, b.Items)
			}
		case boardpack.Paragraph:
			if strings.TrimSpace(b.Text) == "" {
				t.Errorf("%s, %s: got an empty paragraph", of, part.Title)
			}
		case boardpack.Notice:
			if strings.TrimSpace(b.Text) == "" {
				t.Errorf("%s, %s: got an empty notice", of, part.Title)
			}
		}
	}
}

// slips are what texts that were put together badly look like.
var slips = regexp.MustCompile(`\.\.|\. \.|  |: \.|^\.|%!|<nil>|\bthis page\b|\bthe page\b|’s page`)

func checkTexts(t *testing.T, of string, d boardpack.Document) {
	t.Helper()
	if strings.HasPrefix(of, "long") {
		return // what was typed there has slips of its own
	}
	for _, text := range texts(d) {
		if found := slips.FindString(text); found != "" && !strings.HasPrefix(text, "<svg") {
			t.Errorf("%s: got %q in %q", of, found, text)
		}
	}
}

func TestTheCoverSaysWhatThePackIsFor(t *testing.T) {
	m := full(t)
	m.Logo = boardpack.Logo{Type: "image/png", Data: []byte("logo")}
	for name, test := range map[string]struct {
		choice       boardpack.Choice
		trust        string
		want, absent []string
		logo         bool
	}{
		"for a meeting": {
			everything(), "Example Learning Trust",
			[]string{"Meeting: Board of trustees", "Day: Thursday 4 March 2027", "Agenda item: 7: Our strengths and challenges", "Round: Spring 2026 audit", "not a judgement", "in confidence"},
			nil, false,
		},
		"for none": {boardpack.Choice{WithLogo: true}, sample.TrustName, []string{"Round: Spring 2026 audit"}, []string{"Meeting:", "Day:", "Agenda item:"}, true},
		"a day as a browser sends it": {
			boardpack.Choice{Trust: "Ours", Date: trust.Day(2027, time.July, 1)}, "Ours", []string{"Day: Thursday 1 July 2027"}, nil, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := boardpack.Make(m, test.choice)
			var said []string
			for _, f := range d.Facts {
				said = append(said, f.Name+": "+f.Text)
			}
			cover := strings.Join(said, "\n")
			for _, want := range test.want {
				if !strings.Contains(cover, want) {
					t.Errorf("got %q, want %q in it", cover, want)
				}
			}
			for _, absent := range test.absent {
				if strings.Contains(cover, absent) {
					t.Errorf("got %q, want no %q in it", cover, absent)
				}
			}
			if d.Trust != test.trust || (d.Logo.Type != "") != test.logo || d.Marking != test.choice.Marking {
				t.Errorf("got %q, logo %q, marking %q; want %q, %v, %q", d.Trust, d.Logo.Type, d.Marking, test.trust, test.logo, test.choice.Marking)
			}
			if want := "Spring 2026 audit · framework strong-trust 2024.2 · method 2 · closed Friday 27 March 2026"; d.Source != want || d.Hash != m.Hash {
				t.Errorf("got the foot %q and the hash %q, want %q and %q", d.Source, d.Hash, want, m.Hash)
			}
		})
	}
}

func TestTheDomainOfLeadershipOpensByWhatItIsNotFor(t *testing.T) {
	d := boardpack.Make(full(t), only(boardpack.Summary, boardpack.Domains))
	for _, part := range d.Parts {
		notice, is := part.Blocks[0].(boardpack.Notice)
		if want := strings.HasPrefix(part.Title, "2. "); want != (is && strings.Contains(notice.Text, "not for use in an appraisal")) {
			t.Errorf("%s: got %q first, want the notice %v", part.Title, notice.Text, want)
		}
	}
}

func TestWordsThatAreGoneAreSaidToBeOnceAtTheBeginning(t *testing.T) {
	m := full(t)
	m.Framework = nil
	d := boardpack.Make(m, everything())
	said := 0
	for _, part := range d.Parts {
		for _, block := range part.Blocks {
			if n, is := block.(boardpack.Notice); is && strings.Contains(n.Text, "no longer kept") {
				said++
			}
		}
	}
	first, is := d.Parts[0].Blocks[0].(boardpack.Notice)
	if !is || said != 1 || !strings.Contains(first.Text, "no longer kept") {
		t.Errorf("got it said %d times, and %+v first; want it once, and first", said, first)
	}
}

func TestPicturesAreNoTallerThanAPage(t *testing.T) {
	size := regexp.MustCompile(`viewBox="0 0 ([\d.]+) ([\d.]+)"`)
	const widest = 1.5 // an A4 page between its margins
	for name, m := range materials(t) {
		for _, part := range boardpack.Make(m, everything()).Parts {
			for _, block := range part.Blocks {
				p, is := block.(boardpack.Picture)
				if !is {
					continue
				}
				found := size.FindStringSubmatch(p.Drawing.SVG())
				if width, height := number(t, found[1]), number(t, found[2]); height > widest*width && name != "long" {
					t.Errorf("%s, %s: got %q of %.0f by %.0f, want it to fit on a page", name, part.Title, p.Caption, width, height)
				}
			}
		}
	}
}

func TestEverySheetIsATableOfOneKindAColumn(t *testing.T) {
	for name, m := range materials(t) {
		w := boardpack.Figures(m)
		var names []string
		for _, s := range w.Sheets {
			names = append(names, s.Name)
			checkSheet(t, name, s)
		}
		if want := []string{"Summary", "Statements", "Positions by group", "Actions", "Agreed views", "Method"}; !slices.Equal(names, want) {
			t.Errorf("%s: got the sheets %q, want %q", name, names, want)
		}
	}
	_, w, err := boardpack.MakeEvidenceIndex(index(t))
	if err != nil {
		t.Fatal(err)
	}
	checkSheet(t, "index", w.Sheets[0])
}

func checkSheet(t *testing.T, of string, s boardpack.Sheet) {
	t.Helper()
	seen := map[string]bool{}
	for i, c := range s.Columns {
		if seen[c.Name] || seen[c.Head] || c.Width < 1 || !regexp.MustCompile(`^[a-z0-9_]+$`).MatchString(c.Name) {
			t.Errorf("%s, %s: got the column %+v, want a name and a head of its own", of, s.Name, c)
		}
		seen[c.Name], seen[c.Head] = true, true
		kind, _, _ := strings.Cut(c.About, ". ")
		for _, row := range s.Rows {
			if len(row) != len(s.Columns) {
				t.Fatalf("%s, %s: got %d cells, want %d", of, s.Name, len(row), len(s.Columns))
			}
			if got := kindOf(row[i]); got != "" && got != kind {
				t.Errorf("%s, %s, %s: got %v, want a %s", of, s.Name, c.Name, row[i], kind)
			}
		}
	}
}

func kindOf(cell boardpack.Cell) string {
	switch cell.(type) {
	case nil, boardpack.Withheld:
		return ""
	case string:
		return "Text"
	case int:
		return "Whole number"
	case time.Time:
		return "Day"
	}
	return "something else"
}

func TestGroupsThatAreNotShownSaySoInTheSheet(t *testing.T) {
	m := full(t)
	w := sheet(t, boardpack.Figures(m), "Positions by group")
	if got, want := len(w.Rows), 2*len(m.Report.Statements); got != want {
		t.Fatalf("got %d rows, want %d", got, want)
	}
	for _, row := range w.Rows {
		s, _ := m.Report.Statement(row[0].(string))
		_, withheld := row[4].(boardpack.Withheld)
		if want := len(s.Groups) == 0; withheld != want {
			t.Errorf("%v, %v: got withheld %v, want %v", row[0], row[3], withheld, want)
		}
	}
}
