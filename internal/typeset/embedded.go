package typeset

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"sort"
	"sync"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
)

// dist is what tools/typeset.mjs makes: the compiler and the fonts, compressed.
//
//go:embed all:dist
var dist embed.FS

// Check says whether the compiler and its fonts were built into this program.
func Check() error {
	_, err := embedded("fonts.json")
	return err
}

// part is a file within the program. It is read where it lies: the fonts as a
// whole take more memory than all that a usual document needs of them.
type part interface {
	fs.File
	io.ReaderAt
}

func embedded(name string) (part, error) {
	file, err := dist.Open("dist/" + name)
	if err != nil {
		return nil, fmt.Errorf("the typesetter is not built (run make typesetter): %w", err)
	}
	return file.(part), nil
}

func unpack(packed io.Reader) ([]byte, error) { return io.ReadAll(brotli.NewReader(packed)) }

// fontFile is where a font lies in fonts.bin.
type fontFile struct {
	Name string `json:"name"`
	At   int64  `json:"at"`
	Size int64  `json:"size"`
}

// library is the fonts that there are.
type library struct {
	House   []fontFile `json:"house"`   // in which every document is set
	Reserve []fontFile `json:"reserve"` // for characters that those lack
	Has     [][3]int   `json:"has"`     // runs of characters, and the font in reserve that has them: first, last, font
	packed  io.ReaderAt
	opened  map[string][]byte
}

func openLibrary() (*library, error) {
	index, err := embedded("fonts.json")
	if err != nil {
		return nil, err
	}
	l := &library{opened: make(map[string][]byte)}
	if err := json.NewDecoder(index).Decode(l); err != nil {
		return nil, fmt.Errorf("read the index of fonts: %w", err)
	}
	l.packed, err = embedded("fonts.bin")
	return l, err
}

// reserveFor is the fonts that a document needs beside the house's, in the
// library's order. It follows from the text alone, never from what was set
// before, so that the same document always becomes the same bytes.
func (l *library) reserveFor(source Source) []int {
	needed := make(map[int]bool)
	seen := make(map[rune]bool)
	look := func(text []byte) {
		for len(text) > 0 {
			char, size := utf8.DecodeRune(text)
			text = text[size:]
			if char < utf8.RuneSelf || seen[char] {
				continue
			}
			seen[char] = true
			if font, ok := l.holder(char); ok {
				needed[font] = true
			}
		}
	}
	look([]byte(source.Main))
	for _, content := range source.Files {
		if utf8.Valid(content) {
			look(content)
		}
	}
	fonts := make([]int, 0, len(needed))
	for font := range needed {
		fonts = append(fonts, font)
	}
	sort.Ints(fonts)
	return fonts
}

// holder finds the font in reserve that has a character.
func (l *library) holder(char rune) (font int, ok bool) {
	at := sort.Search(len(l.Has), func(i int) bool { return l.Has[i][1] >= int(char) })
	if at == len(l.Has) || l.Has[at][0] > int(char) {
		return 0, false
	}
	return l.Has[at][2], true
}

// open unpacks a font. What was opened stays so.
func (l *library) open(f fontFile) ([]byte, error) {
	if font, ok := l.opened[f.Name]; ok {
		return font, nil
	}
	font, err := unpack(io.NewSectionReader(l.packed, f.At, f.Size))
	if err != nil {
		return nil, fmt.Errorf("unpack font %s: %w", f.Name, err)
	}
	l.opened[f.Name] = font
	return font, nil
}

// houseFonts and reserveFonts unpack fonts in the library's order.
func (l *library) houseFonts() ([][]byte, error) { return l.openAll(l.House) }

func (l *library) reserveFonts(numbers []int) ([][]byte, error) {
	files := make([]fontFile, len(numbers))
	for i, number := range numbers {
		files[i] = l.Reserve[number]
	}
	return l.openAll(files)
}

func (l *library) openAll(files []fontFile) ([][]byte, error) {
	fonts := make([][]byte, len(files))
	for i, file := range files {
		var err error
		if fonts[i], err = l.open(file); err != nil {
			return nil, err
		}
	}
	return fonts, nil
}

// compilerKey names this build of the compiler.
var compilerKey = sync.OnceValues(func() (string, error) {
	packed, err := embedded("compiler.wasm.br")
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, packed); err != nil {
		return "", fmt.Errorf("read the typesetter: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)[:6]), nil
})
