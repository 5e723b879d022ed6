package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// The ends of the colours: from dark to light purple on the side of challenge,
// from light to dark teal on that of strength. They hold in greyscale and for
// colour-blind readers: the darker, the further from the middle line.
var (
	challengeDark, challengeLight = rgb{0x6a, 0x2a, 0x72}, rgb{0xbd, 0x97, 0xc7}
	strengthLight, strengthDark   = rgb{0x83, 0xbd, 0xb5}, rgb{0x0d, 0x68, 0x64}
)

const (
	betweenFill = "#d8d2df" // the middle point of an odd scale
	unknownFill = "#cfcabf"
	ink         = "#211d33"
	edge        = "#85806f" // of what stands apart from the scale
	white       = "#ffffff"
)

type rgb [3]float64

func (c rgb) String() string {
	return fmt.Sprintf("#%02x%02x%02x", int(math.Round(c[0])), int(math.Round(c[1])), int(math.Round(c[2])))
}

// towards is the colour that lies a share of the way from c to another.
func (c rgb) towards(other rgb, share float64) rgb {
	for i := range c {
		c[i] += (other[i] - c[i]) * share
	}
	return c
}

// Colours gives each of a scale's points its colour, from challenge to strength.
func Colours(points int) []string {
	colours := make([]string, points)
	half := points / 2
	for i := range half {
		share := 0.0
		if half > 1 {
			share = float64(i) / float64(half-1)
		}
		colours[i] = challengeDark.towards(challengeLight, share).String()
		colours[points-1-i] = strengthDark.towards(strengthLight, share).String()
	}
	if points%2 == 1 {
		colours[half] = betweenFill
	}
	return colours
}

// textOn is the colour of text on a fill: whichever of ink and white stands out more.
func textOn(fill string) string {
	if contrast(fill, white) > contrast(fill, ink) {
		return white
	}
	return ink
}

// contrast is the contrast ratio of WCAG 2.2 between two colours, from 1 to 21.
func contrast(a, b string) float64 {
	lighter, darker := luminance(a), luminance(b)
	if lighter < darker {
		lighter, darker = darker, lighter
	}
	return (lighter + 0.05) / (darker + 0.05)
}

func luminance(colour string) float64 {
	parts := channels(colour)
	sum := 0.0
	for i, weight := range [3]float64{0.2126, 0.7152, 0.0722} {
		channel := float64(parts[i]) / 255
		if channel <= 0.04045 {
			channel /= 12.92
		} else {
			channel = math.Pow((channel+0.055)/1.055, 2.4)
		}
		sum += weight * channel
	}
	return sum
}

// channels are the red, green and blue of a colour such as "#6a2a72".
func channels(colour string) [3]uint8 {
	all, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 24)
	if len(colour) != len("#rrggbb") || err != nil {
		panic("chart: " + colour + " is no colour")
	}
	return [3]uint8{uint8(all >> 16), uint8(all >> 8), uint8(all)}
}
