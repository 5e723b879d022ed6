package reports

import (
	"sevenfold/internal/reading"
	"sevenfold/web/component"
)

// tableView is a table of figures as a page shows it.
type tableView struct {
	reading.Table
	path func(id string) string // where the name of a row leads; nil where nowhere
}

func (g reader) key() []component.KeyView {
	return component.KeyOf(g.Words.Labels(), g.Words.Vocabulary.Unknown())
}
