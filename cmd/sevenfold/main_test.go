package main

import (
	"os"
	"testing"

	"sevenfold/internal/typeset"
)

// The tests start servers within this process, whose presses start this program.
func TestMain(m *testing.M) {
	typeset.MainIfWorker()
	os.Exit(m.Run())
}
