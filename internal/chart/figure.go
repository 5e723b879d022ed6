package chart

import "strings"

// Figure is a whole chart of bars about one middle line: the profile of a
// trust's domains, groups side by side, or a round beside the one before. A page
// shows it bar by bar, with texts and headings of its own; a picture holds all
// of it.
type Figure struct {
	Title        string
	Lead         string   // below the title in a picture: of whom, and when
	Labels       []string // of the points, from challenge to strength
	UnknownLabel string
	Parts        []Part
	// Shares: a length stands for a share of what was placed in its row, not for
	// a number of people. Rows of sets of people that are not as large compare
	// by shares alone.
	Shares bool
	// Paper: the picture is for a page that says what it is of. It is as wide as the
	// page's text, its letters are as large, and it has no title, lead or margin.
	Paper bool
}

// Part is some rows below a heading of their own, as those of one statement;
// the heading is empty where the chart has one part.
type Part struct {
	Heading string
	Rows    []Row
	Note    string // said below the rows
}

// Bars are the pictures of the rows, by part, for a page. A row that may not be
// shown has none. All rows share one middle line, and their lengths compare.
func (f Figure) Bars() [][]string {
	frame := f.frame()
	all := make([][]string, len(f.Parts))
	for i, part := range f.Parts {
		all[i] = make([]string, len(part.Rows))
		for j, row := range part.Rows {
			if row.Instead == "" {
				all[i][j] = draw(f.labelled(row), frame, f.measure()).svg(row.ID)
			}
		}
	}
	return all
}

func (f Figure) measure() measure {
	if f.Shares {
		return shares
	}
	return people
}

// frame is what all rows share that are drawn.
func (f Figure) frame() frame {
	var drawn []Row
	for _, part := range f.Parts {
		for _, row := range part.Rows {
			if row.Instead == "" {
				drawn = append(drawn, row)
			}
		}
	}
	return fit(drawn, f.measure())
}

// labelled gives a row the words of its figure.
func (f Figure) labelled(row Row) Row {
	row.Labels, row.UnknownLabel = f.Labels, capital(f.UnknownLabel)
	return row
}

// Table has the exact figures of every row.
func (f Figure) Table() Table {
	t := Table{Caption: f.Title, Head: []string{""}}
	for _, label := range f.Labels {
		t.Head = append(t.Head, capital(label))
	}
	t.Head = append(t.Head, "Placed", capital(f.UnknownLabel), "Of")
	for _, part := range f.Parts {
		for _, row := range part.Rows {
			t.Rows = append(t.Rows, TableRow{Heading: part.Heading, Name: row.Title, Cells: f.cells(row)})
		}
	}
	return t
}

func (f Figure) cells(row Row) []string {
	var cells []string
	if row.Instead != "" {
		for range len(f.Labels) + 3 {
			cells = append(cells, notShown)
		}
		return cells
	}
	for _, count := range row.Counts {
		cells = append(cells, number(count))
	}
	return append(cells, number(total(row.Counts)), number(row.Unknown), number(row.Of))
}

// sides say what lies where about the middle line.
func (f Figure) sides() string {
	if len(f.Labels) == 0 {
		return "Bars about a middle line."
	}
	said := "Bars about a middle line: from " + f.Labels[0] + " on its left to " + f.Labels[len(f.Labels)-1] + " on its right"
	if middle := len(f.Labels) / 2; len(f.Labels)%2 == 1 {
		said += ", and astride it the middle point: " + f.Labels[middle]
	}
	return said + "."
}

// Description says all of the chart in words.
func (f Figure) Description() string {
	sentences := []string{sentence(f.Title), f.sides()}
	for _, part := range f.Parts {
		if part.Heading != "" {
			sentences = append(sentences, sentence(part.Heading))
		}
		for _, row := range part.Rows {
			said := row.Instead
			if said == "" {
				said = describe(f.labelled(row), f.measure())
			}
			sentences = append(sentences, sentence(row.Title+": "+said))
		}
		if part.Note != "" {
			sentences = append(sentences, sentence(part.Note))
		}
	}
	return strings.Join(sentences, " ")
}

// SVG is the whole chart as one picture.
func (f Figure) SVG() string { return f.scene().svg() }

// PNG is the whole chart as one picture, to be copied into a paper.
func (f Figure) PNG() ([]byte, error) { return f.scene().png(sharp) }

// SmallPNG is the whole chart as one picture of half the sharpness, for a file
// that holds the SVG and must have something for programs that draw none.
func (f Figure) SmallPNG() ([]byte, error) { return f.scene().png(plain) }
