package typeset

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// Revision is a PDF of Typst's with new versions of some of its objects, and new
// objects, behind it, as the format foresees: all that was there stays as it was.
type Revision struct {
	pdf    []byte
	words  []byte // of the trailer, between << and >>
	table  int    // where the table of the objects begins
	places []byte // its entries, of 20 bytes each
	count  int    // of the objects, new ones included
	root   int
	order  []int // of what was set, in the order in which it was
	set    map[int][]byte
}

var (
	// ending is how every file of Typst's ends.
	ending = regexp.MustCompile(`(?s)trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$`)
	entry0 = regexp.MustCompile(`^xref\s+0 (\d+)\r?\n`)
	rootOf = regexp.MustCompile(`/Root (\d+) 0 R`)
	sizeOf = regexp.MustCompile(`/Size \d+`)
)

const entrySize = 20 // of the table

// Revise opens a PDF that a Press has set, and nobody has changed since.
func Revise(pdf []byte) (*Revision, error) {
	unknown := errors.New("revise a PDF: it does not end as Typst's do")
	end := ending.FindSubmatch(pdf[max(0, len(pdf)-2048):])
	if end == nil {
		return nil, unknown
	}
	r := &Revision{pdf: pdf, words: end[1], set: map[int][]byte{}}
	var err error
	if r.table, err = strconv.Atoi(string(end[2])); err != nil || r.table >= len(pdf) {
		return nil, unknown
	}
	head := entry0.FindSubmatch(pdf[r.table:])
	root := rootOf.FindSubmatch(r.words)
	if head == nil || root == nil || !sizeOf.Match(r.words) {
		return nil, unknown
	}
	r.count, err = strconv.Atoi(string(head[1]))
	from := r.table + len(head[0])
	if err != nil || r.count > (len(pdf)-from)/entrySize {
		return nil, unknown
	}
	r.places = pdf[from : from+r.count*entrySize]
	if r.root, err = strconv.Atoi(string(root[1])); err != nil {
		return nil, unknown
	}
	return r, nil
}

// Root is the number of the document's catalogue.
func (r *Revision) Root() int { return r.root }

// Objects is how many objects there are; they are numbered from 1.
func (r *Revision) Objects() int { return r.count - 1 }

// Object is what an object holds, between "obj" and "endobj", as it now stands.
func (r *Revision) Object(number int) ([]byte, error) {
	if content, ok := r.set[number]; ok {
		return content, nil
	}
	if number < 1 || (number+1)*entrySize > len(r.places) {
		return nil, fmt.Errorf("the PDF has no object %d", number)
	}
	at, err := strconv.Atoi(string(r.places[number*entrySize : number*entrySize+10]))
	if err != nil || at >= len(r.pdf) {
		return nil, fmt.Errorf("find object %d of the PDF", number)
	}
	content, ok := bytes.CutPrefix(r.pdf[at:], fmt.Appendf(nil, "%d 0 obj", number))
	end := bytes.Index(content, []byte("\nendobj"))
	if !ok || end < 0 {
		return nil, fmt.Errorf("read object %d of the PDF", number)
	}
	return bytes.TrimSpace(content[:end]), nil
}

// Set gives an object a new version.
func (r *Revision) Set(number int, content []byte) {
	if _, again := r.set[number]; !again {
		r.order = append(r.order, number)
	}
	r.set[number] = content
}

// Add makes a new object, and gives its number.
func (r *Revision) Add(content []byte) int {
	number := r.Reserve()
	r.Set(number, content)
	return number
}

// Reserve gives the number of an object that is set later: one that others name
// before it can be written.
func (r *Revision) Reserve() int {
	r.count++
	return r.count - 1
}

// PDF is the file, with what was set behind it.
func (r *Revision) PDF() []byte {
	out := bytes.NewBuffer(bytes.TrimRight(bytes.Clone(r.pdf), "\r\n"))
	out.WriteByte('\n')
	var table bytes.Buffer
	for _, number := range r.order {
		fmt.Fprintf(&table, "%d 1\n%010d 00000 n\r\n", number, out.Len())
		fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\n", number, r.set[number])
	}
	start := out.Len()
	words := sizeOf.ReplaceAll(r.words, fmt.Appendf(nil, "/Size %d", r.count))
	fmt.Fprintf(out, "xref\n%strailer\n<<%s  /Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n", table.String(), words, r.table, start)
	return out.Bytes()
}
