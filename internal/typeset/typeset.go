// Package typeset turns Typst documents into PDF, in a worker process of the
// same program, so that the memory of the compiler goes with it.
package typeset

// Source is a document to be set: a main file in Typst's language, and the files that
// it reads by their names ("/pack.json", "/chart-1.svg"). Text that people
// typed goes into a data file, never into Main.
type Source struct {
	Main  string
	Files map[string][]byte
}
