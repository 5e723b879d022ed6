package reports_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"testing"

	"sevenfold/internal/report"
)

// crowded is a report with all that a page can hold: groups, and a round before
// in which a good part was answered the other way round.
func crowded(t testing.TB) shelf {
	var statements []string
	s := again(t, func(in *report.Input) {
		for i, id := range in.Asked {
			if i%4 == 0 {
				statements = append(statements, id)
			}
		}
		turned(statements...)(in)
	})
	if len(s.report.Since.Moved) < 5 || len(s.report.ShownGroups) < 2 {
		t.Fatalf("got %d that moved and %d groups, want more of both", len(s.report.Since.Moved), len(s.report.ShownGroups))
	}
	return s
}

// pagesOfReports are those whose weight and time are held.
var pagesOfReports = map[string]string{
	"glance": base, "overview": base + "/overview",
	"domain": base + "/domains/expert-ethical-leadership", "groups": base + "/domains/expert-ethical-leadership/groups",
}

// TestPagesOfAReportAreLight: under 15 kB compressed, as every page after the
// first, with room for what a trust adds.
func TestPagesOfAReportAreLight(t *testing.T) {
	s := crowded(t)
	for name, path := range pagesOfReports {
		var packed bytes.Buffer
		w, err := gzip.NewWriterLevel(&packed, 1)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(ask(s, path).Body.Bytes()); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if got := packed.Len(); got > 15_000 {
			t.Errorf("%s: got %d bytes compressed, want at most 15,000", name, got)
		}
	}
}

func BenchmarkReportPages(b *testing.B) {
	s := crowded(b)
	pages := map[string]string{"picture of the profile": base + "/pictures/profile.png"}
	for name, path := range pagesOfReports {
		pages[name] = path
	}
	for name, path := range pages {
		b.Run(name, func(b *testing.B) {
			size := 0
			for b.Loop() {
				w := ask(s, path)
				if w.Code != http.StatusOK {
					b.Fatalf("%s: got status %d", path, w.Code)
				}
				size = w.Body.Len()
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}
