package packs

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/boardpack"
	"sevenfold/internal/identity"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// dataView says what the data of a report is, and where it is had.
type dataView struct {
	Layout   layout.View
	Back     string
	Withheld string
	JSON     string
	Schema   string
	Tables   []tableView
	Never    []string
	Hash     string
}

// tableView is a table of the data: where it is had, and its fields.
type tableView struct {
	Title  string
	CSV    string
	Fields []factView
}

// ShowData says what the data of a report holds, and what it never does.
func (p Pages) ShowData(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	m, err := p.material(r, viewer)
	if err != nil {
		return err
	}
	path := roundPath(viewer, m.Round.ID) + "/data"
	view := dataView{
		Layout: layout.View{Title: dataTitle, Viewer: viewer, Phase: phaseOf(m)}, Back: packsPath(viewer, m.Round.ID), Hash: m.Hash,
		JSON: path + ".json", Schema: path + ".schema.json",
		Never: []string{
			"Who gave which answer: no answer of one person is in it, under a name or without.",
			"What anybody wrote in a note.",
			"When anybody answered or submitted.",
			"Anything that the report withholds: such a field says so in its place.",
		},
	}
	if m.Report.Withheld {
		view.Withheld = "Nothing is shown of this round, because too few people submitted. Its data says so in every place."
	}
	for _, s := range boardpack.Figures(m).Sheets {
		table := tableView{Title: s.Title, CSV: path + ".csv?" + url.Values{"table": {s.Name}}.Encode()}
		for _, c := range s.Columns {
			table.Fields = append(table.Fields, factView{c.Name, c.About})
		}
		view.Tables = append(view.Tables, table)
	}
	return page.Render(w, r, http.StatusOK, dataPage(view))
}

// material is what the round of the address has to be taken away; where the
// address names none, what an index of evidence is made from.
func (p Pages) material(r *http.Request, viewer identity.Viewer) (boardpack.Material, error) {
	return p.Store.PackMaterial(r.Context(), viewer.TrustID, chi.URLParam(r, "round"))
}

// CSV gives one table of a report's data: the one that the address names, or the first.
func (p Pages) CSV(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.sendData(w, r, viewer, func(figures boardpack.Workbook) (attachment, error) {
		name := figures.Sheets[0].Name
		if r.URL.Query().Has("table") {
			name = r.URL.Query().Get("table")
		}
		file, err := boardpack.WriteCSV(figures, name)
		return attachment{name + ".csv", "text/csv; charset=utf-8", file}, err
	})
}

// JSON gives a report's data, as its schema describes it.
func (p Pages) JSON(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.sendData(w, r, viewer, func(figures boardpack.Workbook) (attachment, error) {
		file, err := boardpack.WriteJSON(figures)
		return attachment{"data.json", "application/json", file}, err
	})
}

// Schema describes a report's data.
func (p Pages) Schema(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.sendData(w, r, viewer, func(figures boardpack.Workbook) (attachment, error) {
		file, err := boardpack.JSONSchema(figures)
		return attachment{"data.schema.json", "application/schema+json", file}, err
	})
}

// sendData sends a file that is written from a report's figures, and named after them.
func (p Pages) sendData(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, write func(boardpack.Workbook) (attachment, error)) error {
	m, err := p.material(r, viewer)
	if err != nil {
		return err
	}
	file, err := write(boardpack.Figures(m))
	if err != nil {
		return fmt.Errorf("write the data of round %s: %w", m.Round.ID, err)
	}
	return send(w, file)
}
