package archive_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/archive"
)

var noon = time.Date(2027, time.March, 4, 12, 0, 0, 0, time.UTC)

func TestARowStandsInItsTable(t *testing.T) {
	for name, c := range map[string]struct {
		cells []any
		want  string // "" where the row is refused
	}{
		"words and numbers":          {[]any{"a", int32(7)}, "a,7\r\n"},
		"yes, and nothing":           {[]any{true, nil}, "yes,\r\n"},
		"a time, in UTC":             {[]any{noon.In(time.FixedZone("", 3600)), int64(-1)}, "2027-03-04T12:00:00Z,'-1\r\n"},
		"too few cells":              {[]any{"a"}, ""},
		"too many":                   {[]any{"a", "b", "c"}, ""},
		"what no cell can hold":      {[]any{"a", []byte("b")}, ""},
		"what would be a formula":    {[]any{"=1", "@x"}, "'=1,'@x\r\n"},
		"what would break the table": {[]any{"a\"\n,b", "信托"}, "\"a\"\"\r\n,b\",信托\r\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var file bytes.Buffer
			a, err := archive.New(&file, "Example", noon)
			if err != nil {
				t.Fatal(err)
			}
			err = a.Rows(archive.Committees, func(write archive.Row) error { return write(c.cells...) })
			if (err != nil) != (c.want == "") {
				t.Fatalf("got %v, want refused %v", err, c.want == "")
			}
			if err != nil {
				return
			}
			if err := a.Close(); err != nil {
				t.Fatal(err)
			}
			if got := content(t, file.Bytes(), "committees.csv"); got != "\xef\xbb\xbfcommittee,name\r\n"+c.want {
				t.Errorf("got %q, want the row %q", got, c.want)
			}
		})
	}
}

func TestTheReadmeSaysWhatIsInItAndWhatNeverIs(t *testing.T) {
	var file bytes.Buffer
	a, err := archive.New(&file, "One\r\nline", noon)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	readme := content(t, file.Bytes(), "README.txt")
	for _, want := range append([]string{"of One line\r\n", "Thursday 4 March 2027 at 12:00, UTC", "audit-trail.csv"}, archive.Never...) {
		if !strings.Contains(readme, want) {
			t.Errorf("got %q, want %q in it", readme, want)
		}
	}
}

func content(t *testing.T, file []byte, name string) string {
	t.Helper()
	reader, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	opened, err := reader.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(opened)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
