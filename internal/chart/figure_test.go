package chart

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"slices"
	"strings"
	"testing"
)

// sideBySide is two groups at two statements, one of which may not be shown.
func sideBySide() Figure {
	row := func(id, title string, counts []int, unknown, of int) Row {
		return Row{ID: id, Title: title, Counts: counts, Unknown: unknown, Of: of}
	}
	return Figure{
		Title: "Groups side by side", Lead: "Spring 2027 audit", Labels: fourPoints, UnknownLabel: "do not know", Shares: true,
		Parts: []Part{
			{Heading: "Our strategy starts from need.", Rows: []Row{
				row("a-trustees", "Trustees", []int{0, 1, 4, 4}, 0, 9), row("a-executives", "Executives", []int{5, 1, 0, 0}, 2, 8),
			}},
			{Heading: "Our board knows what it holds to account", Rows: []Row{
				{ID: "b-all", Title: "All who took part", Instead: "Not shown"},
			}, Note: "Fewer than five placed this."},
		},
	}
}

func overview() Heat {
	return Heat{
		Title: "All statements", Lead: "Spring 2027 audit",
		Parts: []HeatPart{
			{"Strategic governance", []HeatRow{
				{"A strategy that starts from need", []HeatCell{
					{"Our strategy starts from need.", "Significant strength", StrengthLook, true},
					{"Our priorities can be traced.", "Strength", StrengthLook, false},
					{"Our schools know them.", "Views differ", DifferLook, false},
				}},
				{"One board", []HeatCell{
					{"Our board can intervene.", "Significant challenge", ChallengeLook, true},
					{"Our board asks.", "Challenge", ChallengeLook, false},
					{"Our board hears.", "Not yet known", UnknownLook, false},
				}},
			}},
			{"Civic duty", []HeatRow{{"A place", []HeatCell{
				{"Our trust buys nearby.", "Balanced", BalancedLook, false},
				{"Our trust has a local tier.", "Does not apply", ApartLook, false},
				{"Our trust is heard.", "Too few answers", FewLook, false},
			}}}},
		},
	}
}

func TestWholePicturesStayAsTheyWere(t *testing.T) {
	marks := ""
	for _, row := range slices.Concat(overview().Parts[0].Rows, overview().Parts[1].Rows) {
		for _, cell := range row.Cells {
			marks += Mark(cell.Look, cell.Significant) + "\n"
		}
	}
	for file, got := range map[string]string{
		"side-by-side": sideBySide().SVG() + "\n", "overview": overview().SVG() + "\n", "marks": marks,
	} {
		file = "testdata/" + file + ".svg.txt"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got  %s\nwant %s", file, got, want)
		}
		for _, picture := range strings.Split(strings.TrimSpace(got), "\n") {
			checkHarmless(t, picture)
		}
	}
}

func TestHostileTextIsOnlyText(t *testing.T) {
	const hostile = `"><script>alert(1)</script> & 'x'`
	f, h := sideBySide(), overview()
	f.Title, f.Lead, f.Parts[0].Heading, f.Parts[0].Rows[0].Title, f.Parts[1].Note = hostile, hostile, hostile, hostile, hostile
	f.Labels, f.UnknownLabel = slices.Repeat([]string{hostile}, 4), hostile
	h.Title, h.Parts[0].Heading, h.Parts[0].Rows[0].Title, h.Parts[0].Rows[0].Cells[0].Finding = hostile, hostile, hostile, hostile
	checkHarmless(t, f.SVG())
	checkHarmless(t, h.SVG())
	for _, bar := range f.Bars()[0] {
		checkHarmless(t, bar)
	}
}

// TestBarsOfAFigureShareOneMeasure: on a page, rows of all parts stand below
// each other, and what may not be shown has no bar.
func TestBarsOfAFigureShareOneMeasure(t *testing.T) {
	bars := sideBySide().Bars()
	if len(bars) != 2 || len(bars[0]) != 2 || bars[1][0] != "" {
		t.Fatalf("got %q, want two bars and a row without", bars)
	}
	for _, want := range []string{`id="a-executives-title"`, "Executives", "Do not know 25%", "significant challenge 83%"} {
		if !strings.Contains(bars[0][1], want) {
			t.Errorf("got %s\nwant it to hold %s", bars[0][1], want)
		}
	}
}

func TestTablesHoldExactFigures(t *testing.T) {
	table := sideBySide().Table()
	wantHead := []string{"", "Significant challenge", "More a challenge", "More a strength", "Significant strength", "Placed", "Do not know", "Of"}
	if !slices.Equal(table.Head, wantHead) {
		t.Errorf("head: got %q, want %q", table.Head, wantHead)
	}
	want := []TableRow{
		{"Our strategy starts from need.", "Trustees", []string{"0", "1", "4", "4", "9", "0", "9"}},
		{"Our strategy starts from need.", "Executives", []string{"5", "1", "0", "0", "6", "2", "8"}},
		{"Our board knows what it holds to account", "All who took part", slices.Repeat([]string{"not shown"}, 7)},
	}
	for i, row := range table.Rows {
		if row.Heading != want[i].Heading || row.Name != want[i].Name || !slices.Equal(row.Cells, want[i].Cells) {
			t.Errorf("got %+v, want %+v", row, want[i])
		}
		if len(row.Cells) != len(table.Head)-1 {
			t.Errorf("got %d cells below %d heads", len(row.Cells), len(table.Head))
		}
	}
	heat := overview().Table()
	if got := heat.Rows[3]; got.Heading != "Strategic governance" || got.Name != "Our board can intervene." || !slices.Equal(got.Cells, []string{"One board", "Significant challenge"}) {
		t.Errorf("got %+v, want the fourth statement with its element and finding", got)
	}
	if len(heat.Rows) != 9 {
		t.Errorf("got %d rows, want one a statement", len(heat.Rows))
	}
}

func TestWholeChartsAreDescribedInWords(t *testing.T) {
	want := "Groups side by side. Bars about a middle line: challenge to its left, strength to its right. " +
		"Our strategy starts from need. " +
		"Trustees: significant challenge 0%, more a challenge 11%, more a strength 44%, significant strength 44%. Do not know 0%. " +
		"Executives: significant challenge 83%, more a challenge 17%, more a strength 0%, significant strength 0%. Do not know 25%. " +
		"Our board knows what it holds to account. All who took part: Not shown. Fewer than five placed this."
	if got := sideBySide().Description(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	want = "All statements. Strategic governance. A strategy that starts from need: Significant strength, Strength, Views differ. " +
		"One board: Significant challenge, Challenge, Not yet known. Civic duty. A place: Balanced, Does not apply, Too few answers."
	if got := overview().Description(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPicturesToCopy(t *testing.T) {
	many := overview()
	for range 120 {
		many.Parts = append(many.Parts, overview().Parts[0])
	}
	profile := Figure{
		Title: "The domains", Labels: []string{"low", "lower", "between", "higher", "high"}, Shares: true,
		Parts: []Part{{Rows: []Row{{Title: "Five points", Counts: []int{1, 2, 4, 3, 2}}, {Title: "None", Counts: []int{0, 0, 0, 0, 0}}}}},
	}
	for _, tt := range []struct {
		name  string
		draw  func() ([]byte, error)
		wide  int
		least int // colours that the picture has
	}{
		{"groups side by side", sideBySide().PNG, 2400, 20},
		{"the overview", overview().PNG, 2400, 20},
		{"an odd scale, without a side", profile.PNG, 2400, 20},
		{"nothing at all", Figure{Title: "Empty"}.PNG, 2400, 2},
		{"a very tall one is not as sharp", many.PNG, 1200, 20},
		{"groups side by side, small", sideBySide().SmallPNG, 1200, 20},
		{"the overview, small", overview().SmallPNG, 1200, 20},
	} {
		t.Run(tt.name, func(t *testing.T) {
			picture, err := tt.draw()
			if err != nil {
				t.Fatal(err)
			}
			read, err := png.Decode(bytes.NewReader(picture))
			if err != nil {
				t.Fatal(err)
			}
			if got := read.Bounds().Dx(); got != tt.wide {
				t.Errorf("got %d dots wide, want %d", got, tt.wide)
			}
			colours := map[[4]uint32]bool{}
			for y := 0; y < min(read.Bounds().Dy(), 800); y += 3 {
				for x := 0; x < read.Bounds().Dx(); x += 3 {
					r, g, b, a := read.At(x, y).RGBA()
					colours[[4]uint32{r, g, b, a}] = true
				}
			}
			scale := read.Bounds().Dx() / int(pictureWidth)
			if !inked(read, image.Rect(int(margin)*scale, int(margin)*scale, 150*scale, 75*scale)) {
				t.Error("got no title in its place")
			}
			if len(colours) < tt.least {
				t.Errorf("got %d colours, want at least %d: something is not painted", len(colours), tt.least)
			}
		})
	}
}

// inked reports whether there is something dark in a part of a picture.
func inked(picture image.Image, where image.Rectangle) bool {
	for y := where.Min.Y; y < where.Max.Y; y++ {
		for x := where.Min.X; x < where.Max.X; x++ {
			if r, _, _, _ := picture.At(x, y).RGBA(); r < 0x6000 {
				return true
			}
		}
	}
	return false
}

func TestLinesFitTheirWidth(t *testing.T) {
	const text = "One board over all schools, holding executives to account for the outcomes of all pupils"
	all := lines(text, textLetters, 200)
	if len(all) < 3 || strings.Join(all, " ") != text {
		t.Errorf("got %q, want the whole text on some lines", all)
	}
	face := newFace(textLetters, 1)
	for _, line := range all {
		if got := measured(face, line); got > 200 {
			t.Errorf("%q: got %v wide, want at most 200", line, got)
		}
	}
	if got := lines("Unbreakableword is", textLetters, 20); !slices.Equal(got, []string{"Unbreakableword", "is"}) {
		t.Errorf("got %q, want a wide word on a line of its own", got)
	}
	if got := lines("", textLetters, 20); got != nil {
		t.Errorf("got %q of nothing", got)
	}
}

func TestLooksStandApartInGreyscale(t *testing.T) {
	// The two ends of a pair differ in lightness by their ground, and challenge
	// from strength by the way their triangles point.
	for _, pair := range [][2]rgb{{challengeDark, challengeLight}, {strengthDark, strengthLight}} {
		if got := contrast(pair[0].String(), pair[1].String()); got < 2 {
			t.Errorf("%s beside %s: got a contrast of %.2f, want at least 2", pair[0], pair[1], got)
		}
	}
	seen := map[string]bool{}
	for _, look := range []Look{StrengthLook, ChallengeLook, DifferLook, UnknownLook, BalancedLook, ApartLook, FewLook} {
		for _, significant := range []bool{false, true} {
			seen[Mark(look, significant)] = true
		}
	}
	if len(seen) != 9 {
		t.Errorf("got %d marks, want nine that differ", len(seen))
	}
	if Mark(FewLook, false) != Mark(WithheldLook, false) {
		t.Error("got two marks for what is not shown, want one")
	}
}

func BenchmarkPictures(b *testing.B) {
	f := sideBySide()
	for range 5 {
		f.Parts = append(f.Parts, f.Parts[0])
	}
	for name, draw := range map[string]func() ([]byte, error){"side by side": f.PNG, "overview": overview().PNG} {
		b.Run(name, func(b *testing.B) {
			size := 0
			for b.Loop() {
				picture, err := draw()
				if err != nil {
					b.Fatal(err)
				}
				size = len(picture)
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}
