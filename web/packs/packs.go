// Package packs is what a trust takes away: the board pack of a round, the
// index of its evidence, and the data of a report.
package packs

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
)

// Store keeps the packs, and what they are made from.
type Store interface {
	// PackMaterial is not found while the round has no report; of no round it
	// is what an index of evidence is made from.
	PackMaterial(ctx context.Context, trustID, roundID string) (boardpack.Material, error)
	Round(ctx context.Context, trustID, roundID string) (audit.Round, error)
	AskForPack(ctx context.Context, ask boardpack.Ask) error
	AskForPackAgain(ctx context.Context, trustID, packID string, now time.Time) error
	// Packs are those of a round, the newest first; of no round, the indexes of evidence.
	Packs(ctx context.Context, trustID, roundID string) ([]boardpack.Pack, error)
	Pack(ctx context.Context, trustID, packID string) (boardpack.Pack, error)
	PackFile(ctx context.Context, trustID, packID string, format boardpack.Format) ([]byte, error)
	// PackDefaults is not found where nobody has said what is usual.
	PackDefaults(ctx context.Context, trustID string) (boardpack.Choice, error)
}

// Pages are the pages of a trust's packs.
type Pages struct {
	Store Store
	Now   func() time.Time
}

func trustPath(viewer identity.Viewer) string { return "/t/" + viewer.TrustID }

func roundPath(viewer identity.Viewer, roundID string) string {
	return trustPath(viewer) + "/rounds/" + roundID
}

// packsPath leads to the packs of a round; of no round, to the indexes of evidence.
func packsPath(viewer identity.Viewer, roundID string) string {
	if roundID == "" {
		return trustPath(viewer) + "/evidence-index"
	}
	return roundPath(viewer, roundID) + "/pack"
}

// pack finds the pack of the address. One of another round is not found.
func (p Pages) pack(r *http.Request, viewer identity.Viewer) (boardpack.Pack, error) {
	pack, err := p.Store.Pack(r.Context(), viewer.TrustID, chi.URLParam(r, "pack"))
	if err == nil && pack.RoundID != chi.URLParam(r, "round") {
		err = fmt.Errorf("pack %s is not of this round: %w", pack.ID, fault.NotFound)
	}
	return pack, err
}

// dataTitle is what a report's figures are called, as data.
const dataTitle = "The figures of this report, as data"

// titles says what is made, by its kind.
var titles = map[boardpack.Kind]string{boardpack.BoardPack: "Board pack", boardpack.EvidenceIndex: "Index of evidence"}

// sections says what each part of a pack is.
var sections = map[boardpack.Section]string{
	boardpack.Summary:     "Summary, on two pages",
	boardpack.Domains:     "A part for each domain",
	boardpack.ViewsDiffer: "Where views differ",
	boardpack.NotYetKnown: "What is not yet known",
	boardpack.Since:       "Since last time",
	boardpack.Lenses:      "The same statements, grouped another way",
	boardpack.Agreed:      "What the board agreed",
	boardpack.Actions:     "Actions",
	boardpack.Notes:       "People’s notes, in their own words",
	boardpack.Evidence:    "Evidence: what the trust can point to",
	boardpack.Method:      "How this was found, and what is withheld",
}

// formats says what each file is.
var formats = map[boardpack.Format]string{boardpack.Word: "Word", boardpack.Excel: "Excel", boardpack.PDF: "PDF"}

// types are what browsers call the files.
var types = map[boardpack.Format]string{
	boardpack.Word:  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	boardpack.Excel: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	boardpack.PDF:   "application/pdf",
}

// size says how large a file is: "312 kB".
func size(bytes int) string {
	const kilo, mega = 1000, 1_000_000
	switch {
	case bytes >= mega:
		return fmt.Sprintf("%.1f MB", float64(bytes)/mega)
	case bytes >= kilo:
		return fmt.Sprintf("%d kB", (bytes+kilo/2)/kilo)
	}
	return component.Count(bytes, "byte", "bytes")
}

// short is the beginning of a hash, as much as people compare.
func short(hash string) string { return hash[:min(12, len(hash))] }
