// Package roster reads a trust's people from a file of comma-separated values,
// says what it would add, change and leave alone, and writes them to such a file.
package roster

import (
	"fmt"
	"strconv"
	"time"

	"sevenfold/internal/fault"
	"sevenfold/internal/trust"
)

// The limits of a file.
const (
	MostRows   = 10_000
	mostLetter = 200 // of a name, as people count
)

// Lifetime is how long an upload waits to be confirmed.
const Lifetime = 24 * time.Hour

// The ways in which a file as a whole can't be read.
var (
	ErrEmpty    = fmt.Errorf("nothing is in the file: %w", fault.Invalid)
	ErrNoPeople = fmt.Errorf("the file has headings and no people: %w", fault.Invalid)
	ErrWorkbook = fmt.Errorf("the file is a workbook: %w", fault.Invalid)
	ErrNotText  = fmt.Errorf("the file is not text: %w", fault.Invalid)
	ErrCutOff   = fmt.Errorf("the file ends in the middle: %w", fault.Invalid)
	ErrTooMany  = fmt.Errorf("the file has more than %d rows: %w", MostRows, fault.Invalid)
)

// The ways in which an upload can't be confirmed.
var (
	ErrUploadOver = fmt.Errorf("the upload is too old, or was given up: %w", fault.Gone)
	ErrApplied    = fmt.Errorf("the upload was saved before: %w", fault.Conflict)
	ErrMoved      = fmt.Errorf("people have changed since the preview: %w", fault.Conflict)
)

// Mistake is one cell to put right: where it is, what stands there, and what to
// put there. Column is "" where the whole row is meant.
type Mistake struct {
	Row    int // as a spreadsheet numbers it: the headings are row 1
	Column string
	Found  string
	Put    string
}

// Row is one person of a file. What its cells leave empty, it says nothing of.
type Row struct {
	Number     int
	Email      string
	Name       string
	Roles      []trust.Role
	Committees []string
	StartsOn   *time.Time
	EndsOn     *time.Time
}

// Roster is what a file says: its good rows, what has to be put right, and what
// its columns are called, for whoever has to put it right.
type Roster struct {
	Rows     []Row
	Mistakes []Mistake
	Unused   []string // headings of columns that say nothing we keep
	Headings map[Column]string
}

// Upload is a roster that waits to be confirmed.
type Upload struct {
	ID     string
	Roster Roster
}

// heading is what the file calls a column, or what we would call it.
func (r Roster) heading(c Column) string {
	if h := r.Headings[c]; h != "" {
		return h
	}
	return string(c)
}

func (r *Roster) wrong(row int, c Column, found, put string) {
	r.Mistakes = append(r.Mistakes, Mistake{row, r.heading(c), found, put})
}

// ShowDay writes a day as people in England write it: "4 March 2027".
func ShowDay(t time.Time) string {
	return strconv.Itoa(t.Day()) + " " + t.Month().String() + " " + strconv.Itoa(t.Year())
}
