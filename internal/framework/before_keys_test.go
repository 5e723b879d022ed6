package framework

import (
	"regexp"
	"testing"
)

func TestATextOfBeforeSaysOfItsDomainsWhatItSaysToday(t *testing.T) {
	today := sevenDomains(t)
	data := regexp.MustCompile(`(?m)^    (line|notice|annual_report): .*\n`).ReplaceAll(domainsFile(t), nil)
	before, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	noticed := 0
	for _, d := range today.Domains {
		if got, want := before.Notice(d.ID), today.Notice(d.ID); got != want {
			t.Errorf("%s: got the notice %q before, want %q as today", d.ID, got, want)
		}
		if today.Notice(d.ID) != "" {
			noticed++
		}
	}
	if noticed != 1 {
		t.Errorf("got %d domains with a notice, want that on leadership", noticed)
	}
	was, ok := before.AnnualReport()
	is, ok2 := today.AnnualReport()
	if !ok || !ok2 || was.ID != is.ID {
		t.Errorf("got %q before and %q today for the annual report, want the same domain", was.ID, is.ID)
	}
}

func TestADomainOfAnotherFrameworkHasNoNoticeUnlessItSaysSo(t *testing.T) {
	f := loaded(t)
	f.Domains[0].Notice = "This is about our organisation."
	if got, want := f.Notice(f.Domains[0].ID), "This is about our organisation."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := f.Notice(f.Domains[1].ID) + f.Notice("expert-ethical-leadership"); got != "" {
		t.Errorf("got %q, want none", got)
	}
	if _, ok := f.AnnualReport(); ok {
		t.Error("got a domain for the annual report, want none where none says so")
	}
	if (&Framework{}).Notice("expert-ethical-leadership") == "" {
		t.Error("got no notice where the words are no longer kept, want it")
	}
}
