package boardpack

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"slices"
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

// officeFile is a Word or an Excel file: what it says of itself, its members, the
// first of which is the document itself, and how that leads to the others.
type officeFile struct {
	about     about
	members   []member
	relations []relation
}

// about is what a file says of itself. Its only time is when the round closed.
type about struct {
	title, trust, source, hash string
	closedAt                   time.Time
}

// file is the whole Word file.
func (w *word) file(d Document) officeFile {
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
	return officeFile{about{d.Title, d.Trust, d.Source, d.Hash, d.ClosedAt}, parts, relations}
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

func (a about) coreProperties() string {
	var m markup
	m.b.WriteString(xmlHead)
	m.start("cp:coreProperties", "xmlns:cp", packageName+"metadata/core-properties", "xmlns:dc", "http://purl.org/dc/elements/1.1/",
		"xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	m.element("dc:title", a.title)
	m.element("dc:subject", a.source)
	m.element("dc:creator", a.trust)
	m.element("dc:language", "en-GB")
	m.element("dc:identifier", a.hash)
	if !a.closedAt.IsZero() {
		closed := a.closedAt.UTC().Format(time.RFC3339)
		m.element("dcterms:created", closed, "xsi:type", "dcterms:W3CDTF")
		m.element("dcterms:modified", closed, "xsi:type", "dcterms:W3CDTF")
	}
	m.end("cp:coreProperties")
	return m.String()
}

func (a about) appProperties() string {
	var m markup
	m.b.WriteString(xmlHead)
	m.start("Properties", "xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
	m.element("Application", "Sevenfold")
	m.element("Company", a.trust)
	m.end("Properties")
	return m.String()
}

// all are the members of the file in their order, with those that every Office
// file has.
func (f officeFile) all() []member {
	members := append(slices.Clone(f.members),
		member{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", []byte(f.about.coreProperties())},
		member{"docProps/app.xml", officeType + "extended-properties+xml", []byte(f.about.appProperties())},
	)
	folder, document := path.Split(f.members[0].name)
	return append([]member{
		{name: "[Content_Types].xml", data: []byte(contentTypes(members))},
		{name: "_rels/.rels", data: []byte(written([]relation{
			{"document", officeRelation + "officeDocument", f.members[0].name},
			{"core", packageName + "relationships/metadata/core-properties", "docProps/core.xml"},
			{"app", officeRelation + "extended-properties", "docProps/app.xml"},
		}))},
		{name: folder + "_rels/" + document + ".rels", data: []byte(written(f.relations))},
	}, members...)
}

// packed writes the file. All its members are of the first day that a zip file
// knows, so that it is the same whenever it is written.
func packed(f officeFile) ([]byte, error) {
	var out bytes.Buffer
	files := zip.NewWriter(&out)
	for _, p := range f.all() {
		method := zip.Deflate
		if path.Ext(p.name) == ".png" { // is as small as it gets
			method = zip.Store
		}
		file, err := files.CreateHeader(&zip.FileHeader{
			Name: p.name, Method: method, Modified: time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC),
		})
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
