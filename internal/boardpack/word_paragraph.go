package boardpack

import (
	"strconv"
	"strings"

	"sevenfold/internal/typeset"
)

// paragraph is one of the document, in a style of word/styles.xml.
type paragraph struct {
	style    string
	keep     bool   // on the page of what comes next
	follows  bool   // on the page of what came before, where its style begins one
	bar      bool   // the next chart stands in its place
	list     int    // the number of its list, where the style has none
	toRight  bool   // set to the right
	level    int    // of a heading that is none by its style; 0 is not one
	bookmark string // a name that the contents lead to
	runs     []run
}

// run is text of one look.
type run struct {
	text   string
	strong bool
	mark   *mark
}

// mark sets a few words off, as a label.
type mark struct{ ink, ground, edge string }

// plain is a paragraph without anything but its text.
func plain(style, text string) paragraph {
	return paragraph{style: style, runs: []run{{text: text}}}
}

// write writes the paragraph. One whose text begins with a script that is read
// from right to left is set so.
func (w *word) write(p paragraph) {
	var whole strings.Builder
	for _, r := range p.runs {
		whole.WriteString(r.text)
	}
	leftward := typeset.ReadsLeftward(whole.String())
	w.body.start("w:p")
	w.writeProperties(p, leftward)
	if p.bookmark != "" {
		w.bookmarks++
		id := strconv.Itoa(w.bookmarks)
		w.body.empty("w:bookmarkStart", "w:id", id, "w:name", p.bookmark)
		defer func() {
			w.body.empty("w:bookmarkEnd", "w:id", id)
			w.body.end("w:p")
		}()
	} else {
		defer w.body.end("w:p")
	}
	for _, r := range p.runs {
		w.body.run(r, leftward)
	}
}

// writeProperties keeps to the order that the format prescribes.
func (w *word) writeProperties(p paragraph, leftward bool) {
	w.body.start("w:pPr")
	w.body.empty("w:pStyle", "w:val", p.style)
	if p.keep {
		w.body.empty("w:keepNext")
	}
	if p.follows {
		w.body.empty("w:pageBreakBefore", "w:val", "0")
	}
	if p.list > 0 {
		w.body.start("w:numPr")
		w.body.empty("w:ilvl", "w:val", "0")
		w.body.empty("w:numId", "w:val", strconv.Itoa(p.list))
		w.body.end("w:numPr")
	}
	if leftward {
		w.writeEdge(p.style)
		w.body.empty("w:bidi")
	}
	if p.follows {
		w.body.empty("w:spacing", "w:before", "560")
	}
	if p.toRight {
		w.body.empty("w:jc", "w:val", "right")
	}
	if p.level > 0 {
		w.body.empty("w:outlineLvl", "w:val", strconv.Itoa(p.level-1))
	}
	w.body.end("w:pPr")
}

// edges are the styles that have an edge at the left, as word/styles.xml draws
// it; a paragraph that is read from right to left has it at the right.
var edges = map[string][]string{
	"Quote":  {"w:val", "single", "w:sz", "18", "w:space", "10", "w:color", "A9A2C9"},
	"Notice": {"w:val", "single", "w:sz", "48", "w:space", "10", "w:color", "B5542C"},
}

func (w *word) writeEdge(style string) {
	edge, ok := edges[style]
	if !ok {
		return
	}
	w.body.start("w:pBdr")
	w.body.empty("w:left", "w:val", "nil")
	w.body.empty("w:right", edge...)
	w.body.end("w:pBdr")
}

// run writes a text: its line ends as line breaks, each stretch in its direction.
func (m *markup) run(r run, leftward bool) {
	for i, line := range lines(r.text) {
		if i > 0 {
			m.start("w:r")
			m.empty("w:br")
			m.end("w:r")
		}
		for _, s := range stretches(line, leftward) {
			m.start("w:r")
			m.runProperties(r, s.leftward)
			for j, text := range strings.Split(s.text, "\t") {
				if j > 0 {
					m.empty("w:tab")
				}
				if text != "" {
					m.element("w:t", text, "xml:space", "preserve")
				}
			}
			m.end("w:r")
		}
	}
}

func (m *markup) runProperties(r run, leftward bool) {
	if !r.strong && r.mark == nil && !leftward {
		return
	}
	m.start("w:rPr")
	if r.strong {
		m.empty("w:rStyle", "w:val", "Strong")
	}
	if r.mark != nil {
		m.empty("w:b")
		m.empty("w:bCs")
		m.empty("w:color", "w:val", r.mark.ink)
		m.empty("w:bdr", "w:val", "single", "w:sz", "8", "w:space", "0", "w:color", r.mark.edge)
		m.empty("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", r.mark.ground)
	}
	if leftward {
		m.empty("w:rtl")
	}
	m.end("w:rPr")
}

// field writes what Word works out by itself, with what stands there until it has.
func (m *markup) field(instruction, until string) {
	m.fieldBegins(instruction)
	if until != "" {
		m.start("w:r")
		m.element("w:t", until)
		m.end("w:r")
	}
	m.fieldEnds()
}

func (m *markup) fieldBegins(instruction string) {
	m.fieldMark("begin")
	m.start("w:r")
	m.element("w:instrText", " "+instruction+" ", "xml:space", "preserve")
	m.end("w:r")
	m.fieldMark("separate")
}

func (m *markup) fieldEnds() { m.fieldMark("end") }

func (m *markup) fieldMark(kind string) {
	m.start("w:r")
	m.empty("w:fldChar", "w:fldCharType", kind)
	m.end("w:r")
}

// tab writes a tab.
func (m *markup) tab() {
	m.start("w:r")
	m.empty("w:tab")
	m.end("w:r")
}
