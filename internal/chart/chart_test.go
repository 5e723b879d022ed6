package chart

import (
	"encoding/xml"
	"flag"
	"io"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

var fourPoints = []string{"significant challenge", "more a challenge", "more a strength", "significant strength"}

func row(id string, counts []int, unknown, of int) Row {
	return Row{
		ID: id, Title: "Title of " + id, Labels: fourPoints, Counts: counts,
		Unknown: unknown, Of: of, UnknownLabel: "I do not know",
	}
}

func TestPicturesStayAsTheyWere(t *testing.T) {
	tests := []struct {
		file string
		draw func([]Row) []string
		rows []Row
	}{
		{"people", People, []Row{
			row("all-strong", []int{0, 0, 5, 9}, 0, 14),
			row("differ", []int{4, 1, 2, 5}, 2, 14),
			row("unknown", []int{1, 1, 3, 2}, 7, 14),
			row("nobody", []int{0, 0, 0, 0}, 14, 14),
			row("no-side", []int{6, 3, 1, 0}, 0, 0),
		}},
		{"shares", Shares, []Row{
			row("governance", []int{2, 12, 70, 40}, 12, 136),
			row("civic", []int{20, 44, 41, 15}, 66, 186),
			row("one-in-many", []int{1, 0, 400, 599}, 1, 1001),
			row("all-at-the-end", []int{0, 0, 0, 120}, 0, 120),
		}},
		{"five-points", People, []Row{
			{ID: "five", Title: "Five points", Counts: []int{1, 2, 4, 3, 2}},
			{ID: "middle", Title: "The middle alone", Counts: []int{0, 0, 8, 0, 0}},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			got := strings.Join(tt.draw(tt.rows), "\n") + "\n"
			file := "testdata/" + tt.file + ".svg.txt"
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
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

func TestPicturesAreSoundAndHarmless(t *testing.T) {
	hostile := `"><script>alert(1)</script> & 'x'`
	r := row(hostile, []int{1, 2, 3, 4}, 1, 11)
	r.Title, r.UnknownLabel, r.Labels = hostile, hostile, []string{hostile, hostile}
	for _, picture := range append(People([]Row{r}), Swatch(4, 1), UnknownSwatch()) {
		checkHarmless(t, picture)
	}
}

// checkHarmless reads a picture as XML: it holds shapes and words, and nothing
// that runs, leads elsewhere or is a style of its own.
func checkHarmless(t *testing.T, picture string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(picture))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", picture, err)
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !slices.Contains([]string{"svg", "title", "desc", "rect", "line", "polygon", "text"}, element.Name.Local) {
			t.Errorf("got element %s", element.Name.Local)
		}
		for _, attribute := range element.Attr {
			if name := attribute.Name.Local; name == "style" || strings.HasPrefix(name, "on") || name == "href" {
				t.Errorf("got attribute %s, which the content policy or good sense forbids", name)
			}
		}
	}
}

func TestPicturesAreDescribedInWords(t *testing.T) {
	tests := []struct {
		name string
		got  string
		want string
	}{
		{
			"people are counted", People([]Row{row("a", []int{4, 1, 0, 5}, 2, 12)})[0],
			"significant challenge 4, more a challenge 1, more a strength 0, significant strength 5. I do not know 2.",
		},
		{
			"shares are told with care", Shares([]Row{row("a", []int{1, 0, 0, 999}, 1, 1001)})[0],
			"significant challenge under 1%, more a challenge 0%, more a strength 0%, significant strength over 99%. I do not know under 1%.",
		},
		{"nothing placed", People([]Row{row("a", []int{0, 0, 0, 0}, 0, 0)})[0], "Nothing placed."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := `<desc id="a-desc">` + tt.want + `</desc>`
			if !strings.Contains(tt.got, want) || !strings.Contains(tt.got, `aria-labelledby="a-title a-desc"`) {
				t.Errorf("got %s\nwant it to hold %s", tt.got, want)
			}
		})
	}
}

// TestRowsKeepTheirRoom: over random charts, whatever is there is drawn wide
// enough to be seen, nothing leaves its room, and lengths compare.
func TestRowsKeepTheirRoom(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		points := 3 + random.IntN(5)
		var rows []Row
		for range 1 + random.IntN(9) {
			r := Row{Counts: make([]int, points), Unknown: random.IntN(3), Of: 900}
			for i := range r.Counts {
				r.Counts[i] = []int{0, 1, random.IntN(9), random.IntN(800)}[random.IntN(4)]
			}
			rows = append(rows, r)
		}
		for _, m := range []measure{people, shares} {
			f := fit(rows, m)
			for _, r := range rows {
				checkRoom(t, r, draw(r, f, m))
			}
		}
	}
}

func checkRoom(t *testing.T, r Row, d drawing) {
	t.Helper()
	const hair = 1e-6
	drawn := 0
	for _, count := range r.Counts {
		if count > 0 {
			drawn++
		}
	}
	if len(d.spans) != drawn {
		t.Fatalf("%v: got %d spans, want %d", r.Counts, len(d.spans), drawn)
	}
	for i, s := range d.spans {
		if s.width < leastWidth-hair {
			t.Fatalf("%v: got a span of %v, want at least %v", r.Counts, s.width, leastWidth)
		}
		if s.start < -hair || s.start+s.width > barWidth+hair {
			t.Fatalf("%v: got a span from %v to %v, want it within 0 and %v", r.Counts, s.start, s.start+s.width, barWidth)
		}
		if i > 0 && s.start < d.spans[i-1].start+d.spans[i-1].width-hair {
			t.Fatalf("%v: got spans that overlap: %+v", r.Counts, d.spans)
		}
	}
	if (r.Unknown > 0) != (d.side.width > 0) || d.side.width > sideWidth {
		t.Fatalf("got %v wide for %d who do not know", d.side.width, r.Unknown)
	}
}

func TestMiddleLinesStandBelowEachOther(t *testing.T) {
	rows := []Row{row("a", []int{0, 0, 5, 9}, 0, 14), row("b", []int{4, 1, 2, 5}, 2, 14)}
	line := regexp.MustCompile(`<line x1="([^"]+)"`)
	pictures := People(rows)
	first, second := line.FindStringSubmatch(pictures[0]), line.FindStringSubmatch(pictures[1])
	if first == nil || second == nil || first[1] != second[1] {
		t.Errorf("got middle lines at %v and %v, want both at one place", first, second)
	}
}

func TestPercent(t *testing.T) {
	tests := []struct {
		name        string
		part, whole int
		want, short string
	}{
		{"nothing", 0, 120, "0%", "0%"},
		{"all", 120, 120, "100%", "100%"},
		{"a share", 12, 136, "9%", "9%"},
		{"more than nothing", 1, 1000, "under 1%", "<1%"},
		{"less than all", 999, 1000, "over 99%", ">99%"},
		{"exactly one in a hundred", 1, 100, "1%", "1%"},
		{"of nothing", 0, 0, "0%", "0%"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Percent(tt.part, tt.whole); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got := shortPercent(tt.part, tt.whole); got != tt.short {
				t.Errorf("short: got %q, want %q", got, tt.short)
			}
		})
	}
}

func TestColours(t *testing.T) {
	if got, want := strings.Join(Colours(4), " "), "#6a2a72 #bd97c7 #83bdb5 #0d6864"; got != want {
		t.Errorf("four points: got %s, want %s", got, want)
	}
	for points := 3; points <= 7; points++ {
		colours := Colours(points)
		for i, colour := range colours {
			if !regexp.MustCompile(`^#[0-9a-f]{6}$`).MatchString(colour) {
				t.Errorf("%d points: got %q, want a colour", points, colour)
			}
			if got := contrast(colour, textOn(colour)); got < 4.5 {
				t.Errorf("text on %s: got a contrast of %.2f, want at least 4.5", colour, got)
			}
			// In greyscale too, each step towards the middle is lighter.
			if i > 0 && i < points/2+points%2 && luminance(colour) <= luminance(colours[i-1]) {
				t.Errorf("%d points: got %s no lighter than %s", points, colour, colours[i-1])
			}
			if mirrored := colours[points-1-i]; i < points/2 && mirrored == colour {
				t.Errorf("%d points: got %s on both sides", points, colour)
			}
		}
	}
	if got := contrast(unknownFill, ink); got < 4.5 {
		t.Errorf("text on %s: got a contrast of %.2f, want at least 4.5", unknownFill, got)
	}
}

func TestLabelsAreDrawnOnlyWhereTheyFit(t *testing.T) {
	text := regexp.MustCompile(`>([^<]+)</text>`)
	picture := Shares([]Row{row("a", []int{1, 0, 400, 599}, 0, 0)})[0]
	var got []string
	for _, match := range text.FindAllStringSubmatch(picture, -1) {
		got = append(got, match[1])
	}
	if want := []string{"40%", "60%"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	width := regexp.MustCompile(`<rect x="[^"]+" y="6%" width="([0-9.]+)%"`).FindStringSubmatch(picture)
	if narrow, err := strconv.ParseFloat(width[1], 64); err != nil || narrow < leastWidth {
		t.Errorf("one in a thousand: got a width of %v, want at least %v", width[1], leastWidth)
	}
}
