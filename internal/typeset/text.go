package typeset

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// Text is what somebody wrote, as a template reads it: a string or, where it
// reads from right to left, an array of that string.
type Text string

// MarshalJSON cleans the text, and lets long words break.
func (t Text) MarshalJSON() ([]byte, error) {
	text := breakable(Showable(string(t)))
	if ReadsLeftward(text) {
		return json.Marshal([]string{text})
	}
	return json.Marshal(text)
}

// lineEnds are all the ways in which people's programs end a line.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// Showable leaves out what can't be shown: controls, and marks that would turn the
// direction of all that follows. Letters and their accents become one character
// where there is one, which more fonts have.
func Showable(text string) string {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "")
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Bidi_Control, r), r == '\ufeff', r&0xfffe == 0xfffe:
			return -1
		}
		return r
	}, lineEnds.Replace(text))
	return norm.NFC.String(text)
}

// ReadsLeftward reports whether a text begins with a letter of a script that is
// read from right to left, whatever stands before that letter.
func ReadsLeftward(text string) bool {
	for _, r := range text {
		properties, _ := bidi.LookupRune(r)
		switch properties.Class() {
		case bidi.R, bidi.AL:
			return true
		case bidi.L:
			return false
		}
	}
	return false
}

// longWord is how many characters a word may have before it is allowed to break
// anywhere: less than the narrowest column holds.
const longWord = 24

// breakable lets the line end within words that no line would hold.
func breakable(text string) string {
	var b strings.Builder
	for state := -1; text != ""; {
		var word string
		word, text, _, state = uniseg.FirstLineSegmentInString(text, state)
		if uniseg.GraphemeClusterCount(word) <= longWord || strings.IndexFunc(word, joined) >= 0 {
			b.WriteString(word)
			continue
		}
		for clusters := uniseg.NewGraphemes(word); clusters.Next(); {
			b.WriteString(clusters.Str())
			b.WriteRune('\u200b')
		}
	}
	return b.String()
}

// joined reports whether a letter is of a script that is written without spaces
// but broken by its words, which the typesetter knows; or whose letters join.
func joined(r rune) bool {
	return unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko)
}
