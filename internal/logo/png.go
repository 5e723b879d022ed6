package logo

import (
	"bytes"
	"image"
	_ "image/jpeg" // a drawing may hold one
	"image/png"
)

// What a picture may measure, in pixels. It is looked at before the picture is
// unpacked: a small file may claim to be a large one.
const (
	mostPixelsAcross = 4000
	mostPixels       = 6_000_000
)

// cleanPNG unpacks a picture and packs it again: words, places and whatever
// else stood in the file beside it are gone.
func cleanPNG(file []byte) ([]byte, error) {
	if err := checkSize(file); err != nil {
		return nil, err
	}
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, ErrDamaged
	}
	var b bytes.Buffer
	packed := png.Encoder{CompressionLevel: png.BestCompression}
	if err := packed.Encode(&b, picture); err != nil {
		return nil, ErrDamaged
	}
	if b.Len() > mostKept {
		return nil, ErrTooLarge
	}
	return b.Bytes(), nil
}

// mostKept is what a picture written anew may hold, in bytes: it may have been
// packed better than we pack.
const mostKept = 4 << 20

func checkSize(picture []byte) error {
	config, _, err := image.DecodeConfig(bytes.NewReader(picture))
	switch {
	case err != nil:
		return ErrDamaged
	case config.Width < 1 || config.Height < 1:
		return ErrDamaged
	case config.Width > mostPixelsAcross || config.Height > mostPixelsAcross || config.Width*config.Height > mostPixels:
		return ErrTooWide
	}
	return nil
}
