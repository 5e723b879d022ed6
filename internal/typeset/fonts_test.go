package typeset

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

// scripts are some words in each script that people write their names and notes in.
var scripts = map[string]string{
	"Greek": "Ελληνικά", "Cyrillic": "Русский", "Armenian": "Հայերեն", "Georgian": "ქართული", "Hebrew": "עברית", "Arabic": "العربية",
	"Urdu": "اردو گھر", "Syriac": "ܣܘܪܝܝܐ", "Thaana": "ދިވެހި", "N'Ko": "ߒߞߏ", "Adlam": "𞤀𞤣𞤤𞤢𞤥", "Ethiopic": "አማርኛ", "Tifinagh": "ⵜⵉⴼⵉⵏⴰⵖ",
	"Vai": "ꕙꔤ", "Bamum": "ꚠꛌ", "Devanagari": "हिन्दी", "Bengali": "বাংলা", "Gurmukhi": "ਪੰਜਾਬੀ", "Gujarati": "ગુજરાતી", "Oriya": "ଓଡ଼ିଆ", "Tamil": "தமிழ்",
	"Telugu": "తెలుగు", "Kannada": "ಕನ್ನಡ", "Malayalam": "മലയാളം", "Sinhala": "සිංහල", "Ol Chiki": "ᱥᱟᱱᱛᱟᱲᱤ", "Thai": "ภาษาไทย", "Lao": "ພາສາລາວ",
	"Khmer": "ភាសាខ្មែរ", "Myanmar": "မြန်မာ", "Tibetan": "བོད་ཡིག", "Mongolian": "ᠮᠣᠩᠭᠣᠯ", "Balinese": "ᬩᬮᬶ", "Javanese": "ꦗꦮ", "Sundanese": "ᮞᮥᮔ᮪ᮓ",
	"Cham": "ꨌꩌ", "Lisu": "ꓡꓲ‐ꓢꓴ", "Yi": "ꆈꌠꉙ", "Cherokee": "ᏣᎳᎩ", "Canadian Aboriginal": "ᐃᓄᒃᑎᑐᑦ", "Chinese": "简体中文繁體", "Japanese": "ひらがなカタカナ漢字",
	"Korean": "한국어", "Bopomofo": "ㄅㄆㄇ", "emoji": "😀🎓❤👩🏽‍🏫🇬🇧", "symbols": "→✓☐★♿①½∑≤", "Meetei Mayek": "ꯃꯤꯇꯩ", "Chakma": "𑄌𑄋𑄴𑄟", "Braille": "⠃⠗",
	"marks": "x̌ e̱ ŋ̄", "Vietnamese": "Nguyễn",
}

func TestThereIsAFontForEveryScript(t *testing.T) {
	l, err := openLibrary()
	if err != nil {
		t.Fatal(err)
	}
	p := newTestPress(t, asIs)
	for name, words := range scripts {
		t.Run(name, func(t *testing.T) {
			for _, letter := range words {
				if _, held := l.holder(letter); !held && unicode.IsLetter(letter) && !unicode.Is(unicode.Latin, letter) {
					t.Errorf("got no font for %q of %s", letter, words)
				}
			}
			setWell(t, p, "#set text(font: \"Atkinson Hyperlegible Next\")\n"+words)
		})
	}
}

func TestPlainEnglishNeedsTheHousesFontsOnly(t *testing.T) {
	l, err := openLibrary()
	if err != nil {
		t.Fatal(err)
	}
	if got := l.reserveFor(Source{Main: "A board’s “own” words – 4½ of £5, café, Łódź…"}); len(got) > 0 {
		t.Errorf("got fonts %v, want none", got)
	}
}

func TestTheFontsFollowFromTheTextAlone(t *testing.T) {
	l, err := openLibrary()
	if err != nil {
		t.Fatal(err)
	}
	words := make([]string, 0, len(scripts))
	for _, w := range scripts {
		words = append(words, w)
	}
	slices.Sort(words)
	forward := l.reserveFor(Source{Main: strings.Join(words, " ")})
	slices.Reverse(words)
	files := make(map[string][]byte)
	for _, w := range words {
		files["/"+w] = []byte(w)
	}
	if backward := l.reserveFor(Source{Files: files}); !slices.Equal(forward, backward) {
		t.Errorf("got %v, want %v", backward, forward)
	}
}
