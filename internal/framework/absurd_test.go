package framework

import (
	"fmt"
	"strings"
	"testing"
)

// absurd is how large the absurd files are: a sixteenth of what is read at all,
// where what grows too fast already shows.
const absurd = MaxSize / 16

// An operator can name any file. What is no framework is refused, within memory
// and before the tests' own limit of time, whatever it is made of.
func TestAbsurdFilesAreRefused(t *testing.T) {
	full := func(text string) string { return strings.Repeat(text, absurd/len(text)) }
	var stairs, ids, unknown strings.Builder
	for i := range 1900 {
		fmt.Fprintf(&stairs, "%sa:\n", strings.Repeat(" ", i))
	}
	unknown.WriteString("resources:\n")
	for i := range 4000 {
		fmt.Fprintf(&ids, "  - {id: domain-number-%d, elements: []}\n", i)
		fmt.Fprintf(&unknown, "  - {title: T, domains: [domain-nummer-%d]}\n", i)
	}
	for name, text := range map[string]string{
		"open brackets":           full("["),
		"brackets":                strings.Repeat("[", absurd/2) + strings.Repeat("]", absurd/2),
		"open braces":             full("{a: "),
		"dashes":                  full("- "),
		"question marks":          full("? "),
		"anchors":                 full("&a "),
		"types":                   full("!a "),
		"stairs of keys":          stairs.String(),
		"comments":                full("# nothing\n"),
		"one long word":           "framework: " + full("word"),
		"one key again and again": full("a: b\n"),
		"many items":              "domains:\n" + full("  - a\n"),
		"many broken lines":       "domains:\n" + full("  - a: b: c\n"),
		"many unknown ids":        "domains:\n" + ids.String() + unknown.String(),
		"documents":               full("---\na: b\n"),
		"carriage returns":        full("\r"),
		"quotes":                  full(`a: "b` + "\n"),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Load("domains.yaml", []byte(text[:min(len(text), MaxSize)])); err == nil {
				t.Fatal("got no error, want mistakes")
			}
		})
	}
}
