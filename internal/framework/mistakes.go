package framework

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Mistake is one thing that is wrong in a framework file: where it stands,
// what is wrong, and how to put it right.
type Mistake struct {
	File    string
	Line    int // from 1
	Column  int // from 1, in characters
	Problem string
	Remedy  string
}

// String is the mistake in one line, as editors and terminals understand it.
func (m Mistake) String() string {
	return fmt.Sprintf("%s:%d:%d: %s; %s", m.File, m.Line, m.Column, m.Problem, m.Remedy)
}

// Mistakes are all the mistakes of a file, in the order in which they stand in it.
type Mistakes []Mistake

// Error prints one mistake a line.
func (ms Mistakes) Error() string {
	lines := make([]string, len(ms))
	for i, m := range ms {
		lines[i] = m.String()
	}
	return strings.Join(lines, "\n")
}

// inOrder sorts by position and leaves out what is said twice.
func (ms Mistakes) inOrder() Mistakes {
	slices.SortStableFunc(ms, func(a, b Mistake) int {
		return cmp.Or(
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Problem, b.Problem),
		)
	})
	return slices.Compact(ms)
}

// quoted is what an author wrote, short enough to stand within a message.
func quoted(text string) string {
	const most = 60
	shown := []rune(text)
	if len(shown) > most {
		shown = append(shown[:most-3], []rune("...")...)
	}
	for i, r := range shown {
		if invisible(r) {
			shown[i] = '\uFFFD'
		}
	}
	return `"` + string(shown) + `"`
}

// listed reads "a, b or c".
func listed(words []string, last string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}

// counted reads "1 statement", "2 statements".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
