package boardpack

import (
	"fmt"
	"strconv"
	"time"

	"golang.org/x/text/width"

	"sevenfold/internal/audit"
)

// The looks of cells, by their numbers in excel/styles.xml.
const (
	titleLook = 1 + iota
	leadLook
	headLook
	numberHeadLook
	textLook
	numberLook
	dayLook
	withheldLook
)

// page is a sheet: a title and a lead, then the table, whose head stays in sight
// and is printed on every page. Elements keep to the order that the format
// prescribes.
func (s Sheet) page(w Workbook, first bool) (string, error) {
	var m markup
	g := s.ground()
	m.b.WriteString(xmlHead)
	m.start("worksheet", "xmlns", excelName)
	m.start("sheetPr")
	m.empty("pageSetUpPr", "fitToPage", "1")
	m.end("sheetPr")
	m.empty("dimension", "ref", "A1:"+cellName(g.last, g.end))
	s.writeView(&m, g, first)
	m.empty("sheetFormatPr", "defaultRowHeight", "16")
	s.writeWidths(&m)
	m.start("sheetData")
	s.writeLead(&m)
	if err := s.writeTable(&m, g); err != nil {
		return "", err
	}
	m.end("sheetData")
	s.writeFilter(&m, g)
	m.empty("pageMargins", "left", "0.5", "right", "0.5", "top", "0.75", "bottom", "0.75", "header", "0.35", "footer", "0.35")
	m.empty("pageSetup", "paperSize", "9", "orientation", "landscape", "fitToWidth", "1", "fitToHeight", "0")
	m.start("headerFooter")
	m.element("oddHeader", "&L&9 "+printed(w.Trust, 110)+"&R&9 "+printed(w.Title, 110))
	m.element("oddFooter", "&L&8 "+printed(w.Source, 200)+"&R&8 Page &P of &N")
	m.end("headerFooter")
	m.start("ignoredErrors")
	m.empty("ignoredError", "sqref", "A1:"+cellName(g.last, g.end), "numberStoredAsText", "1")
	m.end("ignoredErrors", "worksheet")
	return m.String(), nil
}

// writeView keeps all down to the head of the table in sight.
func (s Sheet) writeView(m *markup, g ground, first bool) {
	view := []string{"showGridLines", "0", "workbookViewId", "0"}
	if first {
		view = append(view, "tabSelected", "1")
	}
	m.start("sheetViews")
	m.start("sheetView", view...)
	if len(s.Columns) > 0 {
		below := cellName(0, g.head+1)
		m.empty("pane", "ySplit", strconv.Itoa(g.head), "topLeftCell", below, "activePane", "bottomLeft", "state", "frozen")
		m.empty("selection", "pane", "bottomLeft", "activeCell", below, "sqref", below)
	}
	m.end("sheetView", "sheetViews")
}

func (s Sheet) writeWidths(m *markup) {
	if len(s.Columns) == 0 {
		return
	}
	m.start("cols")
	for i, column := range s.Columns {
		number := strconv.Itoa(i + 1)
		m.empty("col", "min", number, "max", number, "width", strconv.Itoa(column.width()), "customWidth", "1")
	}
	m.end("cols")
}

// width is wide enough for a reader, and narrow enough for a screen.
func (c SheetColumn) width() int { return min(max(c.Width, 6), 100) }

// writeLead writes what stands above the table, over the whole width of it.
func (s Sheet) writeLead(m *markup) {
	startRow(m, 1, titleHeight)
	textCell(m, cellName(0, 1), s.Title, titleLook)
	m.end("row")
	whole := 0
	if len(s.Columns) == 0 {
		whole = 100
	}
	for _, column := range s.Columns {
		whole += column.width()
	}
	for i, text := range s.Lead {
		startRow(m, 2+i, heightOf(text, whole))
		textCell(m, cellName(0, 2+i), text, leadLook)
		m.end("row")
	}
}

// Heights of rows, in points. Excel lets none be higher than the highest.
const (
	titleHeight   = 28
	lineHeight    = 13
	highestHeight = 409
)

// startRow begins a row. Its height may change with what is written into it.
func startRow(m *markup, number, height int) {
	m.start("row", "r", strconv.Itoa(number), "ht", strconv.Itoa(height))
}

// heightOf is how high a text stands in a width. Programs work it out only when
// somebody changes the row, and none does for cells that are laid together.
func heightOf(text string, room int) int {
	rows, room := 0, room*11/10 // letters are narrower than digits, but words do not break
	for _, line := range lines(text) {
		rows += max((reach(line)+room-1)/room, 1)
	}
	return min(rows*lineHeight+3, highestHeight)
}

// reach is how many letters have the width of a line. Signs of Chinese, Japanese
// and Korean count twice.
func reach(line string) int {
	sum := 0
	for _, r := range line {
		sum++
		if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
			sum++
		}
	}
	return sum
}

// heightOfRow is that of its highest cell.
func (s Sheet) heightOfRow(row []Cell) int {
	highest := lineHeight + 3
	for i, cell := range row {
		switch value := cell.(type) {
		case string:
			highest = max(highest, heightOf(value, s.Columns[i].width()))
		case Withheld:
			highest = max(highest, heightOf(value.String(), s.Columns[i].width()))
		}
	}
	return highest
}

func (s Sheet) writeTable(m *markup, g ground) error {
	if len(s.Columns) == 0 {
		return nil
	}
	heads := make([]Cell, len(s.Columns))
	for i, column := range s.Columns {
		heads[i] = column.Head
	}
	startRow(m, g.head, s.heightOfRow(heads))
	for i, column := range s.Columns {
		look := headLook
		if s.isNumber(i) {
			look = numberHeadLook
		}
		textCell(m, cellName(i, g.head), column.Head, look)
	}
	m.end("row")
	for i, row := range s.Rows {
		number := g.head + 1 + i
		startRow(m, number, s.heightOfRow(row))
		for j, cell := range row {
			if err := writeCell(m, cellName(j, number), cell); err != nil {
				return err
			}
		}
		m.end("row")
	}
	return nil
}

// isNumber reports whether a column holds numbers, whatever else it holds.
func (s Sheet) isNumber(column int) bool {
	for _, row := range s.Rows {
		if _, ok := row[column].(int); ok {
			return true
		}
	}
	return false
}

func writeCell(m *markup, at string, cell Cell) error {
	switch value := cell.(type) {
	case nil:
		m.empty("c", "r", at, "s", strconv.Itoa(textLook))
	case string:
		textCell(m, at, value, textLook)
	case Withheld:
		textCell(m, at, value.String(), withheldLook)
	case int:
		numberCell(m, at, value, numberLook)
	case time.Time:
		numberCell(m, at, excelDay(value), dayLook)
	default:
		return fmt.Errorf("a %T at %s: a cell holds no such thing", cell, at)
	}
	return nil
}

// textCell writes a text where it stands, as a text: nothing reads it as a
// formula, and its look keeps it a text when somebody goes into it and out again.
func textCell(m *markup, at, text string, look int) {
	m.start("c", "r", at, "s", strconv.Itoa(look), "t", "inlineStr")
	m.start("is")
	m.element("t", escaped(cellText(text)), "xml:space", "preserve")
	m.end("is", "c")
}

func numberCell(m *markup, at string, number, look int) {
	m.start("c", "r", at, "s", strconv.Itoa(look))
	m.element("v", strconv.Itoa(number))
	m.end("c")
}

// excelDay counts a day in London as Excel does, from the end of 1899.
func excelDay(at time.Time) int {
	year, month, day := at.In(audit.London).Date()
	since := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Sub(time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC))
	return int(since / (24 * time.Hour))
}

// writeFilter lets the table be filtered, and lays the lead over its width.
func (s Sheet) writeFilter(m *markup, g ground) {
	if len(s.Columns) == 0 {
		return
	}
	m.empty("autoFilter", "ref", cellName(0, g.head)+":"+cellName(g.last, g.end))
	if g.last == 0 || len(s.Lead) == 0 {
		return
	}
	m.start("mergeCells", "count", strconv.Itoa(len(s.Lead)))
	for i := range s.Lead {
		m.empty("mergeCell", "ref", cellName(0, 2+i)+":"+cellName(g.last, 2+i))
	}
	m.end("mergeCells")
}
