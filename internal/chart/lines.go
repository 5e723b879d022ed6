package chart

import (
	"strings"

	"golang.org/x/image/font"
)

// lines breaks a text into lines that are no wider than a number of pixels. A
// word that is wider stands on a line of its own.
func lines(text string, of lettering, width float64) []string {
	face := newFace(of, 1)
	var all []string
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimPrefix(line+" "+word, " ")
		if line != "" && measured(face, longer) > width {
			all = append(all, line)
			longer = word
		}
		line = longer
	}
	if line != "" {
		all = append(all, line)
	}
	return all
}

func measured(face font.Face, text string) float64 {
	return float64(font.MeasureString(face, text)) / 64
}
