package boardpack

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// smallWorkbook has each kind of cell once.
func smallWorkbook() Workbook {
	return Workbook{
		Title: "The seven domains", Trust: "Seven & Rivers", Source: "Round: autumn. Closed 20 November 2026.", Hash: "0123456789abcdef", ClosedAt: closed,
		Sheets: []Sheet{
			{
				Name: "Statements", Title: "Statements", Lead: []string{"What may not be shown says so."},
				Columns: []SheetColumn{
					{"statement", "Statement", "The sentence. Text.", 40},
					{"placed", "Placed", "How many. A whole number.", 10},
					{"agreed_on", "Agreed on", "When the board agreed. A day.", 16},
					{"unknown", "I do not know", "How many. A whole number.", 12},
				},
				Rows: [][]Cell{
					{"We know.", 15, time.Date(2026, time.June, 30, 23, 30, 0, 0, time.UTC), Withheld("fewer than five")},
					{"=1+1", 0, nil, Withheld("")},
				},
			},
			{Name: "Nothing", Title: "Nothing yet", Columns: []SheetColumn{{"action", "Action", "What. Text.", 40}}},
		},
	}
}

func TestAnExcelFileStaysAsItWas(t *testing.T) {
	file, err := WriteExcel(smallWorkbook())
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "excel-small.txt", unpacked(t, file))
}

// readBack opens a file with a library that did not write it.
func readBack(t *testing.T, w Workbook) *excelize.File {
	t.Helper()
	file, err := WriteExcel(w)
	if err != nil {
		t.Fatal(err)
	}
	wellFormed(t, file)
	if again, err := WriteExcel(w); err != nil || !bytes.Equal(file, again) {
		t.Errorf("the same workbook twice: got other bytes (%v)", err)
	}
	read, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = read.Close() })
	return read
}

func TestCellsAreReadBackAsWhatTheyAre(t *testing.T) {
	read := readBack(t, smallWorkbook())
	for _, tt := range []struct {
		at, shown string
		kind      excelize.CellType
	}{
		{"A1", "Statements", excelize.CellTypeInlineString},
		{"A2", "What may not be shown says so.", excelize.CellTypeInlineString},
		{"B4", "Placed", excelize.CellTypeInlineString},
		{"A5", "We know.", excelize.CellTypeInlineString},
		{"B5", "15", excelize.CellTypeUnset}, // a number
		{"C5", "1 July 2026", excelize.CellTypeUnset},
		{"D5", "fewer than five", excelize.CellTypeInlineString},
		{"A6", "=1+1", excelize.CellTypeInlineString},
		{"B6", "0", excelize.CellTypeUnset},
		{"C6", "", excelize.CellTypeUnset},
		{"D6", "withheld", excelize.CellTypeInlineString},
	} {
		got, err := read.GetCellValue("Statements", tt.at)
		if err != nil || got != tt.shown {
			t.Errorf("%s: got %q (%v), want %q", tt.at, got, err, tt.shown)
		}
		if kind, err := read.GetCellType("Statements", tt.at); err != nil || kind != tt.kind {
			t.Errorf("%s: got kind %d (%v), want %d", tt.at, kind, err, tt.kind)
		}
	}
	if got, err := read.GetCellValue("Statements", "C5", excelize.Options{RawCellValue: true}); err != nil || got != "46204" {
		t.Errorf("the day in London: got %s (%v), want 46204, which is 1 July 2026", got, err)
	}
	properties, err := read.GetDocProps()
	if err != nil || properties.Title != "The seven domains" || properties.Creator != "Seven & Rivers" || properties.Created != "2026-11-20T23:59:59Z" {
		t.Errorf("got properties %+v (%v)", properties, err)
	}
	panes, err := read.GetPanes("Statements")
	if err != nil || !panes.Freeze || panes.YSplit != 4 {
		t.Errorf("got panes %+v (%v), want the first 4 rows in sight", panes, err)
	}
}

func TestNoTextIsAFormula(t *testing.T) {
	w := Workbook{Sheets: []Sheet{{Name: "Texts", Title: formula, Lead: hostile, Columns: []SheetColumn{{"text", formula, "", 60}}, Rows: texts()}}}
	read := readBack(t, w)
	first := w.Sheets[0].ground().head + 1
	for i, text := range hostile {
		at := cellName(0, first+i)
		if got, err := read.GetCellFormula("Texts", at); err != nil || got != "" {
			t.Errorf("%q: got the formula %q (%v)", text, got, err)
		}
		want := strings.Join(lines(text), "\n")
		if got, err := read.GetCellValue("Texts", at); err != nil || got != want {
			t.Errorf("got %q (%v), want %q", got, err, want)
		}
		style, err := read.GetCellStyle("Texts", at)
		if err != nil || read.Styles.CellXfs.Xf[style].QuotePrefix == nil {
			t.Errorf("%q becomes a formula when somebody edits it (%v)", text, err)
		}
	}
	file, err := WriteExcel(w)
	if err != nil {
		t.Fatal(err)
	}
	_, parts := members(t, file)
	if strings.Contains(parts["xl/worksheets/sheet1.xml"], "<f") {
		t.Error("the sheet holds a formula")
	}
}

func TestLongTextsAreCut(t *testing.T) {
	for _, text := range []string{strings.Repeat("x", 40000), strings.Repeat("🎓", 20000), strings.Repeat("字", 40000)} {
		got := cellText(text)
		if units := len(utf16.Encode([]rune(got))); units > cellLength || units < cellLength-4 {
			t.Errorf("got %d units, want no more than %d", units, cellLength)
		}
		if !strings.HasSuffix(got, cutShort) {
			t.Error("got no word of its being cut")
		}
	}
	if got := cellText(strings.Repeat("x", cellLength)); len(got) != cellLength {
		t.Errorf("got %d letters, want all %d", len(got), cellLength)
	}
}

func TestSheetsHaveNamesThatExcelTakes(t *testing.T) {
	given := []string{
		"Statements", "statements", "", "[a]:b*c?d/e\\f", "'quoted'", "History", strings.Repeat("long ", 20), strings.Repeat("long ", 20),
		strings.Repeat("🎓", 20), "a\x00b", formula, asPath, " ",
	}
	var w Workbook
	for _, name := range given {
		w.Sheets = append(w.Sheets, Sheet{Name: name, Title: name, Columns: []SheetColumn{{"a", "A", "", 10}}})
	}
	names := sheetNames(w.Sheets)
	taken := map[string]bool{}
	for i, name := range names {
		if units := len(utf16.Encode([]rune(name))); name == "" || units > 31 || strings.ContainsAny(name, `[]:*?/\'`) || strings.EqualFold(name, "history") {
			t.Errorf("%q: got %q, which Excel does not take", given[i], name)
		}
		if taken[strings.ToLower(name)] {
			t.Errorf("got %q twice", name)
		}
		taken[strings.ToLower(name)] = true
	}
	if got := fmt.Sprint(readBack(t, w).GetSheetList()); got != fmt.Sprint(names) {
		t.Errorf("got %s, want %s", got, names)
	}
}

func TestHeadersKeepToWhatExcelTakes(t *testing.T) {
	for _, text := range []string{strings.Repeat("&", 300), strings.Repeat("a & b ", 100), strings.Repeat("字", 300), "", "A & B"} {
		got := printed(text, 110)
		if len(utf16.Encode([]rune(got))) > 110 || strings.Count(got, "&")%2 != 0 {
			t.Errorf("%.12q: got %q", text, got)
		}
	}
}

func TestOtherWorkbooks(t *testing.T) {
	for name, w := range map[string]Workbook{
		"an empty one": {}, "500 actions": fullWorkbook(500), "a sheet without columns": {Sheets: []Sheet{{Name: "A", Title: "T", Lead: []string{"One."}}}},
	} {
		t.Run(name, func(t *testing.T) {
			file, err := WriteExcel(w)
			if err != nil {
				t.Fatal(err)
			}
			wellFormed(t, file)
		})
	}
	if _, err := WriteExcel(Workbook{Sheets: []Sheet{{Name: "A", Columns: []SheetColumn{{}}, Rows: [][]Cell{{3.14}}}}}); err == nil {
		t.Error("a kind of cell that there is none of: got no error")
	}
}

func BenchmarkExcel(b *testing.B) {
	w := fullWorkbook(100)
	for b.Loop() {
		if _, err := WriteExcel(w); err != nil {
			b.Fatal(err)
		}
	}
}
