package reports

import (
	"sevenfold/internal/chart"
	"sevenfold/internal/reading"
	"sevenfold/web/component"
)

// togetherView is a chart that sets several bars below one heading: groups side
// by side, or a round beside the one before.
type togetherView struct {
	ID      string // of its table of figures; empty where there is no chart
	Caption string
	Parts   []togetherPart
	Key     []component.KeyView
	Picture pictureView
	Figures []tableView
}

type togetherPart struct {
	ID            string // where there is something that leads to it
	Heading, Path string
	Rows          []togetherRow
	Note          string
}

type togetherRow struct{ Name, Bar, Instead string }

// together shows a figure on a page; paths are where the headings of its parts
// lead.
func (g reader) together(name string, f chart.Figure, paths []string) togetherView {
	if len(f.Parts) == 0 {
		return togetherView{}
	}
	v := togetherView{ID: "figures-" + name, Caption: f.Title, Picture: g.pictureOf(name, f.Title), Key: component.KeyOf(f.Labels, f.UnknownLabel)}
	bars := f.Bars()
	for i, drawn := range f.Parts {
		part := togetherPart{Heading: drawn.Heading, Path: paths[i], Note: drawn.Note}
		for j, row := range drawn.Rows {
			part.Rows = append(part.Rows, togetherRow{row.Title, bars[i][j], row.Instead})
		}
		v.Parts = append(v.Parts, part)
	}
	v.Figures = []tableView{{reading.FiguresOf(f), nil}}
	return v
}
