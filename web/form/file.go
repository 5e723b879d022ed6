package form

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"sevenfold/internal/fault"
)

// ErrNoFile: the form came without a file.
var ErrNoFile = fmt.Errorf("no file was chosen: %w", fault.Invalid)

// ReadFile takes a form that carries a file, in memory: nothing is written to
// disk. The form holds the fields that came before an error.
func ReadFile(r *http.Request, field string) (*Form, []byte, error) {
	f := &Form{values: map[string][]string{}}
	parts, err := r.MultipartReader()
	if err != nil {
		return f, nil, ErrNoFile
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return f, nil, ErrNoFile
		}
		if err != nil {
			return f, nil, err
		}
		data, err := io.ReadAll(part)
		name := part.FormName()
		switch {
		case err != nil:
			return f, nil, err
		case name != field:
			f.values[name] = append(f.values[name], string(data))
		case len(data) == 0 && part.FileName() == "":
			return f, nil, ErrNoFile
		default:
			return f, data, nil
		}
	}
}
