package boardpack

import (
	"fmt"

	"sevenfold/internal/typeset"
)

// entry is a line of the contents.
type entry struct {
	level    int
	text     string
	bookmark string
}

// onePage is how many lines the contents may have: with more of them, they
// hold the parts only.
const onePage = 45

// contentsDepth is how many levels of headings the contents hold.
func contentsDepth(all []entry) int {
	if len(all) > onePage {
		return 1
	}
	return 2
}

// contentsOf are the titles of the parts and the headings below them, in order.
func contentsOf(d Document) []entry {
	var all []entry
	add := func(level int, text string) {
		all = append(all, entry{level, text, fmt.Sprintf("_Toc%06d", len(all)+1)})
	}
	for _, part := range d.Parts {
		add(1, part.Title)
		for _, block := range part.Blocks {
			if h, ok := block.(Heading); ok && h.Level == 2 {
				add(2, h.Text)
			}
		}
	}
	return all
}

// writeContents writes the contents as a field that Word can update, already
// filled. The numbers of pages are not known before Word has laid them out: each
// is a field of its own, empty until then. Word fills it when the document is
// printed, saved as PDF or updated. It would do so at once if the field were
// marked as out of date, but then it first asks every reader whether it may.
func (w *word) writeContents() {
	if len(w.contents) == 0 {
		return
	}
	m := &w.body
	m.start("w:sdt")
	m.start("w:sdtPr")
	m.start("w:docPartObj")
	m.empty("w:docPartGallery", "w:val", "Table of Contents")
	m.empty("w:docPartUnique")
	m.end("w:docPartObj", "w:sdtPr")
	m.start("w:sdtContent")
	w.write(plain("TOCHeading", "Contents"))
	depth, begun := contentsDepth(w.contents), false
	for _, e := range w.contents {
		if e.level > depth {
			continue
		}
		leftward := typeset.ReadsLeftward(e.text)
		m.start("w:p")
		w.writeProperties(paragraph{style: fmt.Sprintf("TOC%d", e.level), keep: e.level < depth}, leftward)
		if !begun {
			m.fieldBegins(fmt.Sprintf(`TOC \o "1-%d" \h \z`, depth))
			begun = true
		}
		m.start("w:hyperlink", "w:anchor", e.bookmark, "w:history", "1")
		m.run(run{text: e.text}, leftward)
		m.tab()
		m.field("PAGEREF "+e.bookmark+` \h`, "")
		m.end("w:hyperlink")
		m.end("w:p")
	}
	m.start("w:p")
	m.fieldEnds()
	m.end("w:p")
	m.end("w:sdtContent", "w:sdt")
}

// heading writes the next of the headings that the contents hold.
func (w *word) heading(style string, follows bool) {
	e := w.contents[w.begun]
	w.begun++
	w.level = e.level
	w.write(paragraph{style: style, follows: follows, bookmark: e.bookmark, runs: []run{{text: e.text}}})
}
