// Package logo checks the picture that a trust sends as its logo, and writes it
// anew, so that what is kept holds a picture and nothing else.
package logo

import (
	"bytes"
	"fmt"
	"net/http"

	"sevenfold/internal/fault"
)

// Limit is the most that a file may hold, in bytes.
const Limit = 1 << 20

// The types of a logo, as browsers name them.
const (
	PNG = "image/png"
	SVG = "image/svg+xml"
)

// Logo is a picture that was checked. The zero Logo is none.
type Logo struct {
	Type string
	Data []byte
}

// The ways in which a file is no logo.
var (
	ErrEmpty    = fmt.Errorf("the file is empty: %w", fault.Invalid)
	ErrTooLarge = fmt.Errorf("the file is larger than a logo may be: %w", fault.Invalid)
	ErrPhoto    = fmt.Errorf("the file is a JPEG: %w", fault.Invalid)
	ErrOther    = fmt.Errorf("the file is neither PNG nor SVG: %w", fault.Invalid)
	ErrDamaged  = fmt.Errorf("the picture is damaged or ends in the middle: %w", fault.Invalid)
	ErrTooWide  = fmt.Errorf("the picture is wider or higher than a logo may be: %w", fault.Invalid)
	ErrNoSize   = fmt.Errorf("the drawing does not say how large it is: %w", fault.Invalid)
	ErrTooDeep  = fmt.Errorf("the drawing has too many parts: %w", fault.Invalid)
	ErrDocType  = fmt.Errorf("the drawing declares a document type: %w", fault.Invalid)
	ErrScript   = fmt.Errorf("the drawing holds a script: %w", fault.Invalid)
	ErrOutside  = fmt.Errorf("the drawing asks for something outside of it: %w", fault.Invalid)
	ErrStyle    = fmt.Errorf("the drawing's styles ask for more than a logo may: %w", fault.Invalid)
	ErrPart     = fmt.Errorf("the drawing has a part that a logo may not: %w", fault.Invalid)
)

// PartError names the part that a logo may not have: "foreignObject". It is an ErrPart.
type PartError struct{ Part string }

func (e PartError) Error() string { return fmt.Sprintf("%v: %s", ErrPart, e.Part) }

// Unwrap makes it an ErrPart.
func (e PartError) Unwrap() error { return ErrPart }

// Check takes a file for what it is, whatever its name says, and gives the
// picture written anew.
func Check(file []byte) (Logo, error) {
	switch {
	case len(file) == 0:
		return Logo{}, ErrEmpty
	case len(file) > Limit:
		return Logo{}, ErrTooLarge
	}
	var data []byte
	var err error
	kind := kindOf(file)
	switch kind {
	case PNG:
		data, err = cleanPNG(file)
	case SVG:
		data, err = cleanSVG(file)
	case "image/jpeg":
		err = ErrPhoto
	default:
		err = ErrOther
	}
	if err != nil {
		return Logo{}, err
	}
	return Logo{Type: kind, Data: data}, nil
}

// kindOf tells from how a file begins what it is.
func kindOf(file []byte) string {
	begins := bytes.TrimLeft(bytes.TrimPrefix(file, markUTF8), " \t\r\n")
	if bytes.HasPrefix(begins, []byte("<")) && rootIsSVG(begins) {
		return SVG
	}
	return http.DetectContentType(file)
}
