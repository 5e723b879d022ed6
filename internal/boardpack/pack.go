package boardpack

import (
	"fmt"
	"time"

	"sevenfold/internal/fault"
)

// ErrOvertaken stops a making of a pack that is no longer the one that counts:
// the pack was made meanwhile, or is being made from something else.
var ErrOvertaken = fmt.Errorf("the pack is made, or is made anew from something else: %w", fault.Conflict)

// Pack is one export: what was chosen, who had it made and when, and how far it
// has come. Its files are kept as they were made.
type Pack struct {
	ID      string
	TrustID string
	RoundID string
	Kind    Kind
	Choice  Choice
	State   State
	Done    int // files made so far, of Files
	Files   []File
	Hash    string // of the report's data that it was made from; empty until it is made
	By      string // the name of whoever had it made
	ByID    string
	AskedAt time.Time
	MadeAt  *time.Time
	// Superseded: a note that it may hold was taken out of the report since.
	Superseded bool
}

// Ask is what somebody wants made. Its ID comes from the form that asks, so that
// the form has the effect of once however often it is sent.
type Ask struct {
	ID      string
	TrustID string
	RoundID string // empty for an index of evidence
	Kind    Kind
	Choice  Choice
	ByID    string
	At      time.Time
	// Usual: the choice is what the trust chooses from now on, unless somebody
	// chooses otherwise.
	Usual bool
}

// Origin names what a pack is being made from: From stands for all of it, and
// ReportHash for the report alone. All files of a pack are of one.
type Origin struct{ From, ReportHash string }

// Written is a file as a writer made it.
type Written struct {
	Format Format
	Bytes  []byte
}

// Kind is what a pack is.
type Kind string

// The kinds of packs.
const (
	BoardPack     Kind = "board-pack"
	EvidenceIndex Kind = "evidence-index" // by DfE descriptor: no position, note or finding
)

// State is how far a pack has come.
type State string

// The states of a pack.
const (
	Waiting State = "waiting"
	Making  State = "making"
	Made    State = "made"
	Failed  State = "failed"
)

// File is one file of a pack.
type File struct {
	Format Format
	Size   int    // in bytes
	SHA256 string // in hexadecimal
}

// Format is the kind of a file.
type Format string

// The formats of a pack's files, in the order in which they are made.
const (
	Word  Format = "docx"
	Excel Format = "xlsx"
	PDF   Format = "pdf"
)

// Formats are all of them, in that order.
var Formats = []Format{Word, Excel, PDF}
