package reports_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
)

func TestTheOverviewNamesEveryStatementWithItsFinding(t *testing.T) {
	s := whole(t)
	d := read(t, s, base+"/overview")
	if got := d.Find(".sf-heat").Length(); got != 7 {
		t.Errorf("got %d domains, want seven", got)
	}
	cells := d.Find(".sf-heat li")
	if cells.Length() != len(s.report.Statements) {
		t.Fatalf("got %d statements, want %d", cells.Length(), len(s.report.Statements))
	}
	marks := map[string]string{}
	cells.Each(func(i int, cell *goquery.Selection) {
		statement := s.report.Statements[i]
		words, _ := s.framework.Statement(statement.ID)
		name := report.Vocabulary{}.Title(statement.Finding, statement.Significant)
		mark, _ := goquery.OuterHtml(cell.Find("svg"))
		cell.Find("svg").Remove() // hidden from those who hear the page
		if got, want := text(cell), name+" "+words.Text; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if got, want := cell.Find("a").AttrOr("href", ""), base+"/domains/"+statement.Domain+"#"+statement.ID; got != want {
			t.Errorf("%s leads to %q, want %q", statement.ID, got, want)
		}
		if before, seen := marks[name]; mark == "" || seen && before != mark {
			t.Errorf("%s: got another mark for %q", statement.ID, name)
		}
		marks[name] = mark
		element, _ := s.framework.Element(statement.Element)
		if got := text(cell.Closest("tr").Find("th")); got != element.Title {
			t.Errorf("%s stands at %q, want %q", statement.ID, got, element.Title)
		}
	})
	looks := map[string]bool{}
	for _, mark := range marks {
		looks[mark] = true
	}
	if len(looks) != len(marks) {
		t.Errorf("got %d looks for %d findings", len(looks), len(marks))
	}
	d.Find(".sf-marks svg").Remove()
	d.Find(".sf-marks > div").Each(func(_ int, key *goquery.Selection) {
		name := text(key.Find("dt"))
		if got, want := text(key.Find("dd")), strconv.Itoa(cells.FilterFunction(func(_ int, c *goquery.Selection) bool {
			return text(c.Find(".sf-heat__finding")) == name
		}).Length()); got != want {
			t.Errorf("%s: got %s statements in the key, want %s", name, got, want)
		}
		delete(marks, name)
	})
	if len(marks) > 0 {
		t.Errorf("the key lacks %v", marks)
	}
}

func TestTheOverviewOfWhatShowsLittle(t *testing.T) {
	f := sevenDomains(t)
	pilot, err := sample.PilotReport(f)
	if err != nil {
		t.Fatal(err)
	}
	wordless := whole(t)
	wordless.framework, wordless.wordless = nil, errUnreadable
	for name, c := range map[string]struct {
		shelf shelf
		cells int
		want  string
	}{
		"a withheld report":     {shelf{report: pilot, framework: f}, 0, pilot.WithheldReason()},
		"nobody knows":          {answered(t, insight.Counts{Points: []int{0, 0, 0, 0}, Unknown: 9}, nil), 80, "Not yet known 80"},
		"everything unanswered": {answered(t, insight.Counts{Points: []int{0, 0, 0, 0}, Unanswered: 9}, nil), 80, "Too few answers 80"},
		"nothing applies":       {answered(t, insight.Counts{Points: []int{0, 0, 0, 0}, Apart: 9}, nil), 80, "Does not apply 80"},
		"words no longer kept":  {wordless, 80, "Domain 1 Element 1 "},
		"a report of method 1":  {shelf{report: ofMethodOne(whole(t).report), framework: f}, 80, "Significant strength 13"},
	} {
		d := read(t, c.shelf, base+"/overview")
		if got := d.Find(".sf-heat li").Length(); got != c.cells {
			t.Errorf("%s: got %d statements, want %d", name, got, c.cells)
		}
		if got := text(d.Find("main")); !strings.Contains(got, c.want) {
			t.Errorf("%s: the page lacks %q", name, c.want)
		}
	}
}

// TestPagesOfARoundThatSaysLittle: every page stands where nobody knows, nothing
// was answered, or nothing applies.
func TestPagesOfARoundThatSaysLittle(t *testing.T) {
	for name, counts := range map[string]insight.Counts{
		"nobody knows":          {Points: []int{0, 0, 0, 0}, Unknown: 9},
		"everything unanswered": {Points: []int{0, 0, 0, 0}, Unanswered: 9},
		"nothing applies":       {Points: []int{0, 0, 0, 0}, Apart: 9},
	} {
		s := answered(t, counts, nil)
		for _, path := range []string{base, base + "/domains/strategic-governance", base + "/domains/strategic-governance/groups"} {
			d := read(t, s, path)
			if got := d.Find("svg.sf-bar").Length(); got != 0 {
				t.Errorf("%s, %s: got %d bars, want none", name, path, got)
			}
			if got := text(d.Find("main")); strings.Contains(got, "NaN") || strings.Contains(got, "  ") {
				t.Errorf("%s, %s: got %q", name, path, got)
			}
			d.Find("p, dd, li, th[scope=row]").Each(func(_ int, e *goquery.Selection) {
				if text(e) == "" {
					t.Errorf("%s, %s: something is empty", name, path)
				}
			})
		}
	}
}
