package boardpack

import (
	"bytes"
	"fmt"
	"image"
	"image/png"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

// drawLogo makes of a logo what a Word file can hold. One that is SVG stays so,
// for the programs that draw it, beside a PNG of it for the others.
func (d Document) drawLogo() (wordPicture, error) {
	logo := wordPicture{alt: "Logo of " + d.Trust, png: d.Logo.Data}
	if d.Logo.Type == "image/svg+xml" {
		picture, err := paintLogo(d.Logo.Data)
		if err != nil {
			return wordPicture{}, err
		}
		logo.png, logo.svg = picture, d.Logo.Data
	}
	size, err := sizeOf(logo.png)
	if err != nil {
		return wordPicture{}, fmt.Errorf("read the logo: %w", err)
	}
	logo.size = size
	return logo, nil
}

// The dots of a logo’s picture: 200 to the inch, and never so many
// that a strange shape takes much memory.
const (
	logoDots     = 480
	logoDotsHigh = 960
)

// paintLogo paints an SVG as a PNG. What the painter does not know, such as
// text, is left out of the PNG; an SVG that it can't read at all gives an empty
// one of its place. The trust's name stands below the logo in any case.
func paintLogo(svg []byte) ([]byte, error) {
	picture := image.NewRGBA(image.Rect(0, 0, logoDots, logoDots/2))
	if icon, err := oksvg.ReadIconStream(bytes.NewReader(svg), oksvg.IgnoreErrorMode); err == nil && icon.ViewBox.W > 0 && icon.ViewBox.H > 0 {
		high := min(max(int(logoDots*icon.ViewBox.H/icon.ViewBox.W), 1), logoDotsHigh)
		wide := min(max(int(float64(high)*icon.ViewBox.W/icon.ViewBox.H), 1), logoDots)
		picture = image.NewRGBA(image.Rect(0, 0, wide, high))
		paintOnto(picture, icon)
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, picture); err != nil {
		return nil, fmt.Errorf("write the logo: %w", err)
	}
	return out.Bytes(), nil
}

// paintOnto paints as far as the painter gets: it may panic at paths that
// nobody foresaw, and a logo is not worth a pack.
func paintOnto(picture *image.RGBA, icon *oksvg.SvgIcon) {
	defer func() { _ = recover() }()
	wide, high := picture.Rect.Dx(), picture.Rect.Dy()
	icon.SetTarget(0, 0, float64(wide), float64(high))
	scanner := rasterx.NewScannerGV(wide, high, picture, picture.Bounds())
	icon.Draw(rasterx.NewDasher(wide, high, scanner), 1)
}
