package form

import (
	"fmt"
	"strings"
	"unicode"
)

// lineBytes is what the store takes of a line: a character may be many bytes long.
const lineBytes = 4000

// Blank tells whether a line shows nothing: spaces that have no width are nothing.
func Blank(line string) bool {
	return !strings.ContainsFunc(line, func(r rune) bool { return unicode.IsPrint(r) && r != ' ' })
}

// CheckLine holds a line to its limit, counted in characters; name begins the
// sentence that says what is wrong with it.
func (f *Form) CheckLine(field, name, line string, limit int) {
	length := Length(line)
	switch {
	case length > limit:
		f.Wrong(field, fmt.Sprintf("%s must be %d characters or fewer: it has %d", name, limit, length))
	case len(line) > lineBytes:
		f.Wrong(field, name+" is too long to keep: make it shorter")
	}
}
