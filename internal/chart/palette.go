package chart

import (
	"image"
	"image/color"
)

// paletted gives a painted picture with at most 256 colours, which takes a
// quarter of the time and half of the room to write. The colours of shapes stay
// exactly as they are; only the blends along their edges are drawn together.
// It is nil where even so there are too many, or two of shapes are too much alike.
func paletted(painted *image.RGBA, exact []color.RGBA) *image.Paletted {
	p := palette{all: make(color.Palette, 0, 256)}
	for _, colour := range exact {
		if place := p.add(colour); place == 0 || p.all[place-1] != colour {
			return nil
		}
	}
	out := image.NewPaletted(painted.Rect, nil)
	last, index := -1, uint8(0)
	for at := range out.Pix {
		dot := painted.Pix[at*4 : at*4+3 : at*4+3]
		if packed := int(dot[0])<<16 | int(dot[1])<<8 | int(dot[2]); packed != last {
			known := p.known[bucket(dot[0], dot[1], dot[2])]
			if known == 0 {
				if len(p.all) == cap(p.all) {
					return nil
				}
				known = p.add(color.RGBA{dot[0], dot[1], dot[2], 0xff})
			}
			last, index = packed, uint8(known-1)
		}
		out.Pix[at] = index
	}
	out.Palette = p.all
	return out
}

// palette holds a colour for each bucket of colours that were met.
type palette struct {
	known [1 << 12]uint16 // one more than the place in all; 0 is none
	all   color.Palette
}

// bucket holds the colours that differ in the lower half of their channels only.
func bucket(r, g, b uint8) int { return int(r>>4)<<8 | int(g>>4)<<4 | int(b>>4) }

func (p *palette) add(colour color.RGBA) uint16 {
	place := &p.known[bucket(colour.R, colour.G, colour.B)]
	if *place == 0 && len(p.all) < cap(p.all) {
		p.all = append(p.all, colour)
		*place = uint16(len(p.all))
	}
	return *place
}
