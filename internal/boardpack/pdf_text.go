package boardpack

import (
	"encoding/json"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// typed is a text for the template: a string or, where it reads from right to
// left, an array of that string.
type typed string

// MarshalJSON cleans the text, and lets long words break.
func (t typed) MarshalJSON() ([]byte, error) {
	text := breakable(showable(string(t)))
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	var err error
	if readsLeftward(text) {
		err = encoder.Encode([]string{text})
	} else {
		err = encoder.Encode(text)
	}
	return []byte(strings.TrimSuffix(b.String(), "\n")), err
}

// showable leaves out what can't be shown: controls, and marks that would turn the
// direction of all that follows. Letters and their accents become one character
// where there is one, which more fonts have.
func showable(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.Is(unicode.Co, r), unicode.Is(unicode.Bidi_Control, r), r == '\ufeff', r&0xfffe == 0xfffe:
			return -1
		}
		return r
	}, strings.Join(lines(text), "\n"))
	return norm.NFC.String(text)
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
