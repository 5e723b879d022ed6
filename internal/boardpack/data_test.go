package boardpack

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"sevenfold/internal/fault"
)

func TestDataStaysAsItWas(t *testing.T) {
	w := smallWorkbook()
	table, err := WriteCSV(w, "Statements")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "data-small.csv.txt", strings.ReplaceAll(strings.TrimPrefix(string(table), "\ufeff"), "\r\n", "\n"))
	data, err := WriteJSON(w)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "data-small.json", string(data))
	schema, err := JSONSchema(w)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "data-small.schema.json", string(schema))
}

// checked holds data against a schema.
func checked(t *testing.T, schema, data []byte) error {
	t.Helper()
	described, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.AssertFormat()
	if err := compiler.AddResource("report.json", described); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("report.json")
	if err != nil {
		t.Fatal(err)
	}
	read, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return compiled.Validate(read)
}

func TestDataIsWhatItsSchemaSays(t *testing.T) {
	for name, w := range map[string]Workbook{"small": smallWorkbook(), "full": fullWorkbook(500), "empty": {}} {
		t.Run(name, func(t *testing.T) {
			schema, err := JSONSchema(w)
			if err != nil {
				t.Fatal(err)
			}
			data, err := WriteJSON(w)
			if err != nil {
				t.Fatal(err)
			}
			if again, err := WriteJSON(w); err != nil || !bytes.Equal(data, again) {
				t.Errorf("the same data twice: got other bytes (%v)", err)
			}
			if err := checked(t, schema, data); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestASchemaRefusesWhatItDoesNotDescribe(t *testing.T) {
	w := smallWorkbook()
	schema, err := JSONSchema(w)
	if err != nil {
		t.Fatal(err)
	}
	data, err := WriteJSON(w)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"a fraction":              {`"placed": 15`, `"placed": 15.5`},
		"a field of another name": {`"placed": 15`, `"place": 15`},
		"another thing withheld": {`{
            "withheld": "withheld"
          }`, `{"hidden": 3}`},
		"a sheet of another name":  {`"name": "Nothing"`, `"name": "Something"`},
		"a closing that is no day": {`"closed": "2026-11-20T23:59:59Z"`, `"closed": "soon"`},
	} {
		changed := bytes.Replace(data, []byte(change[0]), []byte(change[1]), 1)
		if bytes.Equal(changed, data) {
			t.Fatalf("%s: there is no %s", name, change[0])
		}
		if checked(t, schema, changed) == nil {
			t.Errorf("%s: got no word of it", name)
		}
	}
}

func TestDataHoldsWhatWasTyped(t *testing.T) {
	w := fullWorkbook(2)
	data, err := WriteJSON(w)
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Sheets []struct{ Rows []map[string]any }
	}
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	for i, text := range hostile {
		if got := read.Sheets[2].Rows[i]["text"]; got != clean(text) {
			t.Errorf("got %q, want %q", got, clean(text))
		}
	}
	if got := read.Sheets[0].Rows[0]["agreed_on"]; got != "2026-03-30" {
		t.Errorf("past midnight in London, before it elsewhere: got %v, want 2026-03-30", got)
	}
}

func TestATableAsCSV(t *testing.T) {
	table, err := WriteCSV(fullWorkbook(2), "Texts")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(table, []byte("\ufefftext\r\n")) {
		t.Errorf("got %q, want the mark of UTF-8 and the field's name", table[:12])
	}
	if bytes.Count(table, []byte("\n")) != bytes.Count(table, []byte("\r\n")) {
		t.Error("a line ends in other than CR and LF")
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(table, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range hostile {
		got, want := rows[i+1][0], strings.Join(lines(text), "\n")
		if strings.TrimPrefix(got, "'") != strings.TrimPrefix(want, "'") {
			t.Errorf("got %q, want %q", got, want)
		}
		if begins := strings.TrimSpace(got); begins != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(begins)[0]) {
			t.Errorf("%q is a formula", got)
		}
	}
}

func TestACSVOfNoSheet(t *testing.T) {
	if _, err := WriteCSV(smallWorkbook(), "Answers"); !errors.Is(err, fault.NotFound) {
		t.Errorf("got %v, want not found", err)
	}
	if _, err := WriteCSV(Workbook{Sheets: []Sheet{{Name: "A", Columns: []SheetColumn{{}}, Rows: [][]Cell{{3.14}}}}}, "A"); err == nil {
		t.Error("a kind of cell that there is none of: got no error")
	}
	if _, err := WriteJSON(Workbook{Sheets: []Sheet{{Name: "A", Columns: []SheetColumn{{}}, Rows: [][]Cell{{3.14}}}}}); err == nil {
		t.Error("a kind of cell that there is none of, as JSON: got no error")
	}
}
