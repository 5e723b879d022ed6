package boardpack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// WriteJSON writes all sheets as data: what JSONSchema describes.
func WriteJSON(w Workbook) ([]byte, error) {
	sheets := make([]fields, len(w.Sheets))
	for i, sheet := range w.Sheets {
		rows, err := sheet.data()
		if err != nil {
			return nil, fmt.Errorf("write %s as JSON: %w", sheet.Name, err)
		}
		lead := make([]string, len(sheet.Lead))
		for j, text := range sheet.Lead {
			lead[j] = clean(text)
		}
		sheets[i] = fields{{"name", clean(sheet.Name)}, {"title", clean(sheet.Title)}, {"lead", lead}, {"rows", rows}}
	}
	return indented(fields{
		{"title", clean(w.Title)},
		{"trust", clean(w.Trust)},
		{"source", clean(w.Source)},
		{"sha256", w.Hash},
		{"closed", w.ClosedAt.UTC().Format(time.RFC3339)},
		{"sheets", sheets},
	})
}

// data are the rows, their cells by the names of their columns.
func (s Sheet) data() ([]fields, error) {
	rows := make([]fields, len(s.Rows))
	for i, row := range s.Rows {
		rows[i] = make(fields, len(row))
		for j, cell := range row {
			value, err := jsonCell(cell)
			if err != nil {
				return nil, fmt.Errorf("row %d: %w", i+1, err)
			}
			rows[i][j] = field{s.Columns[j].Name, value}
		}
	}
	return rows, nil
}

func jsonCell(cell Cell) (any, error) {
	switch value := cell.(type) {
	case nil, int:
		return value, nil
	case string:
		return clean(value), nil
	case Withheld:
		return fields{{"withheld", clean(value.String())}}, nil
	case time.Time:
		return day(value), nil
	}
	return nil, fmt.Errorf("a %T: a cell holds no such thing", cell)
}

// JSONSchema describes what WriteJSON writes, by JSON Schema 2020-12: the
// columns of every sheet, and what each of them is.
func JSONSchema(w Workbook) ([]byte, error) {
	sheets := make([]fields, len(w.Sheets))
	for i, sheet := range w.Sheets {
		sheets[i] = sheet.schema()
	}
	all := fields{{"type", "array"}, {"items", false}, {"minItems", len(sheets)}}
	if len(sheets) > 0 { // a list of none is no schema
		all = append(all, field{"prefixItems", sheets})
	}
	text := fields{{"type", "string"}}
	return indented(fields{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", clean(w.Title)},
		{"description", "The report of a closed round as data. It holds sums by statement and group, never anybody’s answer."},
		{"type", "object"},
		{"properties", fields{
			{"title", text},
			{"trust", text},
			{"source", described("The round, the framework and the method, and when the round closed.", "string")},
			{"sha256", described("Of the report's data, in hexadecimal.", "string")},
			{"closed", fields{{"type", "string"}, {"format", "date-time"}}},
			{"sheets", all},
		}},
		{"required", []string{"title", "trust", "source", "sha256", "closed", "sheets"}},
		{"additionalProperties", false},
		{"$defs", fields{
			{"cell", fields{{"anyOf", []any{
				fields{{"type", []string{"string", "integer", "null"}}},
				fields{{"$ref", "#/$defs/withheld"}},
			}}}},
			{"withheld", fields{
				{"description", "A value that may not be shown, and why."},
				{"type", "object"},
				{"properties", fields{{"withheld", text}}},
				{"required", []string{"withheld"}},
				{"additionalProperties", false},
			}},
		}},
	})
}

func (s Sheet) schema() fields {
	columns, names := make(fields, len(s.Columns)), make([]string, len(s.Columns))
	for i, column := range s.Columns {
		columns[i] = field{column.Name, fields{
			{"title", clean(column.Head)}, {"description", clean(column.About)}, {"$ref", "#/$defs/cell"},
		}}
		names[i] = column.Name
	}
	row := fields{{"type", "object"}, {"properties", columns}, {"required", names}, {"additionalProperties", false}}
	return fields{
		{"title", clean(s.Title)},
		{"type", "object"},
		{"properties", fields{
			{"name", fields{{"const", clean(s.Name)}}},
			{"title", fields{{"type", "string"}}},
			{"lead", fields{{"type", "array"}, {"items", fields{{"type", "string"}}}}},
			{"rows", fields{{"type", "array"}, {"items", row}}},
		}},
		{"required", []string{"name", "title", "lead", "rows"}},
		{"additionalProperties", false},
	}
}

func described(what, kind string) fields { return fields{{"description", what}, {"type", kind}} }

// fields are those of an object, in an order that means something to readers.
type fields []field

type field struct {
	name  string
	value any
}

// MarshalJSON writes the fields in their order.
func (f fields) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, one := range f {
		if i > 0 {
			out.WriteByte(',')
		}
		name, err := json.Marshal(one.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(one.value)
		if err != nil {
			return nil, fmt.Errorf("write the field %s: %w", one.name, err)
		}
		out.Write(name)
		out.WriteByte(':')
		out.Write(value)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func indented(f fields) ([]byte, error) {
	out, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return append(out, '\n'), nil
}
