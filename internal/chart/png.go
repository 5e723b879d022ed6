package chart

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	over "image/draw"
	"image/png"
	"math"
	"slices"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// sharp is how many dots of a PNG lie along a pixel of its scene; of one that is
// taller than sharpUpTo it is plain, so that no picture takes much memory.
const (
	plain     = 1.0
	sharp     = 2.0
	sharpUpTo = 3000.0
)

// canvas is a scene being painted, dot by dot.
type canvas struct {
	image *image.RGBA
	scale float64      // dots along a pixel
	used  []color.RGBA // by shapes and text
	faces map[lettering]font.Face
}

// lettering is a size and weight of text.
type lettering struct {
	size float64
	bold bool
}

// png paints the scene. It fails only where the picture is too large to write.
func (s *scene) png(scale float64) ([]byte, error) {
	c := &canvas{scale: scale, faces: map[lettering]font.Face{}}
	if s.height > sharpUpTo {
		c.scale = plain
	}
	c.image = image.NewRGBA(image.Rect(0, 0, c.dots(s.width), c.dots(s.height)))
	over.Draw(c.image, c.image.Bounds(), image.White, image.Point{}, over.Src)
	for _, shape := range s.shapes {
		shape.paint(c)
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: encoding} // flat colours take hardly more room
	var picture image.Image = c.image
	if fewer := paletted(c.image, append(c.used, color.RGBA{0xff, 0xff, 0xff, 0xff})); fewer != nil {
		picture = fewer
	}
	if err := encoder.Encode(&out, picture); err != nil {
		return nil, fmt.Errorf("write the picture %q: %w", s.title, err)
	}
	return out.Bytes(), nil
}

// buffers keep what the writing of one picture needs for the next: for the
// small ones of a pack, making it anew takes longer than all else.
type buffers struct{ pool sync.Pool }

var encoding = &buffers{}

// Get gives buffers; nil has the encoder make new ones.
func (b *buffers) Get() *png.EncoderBuffer {
	kept, _ := b.pool.Get().(*png.EncoderBuffer)
	return kept
}

// Put keeps buffers for the next picture.
func (b *buffers) Put(kept *png.EncoderBuffer) { b.pool.Put(kept) }

func (c *canvas) dots(pixels float64) int { return int(math.Ceil(pixels * c.scale)) }

// fill paints an area. Only the rectangle about it is looked at.
func (c *canvas) fill(corners []point, colour string) {
	least, most := corners[0], corners[0]
	for _, at := range corners {
		least.x, least.y = min(least.x, at.x), min(least.y, at.y)
		most.x, most.y = max(most.x, at.x), max(most.y, at.y)
	}
	bounds := image.Rect(int(least.x*c.scale), int(least.y*c.scale), c.dots(most.x), c.dots(most.y)).Intersect(c.image.Bounds())
	if bounds.Empty() {
		return
	}
	raster := vector.NewRasterizer(bounds.Dx(), bounds.Dy())
	for i, at := range corners {
		x, y := float32(at.x*c.scale-float64(bounds.Min.X)), float32(at.y*c.scale-float64(bounds.Min.Y))
		if i == 0 {
			raster.MoveTo(x, y)
		} else {
			raster.LineTo(x, y)
		}
	}
	raster.ClosePath()
	raster.Draw(c.image, bounds, image.NewUniform(c.colour(colour)), image.Point{})
}

func (r box) paint(c *canvas) {
	end := point{r.at.x + r.width, r.at.y + r.height}
	corners := []point{r.at, {end.x, r.at.y}, end, {r.at.x, end.y}}
	if r.fill != "" {
		c.fill(corners, r.fill)
	}
	if r.stroke == "" {
		return
	}
	for i, from := range corners {
		c.stroke(from, corners[(i+1)%len(corners)], r)
	}
}

// dash is how long the dashes of an edge are, and the gaps between them.
const (
	dash = 4.0
	gap  = 3.0
)

// stroke paints an edge of a rectangle, a pixel wide.
func (c *canvas) stroke(from, to point, r box) {
	if !r.dashed {
		rule{from, to, 1, r.stroke}.paint(c)
		return
	}
	length := math.Hypot(to.x-from.x, to.y-from.y)
	along := func(at float64) point {
		share := min(at, length) / length
		return point{from.x + (to.x-from.x)*share, from.y + (to.y-from.y)*share}
	}
	for at := 0.0; at < length; at += dash + gap {
		rule{along(at), along(at + dash), 1, r.stroke}.paint(c)
	}
}

func (l rule) paint(c *canvas) {
	dx, dy := l.to.x-l.from.x, l.to.y-l.from.y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return
	}
	x, y := -dy/length*l.width/2, dx/length*l.width/2
	c.fill([]point{{l.from.x + x, l.from.y + y}, {l.to.x + x, l.to.y + y}, {l.to.x - x, l.to.y - y}, {l.from.x - x, l.from.y - y}}, l.colour)
}

func (p polygon) paint(c *canvas) { c.fill(p.corners, p.fill) }

func (w words) paint(c *canvas) {
	face := c.face(lettering{w.size, w.bold})
	x := w.at.x * c.scale
	if w.anchor == fromMiddle {
		x -= float64(font.MeasureString(face, w.text)) / 64 / 2
	}
	drawer := font.Drawer{
		Dst: c.image, Src: image.NewUniform(c.colour(w.colour)), Face: face,
		Dot: fixed.Point26_6{X: fixed.Int26_6(math.Round(x * 64)), Y: fixed.Int26_6(math.Round(w.at.y * c.scale * 64))},
	}
	drawer.DrawString(w.text)
}

func (c *canvas) face(of lettering) font.Face {
	if known, ok := c.faces[of]; ok {
		return known
	}
	face := newFace(of, c.scale)
	c.faces[of] = face
	return face
}

// fonts are read once: regular, and bold. They come with the program.
var fonts = sync.OnceValue(func() [2]*opentype.Font {
	var all [2]*opentype.Font
	for i, ttf := range [][]byte{goregular.TTF, gobold.TTF} {
		read, err := opentype.Parse(ttf)
		if err != nil {
			panic(err) // the font is part of the program: this can't be
		}
		all[i] = read
	}
	return all
})

func newFace(of lettering, scale float64) font.Face {
	weight := 0
	if of.bold {
		weight = 1
	}
	face, err := opentype.NewFace(fonts()[weight], &opentype.FaceOptions{Size: of.size * scale, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic(err) // only a font without a scale has no face
	}
	return face
}

// colour is a colour to paint with, which the picture keeps as it is.
func (c *canvas) colour(name string) color.RGBA {
	colour := parsed(name)
	if !slices.Contains(c.used, colour) {
		c.used = append(c.used, colour)
	}
	return colour
}

func parsed(colour string) color.RGBA {
	c := channels(colour)
	return color.RGBA{c[0], c[1], c[2], 0xff}
}
