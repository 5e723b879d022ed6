package roster

import (
	"io"
	"strings"
	"time"

	"sevenfold/internal/csvfile"
	"sevenfold/internal/trust"
)

// Write writes people as a file that spreadsheets open as it is meant: it
// begins with the mark of UTF-8, and no cell is a formula. Read takes it back.
func Write(w io.Writer, people []trust.Membership, committees []trust.Committee) error {
	headings := make([]string, len(written))
	for i, c := range written {
		headings[i] = string(c)
	}
	file, err := csvfile.New(w, headings)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, c := range committees {
		names[c.ID] = c.Name
	}
	for _, m := range people {
		var sits []string
		for _, id := range m.Committees {
			sits = append(sits, names[id])
		}
		err := file.Write([]string{
			m.Name, m.Email, strings.ReplaceAll(m.RoleTitles(), ", ", "; "), strings.Join(sits, "; "), isoDay(m.StartsOn), isoDay(m.EndsOn),
		})
		if err != nil {
			return err
		}
	}
	return file.Flush()
}

// Template is a file to fill in: the headings alone, so that no example is
// taken for a person.
func Template(w io.Writer) error { return Write(w, nil, nil) }

func isoDay(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.Format(time.DateOnly)
}
