package job

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"

	"sevenfold/internal/boardpack"
	"sevenfold/internal/fault"
)

// MakePack makes the files of a pack, and keeps each as it is made: a making
// that is cut off goes on where it stopped.
func (j Jobs) MakePack(ctx context.Context, trustID, packID string, last bool) error {
	err := j.makePack(ctx, trustID, packID)
	switch {
	case err == nil, errors.Is(err, boardpack.ErrOvertaken):
		return nil
	case !last:
		return err
	}
	slog.ErrorContext(ctx, "a pack could not be made", "pack", packID, "error", err)
	return j.note(ctx, func(ctx context.Context) error { return j.Store.FailPack(ctx, trustID, packID) })
}

func (j Jobs) makePack(ctx context.Context, trustID, packID string) error {
	pack, err := j.Store.Pack(ctx, trustID, packID)
	if errors.Is(err, fault.NotFound) {
		return boardpack.ErrOvertaken
	}
	if err != nil {
		return err
	}
	m, err := j.Store.PackMaterial(ctx, trustID, pack.RoundID)
	if err != nil {
		return err
	}
	if pack.Kind == boardpack.EvidenceIndex {
		m.Framework = j.Current
	}
	from, err := digest(m)
	if err != nil {
		return err
	}
	if pack, err = j.Store.BeginPack(ctx, trustID, packID, boardpack.Origin{From: from, ReportHash: m.Hash}); err != nil {
		return err
	}
	d, w, err := lay(pack, m)
	if err != nil {
		return fmt.Errorf("lay out pack %s: %w", packID, err)
	}
	for _, format := range boardpack.Formats {
		if slices.ContainsFunc(pack.Files, func(f boardpack.File) bool { return f.Format == format }) {
			continue
		}
		file, err := j.write(ctx, format, d, w)
		if err != nil {
			return fmt.Errorf("write the %s file of pack %s: %w", format, packID, err)
		}
		if err := j.Store.KeepPackFile(ctx, trustID, packID, from, boardpack.Written{Format: format, Bytes: file}); err != nil {
			return err
		}
	}
	return j.Store.EndPack(ctx, trustID, packID, from, j.Now())
}

// digest stands for all that a pack is made from.
func digest(m boardpack.Material) (string, error) {
	text, err := json.Marshal(m)
	if err != nil {
		return "", fmt.Errorf("name what a pack is made from: %w", err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// lay says what the files of a pack hold.
func lay(pack boardpack.Pack, m boardpack.Material) (d boardpack.Document, w boardpack.Workbook, err error) {
	defer mend(&err)
	c := pack.Choice
	if pack.Kind == boardpack.EvidenceIndex {
		index := boardpack.Index{Trust: c.Trust, Framework: m.Framework, Evidence: m.Evidence, Day: c.Date}
		if c.WithLogo {
			index.Logo = m.Logo
		}
		d, w, err = boardpack.MakeEvidenceIndex(index)
		d.Marking = c.Marking
		return d, w, err
	}
	m.Trust = c.Trust
	return boardpack.Make(m, c), boardpack.Figures(m), nil
}

// write makes one file.
func (j Jobs) write(ctx context.Context, format boardpack.Format, d boardpack.Document, w boardpack.Workbook) (file []byte, err error) {
	defer mend(&err)
	switch format {
	case boardpack.Word:
		return boardpack.WriteWord(d)
	case boardpack.Excel:
		return boardpack.WriteExcel(w)
	}
	return boardpack.WritePDF(ctx, j.Typesetter, d)
}

// mend makes an error of a panic: what breaks over the words that somebody
// typed fails their pack, and nothing else.
func mend(err *error) {
	if broken := recover(); broken != nil {
		*err = fmt.Errorf("panic: %v\n%s", broken, debug.Stack())
	}
}
