package reports

import (
	"sevenfold/internal/reading"
	"sevenfold/web/component"
)

// tableView is a table of figures.
type tableView struct {
	Caption string
	Head    []string // the first is above the names of the rows
	Rows    []rowView
}

type rowView struct {
	Name  string
	Path  string // where the name leads; empty where nowhere
	Cells []string
}

// tableOf shows a table whose rows' names lead where path says, by the id of what
// they are of; nil leads nowhere.
func tableOf(t reading.Table, path func(id string) string) tableView {
	v := tableView{Caption: t.Caption, Head: t.Head}
	for _, row := range t.Rows {
		shown := rowView{Name: row.Name, Cells: row.Cells}
		if path != nil && row.ID != "" {
			shown.Path = path(row.ID)
		}
		v.Rows = append(v.Rows, shown)
	}
	return v
}

func (g reader) key() []component.KeyView { return component.KeyOf(g.Words.Labels()) }
