package boardpack

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"sevenfold/internal/chart"
	"sevenfold/internal/typeset"
)

// press is one for all tests: it ends with them.
var press = sync.OnceValues(func() (*typeset.Press, error) {
	folder, err := typeset.UserFolder()
	if err != nil {
		return nil, err
	}
	return typeset.NewPress(folder, typeset.DefaultLimits), nil
})

// pdfOf writes a document, and gives the name of the file too.
func pdfOf(t *testing.T, d Document) ([]byte, string) {
	t.Helper()
	p, err := press()
	if err != nil {
		t.Fatalf("make a press: %v", err)
	}
	pdf, err := WritePDF(t.Context(), p, d)
	if err != nil {
		t.Fatalf("write the PDF: %v", err)
	}
	name := filepath.Join(t.TempDir(), "pack.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatalf("keep the PDF: %v", err)
	}
	return pdf, name
}

// told is what a program prints.
func told(t *testing.T, program string, args ...string) string {
	t.Helper()
	var errors bytes.Buffer
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Stderr = &errors
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %q: %v\n%s%s", program, args, err, out, errors.String())
	}
	return string(out)
}

// textOf is the text of a PDF on one line, without the places where a long word may break.
func textOf(t *testing.T, name string) string {
	t.Helper()
	text := strings.ReplaceAll(told(t, "pdftotext", "-raw", name, "-"), "\u200b", "")
	return strings.Join(strings.Fields(text), " ")
}

func notesOf(notes ...string) Document {
	d := fullDocument()
	d.Parts = []Part{{Section: Notes, Title: "Notes", Blocks: []Block{
		Heading{2, "In people’s own words"},
		Finding{Statement: "Our board reads what it is sent.", Name: "Views differ", Look: chart.DifferLook, Reasons: []string{"Positions lie at both ends."}, Notes: notes},
	}}}
	return d
}

func TestAPackIsTheSamePDFEachTime(t *testing.T) {
	first, _ := pdfOf(t, fullDocument())
	pdfOf(t, notesOf(chinese))
	again, _ := pdfOf(t, fullDocument())
	if !bytes.Equal(first, again) {
		t.Error("the same document became another PDF")
	}
}

func TestThePDFIsOneThatProgramsAccept(t *testing.T) {
	pdf, name := pdfOf(t, fullDocument())
	if len(pdf) > 2<<20 {
		t.Errorf("got %d bytes, want less than 2 MB", len(pdf))
	}
	told(t, "qpdf", "--check", name)
	info := told(t, "pdfinfo", name)
	for _, want := range []string{
		`Title: +The seven domains, autumn term 2026\n`, `Author: +Seven Rivers Academy Trust\n`, `Tagged: +yes\n`,
		`Page size: +595\.\d+ x 841\.\d+ pts \(A4\)`, `CreationDate: +.*Nov 20 23:59:59 2026`, `JavaScript: +no\n`, `Form: +none\n`,
	} {
		if !regexp.MustCompile(want).MatchString(info) {
			t.Errorf("got information %s\nwant %s", info, want)
		}
	}
	for _, want := range []string{"/DisplayDocTitle true", "/Lang (en-GB)", "<pdfuaid:part>1</pdfuaid:part>"} {
		if !bytes.Contains(pdf, []byte(want)) {
			t.Errorf("got no %s in the PDF", want)
		}
	}
	fonts := strings.Split(strings.TrimSpace(told(t, "pdffonts", name)), "\n")[2:]
	for _, font := range fonts {
		if !regexp.MustCompile(`^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes`).MatchString(font) {
			t.Errorf("got font %q, want it embedded, with its characters", font)
		}
	}
	if len(fonts) < 3 {
		t.Errorf("got fonts %q, want those of the house", fonts)
	}
}

func TestAllThatADocumentSaysStandsInThePDF(t *testing.T) {
	d := fullDocument()
	_, name := pdfOf(t, d)
	text := textOf(t, name)
	want := []string{d.Trust, d.Title, d.Marking, d.Source, d.Hash, "Contents", "Page 1 of ", "Thursday 3 December 2026", "The trust’s own statement", "How the positions lie, by domain", "Action 24: bring to the board"}
	for _, part := range d.Parts {
		want = append(want, part.Title)
		for _, block := range part.Blocks {
			switch b := block.(type) {
			case Heading:
				want = append(want, b.Text)
			case Finding:
				if !typeset.ReadsLeftward(b.Statement) {
					want = append(want, b.Statement, b.Name)
				}
			}
		}
	}
	for _, words := range want {
		if !strings.Contains(text, words) {
			t.Errorf("got no %q in the PDF", words)
		}
	}
	outline := told(t, "qpdf", "--json=2", "--json-key=outlines", name)
	for _, part := range d.Parts {
		if !strings.Contains(outline, part.Title) {
			t.Errorf("got no bookmark %q", part.Title)
		}
	}
}

func TestWhatPeopleTypedIsText(t *testing.T) {
	for name, words := range map[string]string{
		"a call":           `#read("/etc/passwd")`,
		"a sum":            `$x + y$ and $sum$`,
		"a reference":      `@ref <label> #ref(<label>)`,
		"marks of style":   `*strong* _soft_ = heading - list + steps / term`,
		"backslashes":      `\ \u{41} \n \\`,
		"an end of string": `") #panic() ("`,
		"a comment":        `/* gone */ // gone http://example.org`,
		"quotes":           `"straight" 'so' ~ -- --- ...`,
		"raw text":         "`code` ```js alert(1)```",
		"markup":           `<script>alert(1)</script> &amp; ]]>`,
		"a formula":        formula,
		"a path":           asPath,
	} {
		t.Run(name, func(t *testing.T) {
			d := notesOf(words)
			d.Trust, d.Title, d.Marking, d.Source, d.Facts = words, words, words, words, []Fact{{words, words}}
			_, file := pdfOf(t, d)
			// Trust, title and marking stand on the cover and at the head of the other pages; the source on all.
			if got, least := strings.Count(textOf(t, file), words), 10; got < least {
				t.Errorf("got %q %d times, want at least %d\n%s", words, got, least, textOf(t, file))
			}
		})
	}
}

func TestEveryScriptIsReadBack(t *testing.T) {
	for name, words := range map[string]string{
		"Chinese": chinese, "emoji": "Proud of this 👩🏽‍🏫🎓❤️", "Greek": "Ελληνικά", "Cyrillic": "Русский", "Hebrew": "הלוח", "Arabic": "المجلس",
		"Devanagari": "नमन", "Thai": "ภาษาไทย", "Korean": "한국어", "Japanese": "ひらがな漢字", "Tamil": "தமிழ்", "marks": "Zoé ạ̊", "Polish": "Łódź",
	} {
		t.Run(name, func(t *testing.T) {
			_, file := pdfOf(t, notesOf(words))
			if got := strings.NewReplacer("\u202a", "", "\u202b", "", "\u202c", "").Replace(textOf(t, file)); !strings.Contains(got, words) {
				t.Errorf("got %q, want %q in it", got, words)
			}
		})
	}
}

func TestHardDocumentsKeepToTheirPages(t *testing.T) {
	longWord := strings.Repeat("Donaudampfschifffahrt", 15)
	actions := actionsPart(500)
	everything := notesOf(strings.Repeat("Long. ", 333), longWord, arabic)
	everything.Trust, everything.Title, everything.Lead, everything.Source = longWord, longWord, longWord, longWord
	everything.Facts = []Fact{{longWord, longWord}}
	everything.Parts = append(everything.Parts, Part{Title: longWord, Blocks: []Block{
		Heading{2, longWord},
		Notice{longWord},
		List{Items: []string{longWord}},
		Facts{[]Fact{{longWord, longWord}}},
		Table{Caption: longWord, Columns: []Column{{longWord, 1, false}, {"Two", 0, true}}, Rows: [][]string{{longWord, strings.Repeat("a note in a cell ", 120)}}},
		Table{Caption: "None", Columns: []Column{{"One", 1, false}}, Empty: "There are none."},
		Picture{Drawing: profile("A chart of 60 rows", 60), Caption: "A tall chart"},
	}})
	for name, test := range map[string]struct {
		document Document
		want     string
	}{
		"nothing at all":                  {Document{}, "Page 1 of 1"},
		"a cover alone":                   {Document{Trust: "A", Title: "B"}, "B"},
		"five hundred actions":            {Document{Title: "T", Parts: []Part{actions}}, "Action 500: bring"},
		"everything long":                 {everything, longWord},
		"a heading that skips a level":    {Document{Title: "T", Parts: []Part{{Title: "P", Blocks: []Block{Heading{3, "Third"}, Finding{Statement: "S"}}}}}, "Third"},
		"all from right to left":          {Document{Trust: hebrew, Title: hebrew, Parts: []Part{{Title: hebrew, Blocks: []Block{Heading{2, hebrew}, List{Items: []string{hebrew}}}}}}, "Page 1 of 3"},
		"controls and halves of letters":  {notesOf("a\x00b\x1b[31mc\xff\u202ed\ue000e"), "ab[31mcde"},
		"a logo that is wide beyond need": {Document{Title: "T", Logo: Logo{"image/svg+xml", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 20"><script>alert(1)</script><rect width="900" height="20"/></svg>`)}}, "T"},
	} {
		t.Run(name, func(t *testing.T) {
			_, file := pdfOf(t, test.document)
			told(t, "qpdf", "--check", file)
			if text := strings.ReplaceAll(textOf(t, file), " ", ""); !strings.Contains(text, strings.ReplaceAll(test.want, " ", "")) {
				t.Errorf("got no %q in %s", test.want, text)
			}
			for _, place := range regexp.MustCompile(`<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*)<`).FindAllStringSubmatch(told(t, "pdftotext", "-bbox", file, "-"), -1) {
				var left, right float64
				if _, err := fmt.Sscan(place[1], &left); err != nil {
					t.Fatal(err)
				}
				if _, err := fmt.Sscan(place[3], &right); err != nil {
					t.Fatal(err)
				}
				if left < 30 || right > 566 {
					t.Errorf("got %q from %v to %v, want it on the page", place[5], left, right)
				}
			}
		})
	}
}

func TestAHeadOfATableIsRepeated(t *testing.T) {
	_, name := pdfOf(t, Document{Title: "T", Parts: []Part{actionsPart(60)}})
	pages := strings.Count(told(t, "pdftotext", name, "-"), "\f")
	if got := strings.Count(textOf(t, name), "Action Owner Due State"); got != pages-2 {
		t.Errorf("got the head %d times on %d pages, want it on all but the cover and the contents", got, pages)
	}
}

type refusing struct{}

func (refusing) PDF(context.Context, typeset.Source) ([]byte, error) { return nil, typeset.ErrTimeout }

type strange struct{}

func (*strange) PDF(context.Context, typeset.Source) ([]byte, error) {
	return []byte("%PDF-1.7\nsomething else"), nil
}

func TestAPDFThatCanNotBeMadeIsAnError(t *testing.T) {
	if _, err := WritePDF(t.Context(), refusing{}, Document{}); !errors.Is(err, typeset.ErrTimeout) {
		t.Errorf("got %v, want %v", err, typeset.ErrTimeout)
	}
	if _, err := WritePDF(t.Context(), &strange{}, Document{}); err == nil {
		t.Error("a file of another form was marked as accessible")
	}
}

// TestThePDFKeepsTheRulesOfPDFUA has the same compiler, outside the program, set
// the pack by rules that it refuses to break.
func TestThePDFKeepsTheRulesOfPDFUA(t *testing.T) {
	t.Parallel() // another program does the work
	check := func(t *testing.T, d Document, change func(main string) string) error {
		source, err := pdfSource(d)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		files := map[string][]byte{"/main.typ": []byte(change(source.Main))}
		for name, content := range source.Files {
			files[name] = content
		}
		for name, content := range files {
			if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		out, err := exec.CommandContext(t.Context(), "node", "../../tools/check-accessible.mjs", dir).CombinedOutput()
		if err != nil {
			err = fmt.Errorf("%w: %s", err, out)
		}
		return err
	}
	asIs := func(main string) string { return main }
	for name, d := range map[string]Document{"a full pack": fullDocument(), "a cover": {Title: "T"}} {
		if err := check(t, d, asIs); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	undescribed := func(main string) string { return strings.ReplaceAll(main, ", alt: p.alt", "") }
	if err := check(t, fullDocument(), undescribed); err == nil {
		t.Error("a chart without a description broke no rule: the check does not check")
	}
}
