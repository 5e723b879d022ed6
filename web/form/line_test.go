package form_test

import (
	"strings"
	"testing"

	"sevenfold/web/form"
)

func TestALineIsHeldToItsLimit(t *testing.T) {
	for name, c := range map[string]struct {
		line  string
		wrong string
		blank bool
	}{
		"nothing":                            {"", "", true},
		"spaces that have no width":          {"\u200b \u2060", "", true},
		"words":                              {"Board of trustees", "", false},
		"as many characters as there may be": {strings.Repeat("é", 20), "", false},
		"one more":                           {strings.Repeat("é", 21), "The title must be 20 characters or fewer: it has 21", false},
		"few characters of very many bytes":  {"a" + strings.Repeat("\u0301", 2000), "The title is too long to keep: make it shorter", false},
	} {
		f := &form.Form{}
		f.CheckLine("title", "The title", c.line, 20)
		if got := f.Message("title"); got != c.wrong {
			t.Errorf("%s: got %q, want %q", name, got, c.wrong)
		}
		if got := form.Blank(c.line); got != c.blank {
			t.Errorf("%s: got blank %v, want %v", name, got, c.blank)
		}
	}
}
