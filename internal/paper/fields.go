package paper

import (
	"errors"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// field is a field of a file: what it holds, and which of its boxes look marked.
// A viewer that is not careful sets the one and not the other.
type field struct {
	value  string
	marked []string
}

func (f field) text() string { return f.value }

// chosen are the different boxes that are marked, by value or by look.
func (f field) chosen() []string {
	all := slices.Clone(f.marked)
	if f.value != "" && f.value != "Off" {
		all = append(all, f.value)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// The most that a file may have of fields, and of fields within fields.
const (
	mostFields = 20_000
	mostDepth  = 10
)

// fieldsOf are the fields of a document by their names.
func fieldsOf(doc *model.Context) (map[string]field, error) {
	root, err := doc.Catalog()
	if err != nil {
		return nil, errors.Join(ErrCutOff, err)
	}
	held, ok := root.Find("AcroForm")
	if !ok {
		return nil, ErrNoFields
	}
	form, err := doc.DereferenceDict(held)
	if err != nil || form == nil {
		return nil, ErrNoFields
	}
	if _, ok := form.Find("XFA"); ok {
		return nil, ErrXFA
	}
	listed, _ := form.Find("Fields")
	top, err := doc.DereferenceArray(listed)
	if err != nil || len(top) == 0 {
		return nil, ErrNoFields
	}
	r := fieldReader{doc: doc, fields: map[string]field{}}
	for _, one := range top {
		if err := r.read(one, "", 0); err != nil {
			return nil, err
		}
	}
	return r.fields, nil
}

type fieldReader struct {
	doc    *model.Context
	fields map[string]field
	seen   int
}

// read takes in a field with all that is below it. A child without a name of
// its own is a box of its parent.
func (r *fieldReader) read(held types.Object, parent string, depth int) error {
	if r.seen++; r.seen > mostFields || depth > mostDepth {
		return ErrNotOurs
	}
	dict, err := r.doc.DereferenceDict(held)
	if err != nil || dict == nil {
		return nil // a field that is not there holds nothing
	}
	name := parent
	if own, ok := dict.Find("T"); ok {
		part := r.words(own)
		if name != "" {
			part = name + "." + part
		}
		name = part
	}
	f := r.fields[name]
	if value, ok := dict.Find("V"); ok {
		f.value = r.words(value)
	}
	if look, ok := dict.Find("AS"); ok {
		if state := r.words(look); state != "" && state != "Off" {
			f.marked = append(f.marked, state)
		}
	}
	r.fields[name] = f
	below, _ := dict.Find("Kids")
	kids, err := r.doc.DereferenceArray(below)
	if err != nil {
		return nil
	}
	for _, kid := range kids {
		if err := r.read(kid, name, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// words are a string or a name; "" for anything else.
func (r *fieldReader) words(held types.Object) string {
	value, err := r.doc.Dereference(held)
	if err != nil {
		return ""
	}
	switch v := value.(type) {
	case types.Name:
		return v.Value()
	case types.StringLiteral:
		text, err := types.StringLiteralToString(v)
		if err == nil {
			return text
		}
	case types.HexLiteral:
		text, err := types.HexLiteralToString(v)
		if err == nil {
			return text
		}
	}
	return ""
}
