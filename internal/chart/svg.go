package chart

import (
	"html"
	"strconv"
	"strings"
)

// svg writes a drawing as a picture for a page. Places along it are hundredths
// of its width, which is that of its parent; its text does not grow or shrink
// with it.
func (d drawing) svg(id string) string {
	var b strings.Builder
	id = html.EscapeString(id)
	write(&b, `<svg class="sf-bar" xmlns="http://www.w3.org/2000/svg" width="100%" height="26" role="img" aria-labelledby="`, id, `-title `, id, `-desc">`)
	write(&b, `<title id="`, id, `-title">`, html.EscapeString(d.title), `</title><desc id="`, id, `-desc">`, html.EscapeString(d.desc), `</desc>`)
	if d.straddles {
		d.writeMiddle(&b)
	}
	for _, s := range d.spans {
		s.write(&b)
	}
	if !d.straddles {
		d.writeMiddle(&b)
	}
	if d.side != nil {
		d.side.writeAtSide(&b)
	}
	b.WriteString("</svg>")
	return b.String()
}

func (d drawing) writeMiddle(b *strings.Builder) {
	x := place(d.middle)
	write(b, `<line x1="`, x, `" x2="`, x, `" y1="0" y2="100%" stroke="`, ink, `" stroke-width="2"/>`)
}

// write draws a span with a white edge, which keeps neighbours apart.
func (s span) write(b *strings.Builder) {
	writeBox(b, s.start, s.width, `fill="`+s.fill+`" stroke="`+white+`"`)
	if s.label != "" {
		writeLabel(b, s.start+s.width/2, textOn(s.fill), s.label)
	}
}

// writeAtSide draws what stands apart from the scale: a dashed box for all, and
// within it how many do not know.
func (s span) writeAtSide(b *strings.Builder) {
	writeBox(b, sideStart, sideWidth, `fill="`+white+`"`)
	if s.width > 0 {
		writeBox(b, s.start, s.width, `fill="`+s.fill+`"`)
	}
	writeBox(b, sideStart, sideWidth, `fill="none" stroke="`+edge+`" stroke-dasharray="3 2"`)
	writeLabel(b, sideStart+sideWidth/2, ink, s.label)
}

func writeLabel(b *strings.Builder, x float64, colour, text string) {
	write(b, `<text x="`, place(x), `" y="50%" dy="0.35em" text-anchor="middle" font-size="0.875rem" font-weight="600" fill="`, colour, `">`,
		html.EscapeString(text), `</text>`)
}

func writeBox(b *strings.Builder, start, width float64, look string) {
	write(b, `<rect x="`, place(start), `" y="6%" width="`, place(width), `" height="88%" rx="3" `, look, `/>`)
}

// write is for what is drawn dozens of times on a page, where a format would
// take longer than all else.
func write(b *strings.Builder, parts ...string) {
	for _, part := range parts {
		b.WriteString(part)
	}
}

// place writes hundredths of the width.
func place(at float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(at, 'f', 2, 64), "0"), ".") + "%"
}

// Swatch is the colour of one point of a scale, for the key beside a chart; the
// first point is 1. It is hidden from those who hear the page, for whom the
// words beside it are enough.
func Swatch(points, point int) string {
	return swatch(`<rect width="16" height="16" rx="3" fill="` + Colours(points)[point-1] + `"/>`)
}

// UnknownSwatch is the look of those who do not know, for the key.
func UnknownSwatch() string {
	return swatch(`<rect x="0.5" y="0.5" width="15" height="15" rx="3" fill="` + unknownFill + `" stroke="` + edge + `" stroke-dasharray="3 2"/>`)
}

func swatch(shape string) string {
	return `<svg class="sf-key__swatch" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">` + shape + `</svg>`
}
