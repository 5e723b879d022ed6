package chart

import (
	"fmt"
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
	fmt.Fprintf(&b, `<svg class="sf-bar" xmlns="http://www.w3.org/2000/svg" width="100%%" height="26" role="img" aria-labelledby="%s-title %s-desc">`, id, id)
	fmt.Fprintf(&b, `<title id="%s-title">%s</title><desc id="%s-desc">%s</desc>`, id, html.EscapeString(d.title), id, html.EscapeString(d.desc))
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
	fmt.Fprintf(b, `<line x1="%s" x2="%s" y1="0" y2="100%%" stroke="%s" stroke-width="2"/>`, x, x, ink)
}

// write draws a span with a white edge, which keeps neighbours apart.
func (s span) write(b *strings.Builder) {
	fmt.Fprintf(b, `<rect x="%s" y="6%%" width="%s" height="88%%" rx="3" fill="%s" stroke="%s"/>`, place(s.start), place(s.width), s.fill, white)
	if s.label != "" {
		writeLabel(b, s.start+s.width/2, textOn(s.fill), s.label)
	}
}

// writeAtSide draws what stands apart from the scale: a dashed box for all, and
// within it how many do not know.
func (s span) writeAtSide(b *strings.Builder) {
	const box = `<rect x="%s" y="6%%" width="%s" height="88%%" rx="3" %s/>`
	fmt.Fprintf(b, box, place(sideStart), place(sideWidth), `fill="`+white+`"`)
	if s.width > 0 {
		fmt.Fprintf(b, box, place(s.start), place(s.width), `fill="`+s.fill+`"`)
	}
	fmt.Fprintf(b, box, place(sideStart), place(sideWidth), `fill="none" stroke="`+edge+`" stroke-dasharray="3 2"`)
	writeLabel(b, sideStart+sideWidth/2, ink, s.label)
}

func writeLabel(b *strings.Builder, x float64, colour, text string) {
	fmt.Fprintf(b, `<text x="%s" y="50%%" dy="0.35em" text-anchor="middle" font-size="0.875rem" font-weight="600" fill="%s">%s</text>`,
		place(x), colour, html.EscapeString(text))
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
