package boardpack

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// markAccessible adds to a PDF of Typst's, which is tagged as PDF/UA asks, what
// the compiler leaves out of it: the claim itself, and that viewers show the title rather
// than the name of the file. It appends new versions of the two objects that
// say so, as the format foresees: all that was there stays as it was.
func markAccessible(pdf []byte) ([]byte, error) {
	trailer, err := readTrailer(pdf)
	if err != nil {
		return nil, fmt.Errorf("mark as accessible: %w", err)
	}
	root, err := trailer.object(trailer.root)
	if err != nil {
		return nil, fmt.Errorf("mark as accessible: %w", err)
	}
	named := metadataRef.FindSubmatch(root)
	if named == nil {
		return nil, errors.New("mark as accessible: the PDF has no metadata")
	}
	number, err := strconv.Atoi(string(named[1]))
	if err != nil {
		return nil, fmt.Errorf("mark as accessible: %w", err)
	}
	metadata, err := trailer.object(number)
	if err != nil {
		return nil, fmt.Errorf("mark as accessible: %w", err)
	}
	found := xmp.Find(metadata)
	if found == nil {
		return nil, errors.New("mark as accessible: the PDF's metadata can't be read")
	}
	claimed := bytes.Replace(found, []byte("</rdf:RDF>"), []byte(claim), 1)
	shown := bytes.Replace(root, []byte("/ViewerPreferences <<"), []byte("/ViewerPreferences <<\n    /DisplayDocTitle true"), 1)
	if len(claimed) == len(found) || len(shown) == len(root) {
		return nil, errors.New("mark as accessible: the PDF is not of the form that was expected")
	}
	stream := fmt.Appendf(nil, "<<\n  /Type /Metadata\n  /Subtype /XML\n  /Length %d\n>>\nstream\n%s\nendstream", len(claimed), claimed)
	return trailer.appended([]version{{number, stream}, {trailer.root, shown}}), nil
}

const claim = `<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF>`

var (
	metadataRef = regexp.MustCompile(`/Metadata (\d+) 0 R`)
	xmp         = regexp.MustCompile(`(?s)<\?xpacket begin.*<\?xpacket end="[rw]"\?>`)
	// ending is how every file of Typst's ends.
	ending = regexp.MustCompile(`(?s)trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$`)
	entry0 = regexp.MustCompile(`^xref\s+0 (\d+)\r?\n`)
	rootOf = regexp.MustCompile(`/Root (\d+) 0 R`)
)

// pdfTrailer is the end of a PDF, with the table of where its objects begin.
type pdfTrailer struct {
	pdf    []byte
	words  []byte // between << and >>
	table  int    // where the table begins
	places []byte // its entries, of 20 bytes each
	root   int
}

// version is a new version of an object.
type version struct {
	number  int
	content []byte
}

func readTrailer(pdf []byte) (pdfTrailer, error) {
	unknown := errors.New("the PDF does not end as expected")
	tail := max(0, len(pdf)-2048)
	end := ending.FindSubmatch(pdf[tail:])
	if end == nil {
		return pdfTrailer{}, unknown
	}
	t := pdfTrailer{pdf: pdf, words: end[1]}
	var err error
	if t.table, err = strconv.Atoi(string(end[2])); err != nil || t.table >= len(pdf) {
		return pdfTrailer{}, unknown
	}
	head := entry0.FindSubmatch(pdf[t.table:])
	root := rootOf.FindSubmatch(t.words)
	if head == nil || root == nil {
		return pdfTrailer{}, unknown
	}
	count, err := strconv.Atoi(string(head[1]))
	from := t.table + len(head[0])
	if err != nil || count > (len(pdf)-from)/entrySize {
		return pdfTrailer{}, unknown
	}
	t.places = pdf[from : from+count*entrySize]
	t.root, err = strconv.Atoi(string(root[1]))
	return t, err
}

const entrySize = 20 // of the table

// object is what an object holds, between "obj" and "endobj".
func (t pdfTrailer) object(number int) ([]byte, error) {
	if number*entrySize >= len(t.places) {
		return nil, fmt.Errorf("the PDF has no object %d", number)
	}
	at, err := strconv.Atoi(string(t.places[number*entrySize : number*entrySize+10]))
	if err != nil || at >= len(t.pdf) {
		return nil, fmt.Errorf("find object %d of the PDF", number)
	}
	begin := fmt.Appendf(nil, "%d 0 obj", number)
	content, ok := bytes.CutPrefix(t.pdf[at:], begin)
	end := bytes.Index(content, []byte("\nendobj"))
	if !ok || end < 0 {
		return nil, fmt.Errorf("read object %d of the PDF", number)
	}
	return bytes.TrimSpace(content[:end]), nil
}

// appended is the PDF with new versions of some of its objects behind it.
func (t pdfTrailer) appended(versions []version) []byte {
	out := bytes.NewBuffer(bytes.TrimRight(bytes.Clone(t.pdf), "\r\n"))
	out.WriteByte('\n')
	var table bytes.Buffer
	for _, v := range versions {
		fmt.Fprintf(&table, "%d 1\n%010d 00000 n\r\n", v.number, out.Len())
		fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\n", v.number, v.content)
	}
	start := out.Len()
	fmt.Fprintf(out, "xref\n%strailer\n<<%s  /Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n", table.String(), t.words, t.table, start)
	return out.Bytes()
}
