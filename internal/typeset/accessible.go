package typeset

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// MarkAccessible adds to a PDF of a Press's, which is tagged as PDF/UA asks, what
// the compiler leaves out of it: the claim itself, and that viewers show the
// title rather than the name of the file.
func MarkAccessible(pdf []byte) ([]byte, error) {
	r, err := Revise(pdf)
	if err != nil {
		return nil, fmt.Errorf("mark as accessible: %w", err)
	}
	if err := r.ClaimAccessible(); err != nil {
		return nil, err
	}
	return r.PDF(), nil
}

// ClaimAccessible says in a revision what MarkAccessible says of a whole file.
func (r *Revision) ClaimAccessible() error {
	root, err := r.Object(r.Root())
	if err != nil {
		return fmt.Errorf("mark as accessible: %w", err)
	}
	named := metadataRef.FindSubmatch(root)
	if named == nil {
		return errors.New("mark as accessible: the PDF has no metadata")
	}
	number, err := strconv.Atoi(string(named[1]))
	if err != nil {
		return fmt.Errorf("mark as accessible: %w", err)
	}
	metadata, err := r.Object(number)
	if err != nil {
		return fmt.Errorf("mark as accessible: %w", err)
	}
	found := xmp.Find(metadata)
	if found == nil {
		return errors.New("mark as accessible: the PDF's metadata can't be read")
	}
	claimed := bytes.Replace(found, []byte("</rdf:RDF>"), []byte(claim), 1)
	shown := bytes.Replace(root, []byte("/ViewerPreferences <<"), []byte("/ViewerPreferences <<\n    /DisplayDocTitle true"), 1)
	if len(claimed) == len(found) || len(shown) == len(root) {
		return errors.New("mark as accessible: the PDF is not of the form that was expected")
	}
	r.Set(number, fmt.Appendf(nil, "<<\n  /Type /Metadata\n  /Subtype /XML\n  /Length %d\n>>\nstream\n%s\nendstream", len(claimed), claimed))
	r.Set(r.Root(), shown)
	return nil
}

const claim = `<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF>`

var (
	metadataRef = regexp.MustCompile(`/Metadata (\d+) 0 R`)
	xmp         = regexp.MustCompile(`(?s)<\?xpacket begin.*<\?xpacket end="[rw]"\?>`)
)
