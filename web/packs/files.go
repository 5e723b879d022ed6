package packs

import (
	"context"
	"fmt"
	"mime"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/boardpack"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
)

// Download gives a file of a pack, as it was made.
func (p Pages) Download(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	pack, err := p.pack(r, viewer)
	if err != nil {
		return err
	}
	format := boardpack.Format(chi.URLParam(r, "format"))
	if types[format] == "" {
		return fmt.Errorf("a pack has no %q file: %w", format, fault.NotFound)
	}
	file, err := p.Store.PackFile(r.Context(), viewer.TrustID, pack.ID, format)
	if err != nil {
		return err
	}
	name, err := p.fileName(r.Context(), viewer, pack, format)
	if err != nil {
		return err
	}
	return send(w, attachment{name, types[format], file})
}

// fileName is what a file is called on the machine of whoever has it.
func (p Pages) fileName(ctx context.Context, viewer identity.Viewer, pack boardpack.Pack, format boardpack.Format) (string, error) {
	if pack.Kind == boardpack.EvidenceIndex {
		return boardpack.Index{Trust: pack.Choice.Trust, Day: pack.Choice.Date}.FileName(format), nil
	}
	round, err := p.Store.Round(ctx, viewer.TrustID, pack.RoundID)
	return boardpack.FileName(boardpack.Material{Trust: viewer.TrustName, Round: round}, pack.Choice, format), err
}

// attachment is a file that a browser keeps, and does not show.
type attachment struct {
	name, kind string
	bytes      []byte
}

func send(w http.ResponseWriter, a attachment) error {
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": a.name}))
	h.Set("Content-Length", strconv.Itoa(len(a.bytes)))
	h.Set("Cache-Control", "private, no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(a.bytes) // whoever asked may have gone
	return nil
}
