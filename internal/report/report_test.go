package report

import (
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"testing"
)

var update = flag.Bool("update", false, "write the stored report anew")

// TestStoredReportOfMethod1 keeps a report as it was stored: it must be read,
// with the same figures and the same hash, for as long as the product lives.
func TestStoredReportOfMethod1(t *testing.T) {
	const file, wantHash = "testdata/method-1.json", "e2315b13e5bc9f38e82e38c8773d6a3fe0c14299057743f962f4e659618ed83a"
	if *update {
		stored, err := json.MarshalIndent(mustCompute(t, everyFinding()), "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, append(stored, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	stored, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Read(stored)
	if err != nil {
		t.Fatal(err)
	}
	if hash, err := Hash(r); err != nil || hash != wantHash {
		t.Errorf("got hash %s (error %v), want %s", hash, err, wantHash)
	}
	if Method != 1 {
		return
	}
	if computed := mustCompute(t, everyFinding()); !reflect.DeepEqual(r, computed) {
		t.Errorf("got  %+v\nwant %+v", r, computed)
	}
}

func TestReadRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, stored := range []string{`{"method":2}`, `{}`, `{"method":"1"}`, `not a report`, ``} {
		if _, err := Read([]byte(stored)); err == nil {
			t.Errorf("%q: got no error, want one", stored)
		}
	}
}
