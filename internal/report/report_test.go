package report

import (
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"strconv"
	"testing"
)

var update = flag.Bool("update", false, "write the stored report of today's method anew")

// TestStoredReports keeps a report of each method as it was stored: it must be
// read, with the same figures and the same hash, for as long as the product lives.
func TestStoredReports(t *testing.T) {
	tests := []struct {
		method int
		hash   string
	}{
		{1, "e2315b13e5bc9f38e82e38c8773d6a3fe0c14299057743f962f4e659618ed83a"},
		{2, "6917830078d4a44ddaf618446be90f32b3064128049755bce0b6a7e94db2a58c"},
	}
	if last := tests[len(tests)-1].method; last != Method {
		t.Fatalf("got a stored report of method %d at most, want one of %d too", last, Method)
	}
	for _, tt := range tests {
		t.Run("method "+strconv.Itoa(tt.method), func(t *testing.T) {
			file := "testdata/method-" + strconv.Itoa(tt.method) + ".json"
			if *update && tt.method == Method {
				writeReport(t, file, mustCompute(t, everything()))
			}
			r := storedReport(t, file)
			if hash, err := Hash(r); err != nil || hash != tt.hash {
				t.Errorf("got hash %s (error %v), want %s", hash, err, tt.hash)
			}
			if r.Method != tt.method {
				t.Errorf("got method %d, want %d", r.Method, tt.method)
			}
			if got := len(r.Lacks()) == 0; got != (tt.method == Method) {
				t.Errorf("got %q, want to hear what it lacks only of an earlier method", r.Lacks())
			}
			if tt.method != Method {
				return
			}
			if computed := mustCompute(t, everything()); !reflect.DeepEqual(r, computed) {
				t.Errorf("got  %+v\nwant %+v", r, computed)
			}
		})
	}
}

func writeReport(t *testing.T, file string, r Report) {
	t.Helper()
	stored, err := json.MarshalIndent(r, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(stored, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

func storedReport(t *testing.T, file string) Report {
	t.Helper()
	stored, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Read(stored)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestAnEarlierReportIsReadAsItIs: whatever a later method adds, a report of
// method 1 says that it lacks it, and gives nothing in its place.
func TestAnEarlierReportIsReadAsItIs(t *testing.T) {
	r := storedReport(t, "testdata/method-1.json")
	for _, sentence := range r.Lacks() {
		checkText(t, sentence)
	}
	if r.ShownGroups != nil || r.Lenses != nil || r.Chain != nil || r.Since != nil || r.SeenDifferently != nil {
		t.Errorf("got %+v, want nothing of method 2", r)
	}
	if got := r.CultureReason(Vocabulary{}) + r.BaselineReason(Vocabulary{}) + r.GroupsReasonAt(r.Statements[0]); got != "" {
		t.Errorf("got %q, want nothing said of what it does not hold", got)
	}
}

func TestReadRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, stored := range []string{`{"method":3}`, `{"method":0}`, `{}`, `{"method":"1"}`, `{"method":2,"groups":7}`, `not a report`, ``} {
		if _, err := Read([]byte(stored)); err == nil {
			t.Errorf("%q: got no error, want one", stored)
		}
	}
}
