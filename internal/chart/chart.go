// Package chart draws figures as pictures: rows of bars about one middle line,
// challenge to the left of it and strength to the right, with those who do not
// know in a bar of their own at the side.
//
// A bar is as wide as its place and its text keeps its size, so that a row is
// read on a phone and on paper alike. It is styled by attributes and classes
// only. Side, order and lightness say the same as colour does.
package chart

// Row is one bar: a statement, or a domain.
type Row struct {
	ID     string   // unique on the page; the ids within the picture begin with it
	Title  string   // what the bar is of
	Labels []string // of the points, from challenge to strength
	Counts []int    // how many at each point
	// Unknown of Of do not know; where Of is 0 there is no bar at the side.
	Unknown      int
	Of           int
	UnknownLabel string
	// Instead is said in the place of a bar that may not be shown.
	Instead string
}

// People draws rows in which a length stands for a number of people: the same
// for all of the rows. The pictures come in the order of the rows.
func People(rows []Row) []string { return drawAll(rows, people) }

// Shares draws rows in which a length stands for a share of what was placed in
// that row. The pictures come in the order of the rows.
func Shares(rows []Row) []string { return drawAll(rows, shares) }

// measure turns counts into lengths, and into words for a picture and for those
// who do not see it.
type measure struct {
	length func(part, whole int) float64
	short  func(part, whole int) string
	spoken func(part, whole int) string
}

var (
	people = measure{
		length: func(part, _ int) float64 { return float64(part) },
		short:  func(part, _ int) string { return number(part) },
		spoken: func(part, _ int) string { return number(part) },
	}
	shares = measure{length: share, short: shortPercent, spoken: Percent}
)

// The places of a picture, in hundredths of its width.
const (
	barWidth   = 82.0 // of the bar about the middle line
	sideStart  = 86.0 // where the bar at the side begins
	sideWidth  = 13.7 // and how wide it is for all
	leastWidth = 1.4  // what is there at all is drawn at least as wide as this
)

// span is one filled stretch of a row.
type span struct {
	start, width float64
	fill         string
	label        string // empty where it does not fit
}

// drawing is a row with every place worked out.
type drawing struct {
	middle    float64
	straddles bool // the middle point of an odd scale lies on the middle line
	spans     []span
	side      *span // nil where there is none
	title     string
	desc      string
}

// frame is what the rows of one chart share, so that lengths compare and the
// middle lines stand below each other.
type frame struct {
	middle float64 // hundredths of the width
	unit   float64 // hundredths of the width for a length of 1
	room   float64 // the least width, in pixels, at which the picture is read
}

func drawAll(rows []Row, m measure) []string {
	f := fit(rows, m)
	pictures := make([]string, len(rows))
	for i, row := range rows {
		pictures[i] = draw(row, f, m).svg(row.ID)
	}
	return pictures
}

// fit finds where the middle line stands, and how long a length of 1 may be at
// most, for every row to have room with its smallest parts drawn wide enough.
func fit(rows []Row, m measure) frame {
	all := make([][]float64, len(rows))
	for i, row := range rows {
		all[i] = lengths(row, m)
	}
	least, most := 0.0, barWidth
	for range fitSteps {
		unit := (least + most) / 2
		if left, right := extent(all, unit); left+right > barWidth {
			most = unit
		} else {
			least = unit
		}
	}
	left, right := extent(all, least)
	if left+right == 0 {
		return frame{middle: barWidth / 2, room: narrowest}
	}
	return frame{middle: left, unit: least, room: narrowest}
}

// fitSteps halve the range of units until the rest is too small to be seen.
const fitSteps = 60

// extent is how far the rows reach to the left and to the right of the middle line.
func extent(rows [][]float64, unit float64) (left, right float64) {
	for _, row := range rows {
		l, r := sides(visible(row, unit))
		left, right = max(left, l), max(right, r)
	}
	return left, right
}

func lengths(row Row, m measure) []float64 {
	placed := total(row.Counts)
	all := make([]float64, len(row.Counts))
	for i, count := range row.Counts {
		all[i] = m.length(count, placed)
	}
	return all
}

// sides adds up what lies left and right of the middle line. The middle point of
// an odd scale lies half on each side.
func sides(lengths []float64) (left, right float64) {
	for i, length := range lengths {
		switch mirrored := len(lengths) - 1 - i; {
		case i < mirrored:
			left += length
		case i > mirrored:
			right += length
		default:
			left, right = left+length/2, right+length/2
		}
	}
	return left, right
}

func draw(row Row, f frame, m measure) drawing {
	placed := total(row.Counts)
	widths := visible(lengths(row, m), f.unit)
	left, _ := sides(widths)
	d := drawing{
		middle: f.middle, straddles: len(row.Counts)%2 == 1,
		title: row.Title, desc: describe(row, m),
	}
	colours := Colours(len(row.Counts))
	at := f.middle - left
	for i, width := range widths {
		if width > 0 {
			label := fitting(m.short(row.Counts[i], placed), width, f.room)
			d.spans = append(d.spans, span{start: at, width: width, fill: colours[i], label: label})
		}
		at += width
	}
	if row.Of > 0 {
		width := share(row.Unknown, row.Of) * sideWidth
		if row.Unknown > 0 {
			width = max(width, leastWidth)
		}
		d.side = &span{start: sideStart, width: width, fill: unknownFill, label: m.short(row.Unknown, row.Of)}
	}
	return d
}

// visible turns lengths into widths, of which none that is more than nothing is
// too small to be seen.
func visible(lengths []float64, unit float64) []float64 {
	widths := make([]float64, len(lengths))
	for i, length := range lengths {
		if length > 0 {
			widths[i] = max(length*unit, leastWidth)
		}
	}
	return widths
}

func total(counts []int) int {
	sum := 0
	for _, count := range counts {
		sum += count
	}
	return sum
}
