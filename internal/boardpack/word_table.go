package boardpack

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
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
	together := t.length() <= keptWhole
	w.writeRow(t, row{cells: t.heads(), head: true, keep: together}, widths)
	for i, cells := range t.Rows {
		w.writeRow(t, row{cells: cells, keep: together && i < len(t.Rows)-1}, widths)
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
	if len(t.Columns) >= manyColumns {
		m.start("w:tblCellMar")
		m.empty("w:left", "w:w", "57", "w:type", "dxa")
		m.empty("w:right", "w:w", "57", "w:type", "dxa")
		m.end("w:tblCellMar")
	}
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

// manyColumns is from how many columns on a table is set smaller.
const manyColumns = 7

// letter is how wide a letter of a table's head is, and beside how much an
// empty cell needs, in twentieths of a point.
func (t Table) letter() (letter, beside int) {
	if len(t.Columns) >= manyColumns {
		return 100, 130
	}
	return 118, 190
}

// widths divides the width of the text by the columns' shares, but gives each
// what its longest word needs, as far as that goes: no word breaks for want of a
// place that another column has.
func (t Table) widths() []int {
	letter, beside := t.letter()
	shares, widths := 0, make([]int, len(t.Columns))
	for _, column := range t.Columns {
		shares += max(column.Share, 1)
	}
	room := 0 // what columns have beyond their need, less what others lack
	needs := make([]int, len(t.Columns))
	for i, column := range t.Columns {
		widths[i] = textWidth * max(column.Share, 1) / shares
		needs[i] = min(longestWord(column.Head)*letter+beside, textWidth/4)
		room += widths[i] - needs[i]
	}
	if room <= 0 {
		return widths
	}
	spare, lack := 0, 0
	for i := range widths {
		spare += max(widths[i]-needs[i], 0)
		lack += max(needs[i]-widths[i], 0)
	}
	for i := range widths {
		if widths[i] < needs[i] {
			widths[i] = needs[i]
		} else if spare > 0 {
			widths[i] -= (widths[i] - needs[i]) * lack / spare
		}
	}
	return widths
}

func longestWord(text string) int {
	longest := 0
	for _, word := range strings.Fields(text) {
		longest = max(longest, utf8.RuneCountInString(word))
	}
	return longest
}

// length is how many bytes of text a table has.
func (t Table) length() int {
	sum := 0
	for _, cells := range t.Rows {
		for _, cell := range cells {
			sum += len(cell)
		}
	}
	return sum
}

// rowKept is how many bytes a cell may have for its row not to be parted: one
// that is higher than a page must be.
const rowKept = 500

// whole reports whether the row is kept on one page.
func (r row) whole() bool {
	return r.head || !slices.ContainsFunc(r.cells, func(cell string) bool { return len(cell) > rowKept })
}

// row is one of a table.
type row struct {
	cells []string
	head  bool
	keep  bool // on the page of the next
}

func (w *word) writeRow(t Table, r row, widths []int) {
	m := &w.body
	m.start("w:tr")
	m.start("w:trPr")
	if r.whole() {
		m.empty("w:cantSplit")
	}
	if r.head {
		m.empty("w:tblHeader")
	}
	m.end("w:trPr")
	style := "TableText"
	if len(t.Columns) >= manyColumns {
		style = "TableTextSmall"
	}
	for i, cell := range r.cells {
		m.start("w:tc")
		m.start("w:tcPr")
		m.empty("w:tcW", "w:w", strconv.Itoa(widths[i]), "w:type", "dxa")
		m.end("w:tcPr")
		w.write(paragraph{style: style, keep: r.keep, toRight: t.Columns[i].Number, runs: []run{{text: cell}}})
		m.end("w:tc")
	}
	m.end("w:tr")
}
