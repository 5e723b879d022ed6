package csvfile_test

import (
	"strings"
	"testing"

	"sevenfold/internal/csvfile"
)

func TestNoCellBecomesAFormula(t *testing.T) {
	for name, c := range map[string]struct{ cell, want string }{
		"a formula":                {"=1+1", "'=1+1"},
		"a sum":                    {"+44 20 7946 0000", "'+44 20 7946 0000"},
		"a difference":             {"-1", "'-1"},
		"a name for a function":    {"@SUM(A1)", "'@SUM(A1)"},
		"a tab before one":         {"\t=1", "'\t=1"},
		"spaces before one":        {" \u00a0=1", "' \u00a0=1"},
		"a line before one":        {"\n=1", "\"'\r\n=1\""},
		"one in wide letters":      {"＝1", "'＝1"},
		"bytes that are no UTF-8":  {"\xff=1", "\xff=1"},
		"words":                    {"Our board", "Our board"},
		"a comma":                  {"a,b", `"a,b"`},
		"a quotation mark":         {`say "so"`, `"say ""so"""`},
		"words in any script":      {"信托 🍂", "信托 🍂"},
		"several lines":            {"a\nb", "\"a\r\nb\""},
		"an apostrophe of its own": {"'tis", "'tis"},
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			w, err := csvfile.New(&b, []string{"cell"})
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Write([]string{c.cell}); err != nil {
				t.Fatal(err)
			}
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
			if got, want := b.String(), csvfile.Mark+"cell\r\n"+c.want+"\r\n"; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
