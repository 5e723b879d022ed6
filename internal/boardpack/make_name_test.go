package boardpack_test

import (
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"sevenfold/internal/boardpack"
)

func number(t testing.TB, text string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestFileNames(t *testing.T) {
	for name, test := range map[string]struct{ trust, round, want string }{
		"plain words":                      {"Example Learning Trust", "Autumn 2026 audit", "Example Learning Trust, Autumn 2026 audit, board pack.pdf"},
		"an apostrophe and an ampersand":   {"St Mary’s & St John's", "Spring", "St Mary’s & St John's, Spring, board pack.pdf"},
		"other scripts":                    {"學校信託", "الخريف", "學校信託, الخريف, board pack.pdf"},
		"combining marks":                  {"E\u0301cole", "R", "E\u0301cole, R, board pack.pdf"},
		"a path":                           {"../../etc/passwd", `C:\Windows\x`, "etc passwd, C Windows x, board pack.pdf"},
		"a formula":                        {`=HYPERLINK("http://x")`, "+1-2", "HYPERLINK http x, 1-2, board pack.pdf"},
		"an emoji":                         {"Sun 🌞👩🏽‍🏫 Trust", "R", "Sun Trust, R, board pack.pdf"},
		"marks of direction":               {"a\u202egnp.exe", "\u200fR\u2066", "agnp exe, R, board pack.pdf"},
		"control characters":               {"a\x00b\r\nc", "R\t", "a b c, R, board pack.pdf"},
		"a name that Windows keeps":        {"CON", "NUL.txt", "CON, NUL txt, board pack.pdf"},
		"dots and spaces at the end":       {"Trust. . ", "R...", "Trust, R, board pack.pdf"},
		"nothing that stands":              {"///", "🎓", "board pack.pdf"},
		"a hidden file":                    {".htaccess", "-rf", "htaccess, rf, board pack.pdf"},
		"quotation marks and angle quotes": {`"Big" <Trust>|*?`, "R", "Big Trust, R, board pack.pdf"},
	} {
		t.Run(name, func(t *testing.T) {
			m := boardpack.Material{Trust: test.trust}
			m.Round.Title = test.round
			if got := boardpack.FileName(m, boardpack.Choice{}, boardpack.PDF); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestFileNamesAreShortAndWhole(t *testing.T) {
	for name, text := range map[string]string{
		"long words": strings.Repeat("Trust ", 200), "long in three bytes": strings.Repeat("學", 300), "marks without end": "a" + strings.Repeat("\u0301", 3000),
	} {
		m := boardpack.Material{Trust: "short"}
		m.Round.Title = text
		got := boardpack.FileName(m, boardpack.Choice{Trust: text}, boardpack.Word)
		if len(got) > 255 || !utf8.ValidString(got) || !strings.HasSuffix(got, "board pack.docx") || strings.ContainsFunc(got, unicode.IsControl) {
			t.Errorf("%s: got %q of %d bytes, want at most 255 and its end", name, got, len(got))
		}
	}
	in := index(t)
	if got, want := in.FileName(boardpack.Excel), "Example Learning Trust, 2026-11-24, evidence index.xlsx"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
