// Package typeset turns Typst documents into PDF, in a worker process of the
// same program, so that the memory of the compiler goes with it.
//
// A Press is what the rest of the program holds. It starts the worker on demand;
// the worker runs the compiler, which is WebAssembly and reaches nothing
// but what it is handed: no file, no network, no clock. boundary.go tells how
// the two talk.
package typeset

import "fmt"

// Source is a document to be set: a main file in Typst's language, and the files that
// it reads by their names ("/pack.json", "/chart-1.svg"). Text that people
// typed goes into a data file, never into Main.
type Source struct {
	Main  string
	Files map[string][]byte
}

// Mistake is why a document could not be set. It says where in the template, and
// never what people wrote.
type Mistake struct {
	File    string // "/main.typ"; empty where the place is not known
	Line    int    // from 1; 0 where it is not known
	Message string
}

func (m *Mistake) Error() string {
	if m.Line == 0 {
		return m.Message
	}
	return fmt.Sprintf("%s, line %d: %s", m.File, m.Line, m.Message)
}
