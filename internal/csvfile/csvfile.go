// Package csvfile writes CSV that spreadsheets open as it is meant: it begins
// with the mark of UTF-8, and no cell is a formula.
package csvfile

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf8"
)

// Mark is the mark of UTF-8: without it Excel takes a file for one of Windows' own.
const Mark = "\xef\xbb\xbf"

// Writer writes the rows of one file.
type Writer struct {
	file  *csv.Writer
	cells []string
}

// New begins a file with a row of headings.
func New(w io.Writer, headings []string) (*Writer, error) {
	if _, err := io.WriteString(w, Mark); err != nil {
		return nil, err
	}
	file := csv.NewWriter(w)
	file.UseCRLF = true
	return &Writer{file: file}, file.Write(headings)
}

// Write writes a row. What would become a formula is marked with an apostrophe.
func (w *Writer) Write(cells []string) error {
	w.cells = w.cells[:0]
	for _, cell := range cells {
		if IsFormula(cell) {
			cell = "'" + cell
		}
		w.cells = append(w.cells, cell)
	}
	return w.file.Write(w.cells)
}

// Flush writes what is left.
func (w *Writer) Flush() error {
	w.file.Flush()
	return w.file.Error()
}

// IsFormula tells whether a spreadsheet would take a cell for a formula, also
// where it is written in wide letters or after spaces.
func IsFormula(cell string) bool {
	begins := strings.TrimLeft(cell, " \u00a0\ufeff\n")
	first, _ := utf8.DecodeRuneInString(begins)
	return begins != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", first)
}
