package report

import (
	"slices"
	"testing"
)

func TestANoteIsTakenOutOfAReport(t *testing.T) {
	made := Report{Method: Method, Statements: []Statement{
		{ID: "a", Notes: []string{"First.", "Second.", "Second."}}, {ID: "b", Notes: []string{"Second."}},
	}}
	before, _ := Hash(made)
	for _, c := range []struct {
		name, statement, note string
		taken                 int
		left                  []string
		said                  string
	}{
		{"one note", "a", "First.", 1, []string{"Second.", "Second."}, "One note was taken out here after the round closed."},
		{"two of the same words", "a", "Second.", 2, []string{"First."}, "Two notes were taken out here after the round closed."},
		{"the only one", "b", "Second.", 1, nil, "One note was taken out here after the round closed."},
		{"a note of another statement", "b", "First.", 0, []string{"Second."}, ""},
		{"a statement that was not asked", "c", "First.", 0, nil, ""},
	} {
		got, taken := made.WithoutNote(c.statement, c.note)
		s, _ := got.Statement(c.statement)
		if taken != c.taken || !slices.Equal(s.Notes, c.left) || s.NotesTakenOutReason() != c.said || got.NotesTakenOut() != c.taken {
			t.Errorf("%s: got %d taken, %q left, %q said, want %d, %q, %q", c.name, taken, s.Notes, s.NotesTakenOutReason(), c.taken, c.left, c.said)
		}
		if after, _ := Hash(got); (after != before) != (c.taken > 0) {
			t.Errorf("%s: got hash %s of a report that was %s, want another only where a note went", c.name, after, before)
		}
		if again, _ := Hash(made); again != before {
			t.Fatalf("%s: the report that was given changed", c.name)
		}
	}
}
