package chart

// The measures of a whole picture, in pixels.
const (
	pictureWidth = 1200.0
	margin       = 36.0
	betweenRows  = 10.0
	betweenParts = 18.0
)

// plan is where things stand in a chart of bars, in pixels.
type plan struct {
	width, margin float64
	name          float64 // of the column of rows' names
	bar           float64 // how high a bar is
	between       float64 // rows
	swatch, apart float64 // how large a colour is in the key, and how far keys stand apart
	below         float64 // the key
	heading       lettering
}

// A picture of its own has a margin, and room to be made smaller. One for a paper
// is as wide as a page's text, where its letters are as large as that text.
var (
	ofItsOwn = plan{width: pictureWidth, margin: margin, name: 300, bar: 34, between: betweenRows, swatch: swatchSize, apart: keysApart, below: betweenParts, heading: headingLetters}
	onPaper  = plan{width: 800, name: 310, bar: 26, between: 6, swatch: 14, apart: 9, below: 10, heading: lettering{17, true}}
)

func (p plan) barLeft() float64 { return p.margin + p.name + 20 }

// room is how wide the place of a bar is.
func (p plan) room() float64 { return p.width - p.margin - p.barLeft() }

func (f Figure) plan() plan {
	if f.Paper {
		return onPaper
	}
	return ofItsOwn
}

// The lettering of a picture.
var (
	titleLetters   = lettering{30, true}
	headingLetters = lettering{20, true}
	textLetters    = lettering{17, false}
	labelLetters   = lettering{15, true}
)

// leading is how far lines of a lettering stand apart.
func (l lettering) leading() float64 { return l.size * 1.35 }

// sheet is a scene that is filled from its top down.
type sheet struct {
	scene
	margin float64
	y      float64 // how far it is filled
}

func newSheet(title, lead, desc string) *sheet {
	s := &sheet{scene: scene{width: pictureWidth, title: title, desc: desc}, margin: margin, y: margin}
	s.write(title, titleLetters)
	if lead != "" {
		s.write(lead, textLetters)
	}
	s.y += betweenParts
	return s
}

// write adds a text over the whole width.
func (s *sheet) write(text string, of lettering) {
	s.y = s.writeAt(text, of, point{s.margin, s.y}, s.width-2*s.margin)
}

// writeAt adds a text below a place, and gives where it ends.
func (s *sheet) writeAt(text string, of lettering, at point, width float64) float64 {
	for _, line := range lines(text, of, width) {
		s.add(words{at: point{at.x, at.y + of.size}, text: line, size: of.size, bold: of.bold, anchor: fromStart, colour: ink})
		at.y += of.leading()
	}
	return at.y
}

// done ends the sheet below what it holds.
func (s *sheet) done() *scene {
	s.height = s.y + s.margin
	return &s.scene
}

// key is one look of a picture and what it stands for.
type key struct {
	shapes []shape // drawn from the origin
	width  float64
	label  string
}

// writeKey sets the keys side by side, in as many lines as they need.
func (s *sheet) writeKey(keys []key, height, apart float64) {
	face := newFace(textLetters, 1)
	x := s.margin
	for _, k := range keys {
		width := k.width + 8 + measured(face, k.label) + apart
		if x > s.margin && x+width > s.width-s.margin {
			x = s.margin
			s.y += height + 8
		}
		for _, shape := range k.shapes {
			s.add(moved(shape, point{x, s.y}))
		}
		s.add(words{
			at: point{x + k.width + 8, s.y + height/2 + textLetters.size*0.35}, text: k.label,
			size: textLetters.size, anchor: fromStart, colour: ink,
		})
		x += width
	}
	s.y += height
}

// moved sets a shape that was drawn from the origin at its place.
func moved(s shape, by point) shape {
	to := func(at point) point { return point{at.x + by.x, at.y + by.y} }
	switch s := s.(type) {
	case box:
		s.at = to(s.at)
		return s
	case rule:
		s.from, s.to = to(s.from), to(s.to)
		return s
	case words:
		s.at = to(s.at)
		return s
	case polygon:
		corners := make([]point, len(s.corners))
		for i, at := range s.corners {
			corners[i] = to(at)
		}
		s.corners = corners
		return s
	}
	return s
}

// The measures of a key: how large a colour is, and how far keys stand apart.
const (
	swatchSize = 20.0
	keysApart  = 28.0
)

// sheet begins a picture: on paper the page says what it is of.
func (f Figure) sheet() *sheet {
	if !f.Paper {
		return newSheet(f.Title, f.Lead, f.Description())
	}
	return &sheet{scene: scene{width: onPaper.width, title: f.Title, desc: f.Description()}}
}

func (f Figure) scene() *scene {
	s := f.sheet()
	p := f.plan()
	s.writeKey(f.keys(p.swatch), p.swatch, p.apart)
	s.y += p.below
	frame := f.frame()
	frame.room = p.room()
	for _, part := range f.Parts {
		if part.Heading != "" {
			s.y += p.between
			s.write(part.Heading, p.heading)
			s.y += 4
		}
		for _, row := range part.Rows {
			s.writeRow(f.labelled(row), frame, f.measure(), p)
		}
		if part.Note != "" {
			s.write(part.Note, textLetters)
		}
	}
	return s.done()
}

func (f Figure) keys(size float64) []key {
	var keys []key
	for i, colour := range Colours(len(f.Labels)) {
		keys = append(keys, key{[]shape{box{width: size, height: size, fill: colour}}, size, f.Labels[i]})
	}
	if f.UnknownLabel != "" {
		look := box{width: size, height: size, fill: unknownFill, stroke: edge, dashed: true}
		keys = append(keys, key{[]shape{look}, size, f.UnknownLabel})
	}
	return keys
}

// writeRow adds a row: its name to the left, and its bar.
func (s *sheet) writeRow(row Row, f frame, m measure, p plan) {
	named := lines(row.Title, textLetters, p.name)
	height := max(p.bar, float64(len(named))*textLetters.leading())
	s.writeAt(row.Title, textLetters, point{p.margin, s.y + (height-float64(len(named))*textLetters.leading())/2}, p.name)
	if row.Instead != "" {
		s.writeAt(row.Instead, textLetters, point{p.barLeft(), s.y + (height-textLetters.leading())/2}, p.room())
	} else {
		s.add(draw(row, f, m).shapes(point{p.barLeft(), s.y + (height-p.bar)/2}, p)...)
	}
	s.y += height + p.between
}

// shapes are a bar in a picture, from its upper left corner.
func (d drawing) shapes(at point, p plan) []shape {
	along := func(hundredths float64) float64 { return at.x + hundredths/100*p.room() }
	inset := func(start, width float64, look box) box {
		look.at = point{along(start), at.y + 2}
		look.width, look.height = width/100*p.room(), p.bar-4
		return look
	}
	label := func(text string, middle float64, colour string) words {
		return words{point{along(middle), at.y + p.bar/2 + labelLetters.size*0.35}, text, labelLetters.size, true, fromMiddle, colour}
	}
	middle := rule{point{along(d.middle), at.y}, point{along(d.middle), at.y + p.bar}, 2, ink}
	var all []shape
	if d.straddles {
		all = append(all, middle)
	}
	for _, s := range d.spans {
		all = append(all, inset(s.start, s.width, box{fill: s.fill, stroke: white}))
		if s.label != "" {
			all = append(all, label(s.label, s.start+s.width/2, textOn(s.fill)))
		}
	}
	if !d.straddles {
		all = append(all, middle)
	}
	if d.side != nil {
		if d.side.width > 0 {
			all = append(all, inset(d.side.start, d.side.width, box{fill: unknownFill}))
		}
		all = append(all, inset(sideStart, sideWidth, box{stroke: edge, dashed: true}), label(d.side.label, sideStart+sideWidth/2, ink))
	}
	return all
}
