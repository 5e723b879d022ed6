package boardpack

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
)

// patience is how long another program may take. They are slow when they start.
const patience = 3 * time.Minute

// runProgram has another program do something, and gives what it said.
func runProgram(t *testing.T, name string, arguments ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var problems strings.Builder
	command := exec.CommandContext(ctx, name, arguments...)
	command.Stderr = &problems
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", strings.Join(append([]string{name}, arguments...), " "), err, out, problems.String())
	}
	return string(out)
}

// libreOffice opens files and writes them as something else, into their folder.
func libreOffice(t *testing.T, as string, files ...string) {
	t.Helper()
	profile := "-env:UserInstallation=file://" + t.TempDir()
	runProgram(t, "soffice", append([]string{profile, "--headless", "--convert-to", as, "--outdir", filepath.Dir(files[0])}, files...)...)
}

// inFolder writes a file into a folder of its own.
func inFolder(t *testing.T, name string, data []byte, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func instead(file, ending string) string {
	return strings.TrimSuffix(file, filepath.Ext(file)) + ending
}

// inLatin are the texts that the fonts of any machine hold.
func inLatin(texts []string) []string {
	var all []string
	for _, text := range texts {
		if strings.IndexFunc(text, func(r rune) bool { return r > 0x24f && unicode.IsLetter(r) || r > 0x2100 || unicode.Is(unicode.Mn, r) }) < 0 {
			all = append(all, text)
		}
	}
	return all
}

func TestLibreOfficeReadsEveryTextOfAWordFile(t *testing.T) {
	t.Parallel() // another program does the work
	d := fullDocument()
	data, err := WriteWord(d)
	file := inFolder(t, "pack.docx", data, err)
	libreOffice(t, "txt:Text (encoded):UTF8", file)
	text, err := os.ReadFile(instead(file, ".txt"))
	if err != nil {
		t.Fatal(err)
	}
	foundInOrder(t, string(text), textsOf(d))
}

func TestLibreOfficeLaysAWordFileOut(t *testing.T) {
	t.Parallel() // another program does the work
	d := fullDocument()
	data, err := WriteWord(d)
	file := inFolder(t, "pack.docx", data, err)
	libreOffice(t, "pdf", file)
	pdf := instead(file, ".pdf")

	// What stands between the head and the foot of the pages, in points.
	text := runProgram(t, "pdftotext", "-raw", "-x", "0", "-y", "72", "-W", "596", "-H", "702", pdf, "-")
	foundInOrder(t, text, inLatin(textsOf(d)))

	whole := runProgram(t, "pdftotext", pdf, "-")
	for _, want := range []string{d.Trust, d.Title, d.Marking, "Closed 20 November 2026, 23:59.", "begins " + d.Hash[:12], "Page 2 of "} {
		if pages := strings.Count(whole, "\f"); strings.Count(whole, want) < pages-1 && want != "Page 2 of " || !strings.Contains(whole, want) {
			t.Errorf("got %q %d times on %d pages", want, strings.Count(whole, want), pages)
		}
	}
	var headings []string
	for _, e := range contentsOf(d) {
		headings = append(headings, e.text)
	}
	foundInOrder(t, strings.Join(bookmarks(t, pdf), "\n"), headings)
}

// bookmarks are those of a PDF, in order.
func bookmarks(t *testing.T, pdf string) []string {
	t.Helper()
	type mark struct {
		Title string
		Kids  []json.RawMessage
	}
	var read struct{ Outlines []json.RawMessage }
	if err := json.Unmarshal([]byte(runProgram(t, "qpdf", "--json", "--json-key=outlines", pdf)), &read); err != nil {
		t.Fatal(err)
	}
	var titles []string
	var walk func([]json.RawMessage)
	walk = func(marks []json.RawMessage) {
		for _, raw := range marks {
			var m mark
			if err := json.Unmarshal(raw, &m); err != nil {
				t.Fatal(err)
			}
			titles = append(titles, m.Title)
			walk(m.Kids)
		}
	}
	walk(read.Outlines)
	return titles
}

func TestLibreOfficeReadsAnExcelFile(t *testing.T) {
	t.Parallel() // another program does the work
	w := fullWorkbook(40)
	data, err := WriteExcel(w)
	file := inFolder(t, "figures.xlsx", data, err)
	libreOffice(t, "pdf", file)
	text := runProgram(t, "pdftotext", "-raw", instead(file, ".pdf"), "-")
	var cells []string
	for _, sheet := range w.Sheets[:2] {
		cells = append(cells, sheet.Title)
		for _, row := range sheet.Rows {
			cells = append(cells, row[0].(string))
		}
	}
	cells = append(cells, w.Sheets[2].Title)
	foundInOrder(t, text, cells)
	for _, want := range []string{"30 March 2026", "fewer than five", "withheld", "Seven Rivers & Partners Academy Trust", "Closed 20 November 2026"} {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
			t.Errorf("got no %q on paper", want)
		}
	}
	if pages, heads := strings.Count(text, "\f"), strings.Count(text, "Statement Finding"); pages < 4 || heads < 2 {
		t.Errorf("got %d pages and %d heads, want the head on each page of the first sheet", pages, heads)
	}

	// Every sheet as CSV, as the cells are shown.
	libreOffice(t, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", file)
	table, err := os.ReadFile(instead(file, "-Texts.csv"))
	if err != nil {
		t.Fatal(err)
	}
	quoted := make([]string, len(hostile))
	for i, text := range hostile {
		quoted[i] = strings.ReplaceAll(text, `"`, `""`)
	}
	foundInOrder(t, string(table), quoted)
}

// validator is Microsoft's own reader of Office files, as a program.
const validator = "../../node_modules/.bin/ooxml-validator"

func TestMicrosoftsValidatorFindsNothing(t *testing.T) {
	t.Parallel() // another program does the work
	files := map[string]string{}
	for name, d := range hardDocuments() {
		data, err := WriteWord(d)
		files["Word, "+name] = inFolder(t, "file.docx", data, err)
	}
	for name, w := range map[string]Workbook{
		"full": fullWorkbook(500), "small": smallWorkbook(), "empty": {},
		"hostile names": {Trust: asCode, Title: formula, Source: strings.Repeat("&", 400), Sheets: []Sheet{{Name: asPath, Title: asCode, Lead: hostile}}},
	} {
		data, err := WriteExcel(w)
		files["Excel, "+name] = inFolder(t, "file.xlsx", data, err)
	}
	if _, err := os.Stat(validator); err != nil {
		t.Fatalf("the validator is not installed; make tools installs it: %v", err)
	}
	for name, file := range files {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var found struct {
				OK     bool
				Errors []struct{ Description, Path, XPath string }
			}
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			out, err := exec.CommandContext(ctx, validator, file).Output()
			if broken := json.Unmarshal(out, &found); broken != nil {
				t.Fatalf("got %q (%v, %v)", out, err, broken)
			}
			for _, e := range found.Errors {
				t.Errorf("%s %s: %s", e.Path, e.XPath, e.Description)
			}
			if !found.OK {
				t.Error("got a file that is not valid")
			}
		})
	}
}
