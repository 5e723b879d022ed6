package boardpack

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// sheetNameLength is how long Excel lets a sheet's name be, counted in UTF-16.
const sheetNameLength = 31

// nameSigns are what no sheet's name may hold, and the apostrophe, which stands
// about names where ranges are written.
var nameSigns = strings.NewReplacer("[", "(", "]", ")", ":", " ", "*", " ", "?", " ", "/", "-", `\`, "-", "'", "’", "\t", " ", "\n", " ", "\r", " ")

// sheetNames are the names that Excel takes, each once.
func sheetNames(sheets []Sheet) []string {
	taken := map[string]bool{"history": true} // Excel keeps that one for itself
	names := make([]string, len(sheets))
	for i, sheet := range sheets {
		wanted := strings.TrimSpace(nameSigns.Replace(clean(sheet.Name)))
		if wanted == "" {
			wanted = fmt.Sprintf("Sheet %d", i+1)
		}
		name := cut(wanted, sheetNameLength)
		for n := 2; taken[strings.ToLower(name)]; n++ {
			end := fmt.Sprintf(" (%d)", n)
			name = cut(wanted, sheetNameLength-len(end)) + end
		}
		taken[strings.ToLower(name)] = true
		names[i] = name
	}
	return names
}

// cut is the beginning of a text, no longer than Excel counts it.
func cut(text string, most int) string {
	length := 0
	for at, r := range text {
		length += utf16.RuneLen(r)
		if length > most {
			return text[:at]
		}
	}
	return text
}

// cellLength is how much text Excel lets a cell hold, counted in UTF-16.
const cellLength = 32767

const cutShort = " … (cut: a cell holds no more)"

// cellText is a text as a cell may hold it.
func cellText(text string) string {
	text = strings.Join(lines(text), "\n")
	if shorter := cut(text, cellLength); shorter == text {
		return text
	}
	return cut(text, cellLength-len(cutShort)) + cutShort
}

// escaped keeps a text from being read as what Excel writes for a character
// that XML has none for: _x000D_ is a return to it.
func escaped(text string) string {
	var b strings.Builder
	for at := range len(text) {
		if text[at] == '_' && isEscape(text[at:]) {
			b.WriteString("_x005F")
		}
		b.WriteByte(text[at])
	}
	return b.String()
}

func isEscape(text string) bool {
	if len(text) < 7 || text[1] != 'x' || text[6] != '_' {
		return false
	}
	return strings.Trim(text[2:6], "0123456789abcdefABCDEF") == ""
}

// printed is a text as a header or a footer may hold it, where an ampersand
// begins an instruction. Excel lets one be no longer than 255 in all.
func printed(text string, most int) string {
	text = strings.Join(lines(text), " ")
	for {
		if said := strings.ReplaceAll(text, "&", "&&"); cut(said, most) == said {
			return escaped(said)
		}
		text = cut(text, utf8.RuneCountInString(text)*3/4)
	}
}
