package boardpack

import (
	"strconv"
	"strings"
)

// textWidth is how wide the text of a page is, in twentieths of a point: A4
// with 2 cm at each side.
const textWidth = 9638

// writeTable writes a caption and a table whose head is repeated on every page,
// whose rows are not parted, and whose first cells name their rows.
func (w *word) writeTable(t Table) {
	if t.Caption != "" {
		p := plain("Caption", t.Caption)
		p.keep = true
		w.write(p)
	}
	if len(t.Rows) == 0 && t.Empty != "" {
		w.write(plain("Normal", t.Empty))
		return
	}
	m := &w.body
	m.start("w:tbl")
	widths := t.widths()
	w.writeTableProperties(t)
	m.start("w:tblGrid")
	for _, width := range widths {
		m.empty("w:gridCol", "w:w", strconv.Itoa(width))
	}
	m.end("w:tblGrid")
	w.writeRow(t, t.heads(), widths, true)
	for _, row := range t.Rows {
		w.writeRow(t, row, widths, false)
	}
	m.end("w:tbl")
	w.write(paragraph{style: "AfterTable"}) // two tables without anything between them become one
}

// writeTableProperties says what the table is, for those who do not see it.
func (w *word) writeTableProperties(t Table) {
	m := &w.body
	m.start("w:tblPr")
	m.empty("w:tblStyle", "w:val", "Figures")
	m.empty("w:tblW", "w:w", "5000", "w:type", "pct")
	m.empty("w:tblLayout", "w:type", "fixed")
	m.empty("w:tblLook", "w:val", "00A0", "w:firstRow", "1", "w:lastRow", "0", "w:firstColumn", "1", "w:lastColumn", "0", "w:noHBand", "0", "w:noVBand", "0")
	m.empty("w:tblCaption", "w:val", t.Caption)
	m.empty("w:tblDescription", "w:val", strings.Join(t.heads(), ", "))
	m.end("w:tblPr")
}

func (t Table) heads() []string {
	heads := make([]string, len(t.Columns))
	for i, column := range t.Columns {
		heads[i] = column.Head
	}
	return heads
}

// widths divides the width of the text by the columns' shares.
func (t Table) widths() []int {
	whole := 0
	for _, column := range t.Columns {
		whole += max(column.Share, 1)
	}
	widths := make([]int, len(t.Columns))
	for i, column := range t.Columns {
		widths[i] = textWidth * max(column.Share, 1) / whole
	}
	return widths
}

func (w *word) writeRow(t Table, cells []string, widths []int, head bool) {
	m := &w.body
	m.start("w:tr")
	m.start("w:trPr")
	m.empty("w:cantSplit")
	if head {
		m.empty("w:tblHeader")
	}
	m.end("w:trPr")
	for i, cell := range cells {
		m.start("w:tc")
		m.start("w:tcPr")
		m.empty("w:tcW", "w:w", strconv.Itoa(widths[i]), "w:type", "dxa")
		m.end("w:tcPr")
		w.write(paragraph{style: "TableText", keep: head, toRight: t.Columns[i].Number, runs: []run{{text: cell}}})
		m.end("w:tc")
	}
	m.end("w:tr")
}
