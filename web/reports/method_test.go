package reports_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

func TestTheMethodSaysHowEverythingWasFound(t *testing.T) {
	s := whole(t)
	s.report.Minimum = 7
	fingerprint, err := report.Hash(s.report)
	if err != nil {
		t.Fatal(err)
	}
	d := read(t, s, base+"/method")
	got := text(d.Find("main"))
	for _, want := range []string{
		"This round invited 15 people, and 14 responses were submitted.",
		"The minimum of this round is seven.",
		"Agreement, explained below, is under 0.3.",
		"doi 10.1023/A:1010374114305",
		"Seven domains of a strong trust, version " + s.framework.Version,
		"“Independently checked” or “I have seen the evidence myself”",
		"Building strong trusts. Leora Cruddas, Confederation of School Trusts, 2024.",
		"What is a strong trust? Confederation of School Trusts, 2022.",
		"A significant challenge for us", "Version 2", fingerprint,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	d.Find(".sf-contents a").Each(func(_ int, a *goquery.Selection) {
		if to := a.AttrOr("href", ""); d.Find(to).Length() != 1 {
			t.Errorf("%q leads nowhere", to)
		}
	})
}

func TestEveryFindingIsDefinedInItsOrder(t *testing.T) {
	d := read(t, whole(t), base+"/method")
	terms := d.Find("#findings dt").Map(func(_ int, dt *goquery.Selection) string { return text(dt) })
	for i, kind := range []insight.Kind{
		insight.Withheld, insight.DoesNotApply, insight.NotYetKnown, insight.TooFewAnswers,
		insight.ViewsDiffer, insight.Strength, insight.Challenge, insight.Balanced,
	} {
		if got, want := terms[i], (report.Vocabulary{}).Title(kind, false); got != want {
			t.Errorf("finding %d: got %q, want %q", i+1, got, want)
		}
	}
}

func TestTheExamplesOfAgreementAreTrue(t *testing.T) {
	examples := map[string][]int{
		"0, 0, 9, 0": {0, 0, 9, 0}, "0, 1, 6, 2": {0, 1, 6, 2}, "3, 3, 3, 3": {3, 3, 3, 3}, "4, 1, 1, 3": {4, 1, 1, 3}, "6, 0, 0, 6": {6, 0, 0, 6},
	}
	rows := read(t, whole(t), base+"/method").Find("#agreement tbody tr")
	if rows.Length() != len(examples) {
		t.Fatalf("got %d examples, want %d", rows.Length(), len(examples))
	}
	rows.Each(func(_ int, row *goquery.Selection) {
		name := text(row.Find("th"))
		agreement := insight.Agreement(examples[name])
		if got := strings.HasPrefix(text(row.Find("td").Last()), "yes"); got != (agreement < 0.3) {
			t.Errorf("%s: agreement is %.2f, and the page says under 0.3: %t", name, agreement, got)
		}
	})
}

func TestTheMethodSaysWhoIsToldApart(t *testing.T) {
	s := whole(t)
	got := text(read(t, s, base+"/method").Find("#groups"))
	for _, want := range []string{"at least five of its people", "joins them", "10.1037/0033-2909.114.3.494"} {
		if !strings.Contains(got, want) {
			t.Errorf("got %q, want it to say %q", got, want)
		}
	}
	if read(t, s, base+"/method").Find("#since").Length() != 0 {
		t.Error("got a comparison, want none where there is no round before")
	}
	if read(t, s, base+"/method").Find("#lenses").Length() != 1 {
		t.Error("got nothing about lenses, want a section")
	}
}

func TestTheMethodSaysWhatWasCompared(t *testing.T) {
	s := whole(t)
	since := report.Compare(s.report, s.report)
	s.report.Since = &since
	got := text(read(t, s, base+"/method").Find("#since"))
	for _, want := range []string{
		"The same 80 statements were asked.", "No statement moved far enough to say so.", "is no longer known",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got %q, want it to say %q", got, want)
		}
	}
}

func TestAnEarlierMethodSaysWhatItLacks(t *testing.T) {
	s := whole(t)
	s.report.Method, s.report.ShownGroups, s.report.Lenses, s.report.Chain = 1, nil, nil, nil
	d := read(t, s, base+"/method")
	if got := text(d.Find("#this-report")); !strings.Contains(got, "Version 1") || !strings.Contains(got, "It was not compared with the round before it.") {
		t.Errorf("got %q, want the version and what it lacks", got)
	}
	if d.Find("#groups, #lenses, #since").Length() != 0 {
		t.Error("got a section on what the report does not hold")
	}
}
