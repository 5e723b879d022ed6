package boardpack

import (
	_ "embed"
	"fmt"
	"strconv"
)

// WriteWord writes a document as a Word file: with styles, headings, tables and
// lists as Word has them, so that it can be edited and pasted into the trust's
// own paper. The same document gives the same bytes.
func WriteWord(d Document) ([]byte, error) {
	charts, err := drawCharts(d)
	if err != nil {
		return nil, fmt.Errorf("write a Word file: %w", err)
	}
	w := &word{charts: charts, contents: contentsOf(d)}
	if err := w.writeDocument(d); err != nil {
		return nil, fmt.Errorf("write a Word file: %w", err)
	}
	file, err := packed(w.file(d))
	if err != nil {
		return nil, fmt.Errorf("write a Word file: %w", err)
	}
	return file, nil
}

// word is a document being written, and what its other parts must know of it.
type word struct {
	body      markup
	contents  []entry
	begun     int           // headings of the contents written
	level     int           // of the last heading
	charts    []wordPicture // of the document
	shown     int           // charts written
	pictures  []wordPicture // as the file holds them: a logo, and the charts
	bookmarks int
	lists     int // that are numbered
}

//go:embed word/styles.xml
var wordStyles string

//go:embed word/settings.xml
var wordSettings string

//go:embed word/theme.xml
var wordTheme string

// wordNames are the names that the document's elements begin with.
var wordNames = []string{
	"xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
	"xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
	"xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
	"xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main",
	"xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture",
}

func (w *word) writeDocument(d Document) error {
	m := &w.body
	m.b.WriteString(xmlHead)
	m.start("w:document", wordNames...)
	m.start("w:body")
	if err := w.writeCover(d); err != nil {
		return err
	}
	w.writeContents()
	for _, part := range d.Parts {
		w.heading("Heading1", part.Follows)
		for _, block := range part.Blocks {
			if err := w.writeBlock(block); err != nil {
				return fmt.Errorf("%s: %w", part.Title, err)
			}
		}
	}
	m.writePage()
	m.end("w:body", "w:document")
	return nil
}

// writePage says how large a page is, and what stands above and below its text.
func (m *markup) writePage() {
	m.start("w:sectPr")
	m.empty("w:headerReference", "w:type", "default", "r:id", "header")
	m.empty("w:headerReference", "w:type", "first", "r:id", "headerOfCover")
	m.empty("w:footerReference", "w:type", "default", "r:id", "footer")
	m.empty("w:footerReference", "w:type", "first", "r:id", "footerOfCover")
	m.empty("w:pgSz", "w:w", "11906", "w:h", "16838")
	m.empty("w:pgMar", "w:top", "1474", "w:right", "1134", "w:bottom", "1361", "w:left", "1134", "w:header", "624", "w:footer", "567", "w:gutter", "0")
	m.empty("w:titlePg")
	m.end("w:sectPr")
}

// bullets is the number of the one list with bullets; numbered ones follow it.
const bullets = 1

// numbering has a list for each numbered one of the document, each of which
// begins at 1.
func (w *word) numbering() string {
	var m markup
	m.b.WriteString(xmlHead)
	m.start("w:numbering", wordNames...)
	for kind, look := range [][2]string{{"bullet", "•"}, {"decimal", "%1."}} {
		m.start("w:abstractNum", "w:abstractNumId", strconv.Itoa(kind))
		m.empty("w:multiLevelType", "w:val", "singleLevel")
		m.start("w:lvl", "w:ilvl", "0")
		m.empty("w:start", "w:val", "1")
		m.empty("w:numFmt", "w:val", look[0])
		m.empty("w:lvlText", "w:val", look[1])
		m.empty("w:lvlJc", "w:val", "left")
		m.start("w:pPr")
		m.empty("w:ind", "w:left", "454", "w:hanging", "454")
		m.end("w:pPr", "w:lvl", "w:abstractNum")
	}
	for number := bullets; number <= bullets+w.lists; number++ {
		m.start("w:num", "w:numId", strconv.Itoa(number))
		if number == bullets {
			m.empty("w:abstractNumId", "w:val", "0")
		} else {
			m.empty("w:abstractNumId", "w:val", "1")
			m.start("w:lvlOverride", "w:ilvl", "0")
			m.empty("w:startOverride", "w:val", "1")
			m.end("w:lvlOverride")
		}
		m.end("w:num")
	}
	m.end("w:numbering")
	return m.String()
}
