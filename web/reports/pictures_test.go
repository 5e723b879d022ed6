package reports_test

import (
	"bytes"
	"image/png"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/report"
	"sevenfold/internal/sample"
)

// TestEveryChartCanBeTakenAlong: each link to a picture leads to one that can be
// read, and each has a name of its own on its page.
func TestEveryChartCanBeTakenAlong(t *testing.T) {
	s := again(t, turned(turnedRound...))
	domain := base + "/domains/strategic-governance"
	for path, want := range map[string][]string{
		base:               {"profile", "since"},
		base + "/overview": {"overview"},
		domain:             {"whole-strategic-governance", "domain-strategic-governance", "groups-strategic-governance", "since-strategic-governance"},
		domain + "/groups": {"groups-strategic-governance"},
	} {
		d := read(t, s, path)
		var names, texts []string
		d.Find("[data-picture] a").Each(func(_ int, a *goquery.Selection) {
			address := a.AttrOr("href", "")
			name, _ := strings.CutPrefix(strings.TrimSuffix(address, ".png"), base+"/pictures/")
			names, texts = append(names, name), append(texts, text(a))
			w := ask(s, address)
			for header, want := range map[string]string{
				"Content-Type": "image/png", "Cache-Control": "private, no-store",
				"Content-Disposition": `attachment; filename="2026-03-27-` + name + `.png"`,
			} {
				if got := w.Header().Get(header); got != want {
					t.Errorf("%s, %s: got %q, want %q", name, header, got, want)
				}
			}
			picture, err := png.Decode(w.Body)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if size := picture.Bounds(); size.Dx() < 1200 || size.Dy() < 100 {
				t.Errorf("%s: got a picture of %v", name, size)
			}
		})
		if !slices.Equal(names, want) {
			t.Errorf("%s: got the pictures %q, want %q", path, names, want)
		}
		slices.Sort(texts)
		if len(slices.Compact(texts)) != len(names) {
			t.Errorf("%s: got two links of one name in %q", path, texts)
		}
	}
}

func TestWhereThereIsNothingToDrawThereIsNoPicture(t *testing.T) {
	first := whole(t)
	methodOne := first
	methodOne.report = ofMethodOne(first.report)
	still := again(t, func(*report.Input) {})
	for _, c := range []struct {
		name  string
		shelf shelf
		path  string
	}{
		{"no round before", first, "since"},
		{"no round before, of a domain", first, "since-strategic-governance"},
		{"nothing moved", still, "since-strategic-governance"},
		{"a report of method 1", methodOne, "groups-strategic-governance"},
		{"a domain that the report does not hold", first, "domain-elsewhere"},
		{"a domain that the report does not hold, by groups", first, "groups-elsewhere"},
		{"a picture of another name", first, "radar"},
	} {
		if got := ask(c.shelf, base+"/pictures/"+c.path+".png").Code; got != http.StatusNotFound {
			t.Errorf("%s: got status %d, want not found", c.name, got)
		}
		if d := read(t, c.shelf, base+"/domains/strategic-governance"); d.Find(`a[href$="/`+c.path+`.png"]`).Length() != 0 {
			t.Errorf("%s: a link leads to it", c.name)
		}
	}
}

func TestAPictureOfAWithheldReportSaysThatItIs(t *testing.T) {
	f := sevenDomains(t)
	pilot, err := sample.PilotReport(f)
	if err != nil {
		t.Fatal(err)
	}
	s := shelf{report: pilot, framework: f}
	first := ask(s, base+"/pictures/profile.png").Body.Bytes()
	if _, err := png.Decode(bytes.NewReader(first)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"overview", "since", "domain-strategic-governance", "groups-strategic-governance"} {
		if got := ask(s, base+"/pictures/"+name+".png").Body.Bytes(); !bytes.Equal(got, first) {
			t.Errorf("%s: got a picture that differs: something of it is drawn", name)
		}
	}
	if got := ask(s, base+"/pictures/radar.png").Code; got != http.StatusNotFound {
		t.Errorf("got status %d for another name, want not found", got)
	}
}
