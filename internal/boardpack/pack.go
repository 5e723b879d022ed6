package boardpack

import "time"

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
