package report

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// NoteName names a note of a report, for an address of a page: it tells nobody
// who does not know the note what it says.
func NoteName(round, statement, note string) string {
	digest := sha256.Sum256([]byte(round + "\x00" + statement + "\x00" + note))
	return hex.EncodeToString(digest[:16])
}

// WithoutNote is the report with a note taken out at a statement, and with it
// every other there of the same words; taken tells how many these were. The
// report given stays as it is.
func (r Report) WithoutNote(statement, note string) (without Report, taken int) {
	at := slices.IndexFunc(r.Statements, func(s Statement) bool { return s.ID == statement })
	if at < 0 {
		return r, 0
	}
	kept := slices.DeleteFunc(slices.Clone(r.Statements[at].Notes), func(n string) bool { return n == note })
	taken = len(r.Statements[at].Notes) - len(kept)
	if taken == 0 {
		return r, 0
	}
	if len(kept) == 0 {
		kept = nil
	}
	r.Statements = slices.Clone(r.Statements)
	r.Statements[at].Notes = kept
	r.Statements[at].NotesTakenOut += taken
	return r, taken
}

// NotesTakenOut counts the notes that were taken out of the report after it was made.
func (r Report) NotesTakenOut() int {
	n := 0
	for _, s := range r.Statements {
		n += s.NotesTakenOut
	}
	return n
}

// NotesTakenOutReason says that notes were taken out of the report, without
// saying at which statements; empty where none was.
func (r Report) NotesTakenOutReason() string {
	return notesTakenOut(r.NotesTakenOut(), "of this report")
}

// NotesTakenOutReason says that notes were taken out at this statement; empty
// where none was.
func (s Statement) NotesTakenOutReason() string { return notesTakenOut(s.NotesTakenOut, "here") }

func notesTakenOut(n int, where string) string {
	if n == 0 {
		return ""
	}
	return count(n, plural(n, "note was", "notes were")+" taken out "+where+" after the round closed.")
}
