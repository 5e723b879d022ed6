package boardpack

import "golang.org/x/text/unicode/bidi"

// stretch is a part of a text that is read in one direction.
type stretch struct {
	text     string
	leftward bool
}

// direction is that of a letter; digits, spaces and most signs have none.
func direction(r rune) (leftward, strong bool) {
	properties, _ := bidi.LookupRune(r)
	switch properties.Class() {
	case bidi.R, bidi.AL:
		return true, true
	case bidi.L:
		return false, true
	default:
		return false, false
	}
}

// stretches divides a text of a paragraph by direction. What has none of its
// own goes with the letters about it or, between letters of both directions,
// with the paragraph.
func stretches(text string, leftward bool) []stretch {
	var all []stretch
	current, from, open := leftward, 0, 0 // open: where what has no direction began
	turn := func(at int, to bool) {
		if at > from {
			all = append(all, stretch{text[from:at], current})
		}
		current, from = to, at
	}
	for at, r := range text {
		now, strong := direction(r)
		if !strong {
			continue
		}
		switch {
		case now == current:
		case current == leftward:
			turn(at, now)
		default:
			turn(open, now)
		}
		open = at + len(string(r))
	}
	if current != leftward {
		turn(open, leftward)
	}
	turn(len(text), leftward)
	return all
}
