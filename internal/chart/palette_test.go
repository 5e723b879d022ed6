package chart

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

func TestAPictureWithFewerColoursKeepsThoseOfItsShapes(t *testing.T) {
	picture, err := sideBySide().PNG()
	if err != nil {
		t.Fatal(err)
	}
	read, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	fewer, ok := read.(*image.Paletted)
	if !ok {
		t.Fatalf("got %T, want a picture with a palette", read)
	}
	for _, name := range append(Colours(4), white, ink, unknownFill, edge) {
		want := parsed(name)
		if got := fewer.Palette.Convert(want); got != color.Color(want) {
			t.Errorf("got %v, want %v, which is %s", got, want, name)
		}
	}
}

func TestAPictureWithTooManyColoursKeepsThemAll(t *testing.T) {
	painted := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for y := range 64 {
		for x := range 64 {
			painted.SetRGBA(x, y, color.RGBA{uint8(x * 4), uint8(y * 4), uint8(x * y), 0xff})
		}
	}
	if got := paletted(painted, nil); got != nil {
		t.Errorf("got %d colours, want none", len(got.Palette))
	}
	alike := []color.RGBA{{0x10, 0x10, 0x10, 0xff}, {0x11, 0x10, 0x10, 0xff}}
	if got := paletted(image.NewRGBA(image.Rect(0, 0, 2, 2)), alike); got != nil {
		t.Error("two colours that are much alike: got them as one, want them apart")
	}
}
