package boardpack

import (
	"fmt"
	"image"
	"strings"
	"unicode/utf8"

	"sevenfold/internal/chart"
)

// writeBlock writes what stands in a part. Pictures were drawn before.
func (w *word) writeBlock(block Block) error {
	switch b := block.(type) {
	case Heading:
		w.writeHeading(b)
	case Paragraph:
		style := "Normal"
		if b.Lead {
			style = "Lead"
		}
		w.write(plain(style, b.Text))
	case Notice:
		w.write(plain("Notice", b.Text))
	case List:
		w.writeList(b)
	case Facts:
		w.writeFacts(b.Items)
	case Finding:
		w.writeFinding(b)
	case Table:
		w.writeTable(b)
	case Picture:
		w.writePicture(b)
	default:
		return fmt.Errorf("write a %T: a Word file has no such block", block)
	}
	return nil
}

func (w *word) writeHeading(h Heading) {
	if h.Level == 2 {
		w.heading("Heading2", false)
		return
	}
	w.level = 3
	w.write(plain("Heading3", h.Text))
}

// writeList gives a numbered list a number of its own, so that it begins at 1.
func (w *word) writeList(l List) {
	p := paragraph{style: "ListBullet"}
	if l.Ordered {
		w.lists++
		p = paragraph{style: "ListNumber", list: bullets + w.lists}
	}
	for i, item := range l.Items {
		p.runs = []run{{text: item}}
		p.keep = i == 0 && len(l.Items) > 1
		w.write(p)
	}
}

func (w *word) writeFacts(facts []Fact) {
	for _, p := range factParagraphs(facts) {
		w.write(p)
	}
}

// nameLength is how many letters of a name stand beside its text.
const nameLength = 20

// factParagraphs set the names beside the texts or, where one is too long for
// that, above them.
func factParagraphs(facts []Fact) []paragraph {
	style, between := "Fact", "\t"
	for _, fact := range facts {
		if utf8.RuneCountInString(fact.Name) > nameLength {
			style, between = "Normal", "\n"
		}
	}
	all := make([]paragraph, len(facts))
	for i, fact := range facts {
		all[i] = paragraph{style: style, runs: []run{{text: fact.Name, strong: true}, {text: between}, {text: fact.Text}}}
	}
	return all
}

// keptWhole is how many bytes of text a finding or a table may have to be kept on
// one page: about a third of it. A longer finding may be parted after its reasons.
const keptWhole = 1200

// writeFinding writes the statement as a heading below the last one, so that a
// reader goes from one to the next, and then what was found of it.
func (w *word) writeFinding(f Finding) {
	all := []paragraph{{style: "Statement", level: w.level + 1, runs: []run{{text: f.Statement}}}, f.found()}
	if f.Bar != nil {
		all = append(all, paragraph{style: "Bar", bar: true})
	}
	if len(f.Reasons) > 0 {
		all = append(all, plain("Normal", strings.Join(f.Reasons, " ")))
	}
	all = append(all, factParagraphs(f.Facts)...)
	for _, note := range f.Notes {
		all = append(all, plain("Quote", note))
	}
	size := 0
	for _, p := range all {
		for _, r := range p.runs {
			size += len(r.text)
		}
	}
	for i, p := range all {
		p.keep = i < len(all)-1 && (i < 2 || p.bar || size <= keptWhole)
		if p.bar {
			w.showNext(p, image.Point{X: barWidth, Y: barHeight})
			continue
		}
		w.write(p)
	}
}

// found is the line below a statement: the finding, where it stands, whose it is,
// and how people know.
func (f Finding) found() paragraph {
	look := markOf(f.Look, f.Significant)
	p := paragraph{style: "Found", runs: []run{{text: "\u00a0" + f.Name + "\u00a0", mark: &look}}}
	beside := f.Beside()
	if f.Known != "" {
		beside = append(beside, f.Known)
	}
	if len(beside) > 0 {
		p.runs = append(p.runs, run{text: "  " + strings.Join(beside, " · ")})
	}
	return p
}

// markOf is how the name of a finding looks: in the colours of the charts for
// strengths and challenges, framed for all that is neither.
func markOf(look chart.Look, significant bool) mark {
	const dark, white, edge = "211D33", "FFFFFF", "85806F"
	colours := chart.Colours(4) // from challenge to strength
	filled := func(ink, ground string) mark {
		ground = strings.ToUpper(strings.TrimPrefix(ground, "#"))
		return mark{ink: ink, ground: ground, edge: ground}
	}
	switch {
	case look == chart.StrengthLook && significant:
		return filled(white, colours[3])
	case look == chart.StrengthLook:
		return filled(dark, colours[2])
	case look == chart.ChallengeLook && significant:
		return filled(white, colours[0])
	case look == chart.ChallengeLook:
		return filled(dark, colours[1])
	}
	return mark{ink: dark, ground: white, edge: edge}
}
