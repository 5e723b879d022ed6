package web_test

import (
	"os"
	"sync"
	"testing"

	"sevenfold/internal/typeset"
	"sevenfold/web"
)

func TestMain(m *testing.M) {
	typeset.MainIfWorker()
	os.Exit(m.Run())
}

// press is one for all tests that make PDFs.
var press = sync.OnceValues(func() (*typeset.Press, error) {
	folder, err := typeset.UserFolder()
	return typeset.NewPress(folder, typeset.DefaultLimits), err
})

// withPress gives a site a press that is ready.
func withPress(t testing.TB) func(*web.Config) {
	t.Helper()
	p, err := press()
	must(t, err)
	must(t, p.Warm(t.Context()))
	return func(c *web.Config) { c.Press = p }
}
