package framework

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readable takes the bytes of a file to text with plain line ends. Where that
// can't be done it says why and returns false.
func (c *checker) readable(data []byte) (string, bool) {
	if len(data) > MaxSize {
		c.add(1, 1, "the file is larger than 2 MiB", "check that this is the framework file; the framework of the seven domains is a twentieth of that size")
		return "", false
	}
	if isUTF16(data) {
		c.add(1, 1, "the file is written in UTF-16", `save it as "UTF-8" in the editor that it came from`)
		return "", false
	}
	text := strings.TrimPrefix(string(data), "\uFEFF")
	if !utf8.ValidString(text) {
		line, column := firstInvalid(text)
		c.add(line, column, "a character here is not in UTF-8, and the rest of the file was not read", `save the file as "UTF-8" in the editor that it came from`)
		return "", false
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	if strings.TrimSpace(text) == "" {
		c.add(1, 1, "the file is empty", "begin with framework: and what it is called")
		return "", false
	}
	return c.withoutStrays(text), true
}

func isUTF16(data []byte) bool {
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		return true
	}
	head := data[:min(len(data), 200)]
	return len(head) >= 4 && bytes.Count(head, []byte{0})*3 >= len(head)
}

func firstInvalid(text string) (line, column int) {
	line, column = 1, 1
	for i, r := range text {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				break
			}
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	return line, column
}

// withoutStrays tells of control characters, and of tabs and wide spaces that
// indent a line, and mends them so that the rest can be read.
func (c *checker) withoutStrays(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		indent := line[:len(line)-len(strings.TrimLeftFunc(line, unicode.IsSpace))]
		if len(indent) == len(line) {
			lines[i] = ""
			continue
		}
		if at := strings.IndexFunc(indent, func(r rune) bool { return r != ' ' }); at >= 0 {
			stray := "a tab"
			if indent[at] != '\t' {
				stray = "a space of another kind"
			}
			c.add(i+1, at+1, "this line is indented with "+stray, "indent with ordinary spaces, as the lines around it")
			c.strayIndents[i+1] = true
			indent = strings.Map(func(rune) rune { return ' ' }, strings.ReplaceAll(indent, "\t", "  "))
			line = indent + strings.TrimLeftFunc(line, unicode.IsSpace)
		}
		if at := strings.IndexFunc(line, stray); at >= 0 {
			r, _ := utf8.DecodeRuneInString(line[at:])
			column := utf8.RuneCountInString(line[:at]) + 1
			c.add(i+1, column, fmt.Sprintf("an invisible control character (U+%04X) stands here", r), "delete it and type the text again around it")
			line = strings.Map(func(r rune) rune {
				if stray(r) {
					return -1
				}
				return r
			}, line)
		}
		lines[i] = line
	}
	return strings.Join(lines, "\n")
}

// stray is true of control characters, which no part of a framework file holds.
func stray(r rune) bool { return unicode.IsControl(r) && r != '\t' && r != '\n' }

// invisible is true of what a reader can't see but a program would compare.
func invisible(r rune) bool {
	if r >= ' ' && r <= '~' {
		return false
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) || r == utf8.RuneError
}
