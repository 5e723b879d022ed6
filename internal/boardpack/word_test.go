package boardpack

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var updateOffice = flag.Bool("update-office", false, "write the golden Word, Excel and data files anew")

// members reads an Office file, its members in their order.
func members(t *testing.T, file []byte) (names []string, texts map[string]string) {
	t.Helper()
	read, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	texts = make(map[string]string, len(read.File))
	for _, f := range read.File {
		if !f.Modified.Equal(time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s is of %v, want the same time always", f.Name, f.Modified)
		}
		open, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(open)
		if err != nil {
			t.Fatalf("read %s: %v", f.Name, err)
		}
		names, texts[f.Name] = append(names, f.Name), string(data)
	}
	return names, texts
}

// golden holds what was written against what stands in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *updateOffice {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs from what was written; got\n%s", file, got)
	}
}

// unpacked is an Office file as a text to read: an element a line, the parts
// that are files of ours left out, and of pictures their length.
func unpacked(t *testing.T, file []byte) string {
	t.Helper()
	var b strings.Builder
	names, texts := members(t, file)
	for _, name := range names {
		switch {
		case strings.HasSuffix(name, "styles.xml"), strings.HasSuffix(name, "settings.xml"), strings.HasSuffix(name, "theme1.xml"):
			continue
		case strings.HasSuffix(name, ".png"):
			fmt.Fprintf(&b, "== %s\n%t\n", name, strings.HasPrefix(texts[name], "\x89PNG"))
		default:
			fmt.Fprintf(&b, "== %s\n%s\n", name, strings.ReplaceAll(texts[name], "><", ">\n<"))
		}
	}
	return b.String()
}

// smallDocument has each kind of block once.
func smallDocument() Document {
	return Document{
		Trust: "Seven Rivers", Title: "The seven domains", Lead: "Autumn term", Facts: []Fact{{"Meeting", "Board"}}, Marking: "Confidential",
		Source: "Round: autumn. Closed 20 November 2026.", Hash: "0123456789abcdef", ClosedAt: closed,
		Parts: []Part{{Section: Summary, Title: "Summary", Blocks: []Block{
			Paragraph{Lead: true, Text: "A lead."},
			Paragraph{Text: "One line\nand another."},
			Notice{"Withheld."},
			Heading{2, "Below"},
			Heading{3, "Further below"},
			List{Items: []string{"a", "b"}},
			List{Ordered: true, Items: []string{"one"}},
			List{Ordered: true, Items: []string{"one again"}},
			Facts{[]Fact{{"Name", "what it is"}}},
			Finding{Statement: "A statement.", Where: "Domain 1", Name: "Strength", Look: "strength", Own: true, Reasons: []string{"Why.", "And why."}, Facts: []Fact{{"Evidence", "Some"}}, Notes: []string{"A note, ثم كلمات."}},
			Table{Caption: "A table", Columns: []Column{{"Name", 3, false}, {"Number", 1, true}}, Rows: [][]string{{"a", "1"}}},
			Table{Caption: "An empty table", Columns: []Column{{"Name", 1, false}}, Empty: "There is nothing."},
			Picture{Drawing: still{}, Caption: "A picture"},
		}}},
	}
}

// still is a drawing that stays as it is.
type still struct{}

func (still) SVG() string               { return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"/>` }
func (still) SmallPNG() ([]byte, error) { return paintLogo([]byte(still{}.SVG())) }
func (still) Description() string       { return "Nothing to see." }

// broken is a drawing that can't be drawn.
type broken struct{ still }

var errBroken = errors.New("broken")

func (broken) SmallPNG() ([]byte, error) { return nil, errBroken }

func TestAWordFileStaysAsItWas(t *testing.T) {
	file, err := WriteWord(smallDocument())
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "word-small.txt", unpacked(t, file))
}

// hard are the documents and workbooks that a file must survive.
func hardDocuments() map[string]Document {
	long := Document{Title: asPath, Trust: formula, Lead: asCode, Marking: emoji, Source: strings.Repeat("A long source. ", 40), Hash: "short", Facts: []Fact{{arabic, chinese}}}
	long.Parts = []Part{actionsPart(500), notesPart(), {Title: hebrew, Blocks: []Block{Heading{2, arabic}, Heading{2, asCode}, Paragraph{Text: strings.Repeat("字", 2000)}, Paragraph{Text: strings.Repeat("x", 2000)}}}}
	withheld := Document{Trust: "A trust", Title: "All withheld", Parts: []Part{{Title: "Summary", Blocks: []Block{
		Notice{"Fewer than five people answered."}, Table{Columns: []Column{{"Statement", 1, false}}, Empty: "Nothing may be shown."}, List{}, Facts{}, Finding{Name: "Withheld", Look: "withheld"}, Picture{Drawing: still{}},
	}}}}
	logo := smallDocument()
	logo.Logo = fullDocument().Logo
	return map[string]Document{
		"the whole pack": fullDocument(), "an empty document": {}, "everything long, in every script": long, "all withheld": withheld,
		"a logo": logo, "parts without blocks": {Title: "T", Parts: []Part{{Title: "One"}, {Title: "Two"}}},
	}
}

func TestWordFilesAreWellFormedAndTheSameEachTime(t *testing.T) {
	for name, d := range hardDocuments() {
		t.Run(name, func(t *testing.T) {
			once, err := WriteWord(d)
			if err != nil {
				t.Fatal(err)
			}
			again, err := WriteWord(d)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(once, again) {
				t.Error("the same document twice: got other bytes")
			}
			wellFormed(t, once)
		})
	}
}

// wellFormed reads every member that is XML, and looks for times.
func wellFormed(t *testing.T, file []byte) {
	t.Helper()
	names, texts := members(t, file)
	for _, name := range names {
		if strings.HasSuffix(name, ".png") {
			continue
		}
		for decoder := xml.NewDecoder(strings.NewReader(texts[name])); ; {
			if _, err := decoder.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if year := time.Now().Format("2006-01-02T15"); strings.Contains(texts[name], year) {
			t.Errorf("%s holds the time when it was made", name)
		}
	}
}

// said is the text of a Word document in its order.
func said(t *testing.T, file []byte) string {
	t.Helper()
	_, texts := members(t, file)
	body := regexp.MustCompile(`</w:p>|<w:br/>`).ReplaceAllString(texts["word/document.xml"], "\n")
	body = strings.ReplaceAll(body, "<w:tab/>", "\t")
	body = regexp.MustCompile(`<w:instrText[^>]*>[^<]*</w:instrText>|<[^>]*>`).ReplaceAllString(body, "")
	var plain string
	if err := xml.Unmarshal([]byte("<a>"+body+"</a>"), &plain); err != nil {
		t.Fatal(err)
	}
	return plain
}

func TestEveryTextOfADocumentIsInItsFileInOrder(t *testing.T) {
	for name, d := range hardDocuments() {
		t.Run(name, func(t *testing.T) {
			file, err := WriteWord(d)
			if err != nil {
				t.Fatal(err)
			}
			foundInOrder(t, said(t, file), textsOf(d))
		})
	}
}

// foundInOrder looks for texts one after the other. Only their letters count.
func foundInOrder(t *testing.T, whole string, texts []string) {
	t.Helper()
	rest := letters(whole)
	for _, text := range texts {
		at := strings.Index(rest, letters(text))
		if at < 0 {
			t.Fatalf("got no %q where it was looked for", text)
		}
		rest = rest[at+len(letters(text)):]
	}
}

// letters are a text without its spaces.
func letters(text string) string {
	return strings.Join(strings.Fields(strings.Join(lines(text), " ")), "")
}

// textsOf are all texts of a document below its contents, in order.
func textsOf(d Document) []string {
	var all []string
	add := func(texts ...string) { all = append(all, texts...) }
	facts := func(facts []Fact) {
		for _, f := range facts {
			add(f.Name, f.Text)
		}
	}
	add(d.Trust, d.Title, d.Lead)
	facts(d.Facts)
	entries := contentsOf(d)
	for _, e := range entries {
		if e.level <= contentsDepth(entries) {
			add(e.text)
		}
	}
	for _, part := range d.Parts {
		add(part.Title)
		for _, block := range part.Blocks {
			switch b := block.(type) {
			case Heading:
				add(b.Text)
			case Paragraph:
				add(b.Text)
			case Notice:
				add(b.Text)
			case List:
				add(b.Items...)
			case Facts:
				facts(b.Items)
			case Finding:
				add(b.Statement, b.Name, b.Where)
				add(b.Reasons...)
				facts(b.Facts)
				add(b.Notes...)
			case Table:
				add(b.Caption)
				if len(b.Rows) == 0 {
					add(b.Empty)
					continue
				}
				add(b.heads()...)
				for _, row := range b.Rows {
					add(row...)
				}
			case Picture:
				add(b.Caption)
			}
		}
	}
	return all
}

func TestAChartThatCannotBeDrawnIsSaid(t *testing.T) {
	_, err := WriteWord(Document{Parts: []Part{{Blocks: []Block{Picture{Drawing: broken{}, Caption: "The domains"}}}}})
	if !errors.Is(err, errBroken) || !strings.Contains(err.Error(), `"The domains"`) {
		t.Errorf("got %v, want why, and which", err)
	}
}

func TestLogos(t *testing.T) {
	for name, tt := range map[string]struct {
		logo Logo
		fine bool
	}{
		"an SVG":                            {fullDocument().Logo, true},
		"an SVG of which nothing is known":  {Logo{"image/svg+xml", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>x</text><path d="M0 zz"/></svg>`)}, true},
		"an SVG without a size":             {Logo{"image/svg+xml", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)}, true},
		"an SVG that is a thousand as wide": {Logo{"image/svg+xml", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100000 1"/>`)}, true},
		"an SVG that is a thousand as high": {Logo{"image/svg+xml", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 100000"/>`)}, true},
		"a PNG that is none":                {Logo{"image/png", []byte("not a picture")}, false},
	} {
		t.Run(name, func(t *testing.T) {
			file, err := WriteWord(Document{Trust: "T", Title: "T", Logo: tt.logo})
			if (err == nil) != tt.fine {
				t.Fatalf("got %v, want it fine: %t", err, tt.fine)
			}
			if err == nil {
				wellFormed(t, file)
			}
		})
	}
}

func TestStretchesByDirection(t *testing.T) {
	for _, tt := range []struct {
		text     string
		leftward bool
		want     string // stretches that read leftward in brackets
	}{
		{"English only, 2026.", false, "English only, 2026."},
		{"", false, ""},
		{"2026 … ?", true, "[2026 … ?]"},
		{"then كلمة واحدة and more", false, "then [كلمة واحدة] and more"},
		{"كلمة then كلمة", true, "[كلمة ]then[ كلمة]"},
		{"then كلمة.", false, "then [كلمة]."},
		{"שלום", false, "[שלום]"},
	} {
		var got strings.Builder
		for _, s := range stretches(tt.text, tt.leftward) {
			if s.leftward {
				got.WriteString("[" + s.text + "]")
			} else {
				got.WriteString(s.text)
			}
		}
		if got.String() != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got.String(), tt.want)
		}
	}
}

func BenchmarkWord(b *testing.B) {
	d := fullDocument()
	for b.Loop() {
		if _, err := WriteWord(d); err != nil {
			b.Fatal(err)
		}
	}
}
