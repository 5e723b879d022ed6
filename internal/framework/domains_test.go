package framework

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// These tests hold the framework of the seven domains to what it must cover.
// The rules that hold for every framework stand in the checker.

func domainsFile(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("../../domains.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func sevenDomains(t *testing.T) *Framework {
	t.Helper()
	data := domainsFile(t)
	f, err := Load("domains.yaml", data)
	if err != nil {
		t.Fatalf("got\n%v\nwant no mistake", err)
	}
	for _, advice := range Advice("domains.yaml", data) {
		t.Logf("advice: %v", advice)
	}
	return f
}

// The seven domains, in order, with the prefix of their statements' ids and
// the most statements that each may have.
var seven = []struct {
	id, prefix string
	most       int
}{
	{"strategic-governance", "sg-", 12},
	{"expert-ethical-leadership", "el-", 16},
	{"high-quality-inclusive-education", "ie-", 12},
	{"school-improvement-at-scale", "si-", 12},
	{"workforce-resilience-and-wellbeing", "wr-", 12},
	{"finance-and-operations", "fo-", 12},
	{"public-benefit-and-civic-duty", "pb-", 12},
}

func TestTheSevenDomainsHaveTheirSizes(t *testing.T) {
	f := sevenDomains(t)
	if got := domainIDs(f.Domains); len(got) != len(seven) {
		t.Fatalf("got %v, want seven domains", got)
	}
	for i, want := range seven {
		domain := f.Domains[i]
		if domain.ID != want.id {
			t.Errorf("domain %d: got %s, want %s", i+1, domain.ID, want.id)
		}
		statements := domain.Statements()
		if n := len(statements); n < 8 || n > want.most {
			t.Errorf("%s: got %d statements, want 8 to %d", domain.ID, n, want.most)
		}
		if n := len(domain.Elements); n < 3 || n > 5 {
			t.Errorf("%s: got %d elements, want 3 to 5", domain.ID, n)
		}
		for _, s := range statements {
			if !strings.HasPrefix(s.ID, want.prefix) {
				t.Errorf("%s: got statement %s, want its id to begin with %s", domain.ID, s.ID, want.prefix)
			}
		}
	}
	if n := len(f.Statements()); n < 65 || n > 80 {
		t.Errorf("got %d statements, want 65 to 80", n)
	}
}

func TestEveryTagOfTheLensesIsUsedWhereItMustBe(t *testing.T) {
	f := sevenDomains(t)
	tags := map[string][]string{
		"":           {"culture", "safeguarding"},
		"ceo:":       {"strategic-leadership", "quality-of-education", "finance-sustainability-compliance", "people-strategy", "governance-and-accountability", "system-leadership-and-civic-responsibility"},
		"principle:": {"selflessness", "integrity", "objectivity", "accountability", "openness", "honesty", "leadership"},
		"proposition:": {
			"every-teacher", "best-evidence", "professional-development", "structures",
		},
		"condition:": {
			"for-all-children", "models-of-improvement", "strength-and-resilience", "deep-collaboration",
			"professional-growth", "solidarity", "civic-anchoring", "radical-collaboration",
		},
		"flourishing:": {"children", "adults", "schools"},
	}
	count := 0
	used := tagsOf(f.Domains)
	for prefix, names := range tags {
		for _, name := range names {
			count++
			if !slices.Contains(used, prefix+name) {
				t.Errorf("got no statement tagged %s%s, want at least one", prefix, name)
			}
		}
	}
	if len(used) != count {
		t.Errorf("got %d tags %v, want %d", len(used), used, count)
	}
	// Leadership has the six responsibilities and the seven principles in its own statements.
	var leading []string
	domain, _ := f.Domain("expert-ethical-leadership")
	for _, s := range domain.Statements() {
		leading = append(leading, s.Tags...)
	}
	for _, prefix := range []string{"ceo:", "principle:"} {
		for _, name := range tags[prefix] {
			if !slices.Contains(leading, prefix+name) {
				t.Errorf("expert-ethical-leadership: got no statement tagged %s%s, want at least one", prefix, name)
			}
		}
	}
	var improving []string
	domain, _ = f.Domain("school-improvement-at-scale")
	for _, s := range domain.Statements() {
		improving = append(improving, s.Tags...)
	}
	for _, name := range tags["proposition:"] {
		if !slices.Contains(improving, "proposition:"+name) {
			t.Errorf("school-improvement-at-scale: got no statement tagged proposition:%s, want at least one", name)
		}
	}
}

func TestSafeguardingAppearsWhereTheSourcesPutIt(t *testing.T) {
	f := sevenDomains(t)
	for _, id := range []string{"high-quality-inclusive-education", "finance-and-operations"} {
		domain, _ := f.Domain(id)
		if !slices.ContainsFunc(domain.Statements(), func(s Statement) bool { return slices.Contains(s.Tags, "safeguarding") }) {
			t.Errorf("%s: got no statement tagged safeguarding, want at least one", id)
		}
	}
}

func TestTheLensesAreComplete(t *testing.T) {
	f := sevenDomains(t)
	categories := map[string]int{
		"dfe-descriptors": 6, "domains-2022": 6, "ceo-responsibilities": 6, "public-life": 7, "improvement-chain": 4,
		"conditions": 8, "culture": 1, "safeguarding": 1, "flourishing": 3, "aim": 2,
	}
	if len(f.Lenses) != len(categories) {
		t.Errorf("got %d lenses, want %d", len(f.Lenses), len(categories))
	}
	for id, want := range categories {
		lens, ok := f.Lens(id)
		if !ok || len(lens.Categories) != want {
			t.Errorf("%s: got %d categories, want %d", id, len(lens.Categories), want)
		}
	}
	culture, _ := f.Lens("culture")
	if got := len(f.Taken(culture.Categories[0])); got != 7 {
		t.Errorf("culture: got %d statements, want the seven", got)
	}
	aim, _ := f.Lens("aim")
	together := 0
	for _, category := range aim.Categories {
		together += len(f.Taken(category))
	}
	if want := len(f.Statements()); together != want {
		t.Errorf("aim: got %d statements, want all %d", together, want)
	}
}

func TestTheLensesOfOtherPapersMapTheSevenDomains(t *testing.T) {
	f := sevenDomains(t)
	for lens, want := range map[string]map[int]string{
		"dfe-descriptors": {1: "governance-and-leadership", 2: "governance-and-leadership", 7: ""},
		"domains-2022":    {2: "", 3: "quality-of-education", 4: "quality-of-education"},
	} {
		found, _ := f.Lens(lens)
		full, in := 0, map[string]string{}
		for _, category := range found.Categories {
			if category.Empty == "" {
				full++
			}
			for _, domain := range category.Domains {
				in[domain] = category.ID
			}
		}
		if full != 5 {
			t.Errorf("%s: got %d categories that take statements, want 5", lens, full)
		}
		for domain, category := range want {
			if got := in[seven[domain-1].id]; got != category {
				t.Errorf("%s: got domain %d in %q, want it in %q", lens, domain, got, category)
			}
		}
	}
}

func TestTheMainInstrumentAsksEveryStatement(t *testing.T) {
	f := sevenDomains(t)
	main, ok := f.Instrument("seven-domains")
	if !ok {
		t.Fatal("got no instrument seven-domains, want it")
	}
	if got, want := idsOf(f.Items(main)), idsOf(f.Statements()); !slices.Equal(got, want) {
		t.Errorf("got %d items, want all %d statements in their order", len(got), len(want))
	}
	if got, want := fmt.Sprintf("%v %s %s %t", main.For, main.Minutes, main.Scale, main.Basis), "[trustees executives] 25-40 strength true"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	scale, _ := f.Scale(main.Scale)
	if len(scale.Points) != 4 {
		t.Errorf("got %d points, want four and no middle", len(scale.Points))
	}
	var evidence []bool
	for _, basis := range f.Bases {
		evidence = append(evidence, basis.Evidence)
	}
	if want := []bool{true, true, false, false}; !slices.Equal(evidence, want) {
		t.Errorf("got bases that are evidence %v, want %v", evidence, want)
	}
}

func TestTheExampleStatementsReadAsWritten(t *testing.T) {
	f := sevenDomains(t)
	for id, want := range map[string]string{
		"sg-starts-from-need": "Our strategy starts from what the children and communities we serve need.",
		"fo-roles-understood": "Staff know what our safeguarding procedures ask of them.",
	} {
		if s, _ := f.Statement(id); s.Text != want {
			t.Errorf("%s: got %q, want %q", id, s.Text, want)
		}
	}
}

func TestSomeStatementsAreForTrustsWithALocalTierOnly(t *testing.T) {
	f := sevenDomains(t)
	tiers := map[string]bool{}
	for _, s := range f.Statements() {
		for _, tier := range s.LocalTier {
			tiers[tier] = true
		}
	}
	for _, tier := range []string{"advisory", "committee", "governing-board"} {
		if !tiers[tier] {
			t.Errorf("got no statement for a trust whose local tier is %s, want at least one", tier)
		}
	}
}
