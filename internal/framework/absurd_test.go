package framework

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// An operator can name any file. What is no framework is refused within
// seconds and within memory, whatever it is made of.
func TestAbsurdFilesAreRefusedInTime(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	full := func(text string) string { return strings.Repeat(text, (MaxSize-100)/len(text)) }
	var stairs, ids, unknown strings.Builder
	for i := range 1900 {
		fmt.Fprintf(&stairs, "%sa:\n", strings.Repeat(" ", i))
	}
	unknown.WriteString("resources:\n")
	for i := range 20000 {
		fmt.Fprintf(&ids, "  - {id: domain-number-%d, elements: []}\n", i)
		fmt.Fprintf(&unknown, "  - {title: T, domains: [domain-nummer-%d]}\n", i)
	}
	for name, text := range map[string]string{
		"open brackets":           full("["),
		"brackets":                strings.Repeat("[", 1<<19) + strings.Repeat("]", 1<<19),
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
			begun := time.Now()
			_, err := Load("domains.yaml", []byte(text[:min(len(text), MaxSize)]))
			if err == nil {
				t.Fatal("got no error, want mistakes")
			}
			t.Logf("%d bytes, %s", len(text), time.Since(begun))
			if took := time.Since(begun); took > 20*time.Second {
				t.Errorf("got an answer after %s, want it within 20 seconds", took)
			}
		})
	}
}
