package chart

// Strip is one bar of a figure as a picture of its own, without title, key or
// name: a paper sets it beside the text that names it.
type Strip struct{ scene *scene }

// Strips are the bars of the rows, by part. All share one middle line, and their
// lengths compare. A row that may not be shown has an empty strip.
func (f Figure) Strips() [][]Strip {
	frame := f.frame()
	frame.room = f.plan().room()
	all := make([][]Strip, len(f.Parts))
	for i, part := range f.Parts {
		all[i] = make([]Strip, len(part.Rows))
		for j, row := range part.Rows {
			if row.Instead == "" {
				all[i][j] = strip(draw(f.labelled(row), frame, f.measure()), f.plan())
			}
		}
	}
	return all
}

func strip(d drawing, p plan) Strip {
	s := &scene{width: p.room(), height: p.bar, title: d.title, desc: d.desc}
	s.add(d.shapes(point{}, p)...)
	return Strip{s}
}

// Empty reports whether there is nothing to draw.
func (s Strip) Empty() bool { return s.scene == nil }

// SVG is the strip as a picture.
func (s Strip) SVG() string { return s.scene.svg() }

// PNG is the strip as a picture.
func (s Strip) PNG() ([]byte, error) { return s.scene.png(sharp) }

// SmallPNG is the strip as a picture of half the sharpness, for a file that holds
// the SVG and must have something for programs that draw none.
func (s Strip) SmallPNG() ([]byte, error) { return s.scene.png(plain) }

// Description says the strip in words.
func (s Strip) Description() string { return s.scene.desc }
