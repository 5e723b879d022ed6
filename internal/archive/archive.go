// Package archive writes all that is kept of a trust into one file, for leaving
// or for the record. What somebody answered is never in it, nor when.
package archive

import (
	"archive/zip"
	"fmt"
	"io"
	"strconv"
	"time"

	"sevenfold/internal/csvfile"
)

// Writer writes one archive, file by file: nothing of it is held in memory but
// what is being written.
type Writer struct {
	zip    *zip.Writer
	madeAt time.Time
}

// New begins the archive of a trust, with what is in it and what its columns are.
func New(to io.Writer, trustName string, madeAt time.Time) (*Writer, error) {
	w := &Writer{zip: zip.NewWriter(to), madeAt: madeAt}
	if err := w.File("README.txt", []byte(readme(trustName, madeAt))); err != nil {
		return nil, err
	}
	return w, w.Rows(columns, func(write Row) error {
		for _, table := range Tables {
			for _, c := range table.Columns {
				if err := write(table.File, c.Name, c.About); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// columns is the table of all columns.
var columns = Table{"columns.csv", "What each column of the other tables is", []Column{
	{"file", "The table"}, {"column", "Its column"}, {"about", "What stands in it"},
}}

// create begins a file. Its name is one of ours: nothing that anybody typed
// becomes part of it.
func (w *Writer) create(name string) (io.Writer, error) {
	file, err := w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: w.madeAt})
	if err != nil {
		return nil, fmt.Errorf("begin %s: %w", name, err)
	}
	return file, nil
}

// File writes a file as it is.
func (w *Writer) File(name string, content []byte) error {
	file, err := w.create(name)
	if err != nil {
		return err
	}
	if _, err := file.Write(content); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// Row writes a row of a table: as many cells as it has columns.
type Row func(cells ...any) error

// Rows writes a table. Its rows come one by one, and are not held.
func (w *Writer) Rows(t Table, rows func(Row) error) error {
	file, err := w.create(t.File)
	if err != nil {
		return err
	}
	headings := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		headings[i] = c.Name
	}
	table, err := csvfile.New(file, headings)
	if err != nil {
		return fmt.Errorf("write %s: %w", t.File, err)
	}
	cells := make([]string, len(t.Columns))
	err = rows(func(values ...any) error {
		if len(values) != len(cells) {
			return fmt.Errorf("a row of %d cells, for %d columns", len(values), len(cells))
		}
		for i, v := range values {
			if cells[i], err = text(v); err != nil {
				return fmt.Errorf("column %s: %w", t.Columns[i].Name, err)
			}
		}
		return table.Write(cells)
	})
	if err == nil {
		err = table.Flush()
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", t.File, err)
	}
	return nil
}

// Close ends the archive.
func (w *Writer) Close() error {
	if err := w.zip.Close(); err != nil {
		return fmt.Errorf("end the archive: %w", err)
	}
	return nil
}

// text is a value as it stands in a cell.
func text(value any) (string, error) {
	switch v := value.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case bool:
		if v {
			return "yes", nil
		}
		return "no", nil
	case int16:
		return strconv.Itoa(int(v)), nil
	case int32:
		return strconv.Itoa(int(v)), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case time.Time:
		return v.UTC().Format(time.RFC3339), nil
	}
	return "", fmt.Errorf("a %T is nothing that a cell holds", value)
}
