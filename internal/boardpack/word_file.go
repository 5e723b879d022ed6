package boardpack

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"time"
)

// member is a file within an Office file.
type member struct {
	name string
	kind string // its content type; empty where that goes by the ending of its name
	data []byte
}

const (
	officeType     = "application/vnd.openxmlformats-officedocument."
	wordType       = officeType + "wordprocessingml."
	officeRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	packageName    = "http://schemas.openxmlformats.org/package/2006/"
)

// parts are all files of a Word file, in their order.
func (w *word) parts(d Document) []member {
	cover, others := headers(d)
	foot := footer(d)
	parts := []member{
		{"word/document.xml", wordType + "document.main+xml", []byte(w.body.String())},
		{"word/styles.xml", wordType + "styles+xml", []byte(wordStyles)},
		{"word/settings.xml", wordType + "settings+xml", []byte(wordSettings)},
		{"word/numbering.xml", wordType + "numbering+xml", []byte(w.numbering())},
		{"word/theme/theme1.xml", officeType + "theme+xml", []byte(wordTheme)},
		{"word/header1.xml", wordType + "header+xml", []byte(others)},
		{"word/header2.xml", wordType + "header+xml", []byte(cover)},
		{"word/footer1.xml", wordType + "footer+xml", []byte(foot)},
		{"word/footer2.xml", wordType + "footer+xml", []byte(foot)},
		{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", []byte(coreProperties(d))},
		{"docProps/app.xml", officeType + "extended-properties+xml", []byte(appProperties(d))},
	}
	relations := []relation{
		{"styles", officeRelation + "styles", "styles.xml"},
		{"settings", officeRelation + "settings", "settings.xml"},
		{"numbering", officeRelation + "numbering", "numbering.xml"},
		{"theme", officeRelation + "theme", "theme/theme1.xml"},
		{"header", officeRelation + "header", "header1.xml"},
		{"headerOfCover", officeRelation + "header", "header2.xml"},
		{"footer", officeRelation + "footer", "footer1.xml"},
		{"footerOfCover", officeRelation + "footer", "footer2.xml"},
	}
	for i, picture := range w.pictures {
		add := func(kind string, data []byte) {
			name := fmt.Sprintf("media/picture%d.%s", i+1, kind)
			parts = append(parts, member{name: "word/" + name, data: data})
			relations = append(relations, relation{fmt.Sprintf("%s%d", kind, i+1), officeRelation + "image", name})
		}
		add("png", picture.png)
		if picture.svg != nil {
			add("svg", picture.svg)
		}
	}
	first := []member{
		{name: "[Content_Types].xml", data: []byte(contentTypes(parts))},
		{name: "_rels/.rels", data: []byte(written([]relation{
			{"document", officeRelation + "officeDocument", "word/document.xml"},
			{"core", packageName + "relationships/metadata/core-properties", "docProps/core.xml"},
			{"app", officeRelation + "extended-properties", "docProps/app.xml"},
		}))},
		{name: "word/_rels/document.xml.rels", data: []byte(written(relations))},
	}
	return append(first, parts...)
}

// relation is how one file leads to another.
type relation struct{ id, kind, target string }

func written(relations []relation) string {
	var m markup
	m.b.WriteString(xmlHead)
	m.start("Relationships", "xmlns", packageName+"relationships")
	for _, r := range relations {
		m.empty("Relationship", "Id", r.id, "Type", r.kind, "Target", r.target)
	}
	m.end("Relationships")
	return m.String()
}

func contentTypes(parts []member) string {
	var m markup
	m.b.WriteString(xmlHead)
	m.start("Types", "xmlns", packageName+"content-types")
	m.empty("Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml")
	m.empty("Default", "Extension", "xml", "ContentType", "application/xml")
	m.empty("Default", "Extension", "png", "ContentType", "image/png")
	m.empty("Default", "Extension", "svg", "ContentType", "image/svg+xml")
	for _, p := range parts {
		if p.kind != "" {
			m.empty("Override", "PartName", "/"+p.name, "ContentType", p.kind)
		}
	}
	m.end("Types")
	return m.String()
}

// coreProperties are what a file says of itself. Its only time is the closing.
func coreProperties(d Document) string {
	var m markup
	m.b.WriteString(xmlHead)
	m.start("cp:coreProperties", "xmlns:cp", packageName+"metadata/core-properties", "xmlns:dc", "http://purl.org/dc/elements/1.1/",
		"xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	m.element("dc:title", d.Title)
	m.element("dc:subject", d.Source)
	m.element("dc:creator", d.Trust)
	m.element("dc:language", "en-GB")
	m.element("dc:identifier", d.Hash)
	if !d.ClosedAt.IsZero() {
		closed := d.ClosedAt.UTC().Format(time.RFC3339)
		m.element("dcterms:created", closed, "xsi:type", "dcterms:W3CDTF")
		m.element("dcterms:modified", closed, "xsi:type", "dcterms:W3CDTF")
	}
	m.end("cp:coreProperties")
	return m.String()
}

func appProperties(d Document) string {
	var m markup
	m.b.WriteString(xmlHead)
	m.start("Properties", "xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
	m.element("Application", "Sevenfold")
	m.element("Company", d.Trust)
	m.end("Properties")
	return m.String()
}

// packed puts parts into one file.
func packed(parts []member) ([]byte, error) {
	var out bytes.Buffer
	files := zipOf(&out)
	for _, p := range parts {
		file, err := files.Create(p.name)
		if err != nil {
			return nil, fmt.Errorf("begin %s: %w", p.name, err)
		}
		if _, err := file.Write(p.data); err != nil {
			return nil, fmt.Errorf("pack %s: %w", p.name, err)
		}
	}
	if err := files.Close(); err != nil {
		return nil, fmt.Errorf("end the file: %w", err)
	}
	return out.Bytes(), nil
}

// steadyZip is a zip file all of whose files are of the first day that it
// knows, so that the same files are the same bytes whenever they are packed.
type steadyZip struct{ *zip.Writer }

func zipOf(w io.Writer) steadyZip { return steadyZip{zip.NewWriter(w)} }

// Create begins a file.
func (z steadyZip) Create(name string) (io.Writer, error) {
	return z.CreateHeader(&zip.FileHeader{
		Name: name, Method: zip.Deflate, Modified: time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC),
	})
}
