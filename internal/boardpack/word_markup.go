package boardpack

import (
	"encoding/xml"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markup is XML being written. What somebody typed gets into it by text and by
// attributes alone, and both escape it.
type markup struct{ b strings.Builder }

// start opens an element. Attributes are names and values by turns.
func (m *markup) start(name string, attributes ...string) {
	m.open(name, attributes)
	m.b.WriteByte('>')
}

// empty writes an element that holds nothing.
func (m *markup) empty(name string, attributes ...string) {
	m.open(name, attributes)
	m.b.WriteString("/>")
}

func (m *markup) open(name string, attributes []string) {
	m.b.WriteByte('<')
	m.b.WriteString(name)
	for i := 0; i < len(attributes); i += 2 {
		m.b.WriteByte(' ')
		m.b.WriteString(attributes[i])
		m.b.WriteString(`="`)
		m.text(attributes[i+1])
		m.b.WriteByte('"')
	}
}

// end closes elements, the innermost first.
func (m *markup) end(names ...string) {
	for _, name := range names {
		m.b.WriteString("</")
		m.b.WriteString(name)
		m.b.WriteByte('>')
	}
}

// element writes one that holds text only.
func (m *markup) element(name, text string, attributes ...string) {
	m.start(name, attributes...)
	m.text(text)
	m.end(name)
}

func (m *markup) text(text string) {
	// A strings.Builder never refuses anything.
	_ = xml.EscapeText(&m.b, []byte(clean(text)))
}

func (m *markup) String() string { return m.b.String() }

// xmlHead begins every part of an Office file.
const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// clean takes out what no XML may hold, and other control characters. Tabs and
// line ends stay.
func clean(text string) string {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "")
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r':
			return r
		case unicode.IsControl(r), r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, text)
}

// lineEnds are all the ways in which people's programs end a line.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// lines are the lines of a text, without what no file may hold.
func lines(text string) []string {
	return strings.Split(clean(lineEnds.Replace(text)), "\n")
}
