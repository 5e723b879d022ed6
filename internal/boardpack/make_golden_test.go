package boardpack_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"sevenfold/internal/boardpack"
	"sevenfold/internal/sample"
)

var update = flag.Bool("update", false, "write the golden files again")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden.txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what it was: look at what changed with -update and git diff", path)
	}
}

func TestDocumentsAndWorkbooksAreWhatTheyWere(t *testing.T) {
	whole, pilot := full(t), little(t)
	golden(t, "pack", written(boardpack.Make(whole, everything())))
	golden(t, "pack-withheld", written(boardpack.Make(pilot, everything())))
	golden(t, "figures", laidOut(boardpack.Figures(whole)))
	golden(t, "figures-withheld", laidOut(boardpack.Figures(pilot)))
	d, w, err := boardpack.MakeEvidenceIndex(index(t))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "index", written(d)+"\n"+laidOut(w))
}

func index(t testing.TB) boardpack.Index {
	t.Helper()
	return boardpack.Index{Trust: sample.TrustName, Framework: sevenDomains(t), Evidence: pieces(), Day: sample.Today}
}
