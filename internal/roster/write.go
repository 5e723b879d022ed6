package roster

import (
	"encoding/csv"
	"io"
	"strings"
	"time"

	"sevenfold/internal/trust"
)

// Write writes people as a file that spreadsheets open as it is meant: it
// begins with the mark of UTF-8, and no cell is a formula. Read takes it back.
func Write(w io.Writer, people []trust.Membership, committees []trust.Committee) error {
	if _, err := w.Write(markUTF8); err != nil {
		return err
	}
	names := map[string]string{}
	for _, c := range committees {
		names[c.ID] = c.Name
	}
	file := csv.NewWriter(w)
	file.UseCRLF = true
	headings := make([]string, len(written))
	for i, c := range written {
		headings[i] = string(c)
	}
	if err := file.Write(headings); err != nil {
		return err
	}
	for _, m := range people {
		var sits []string
		for _, id := range m.Committees {
			sits = append(sits, names[id])
		}
		cells := []string{
			m.Name, m.Email, strings.ReplaceAll(m.RoleTitles(), ", ", "; "), strings.Join(sits, "; "), isoDay(m.StartsOn), isoDay(m.EndsOn),
		}
		for i := range cells {
			cells[i] = asText(cells[i])
		}
		if err := file.Write(cells); err != nil {
			return err
		}
	}
	file.Flush()
	return file.Error()
}

// Template is a file to fill in: the headings alone, so that no example is
// taken for a person.
func Template(w io.Writer) error { return Write(w, nil, nil) }

// isFormula tells whether a spreadsheet would take a cell for a formula.
func isFormula(cell string) bool {
	return cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0]))
}

// asText marks what must not become a formula with an apostrophe.
func asText(cell string) string {
	if isFormula(cell) {
		return "'" + cell
	}
	return cell
}

func isoDay(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.Format(time.DateOnly)
}
