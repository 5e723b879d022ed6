package chart

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// A scene is a whole picture, to be kept or pasted: shapes at places in pixels,
// written as SVG or as PNG.
type scene struct {
	width, height float64
	title, desc   string
	shapes        []shape
}

// shape is a rectangle, a line, a polygon or a line of text.
type shape interface {
	writeSVG(b *strings.Builder)
	paint(c *canvas)
}

type point struct{ x, y float64 }

type box struct {
	at            point
	width, height float64
	fill, stroke  string // empty for none
	dashed        bool
}

type rule struct {
	from, to point
	width    float64
	colour   string
}

type polygon struct {
	corners []point
	fill    string
}

// words are one line of text; at is the start, middle or end of its baseline.
type words struct {
	at     point
	text   string
	size   float64
	bold   bool
	anchor anchor
	colour string
}

type anchor string

const (
	fromStart  anchor = "start"
	fromMiddle anchor = "middle"
)

func (s *scene) add(shapes ...shape) { s.shapes = append(s.shapes, shapes...) }

// svg writes the scene as a picture of its own, that scales with its place.
func (s *scene) svg() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img" font-family="Helvetica, Arial, sans-serif">`,
		pixels(s.width), pixels(s.height), pixels(s.width), pixels(s.height))
	fmt.Fprintf(&b, `<title>%s</title><desc>%s</desc>`, html.EscapeString(s.title), html.EscapeString(s.desc))
	box{width: s.width, height: s.height, fill: white}.writeSVG(&b)
	for _, shape := range s.shapes {
		shape.writeSVG(&b)
	}
	b.WriteString("</svg>")
	return b.String()
}

func (r box) writeSVG(b *strings.Builder) {
	fill := r.fill
	if fill == "" {
		fill = "none"
	}
	fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"`, pixels(r.at.x), pixels(r.at.y), pixels(r.width), pixels(r.height), fill)
	if r.stroke != "" {
		fmt.Fprintf(b, ` stroke="%s"`, r.stroke)
	}
	if r.dashed {
		b.WriteString(` stroke-dasharray="4 3"`)
	}
	b.WriteString("/>")
}

func (l rule) writeSVG(b *strings.Builder) {
	fmt.Fprintf(b, `<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="%s"/>`,
		pixels(l.from.x), pixels(l.from.y), pixels(l.to.x), pixels(l.to.y), l.colour, pixels(l.width))
}

func (p polygon) writeSVG(b *strings.Builder) {
	corners := make([]string, len(p.corners))
	for i, at := range p.corners {
		corners[i] = pixels(at.x) + "," + pixels(at.y)
	}
	fmt.Fprintf(b, `<polygon points="%s" fill="%s"/>`, strings.Join(corners, " "), p.fill)
}

func (w words) writeSVG(b *strings.Builder) {
	weight := ""
	if w.bold {
		weight = ` font-weight="600"`
	}
	fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s"%s text-anchor="%s" fill="%s">%s</text>`,
		pixels(w.at.x), pixels(w.at.y), pixels(w.size), weight, w.anchor, w.colour, html.EscapeString(w.text))
}

// pixels writes a place to a tenth of a pixel.
func pixels(at float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(at, 'f', 1, 64), ".0")
}
