package boardpack

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"sevenfold/internal/typeset"
)

// outline knows which headings came before.
type outline struct{ level int }

// below is the level of a heading that may not skip one.
func (o *outline) below(level int) int {
	o.level = min(level, o.level+1)
	return o.level
}

// blocksData are a part's blocks as the template reads them; charts become files.
func blocksData(part Part, files map[string][]byte) ([]any, error) {
	o := outline{level: 1}
	blocks := make([]any, 0, len(part.Blocks))
	for _, block := range part.Blocks {
		var data map[string]any
		switch b := block.(type) {
		case Heading:
			data = map[string]any{"kind": "heading", "level": o.below(b.Level), "text": typed(b.Text)}
		case Paragraph:
			data = map[string]any{"kind": "paragraph", "text": typed(b.Text)}
			if b.Lead {
				data["kind"] = "lead"
			}
		case Notice:
			data = map[string]any{"kind": "notice", "text": typed(b.Text)}
		case List:
			data = map[string]any{"kind": "bullets", "items": allTyped(b.Items)}
			switch {
			case b.Ordered:
				data["kind"] = "steps"
			case b.Aside:
				data = map[string]any{"kind": "aside", "columns": b.inTwo()}
			}
		case Facts:
			data = map[string]any{"kind": "facts", "items": factsData(b.Items)}
		case Finding:
			data = b.data(o.level + 1)
			if b.Bar != nil {
				data["bar"], data["alt"] = chartFile(b.Bar, files), typeset.Showable(b.Bar.Description())
			}
		case Table:
			data = b.data()
		case Picture:
			data = map[string]any{"kind": "picture", "file": chartFile(b.Drawing, files), "alt": typeset.Showable(b.Drawing.Description()), "caption": typed(b.Caption)}
		default:
			return nil, fmt.Errorf("a PDF has no block %T", block)
		}
		blocks = append(blocks, data)
	}
	return blocks, nil
}

// chartFile puts a chart among the files, and gives its name.
func chartFile(d Drawing, files map[string][]byte) string {
	name := fmt.Sprintf("/chart-%d.svg", len(files))
	files[name] = []byte(ourFont.Replace(d.SVG()))
	return name
}

// inTwo parts a list into two columns that are about as long.
func (l List) inTwo() [2][]typed {
	whole := 0
	for _, item := range l.Items {
		whole += len(item) + ofItem
	}
	n, first := 0, 0
	for n < len(l.Items) && first < whole/2 {
		first += len(l.Items[n]) + ofItem
		n++
	}
	return [2][]typed{allTyped(l.Items[:n]), allTyped(l.Items[n:])}
}

// ofItem is how much room an item takes beside its text, in letters.
const ofItem = 30

func (f Finding) data(level int) map[string]any {
	look := markOf(f.Look, f.Significant)
	size := len(f.Statement) + len(f.Known) + len(strings.Join(f.Reasons, " ")) + len(strings.Join(f.Notes, " "))
	for _, fact := range f.Facts {
		size += len(fact.Name) + len(fact.Text)
	}
	return map[string]any{
		"kind": "finding", "level": level, "statement": typed(f.Statement), "beside": allTyped(f.Beside()),
		"name": typed(f.Name), "ink": "#" + look.ink, "ground": "#" + look.ground, "edge": "#" + look.edge,
		"bar": "", "known": typed(f.Known), "reasons": typed(strings.Join(f.Reasons, " ")), "facts": factsData(f.Facts), "notes": allTyped(f.Notes),
		"long": size > keptWhole,
	}
}

// rowKeptWhole is how many characters a cell may have for its row not to be
// parted between pages, for each twelfth of the table's width.
const rowKeptWhole = 120

type rowData struct {
	Cells []typed `json:"cells"`
	Long  bool    `json:"long"`
}

func (t Table) data() map[string]any {
	columns, width := make([]any, len(t.Columns)), 0
	for i, c := range t.Columns {
		columns[i] = map[string]any{"head": typed(c.Head), "share": max(c.Share, 1), "number": c.Number}
		width += max(c.Share, 1)
	}
	rows := make([]rowData, len(t.Rows))
	for i, row := range t.Rows {
		rows[i] = rowData{Cells: allTyped(row)}
		for j, cell := range row {
			fits := rowKeptWhole * 12 * max(t.Columns[j].Share, 1) / width
			rows[i].Long = rows[i].Long || utf8.RuneCountInString(cell) > fits
		}
	}
	return map[string]any{"kind": "table", "caption": typed(t.Caption), "columns": columns, "rows": rows, "empty": typed(t.Empty)}
}
