package boardpack_test

import (
	"fmt"
	"strings"
	"time"

	"sevenfold/internal/boardpack"
)

// written is a document as text that a person can read and compare.
func written(d boardpack.Document) string {
	var b strings.Builder
	line := func(indent int, format string, a ...any) {
		b.WriteString(strings.Repeat("  ", indent) + strings.ReplaceAll(fmt.Sprintf(format, a...), "\n", "⏎") + "\n")
	}
	line(0, "%s | %s | %s | marking %s | closed %s", d.Trust, d.Title, d.Lead, d.Marking, d.ClosedAt.UTC().Format(time.RFC3339))
	facts := func(indent int, all []boardpack.Fact) {
		for _, f := range all {
			line(indent, "%s: %s", f.Name, f.Text)
		}
	}
	facts(1, d.Facts)
	line(1, "foot: %s | hash of %d letters", d.Source, len(d.Hash))
	for _, part := range d.Parts {
		line(0, "")
		line(0, "# %s (%s)%s", part.Title, part.Section, map[bool]string{true: " follows"}[part.Follows])
		for _, block := range part.Blocks {
			switch v := block.(type) {
			case boardpack.Heading:
				line(0, "%s %s", strings.Repeat("#", v.Level), v.Text)
			case boardpack.Paragraph:
				line(0, "%s%s", map[bool]string{true: "lead: "}[v.Lead], v.Text)
			case boardpack.Notice:
				line(0, "! %s", v.Text)
			case boardpack.List:
				for _, item := range v.Items {
					line(1, "%s%s %s", map[bool]string{true: "1.", false: "-"}[v.Ordered], map[bool]string{true: "-"}[v.Aside], item)
				}
			case boardpack.Facts:
				facts(1, v.Items)
			case boardpack.Finding:
				line(1, "[%s%s] %s (%s)", v.Name, map[bool]string{true: " *"}[v.Significant], v.Statement, v.Where)
				if v.Bar != nil {
					line(2, "bar: %s", v.Bar.Description())
				}
				if v.Known != "" {
					line(2, "known: %s", strings.ReplaceAll(v.Known, "\u00a0", " "))
				}
				for _, reason := range v.Reasons {
					line(2, "%s", reason)
				}
				facts(2, v.Facts)
				for _, note := range v.Notes {
					line(2, "note %s", note)
				}
			case boardpack.Table:
				line(1, "table: %s", v.Caption)
				var head []string
				for _, c := range v.Columns {
					head = append(head, c.Head)
				}
				line(2, "= %s", strings.Join(head, " | "))
				for _, row := range v.Rows {
					line(2, "%s", strings.Join(row, " | "))
				}
				if len(v.Rows) == 0 {
					line(2, "none: %s", v.Empty)
				}
			case boardpack.Picture:
				line(1, "picture: %s", v.Caption)
				line(2, "%s", v.Drawing.Description())
			default:
				line(0, "UNKNOWN BLOCK %T", block)
			}
		}
	}
	return b.String()
}

// laidOut is a workbook as text.
func laidOut(w boardpack.Workbook) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s | %s | %s | hash of %d letters | closed %s\n", w.Trust, w.Title, w.Source, len(w.Hash), w.ClosedAt.UTC().Format(time.RFC3339))
	for _, s := range w.Sheets {
		fmt.Fprintf(&b, "\n# %s: %s\n", s.Name, s.Title)
		for _, lead := range s.Lead {
			fmt.Fprintln(&b, lead)
		}
		for _, c := range s.Columns {
			fmt.Fprintf(&b, "  %s (%s, %d): %s\n", c.Name, c.Head, c.Width, c.About)
		}
		for _, row := range s.Rows {
			var cells []string
			for _, cell := range row {
				cells = append(cells, said(cell))
			}
			fmt.Fprintln(&b, "  "+strings.Join(cells, " | "))
		}
	}
	return b.String()
}

func said(cell boardpack.Cell) string {
	switch v := cell.(type) {
	case nil:
		return "·"
	case string:
		return strings.ReplaceAll(v, "\n", "⏎")
	case int:
		return fmt.Sprint("#", v)
	case time.Time:
		return v.UTC().Format("2006-01-02")
	case boardpack.Withheld:
		return "<" + string(v) + ">"
	}
	return fmt.Sprintf("UNKNOWN CELL %T", cell)
}
