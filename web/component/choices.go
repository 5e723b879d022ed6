package component

import "slices"

// SelectView is a choice of one from a list.
type SelectView struct {
	ID      string
	Label   string
	Hint    string
	Error   string
	Small   bool // beside others, as a filter
	Options []OptionView
}

// OptionView is one of them.
type OptionView struct {
	Value  string
	Label  string
	Chosen bool
}

func (v SelectView) frame() frame {
	return frame{ID: v.ID, Title: v.Label, Hint: v.Hint, Error: v.Error, Small: v.Small}
}

// GroupedView is a choice of any number from many, in groups that open.
type GroupedView struct {
	Name   string
	Legend string
	Hint   string
	Error  string
	Groups []GroupView
}

// GroupView is one of the groups. It is open where something in it is ticked.
type GroupView struct {
	Title string
	Parts []PartView
}

// PartView is a part of a group, with a title of its own or none.
type PartView struct {
	Title string
	Boxes []CheckboxView
}

func (v GroupedView) frame() frame {
	return frame{ID: v.Name, Title: v.Legend, Hint: v.Hint, Error: v.Error, Focusable: true}
}

func (g GroupView) ticked() int {
	n := 0
	for _, part := range g.Parts {
		for _, box := range part.Boxes {
			if box.Ticked {
				n++
			}
		}
	}
	return n
}

// chosen says how many are ticked: " (two chosen)".
func (g GroupView) chosen() string {
	if n := g.ticked(); n > 0 {
		return " (" + Number(n) + " chosen)"
	}
	return ""
}

// VersionsView is two versions of one thing, to choose between: what somebody
// else has kept meanwhile, and what was typed.
type VersionsView struct {
	Title string
	Lead  string
	// Kept and Typed show what differs, row by row.
	Kept  VersionView
	Typed VersionView
	Leave string // where the kept version is left as it is
	Form  string // the id of the form that saves what was typed
}

// VersionView is one of the two.
type VersionView struct {
	Title string
	Rows  []VersionRow
}

// VersionRow is one thing in which they differ.
type VersionRow struct {
	Name  string
	Lines []string
}

// Differing keeps the rows of two versions that differ. Both have the same names in the same order.
func Differing(kept, typed []VersionRow) (a, b []VersionRow) {
	for i := range kept {
		if !slices.Equal(kept[i].Lines, typed[i].Lines) {
			a, b = append(a, orNothing(kept[i])), append(b, orNothing(typed[i]))
		}
	}
	return a, b
}

func orNothing(row VersionRow) VersionRow {
	if len(row.Lines) == 0 || len(row.Lines) == 1 && row.Lines[0] == "" {
		row.Lines = []string{"Nothing"}
	}
	return row
}
