package component

import (
	"time"

	"sevenfold/web/form"
)

// TextFieldView is a field of one line.
type TextFieldView struct {
	ID    string
	Label string
	Hint  string
	Value string
	Error string
	Kind  FieldKind
}

// FieldKind says what a field of one line holds.
type FieldKind string

// The kinds of a field of one line.
const (
	AnyText FieldKind = ""
	Email   FieldKind = "email"
	Whole   FieldKind = "whole number"
)

func (v TextFieldView) frame() frame {
	return frame{ID: v.ID, Title: v.Label, Hint: v.Hint, Error: v.Error}
}

func (v TextFieldView) inputType() string {
	if v.Kind == Email {
		return "email"
	}
	return "text"
}

// TextareaView is a field of several lines.
type TextareaView struct {
	ID    string
	Label string
	Hint  string
	Value string
	Error string
	Limit string // how many characters it may have
}

func (v TextareaView) frame() frame {
	return frame{ID: v.ID, Title: v.Label, Hint: v.Hint, Error: v.Error}
}

// RadiosView is a choice of one.
type RadiosView struct {
	Name    string
	Legend  string
	Hint    string
	Error   string
	Choices []RadioView
}

// RadioView is one choice of several. The first has the choice's name as its
// ID, so that a mistake leads to it.
type RadioView struct {
	ID      string
	Value   string
	Label   string
	Hint    string
	Checked bool
}

func (v RadiosView) frame() frame {
	return frame{ID: v.Name, Title: v.Legend, Hint: v.Hint, Error: v.Error}
}

// CheckboxesView is a choice of any number.
type CheckboxesView struct {
	Name   string
	Legend string
	Hint   string
	Error  string
	Boxes  []CheckboxView
}

// CheckboxView is one of them.
type CheckboxView struct {
	Value  string
	Label  string
	Ticked bool
}

func (v CheckboxesView) frame() frame {
	return frame{ID: v.Name, Title: v.Legend, Hint: v.Hint, Error: v.Error, Focusable: true}
}

// DateFieldView is a date in three fields.
type DateFieldView struct {
	Prefix string
	Legend string
	Hint   string
	Error  string
	Shown  string // the date with its weekday, where what was typed is one
	Parts  []DatePartView
}

// DatePartView is one of the three.
type DatePartView struct {
	ID    string
	Label string
	Value string
	Wide  bool
	Wrong bool
}

func (v DateFieldView) frame() frame {
	return frame{ID: v.Prefix, Title: v.Legend, Hint: v.Hint, Error: v.Error}
}

// Fill lays out a date as it was typed, with what has to be put right.
func (v DateFieldView) Fill(rule form.DateRule, d form.Date, f *form.Form) DateFieldView {
	v.Prefix = rule.Prefix
	for _, part := range []struct{ id, label, value string }{
		{"day", "Day", d.Day}, {"month", "Month", d.Month}, {"year", "Year", d.Year},
	} {
		id := v.Prefix + "-" + part.id
		message := f.Message(id)
		if v.Error == "" {
			v.Error = message
		}
		v.Parts = append(v.Parts, DatePartView{
			ID: id, Label: part.label, Value: part.value, Wide: part.id == "year", Wrong: message != "",
		})
	}
	if day, ok := d.Check(&form.Form{}, rule); ok {
		v.Shown = Date(time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, time.UTC))
	}
	return v
}

// frame is what stands around every field: what it is called, its hint, and
// what is wrong with it.
type frame struct {
	ID, Title, Hint, Error string
	Small                  bool // a label that is no heading
	Focusable              bool // whether a link leads to the group itself
}

func (f frame) describedBy() string { return DescribedBy(f.ID, f.Hint, f.Error) }
