package boardpack

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"

	"sevenfold/internal/typeset"
)

// Typesetter makes PDFs of Typst documents; *typeset.Press is the one.
type Typesetter interface {
	PDF(ctx context.Context, source typeset.Source) ([]byte, error)
}

// template is how a pack looks. It reads pack.json, which packData describes.
//
//go:embed pack.typ
var template string

// WritePDF writes the document as a PDF for reading and for paper, tagged for
// those who hear it.
func WritePDF(ctx context.Context, t Typesetter, d Document) ([]byte, error) {
	source, err := pdfSource(d)
	if err != nil {
		return nil, fmt.Errorf("write the PDF: %w", err)
	}
	set, err := t.PDF(ctx, source)
	if err != nil {
		return nil, fmt.Errorf("write the PDF: %w", err)
	}
	marked, err := typeset.MarkAccessible(set)
	if err != nil {
		return nil, fmt.Errorf("write the PDF: %w", err)
	}
	return marked, nil
}

// pdfSource puts all that the document says into data beside the template: text
// is never part of what is run.
func pdfSource(d Document) (typeset.Source, error) {
	source := typeset.Source{Main: template, Files: make(map[string][]byte)}
	p := packData{
		Trust: typed(d.Trust), Author: typeset.Showable(d.Trust), Name: typeset.Showable(d.Title), Title: typed(d.Title), Lead: typed(d.Lead), Marking: typed(d.Marking),
		Source: typed(d.Source), Hash: typed(d.Hash), Facts: factsData(d.Facts), Parts: []partData{}, Depth: contentsDepth(contentsOf(d)),
	}
	closed := d.ClosedAt.UTC()
	p.Date = [6]int{closed.Year(), int(closed.Month()), closed.Day(), closed.Hour(), closed.Minute(), closed.Second()}
	switch d.Logo.Type {
	case "image/png":
		p.Logo = "/logo.png"
	case "image/svg+xml":
		p.Logo = "/logo.svg"
	}
	if p.Logo != "" {
		source.Files[p.Logo] = d.Logo.Data
	}
	for _, part := range d.Parts {
		blocks, err := blocksData(part, source.Files)
		if err != nil {
			return typeset.Source{}, fmt.Errorf("part %s: %w", part.Section, err)
		}
		p.Parts = append(p.Parts, partData{typed(part.Title), part.Follows, part.Section == Method, blocks})
	}
	var err error
	if source.Files["/pack.json"], err = json.Marshal(p); err != nil {
		return typeset.Source{}, fmt.Errorf("write its data: %w", err)
	}
	return source, nil
}

// packData is what the template reads.
type packData struct {
	Trust   typed      `json:"trust"`
	Author  string     `json:"author"` // and Name are what programs show of the file
	Name    string     `json:"name"`
	Title   typed      `json:"title"`
	Lead    typed      `json:"lead"`
	Marking typed      `json:"marking"`
	Source  typed      `json:"source"`
	Hash    typed      `json:"hash"`
	Date    [6]int     `json:"date"` // year to second, in UTC
	Logo    string     `json:"logo"` // the name of its file; empty where there is none
	Facts   [][2]typed `json:"facts"`
	Depth   int        `json:"depth"` // of the contents
	Parts   []partData `json:"parts"`
}

type partData struct {
	Title   typed `json:"title"`
	Follows bool  `json:"follows"`
	Small   bool  `json:"small"` // set as small as is well read
	Blocks  []any `json:"blocks"`
}

func factsData(facts []Fact) [][2]typed {
	all := make([][2]typed, len(facts))
	for i, fact := range facts {
		all[i] = [2]typed{typed(fact.Name), typed(fact.Text)}
	}
	return all
}

func allTyped(texts []string) []typed {
	all := make([]typed, len(texts))
	for i, text := range texts {
		all[i] = typed(text)
	}
	return all
}

// ourFont is what charts are lettered in; on a page they name those that browsers have.
var ourFont = strings.NewReplacer(`font-family="Helvetica, Arial, sans-serif"`, `font-family="Atkinson Hyperlegible Next"`)
