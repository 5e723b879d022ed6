package framework

import (
	"os"
	"strings"
	"testing"
)

func TestTheExampleForAuthorsHasNoMistakes(t *testing.T) {
	page, err := os.ReadFile("../../docs/questionnaires.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, begins := strings.Cut(string(page), "```yaml\n")
	example, _, ends := strings.Cut(rest, "```")
	if !begins || !ends {
		t.Fatal("got no example, want one between ```yaml and ```")
	}
	f, err := Load("questionnaires.md", []byte(example))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Instruments) != 2 {
		t.Errorf("got %d questionnaires, want 2", len(f.Instruments))
	}
	for _, advice := range Advice("questionnaires.md", []byte(example)) {
		t.Errorf("got the advice %q, want none", advice)
	}
}
