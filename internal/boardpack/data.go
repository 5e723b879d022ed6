package boardpack

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
)

// ErrNoSuchSheet: the workbook has no sheet of that name.
var ErrNoSuchSheet = fmt.Errorf("no such sheet: %w", fault.NotFound)

// String says why, and that it is withheld where nothing more is known.
func (w Withheld) String() string {
	if w == "" {
		return "withheld"
	}
	return string(w)
}

// WriteCSV writes the table of one sheet, with the fields' names above it, as
// RFC 4180 has it. It begins with the mark of UTF-8, by which Excel knows it,
// and no cell is a formula.
func WriteCSV(w Workbook, sheet string) ([]byte, error) {
	for _, s := range w.Sheets {
		if s.Name == sheet {
			return s.csv()
		}
	}
	return nil, fmt.Errorf("write %q as CSV: %w", sheet, ErrNoSuchSheet)
}

func (s Sheet) csv() ([]byte, error) {
	rows := make([][]string, 1, len(s.Rows)+1)
	for _, column := range s.Columns {
		rows[0] = append(rows[0], column.Name)
	}
	for number, row := range s.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			said, err := csvCell(cell)
			if err != nil {
				return nil, fmt.Errorf("write row %d of %s as CSV: %w", number+1, s.Name, err)
			}
			cells[i] = said
		}
		rows = append(rows, cells)
	}
	var out bytes.Buffer
	out.WriteString("\ufeff")
	to := csv.NewWriter(&out)
	to.UseCRLF = true
	if err := to.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write %s as CSV: %w", s.Name, err)
	}
	return out.Bytes(), nil
}

// csvCell is what a cell says. Only what people typed can be like a formula.
func csvCell(cell Cell) (string, error) {
	switch value := cell.(type) {
	case nil:
		return "", nil
	case string:
		return neverFormula(value), nil
	case Withheld:
		return neverFormula(value.String()), nil
	case int:
		return strconv.Itoa(value), nil
	case time.Time:
		return day(value), nil
	}
	return "", fmt.Errorf("a %T: a cell holds no such thing", cell)
}

// day is a day in London.
func day(at time.Time) string { return at.In(audit.London).Format(time.DateOnly) }

// neverFormula marks with an apostrophe what a spreadsheet would take for a
// formula, also where it is written in wide letters or after spaces.
func neverFormula(text string) string {
	text = strings.Join(lines(text), "\n")
	if begins := strings.TrimLeft(text, " \u00a0\ufeff\n"); begins != "" && strings.ContainsAny(begins[:1], "=+-@\t") ||
		strings.HasPrefix(begins, "＝") || strings.HasPrefix(begins, "＋") || strings.HasPrefix(begins, "－") || strings.HasPrefix(begins, "＠") {
		return "'" + text
	}
	return text
}
