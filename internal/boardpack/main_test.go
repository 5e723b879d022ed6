package boardpack

import (
	"os"
	"testing"

	"sevenfold/internal/typeset"
)

func TestMain(m *testing.M) {
	typeset.MainIfWorker()
	os.Exit(m.Run())
}
