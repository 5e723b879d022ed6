package chart

import (
	"fmt"
	"strings"
)

// Look is how a finding looks in the overview of all statements.
type Look string

// The looks. Each has a shape as well as a colour.
const (
	StrengthLook  Look = "strength"
	ChallengeLook Look = "challenge"
	DifferLook    Look = "views-differ"
	UnknownLook   Look = "not-yet-known"
	BalancedLook  Look = "balanced"
	ApartLook     Look = "does-not-apply"
	FewLook       Look = "too-few-answers"
	WithheldLook  Look = "withheld"
)

// Heat is the overview: all statements on one page, a cell each, by element.
type Heat struct {
	Title string
	Lead  string // below the title in a picture: of whom, and when
	Parts []HeatPart
}

// HeatPart is the elements of a domain.
type HeatPart struct {
	Heading string
	Rows    []HeatRow
}

// HeatRow is the statements of an element.
type HeatRow struct {
	Title string
	Cells []HeatCell
}

// HeatCell is one statement.
type HeatCell struct {
	Title       string // the statement
	Finding     string // in words: "Significant strength"
	Look        Look
	Significant bool
}

// The measures of a cell, in pixels.
const (
	cellWidth  = 46.0
	cellHeight = 30.0
	cellGap    = 8.0
)

// Mark is the look of a finding, for a cell of a table and for the key beside
// it. It is hidden from those who hear the page, who have the finding's name.
func Mark(look Look, significant bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="sf-mark" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" aria-hidden="true" focusable="false">`,
		pixels(cellWidth), pixels(cellHeight), pixels(cellWidth), pixels(cellHeight))
	for _, shape := range look.shapes(significant) {
		shape.writeSVG(&b)
	}
	b.WriteString("</svg>")
	return b.String()
}

// shapes draw a look from the origin.
func (l Look) shapes(significant bool) []shape {
	const middle, centre = cellHeight / 2, cellWidth / 2
	switch l {
	case StrengthLook:
		if significant {
			return append(ground(strengthDark.String()), upwards(centre-8, white), upwards(centre+8, white))
		}
		return append(ground(strengthLight.String()), upwards(centre, ink))
	case ChallengeLook:
		if significant {
			return append(ground(challengeDark.String()), downwards(centre-8, white), downwards(centre+8, white))
		}
		return append(ground(challengeLight.String()), downwards(centre, ink))
	case DifferLook:
		return append(ground(white, edge), downwards(centre-10, ink), upwards(centre+10, ink))
	case UnknownLook:
		return append(ground(unknownFill, edge), words{point{centre, middle + 7}, "?", 20, true, fromMiddle, ink})
	case BalancedLook:
		return append(ground(betweenFill), box{at: point{centre - 10, middle - 2}, width: 20, height: 4, fill: ink})
	case ApartLook:
		return append(ground(white, edge), rule{point{centre - 7, middle + 7}, point{centre + 7, middle - 7}, 2, ink})
	default:
		return []shape{box{at: point{0.5, 0.5}, width: cellWidth - 1, height: cellHeight - 1, fill: white, stroke: edge, dashed: true}}
	}
}

// ground is the ground of a cell, with an edge where one is given.
func ground(fill string, edge ...string) []shape {
	cell := box{at: point{0.5, 0.5}, width: cellWidth - 1, height: cellHeight - 1, fill: fill}
	for _, colour := range edge {
		cell.stroke = colour
	}
	return []shape{cell}
}

// reach is half the size of a triangle.
const reach = 6.5

func upwards(x float64, fill string) shape {
	const middle = cellHeight / 2
	return polygon{[]point{{x - reach, middle + reach*0.8}, {x + reach, middle + reach*0.8}, {x, middle - reach}}, fill}
}

func downwards(x float64, fill string) shape {
	const middle = cellHeight / 2
	return polygon{[]point{{x - reach, middle - reach*0.8}, {x + reach, middle - reach*0.8}, {x, middle + reach}}, fill}
}

// Table has the finding of every statement.
func (h Heat) Table() Table {
	t := Table{Caption: h.Title, Head: []string{"Statement", "Element", "Finding"}}
	for _, part := range h.Parts {
		for _, row := range part.Rows {
			for _, cell := range row.Cells {
				t.Rows = append(t.Rows, TableRow{Heading: part.Heading, Name: cell.Title, Cells: []string{row.Title, cell.Finding}})
			}
		}
	}
	return t
}

// Description says all of the overview in words.
func (h Heat) Description() string {
	sentences := []string{sentence(h.Title)}
	for _, part := range h.Parts {
		sentences = append(sentences, sentence(part.Heading))
		for _, row := range part.Rows {
			var findings []string
			for _, cell := range row.Cells {
				findings = append(findings, cell.Finding)
			}
			sentences = append(sentences, sentence(row.Title+": "+strings.Join(findings, ", ")))
		}
	}
	return strings.Join(sentences, " ")
}

// SVG is the whole overview as one picture.
func (h Heat) SVG() string { return h.scene().svg() }

// PNG is the whole overview as one picture, to be copied into a paper.
func (h Heat) PNG() ([]byte, error) { return h.scene().png(sharp) }

// SmallPNG is the whole overview as one picture of half the sharpness, for a file
// that holds the SVG and must have something for programs that draw none.
func (h Heat) SmallPNG() ([]byte, error) { return h.scene().png(plain) }

// rowNameWidth is the width of the column of elements' names.
const rowNameWidth = 520.0

func (h Heat) scene() *scene {
	s := newSheet(h.Title, h.Lead, h.Description())
	s.writeKey(h.keys(), cellHeight, keysApart)
	s.y += betweenParts
	for _, part := range h.Parts {
		s.write(part.Heading, headingLetters)
		s.y += 4
		for _, row := range part.Rows {
			s.writeCells(row)
		}
		s.y += betweenParts
	}
	return s.done()
}

// writeCells adds the name of an element, and its cells in as many lines as they need.
func (s *sheet) writeCells(row HeatRow) {
	const left = margin + rowNameWidth + 20
	ends := s.writeAt(row.Title, textLetters, point{margin, s.y + 4}, rowNameWidth)
	x, y := left, s.y
	for i, cell := range row.Cells {
		if i > 0 && x+cellWidth > pictureWidth-margin {
			x, y = left, y+cellHeight+cellGap
		}
		for _, shape := range cell.Look.shapes(cell.Significant) {
			s.add(moved(shape, point{x, y}))
		}
		x += cellWidth + cellGap
	}
	s.y = max(ends, y+cellHeight) + cellGap
}

// keys are the looks that the overview has, each once, in the order in which
// findings are read.
func (h Heat) keys() []key {
	type look struct {
		look        Look
		significant bool
	}
	named := map[look]string{}
	for _, part := range h.Parts {
		for _, row := range part.Rows {
			for _, cell := range row.Cells {
				named[look{cell.Look, cell.Significant}] = cell.Finding
			}
		}
	}
	var keys []key
	for _, l := range []look{
		{StrengthLook, true},
		{StrengthLook, false},
		{ChallengeLook, true},
		{ChallengeLook, false},
		{DifferLook, false},
		{UnknownLook, false},
		{BalancedLook, false},
		{ApartLook, false},
		{FewLook, false},
		{WithheldLook, false},
	} {
		if label, there := named[l]; there {
			keys = append(keys, key{l.look.shapes(l.significant), cellWidth, label})
		}
	}
	return keys
}
