package boardpack

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/csvfile"
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

// WriteCSV writes the table of one sheet, with the fields' names above it.
func WriteCSV(w Workbook, sheet string) ([]byte, error) {
	for _, s := range w.Sheets {
		if s.Name == sheet {
			return s.csv()
		}
	}
	return nil, fmt.Errorf("write %q as CSV: %w", sheet, ErrNoSuchSheet)
}

func (s Sheet) csv() ([]byte, error) {
	names := make([]string, len(s.Columns))
	for i, column := range s.Columns {
		names[i] = column.Name
	}
	var out bytes.Buffer
	to, err := csvfile.New(&out, names)
	if err != nil {
		return nil, fmt.Errorf("write %s as CSV: %w", s.Name, err)
	}
	for number, row := range s.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			if cells[i], err = csvCell(cell); err != nil {
				return nil, fmt.Errorf("write row %d of %s as CSV: %w", number+1, s.Name, err)
			}
		}
		if err := to.Write(cells); err != nil {
			return nil, fmt.Errorf("write row %d of %s as CSV: %w", number+1, s.Name, err)
		}
	}
	if err := to.Flush(); err != nil {
		return nil, fmt.Errorf("write %s as CSV: %w", s.Name, err)
	}
	return out.Bytes(), nil
}

// csvCell is what a cell says.
func csvCell(cell Cell) (string, error) {
	switch value := cell.(type) {
	case nil:
		return "", nil
	case string:
		return strings.Join(lines(value), "\n"), nil
	case Withheld:
		return csvCell(value.String())
	case int:
		return strconv.Itoa(value), nil
	case time.Time:
		return day(value), nil
	}
	return "", fmt.Errorf("a %T: a cell holds no such thing", cell)
}

// day is a day in London.
func day(at time.Time) string { return at.In(audit.London).Format(time.DateOnly) }
