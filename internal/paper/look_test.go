package paper_test

import (
	"os"
	"testing"

	"sevenfold/internal/paper"
)

// TestLook leaves files to be looked at where LOOK names a folder.
func TestLook(t *testing.T) {
	folder := os.Getenv("LOOK")
	if folder == "" {
		t.Skip("LOOK names no folder")
	}
	for _, in := range questionnaire(t, "seven-domains").Framework.Instruments {
		s := sheet(t, in.ID)
		blank, err := paper.Blank(t.Context(), press(t), s)
		must(t, err)
		must(t, os.WriteFile(folder+"/"+in.ID+".pdf", blank, 0o600))
		fillable, err := paper.Fillable(t.Context(), press(t), s)
		must(t, err)
		must(t, os.WriteFile(folder+"/"+in.ID+"-fields.pdf", fillable, 0o600))
		own, err := paper.MyAnswers(t.Context(), press(t), ownAnswers(t, in.ID))
		must(t, err)
		must(t, os.WriteFile(folder+"/"+in.ID+"-own.pdf", own, 0o600))
	}
	s := sheet(t, "seven-domains")
	s.Large = true
	large, err := paper.Blank(t.Context(), press(t), s)
	must(t, err)
	must(t, os.WriteFile(folder+"/large.pdf", large, 0o600))
	s.Large = false
	pdf, err := paper.Fillable(t.Context(), press(t), s)
	must(t, err)
	f := newFiller(t, pdf)
	f.mark("answer:1-01", "p2")
	f.mark("basis:1-01", "b2")
	f.mark("answer:1-02", "unknown")
	must(t, os.WriteFile(folder+"/filled.pdf", f.pdf("--generate-appearances"), 0o600))
}
