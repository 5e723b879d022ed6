// Package form holds what a person typed into a form, and what has to be put
// right about it, in words.
package form

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"

	"sevenfold/internal/fault"
)

// Mistake is one thing to put right: which field, and how.
type Mistake struct {
	Field string // the id of the field on the page
	Text  string // "Enter a title"
}

// Form is a form as it was sent, and its mistakes so far.
type Form struct {
	values   map[string][]string
	Mistakes []Mistake
}

// Read takes a form from a request. One that no browser of ours sends, as one
// that was cut off or is too large, is fault.Invalid.
func Read(r *http.Request) (*Form, error) {
	values, err := Values(r)
	return &Form{values: values}, err
}

// Values are the fields of a form as they were sent, by the rule of Read.
func Values(r *http.Request) (url.Values, error) {
	if err := r.ParseForm(); err != nil {
		return nil, fmt.Errorf("read a form: %w: %w", fault.Invalid, err)
	}
	return r.PostForm, nil
}

// Value is a one-line field: trimmed, without control characters, in Unicode's
// normal form, so that the same words typed on two devices are the same.
func (f *Form) Value(name string) string {
	return strings.Join(strings.Fields(f.Text(name)), " ")
}

// Text is a field of several lines, with its line breaks as \n.
func (f *Form) Text(name string) string {
	return Clean(f.Raw(name))
}

// Raw is a field exactly as it was sent.
func (f *Form) Raw(name string) string {
	if v := f.values[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Has tells whether the field was in the form at all.
func (f *Form) Has(name string) bool { return len(f.values[name]) > 0 }

// All gives every value of a field of which there may be several.
func (f *Form) All(name string) []string { return f.values[name] }

// Wrong notes that a field has to be put right.
func (f *Form) Wrong(field, text string) { f.Mistakes = append(f.Mistakes, Mistake{field, text}) }

// Good tells whether there is nothing to put right.
func (f *Form) Good() bool { return len(f.Mistakes) == 0 }

// Message is what has to be put right about one field, or "".
func (f *Form) Message(field string) string {
	for _, m := range f.Mistakes {
		if m.Field == field {
			return m.Text
		}
	}
	return ""
}

// Clean makes typed text safe to keep: valid UTF-8 in normal form, line breaks
// as \n, no control characters, no spaces around it.
func Clean(typed string) string {
	if !utf8.ValidString(typed) {
		typed = strings.ToValidUTF8(typed, "\uFFFD")
	}
	typed = strings.ReplaceAll(strings.ReplaceAll(typed, "\r\n", "\n"), "\r", "\n")
	typed = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, typed)
	return strings.TrimSpace(norm.NFC.String(typed))
}

// Length counts characters as a person would.
func Length(text string) int { return uniseg.GraphemeClusterCount(text) }
