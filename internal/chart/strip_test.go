package chart_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"sevenfold/internal/chart"
)

func TestAStripIsOneBarOfAFigure(t *testing.T) {
	f := chart.Figure{
		Title: "Our board", Labels: []string{"significant challenge", "more a challenge", "more a strength", "significant strength"},
		UnknownLabel: "do not know",
		Parts: []chart.Part{{Rows: []chart.Row{
			{Title: "Minutes are read", Counts: []int{0, 2, 5, 3}, Unknown: 2, Of: 12},
			{Title: "Too few", Instead: "Too few answers."},
		}}},
	}
	strips := f.Strips()
	if len(strips) != 1 || len(strips[0]) != 2 {
		t.Fatalf("strips of one part with two rows: got %d parts", len(strips))
	}
	if !strips[0][1].Empty() || strips[0][0].Empty() {
		t.Error("only the row that may not be shown has no strip")
	}
	svg := strips[0][0].SVG()
	for _, want := range []string{">5<", ">3<", ">2</text>"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the strip does not show %q: %s", want, svg)
		}
	}
	if strings.Contains(svg, ">Our board<") || strings.Contains(svg, ">Minutes are read</text>") {
		t.Error("a strip repeats the title of its figure, or the name of its row")
	}
	if got := strips[0][0].Description(); !strings.Contains(got, "more a strength 5") {
		t.Errorf("got the description %q, want the counts in it", got)
	}
	picture, err := strips[0][0].PNG()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := png.Decode(bytes.NewReader(picture)); err != nil {
		t.Error(err)
	}
}
