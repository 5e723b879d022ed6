package paper_test

import (
	"errors"
	"testing"

	"sevenfold/internal/audit"
	"sevenfold/internal/paper"
)

func TestWhatIsTypedIsReadByItsKeys(t *testing.T) {
	for _, c := range []struct {
		name, instrument, typed string
		want                    audit.Answer
		keys                    string
	}{
		{"nothing", "seven-domains", "", audit.Answer{}, "-"},
		{"a line for nothing", "seven-domains", " - ", audit.Answer{}, "-"},
		{"a place", "seven-domains", "3", audit.Answer{Position: 3}, "3"},
		{"a place and a way of knowing", "seven-domains", "3b2", audit.Answer{Position: 3, Basis: "seen"}, "3 b2"},
		{"with a space, and capitals", "seven-domains", " 4 B1 ", audit.Answer{Position: 4, Basis: "independently-checked"}, "4 b1"},
		{"not knowing", "seven-domains", "?", audit.Answer{Escape: audit.Unknown}, "?"},
		{"apart", "seven-domains", "X", audit.Answer{Escape: audit.Apart}, "x"},
		{"a place of a longer scale", "rapid-audit", "5", audit.Answer{Position: 5}, "5"},
	} {
		q := questionnaire(t, c.instrument)
		got, err := paper.ReadTyped(q, c.typed)
		if err != nil || got != c.want {
			t.Errorf("%s: got %+v, %v, want %+v", c.name, got, err, c.want)
		}
		if keys := paper.Keys(q, got); keys != c.keys {
			t.Errorf("%s: got the keys %q, want %q", c.name, keys, c.keys)
		}
	}
	for name, typed := range map[string][2]string{
		"a place beyond the scale":           {"seven-domains", "5"},
		"nought":                             {"seven-domains", "0"},
		"two places":                         {"seven-domains", "34"},
		"a way of knowing alone":             {"seven-domains", "b1"},
		"a way of knowing of not knowing":    {"seven-domains", "?b1"},
		"a way of knowing that is not one":   {"seven-domains", "3b5"},
		"not knowing, where nobody is asked": {"rapid-audit", "?"},
		"a way of knowing that is not asked": {"rapid-audit", "3b1"},
		"a word":                             {"seven-domains", "strength"},
	} {
		if _, err := paper.ReadTyped(questionnaire(t, typed[0]), typed[1]); !errors.Is(err, paper.ErrNotAKey) {
			t.Errorf("%s: got %v, want it refused", name, err)
		}
	}
}
