package framework

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func base(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/base.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func loaded(t testing.TB) *Framework {
	t.Helper()
	f, err := Load("base.yaml", base(t))
	if err != nil {
		t.Fatalf("load the base: got\n%v\nwant no mistake", err)
	}
	return f
}

// golden compares what a test made with the file that says what it should be.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
	}
}

func TestEveryBrokenFileTellsItsMistakes(t *testing.T) {
	files, err := filepath.Glob("testdata/broken/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 25 {
		t.Errorf("got %d broken files, want at least 25", len(files))
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f, err := Load("domains.yaml", data)
			var mistakes Mistakes
			if f != nil || !errors.As(err, &mistakes) {
				t.Fatalf("got framework %v and error %v, want mistakes", f, err)
			}
			golden(t, strings.TrimSuffix(file, ".yaml")+".golden", mistakes.Error()+"\n")
		})
	}
}

func TestMistakesOfManyKindsAreToldTogether(t *testing.T) {
	data, err := os.ReadFile("testdata/broken/many-kinds-together.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, err = Load("domains.yaml", data)
	told := err.Error()
	for _, want := range []string{
		`"id" of source "First Book"`, `"shrot"`, `"yes please"`, "full stop", `"inadequate", which judges`, `"aspirational"`, `"advisery"`,
		`a second statement has the id "go-hold"`, `"Last book (2024), domain 2"`, `"safegarding"`, "does not say what it takes", "runs backwards",
		`no scale "strong"`, `the key "about" stands here a second time`, "203",
	} {
		if !strings.Contains(told, want) {
			t.Errorf("got no mistake with %s, want one, in\n%s", want, told)
		}
	}
}

func TestOneBrokenStatementHidesNoMistakeElsewhere(t *testing.T) {
	data, err := os.ReadFile("testdata/broken/three-broken-statements.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, err = Load("domains.yaml", data)
	told := err.Error()
	for _, want := range []string{"domains.yaml:30:19: ", "domains.yaml:42:18: ", "domains.yaml:57:35: ", "domains.yaml:69:19: "} {
		if !strings.Contains(told, want) {
			t.Errorf("got nothing at %s, want a mistake there, in\n%s", want, told)
		}
	}
}

func TestFilesThatAreRead(t *testing.T) {
	text := string(base(t))
	for name, data := range map[string]string{
		"as it is":                      text,
		"with the line ends of Windows": strings.ReplaceAll(text, "\n", "\r\n"),
		"with a byte order mark":        "\uFEFF" + text,
		"with a line of --- before it":  "---\n" + text,
		"with comments":                 "# ours\n" + strings.ReplaceAll(text, "domains:\n  - id", "domains: # seven\n  - id"),
		"with a text over two lines":    strings.Replace(text, "board chooses a", "board chooses\n      a", 1),
		"with a text folded by >":       strings.Replace(text, "about: How the board", "about: >\n      How the\n      board", 1),
		"with no resources":             text[:strings.Index(text, "resources:")],
		"with minutes in quotes":        strings.Replace(text, "minutes: 5-10", `minutes: "5-10"`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Load("base.yaml", []byte(data))
			if err != nil {
				t.Fatalf("got\n%v\nwant no mistake", err)
			}
			if got, want := f.Domains[0].About, "How the board chooses a direction."; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestALargeFileIsRefusedBeforeItIsRead(t *testing.T) {
	_, err := Load("domains.yaml", bytes.Repeat([]byte("a: b\n"), MaxSize/5+1))
	if got, want := err.Error(), "domains.yaml:1:1: the file is larger than 2 MiB; "; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want it to begin with %q", got, want)
	}
}

func TestManyKeysInOnePlaceAreRefusedQuickly(t *testing.T) {
	var text strings.Builder
	for range MaxSize / 6 {
		text.WriteString("a: b\n")
	}
	_, err := Load("domains.yaml", []byte(text.String()))
	if err == nil || !strings.Contains(err.Error(), "too many keys") {
		t.Errorf("got %v, want a mistake about too many keys", err)
	}
}

func TestATextOfAnotherVersionCanBeParsed(t *testing.T) {
	text := string(base(t))
	for name, data := range map[string]string{
		"with a key that came later":      strings.Replace(text, "  title: A small", "  colour: blue\n  title: A small", 1),
		"with a key that has gone":        strings.Replace(text, "            aim: baseline\n", "", 1),
		"with a statement of fifty words": strings.Replace(text, "Our strategy starts", strings.Repeat("again ", 50)+"Our strategy starts", 1),
		"with an unknown tag":             strings.Replace(text, "tags: []", "tags: [gone]", 1),
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Parse([]byte(data))
			if err != nil {
				t.Fatalf("got %v, want no error", err)
			}
			if got, want := len(f.Statements()), 4; got != want {
				t.Errorf("got %d statements, want %d", got, want)
			}
			if _, ok := f.Statement("fo-safe"); !ok {
				t.Error("got no statement fo-safe, want it")
			}
		})
	}
	for name, data := range map[string]string{"empty": "", "not YAML": "a: [b", "not keys": "- a"} {
		if f, err := Parse([]byte(data)); err == nil {
			t.Errorf("parse what is %s: got %v, want an error", name, f)
		}
	}
}

func TestHashTellsTextsApart(t *testing.T) {
	if got, want := Hash([]byte("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestReadFileSaysWhatIsWrongWithAPath(t *testing.T) {
	folder := t.TempDir()
	for path, want := range map[string]string{
		filepath.Join(folder, "none.yaml"): "there is no file",
		folder:                             "is a folder",
	} {
		if _, err := ReadFile(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
	data, err := ReadFile("testdata/base.yaml")
	if err != nil || !bytes.Equal(data, base(t)) {
		t.Errorf("got %d bytes and %v, want the file", len(data), err)
	}
}

func TestAFrameworkCanBeReadByManyAtOnce(t *testing.T) {
	f := loaded(t)
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			for _, s := range f.Statements() {
				if _, ok := f.Statement(s.ID); !ok {
					t.Errorf("got no statement %s, want it", s.ID)
				}
			}
			if got := len(f.Items(f.Instruments[0])); got != 4 {
				t.Errorf("got %d items, want 4", got)
			}
		})
	}
	readers.Wait()
}

func FuzzLoad(f *testing.F) {
	f.Add(base(f))
	files, err := filepath.Glob("testdata/broken/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		loaded, err := Load("domains.yaml", data)
		var mistakes Mistakes
		switch {
		case err == nil && loaded == nil, err != nil && loaded != nil:
			t.Fatalf("got %v and %v, want one of the two", loaded, err)
		case err != nil && (!errors.As(err, &mistakes) || len(mistakes) == 0):
			t.Fatalf("got %v, want mistakes", err)
		}
		lines := bytes.Count(data, []byte("\n")) + bytes.Count(data, []byte("\r")) + 1
		for _, m := range mistakes {
			if m.Line < 1 || m.Line > lines+1 || m.Column < 1 || m.Problem == "" || m.Remedy == "" {
				t.Errorf("got %v of %d lines, want a place in the file, a problem and a remedy", m, lines)
			}
		}
		if parsed, err := Parse(data); err == nil {
			parsed.Statements()
		} else if loaded != nil {
			t.Errorf("got %v from Parse, want what Load accepts to be parsed", err)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	data, err := os.ReadFile("../../domains.yaml")
	if errors.Is(err, os.ErrNotExist) {
		b.Skip("there is no domains.yaml")
	}
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load("domains.yaml", data); err != nil {
			b.Fatal(err)
		}
	}
}
