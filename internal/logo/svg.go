package logo

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

const (
	namespace      = "http://www.w3.org/2000/svg"
	linkNamespace  = "http://www.w3.org/1999/xlink"
	spaceNamespace = "http://www.w3.org/XML/1998/namespace"
)

// What a drawing may be made of. Drawn counts what is drawn again by a part
// that refers to another: a few lines can ask for millions.
const (
	mostDeep  = 64
	mostParts = 20_000
	mostDrawn = 50_000
)

// markUTF8 may stand before a text.
var markUTF8 = []byte("\xef\xbb\xbf")

// rootIsSVG tells whether a text is a drawing. One with a mistake before its
// first part is none that we know.
func rootIsSVG(text []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := d.RawToken()
		if err != nil {
			return false
		}
		if start, ok := token.(xml.StartElement); ok {
			return start.Name.Local == "svg"
		}
	}
}

// cleaning is one drawing on its way from what was sent to what is kept.
type cleaning struct {
	in      *xml.Decoder
	out     bytes.Buffer
	open    []string // the parts that are open, the root first
	parts   int
	begun   bool            // whether the root was met
	sheet   strings.Builder // what the style sheet that is open says
	ended   bool
	drawing drawing
}

// cleanSVG reads a drawing part by part, and writes down those that a logo may
// have. What could run, or ask for anything outside of the file, is refused.
func cleanSVG(file []byte) ([]byte, error) {
	c := cleaning{in: xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(file, markUTF8))), drawing: newDrawing()}
	for {
		token, err := c.in.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, unreadable(err)
		}
		if err := c.take(token); err != nil {
			return nil, err
		}
	}
	if !c.ended {
		return nil, ErrDamaged
	}
	if err := c.drawing.check(); err != nil {
		return nil, err
	}
	if c.out.Len() > mostKept {
		return nil, ErrTooLarge
	}
	return c.out.Bytes(), nil
}

// unreadable says why XML could not be read: an entity that nobody knows was
// declared, or the text is broken.
func unreadable(err error) error {
	if strings.Contains(err.Error(), "entity") {
		return ErrDocType
	}
	return ErrDamaged
}

func (c *cleaning) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.Directive:
		return ErrDocType
	case xml.ProcInst:
		if t.Target != "xml" { // a style sheet from elsewhere
			return ErrOutside
		}
	case xml.StartElement:
		return c.start(t)
	case xml.EndElement:
		return c.end()
	case xml.CharData:
		return c.words(string(t))
	}
	return nil
}

func (c *cleaning) start(t xml.StartElement) error {
	name := t.Name.Local
	c.parts++
	switch {
	case c.ended:
		return ErrDamaged
	case c.parts > mostParts, len(c.open) >= mostDeep:
		return ErrTooDeep
	case scripts[name]: // in whatever namespace
		if name == "script" {
			return ErrScript
		}
		return PartError{name}
	case !c.begun && (name != "svg" || t.Name.Space != namespace && t.Name.Space != ""):
		return ErrOther
	case t.Name.Space != namespace && t.Name.Space != "", leftOut[name]:
		return c.skip() // a drawing program's own notes
	case name == "a":
		return ErrOutside
	case !kept[name], c.inside("style"):
		return PartError{name}
	}
	attrs, err := c.attributes(name, t.Attr)
	if err != nil {
		return err
	}
	if !c.begun {
		if err := checkExtent(attrs); err != nil {
			return err
		}
		attrs = withViewBox(attrs)
	}
	c.drawing.begin(name, attrs)
	c.write(name, attrs)
	c.open = append(c.open, name)
	c.begun = true
	return nil
}

// write writes a part's beginning. The root names what its parts belong to.
func (c *cleaning) write(name string, attrs []attribute) {
	c.out.WriteString("<" + name)
	if !c.begun {
		c.out.WriteString(` xmlns="` + namespace + `" xmlns:xlink="` + linkNamespace + `"`)
	}
	for _, a := range attrs {
		c.out.WriteString(" " + a.name + `="`)
		_ = xml.EscapeText(&c.out, []byte(a.value))
		c.out.WriteString(`"`)
	}
	c.out.WriteString(">")
}

func (c *cleaning) end() error {
	if c.inside("style") {
		text := c.sheet.String()
		c.sheet.Reset()
		if err := checkStyleSheet(text); err != nil {
			return err
		}
		c.drawing.dress(references(text))
		_ = xml.EscapeText(&c.out, []byte(text))
	}
	last := len(c.open) - 1
	c.out.WriteString("</" + c.open[last] + ">")
	c.open = c.open[:last]
	c.drawing.end()
	c.ended = last == 0
	return nil
}

// skip passes over a part and all that is in it.
func (c *cleaning) skip() error {
	if err := c.in.Skip(); err != nil {
		return unreadable(err)
	}
	return nil
}

// inside tells whether the part that is open has this name.
func (c *cleaning) inside(name string) bool {
	return len(c.open) > 0 && c.open[len(c.open)-1] == name
}

// words keeps the text of the parts that have one. A style sheet is looked at
// as a whole once it ends: a comment may stand in the middle of a word.
func (c *cleaning) words(text string) error {
	switch {
	case len(c.open) == 0:
		if strings.TrimSpace(text) != "" {
			return ErrDamaged
		}
	case c.inside("style"):
		c.sheet.WriteString(text)
	case worded[c.open[len(c.open)-1]]:
		_ = xml.EscapeText(&c.out, []byte(text))
	}
	return nil
}
