// Package boardpack turns a report, and what the board made of it, into the
// files that a governance professional takes to a meeting. Its two models, a
// document and a workbook, hold final words and figures; the writers write
// them, and never compute.
package boardpack

import (
	"time"

	"sevenfold/internal/chart"
	"sevenfold/internal/reading"
)

// Document is what a pack says, in order, whatever file it becomes. The same
// document always becomes the same bytes.
type Document struct {
	Trust   string // as the cover prints it
	Logo    Logo   // the zero Logo is none
	Title   string // "The seven domains, autumn term 2026"
	Lead    string // below the title; may be empty
	Facts   []Fact // on the cover: the meeting, its day, the agenda item, the round
	Marking string // on every page, as "Confidential"; empty is none
	Parts   []Part // each stands in the contents
	// Source is printed at the foot of every page: round, framework, method, when
	// the round closed; and Hash, the SHA-256 of the report's data, beside it.
	Source string
	Hash   string
	// ClosedAt is the date that the files carry: not when they were made, so that
	// they are the same each time.
	ClosedAt time.Time
}

// Fact is a name and what it is.
type Fact struct{ Name, Text string }

// Logo is a picture that was checked, of a type that browsers name.
type Logo struct {
	Type string // "image/png" or "image/svg+xml"; empty where there is none
	Data []byte
}

// Part is a section that was chosen.
type Part struct {
	Section Section
	Title   string
	Blocks  []Block
	// Follows: it stands below the part before it. Any other begins a page.
	Follows bool
}

// Block is one of the kinds below.
type Block interface{ block() }

// Heading begins a passage within a part. Level is 2 or 3; the part's own title
// is 1.
type Heading struct {
	Level int
	Text  string
}

// Paragraph is running text. What somebody typed may hold line ends, which stay.
type Paragraph struct {
	Lead bool // set larger, at the beginning of a part
	Text string
}

// Notice is what a reader must not miss: that something is withheld, or that a
// domain is not for use in an appraisal.
type Notice struct{ Text string }

// List is some short texts, numbered where their order means something.
type List struct {
	Ordered bool
	Aside   bool // to look something up in: set small, in two columns where there is room
	Items   []string
}

// Facts is a list of names and what they are.
type Facts struct{ Items []Fact }

// Finding is a statement, what was found of it, and why. It is not parted from
// its own heading, nor its bar from its sentence.
type Finding struct {
	Statement   string // the sentence
	Where       string // its domain, where the part does not say it; may be empty
	Name        string // "Significant strength"
	Look        chart.Look
	Significant bool
	Own         bool     // the trust's own statement, marked as such
	Bar         Drawing  // how many placed it where, narrower than a Picture's; nil is none
	Known       string   // how those know, in a line beside the bar; may be empty
	Reasons     []string // sentences
	Facts       []Fact   // "How could we know?", "The board agreed", "Actions", "Evidence"
	Notes       []string // people's own words, in their order
}

// Beside is what stands beside the name of the finding: its domain, and whose it is.
func (f Finding) Beside() []string {
	var all []string
	if f.Where != "" {
		all = append(all, f.Where)
	}
	if f.Own {
		all = append(all, reading.Own)
	}
	return all
}

// Table has a caption, a head that is repeated on every page, and rows that are
// not split. The first cell of a row names it.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]string // as many cells as columns
	Empty   string     // said in its place where it has no rows
}

// Column is a column of a table.
type Column struct {
	Head   string
	Share  int  // of the width, beside the other columns'; at least 1
	Number bool // set to the right
}

// Picture is a chart, with what it shows in words.
type Picture struct {
	Drawing Drawing
	Caption string
}

// Drawing is a chart as internal/chart draws it.
type Drawing interface {
	SVG() string
	SmallPNG() ([]byte, error) // for programs that draw no SVG
	Description() string
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (Notice) block()    {}
func (List) block()      {}
func (Facts) block()     {}
func (Finding) block()   {}
func (Table) block()     {}
func (Picture) block()   {}
