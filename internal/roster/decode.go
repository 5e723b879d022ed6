package roster

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// byteOrderMarks begin a file that says how its letters are written.
var (
	markUTF8    = []byte("\xef\xbb\xbf")
	markUTF16LE = []byte("\xff\xfe")
	markUTF16BE = []byte("\xfe\xff")
)

// workbooks begin the files of spreadsheet programs themselves: xlsx, xls.
var workbooks = [][]byte{[]byte("PK\x03\x04"), []byte("\xd0\xcf\x11\xe0")}

// decode gives the text of a file, with \n between its lines. Without a mark it
// is UTF-8 or, where it can't be, Windows-1252: what Excel writes in England.
func decode(data []byte) (string, error) {
	for _, w := range workbooks {
		if bytes.HasPrefix(data, w) {
			return "", ErrWorkbook
		}
	}
	text, err := letters(data)
	if err != nil {
		return "", err
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if strings.ContainsFunc(text, neverTyped) {
		return "", ErrNotText
	}
	if strings.TrimSpace(text) == "" {
		return "", ErrEmpty
	}
	return text, nil
}

func letters(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, markUTF16LE), bytes.HasPrefix(data, markUTF16BE):
		if len(data)%2 == 1 {
			return "", ErrCutOff
		}
		text, err := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", ErrNotText
		}
		return string(text), nil
	case bytes.HasPrefix(data, markUTF8):
		data = data[len(markUTF8):]
		if !utf8.Valid(data) {
			return "", brokenUTF8(data)
		}
		return string(data), nil
	case utf8.Valid(data):
		return string(data), nil
	case cutInUTF8(data):
		return "", ErrCutOff
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", ErrNotText
	}
	return string(text), nil
}

func brokenUTF8(data []byte) error {
	if cutInUTF8(data) {
		return ErrCutOff
	}
	return ErrNotText
}

// cutInUTF8 tells whether only the last letter of UTF-8 is broken, in a file
// that has whole ones beyond ASCII: Windows-1252 would hardly look so.
func cutInUTF8(data []byte) bool {
	for cut := 1; cut < utf8.UTFMax && cut < len(data); cut++ {
		rest := data[:len(data)-cut]
		if utf8.Valid(rest) {
			return utf8.RuneCount(rest) < len(rest) && !utf8.FullRune(data[len(rest):])
		}
	}
	return false
}

// neverTyped are the letters that no text holds. \x1a ends some old files.
func neverTyped(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' && r != '\f' && r != '\v' && r != '\x1a' ||
		r >= 0x7f && r < 0xa0 && r != 0x85 || r == utf8.RuneError
}
