package framework

import (
	"slices"
	"strings"
	"testing"
)

// These tests hold the questionnaires beside the main one to what each
// promises. That of the seven domains is held in domains_test.go.

func TestEachInstrumentAsksWhatItPromises(t *testing.T) {
	f := sevenDomains(t)
	for _, want := range []struct {
		id, prefix, minutes, scale        string
		groups                            []string
		domains, statements, points       int
		basis, reflection, unknown, apart bool // unknown and apart: offered beside the points
	}{
		{"rapid-audit", "ra-", "10", "understanding", []string{"trustees"}, 5, 20, 5, false, false, false, false},
		{"governance-assurance", "ga-", "10-20", "assurance", []string{"trustees"}, 5, 20, 5, true, false, true, true},
		{"culture-audit", "ca-", "10-20", "strength", []string{"trustees", "executives"}, 7, 21, 4, true, false, true, true},
		{"leadership-reflection", "lr-", "10", "where-we-stand", []string{"executives"}, 2, 13, 4, true, true, true, true},
		{"local-anchor", "la-", "10", "where-we-stand", []string{"local-governors"}, 3, 19, 4, true, false, true, true},
	} {
		t.Run(want.id, func(t *testing.T) {
			i, ok := f.Instrument(want.id)
			if !ok {
				t.Fatal("got no such instrument, want it")
			}
			if !slices.Equal(i.For, want.groups) || i.Minutes != want.minutes || i.Scale != want.scale || i.Basis != want.basis || i.Reflection != want.reflection {
				t.Errorf("got %v, %s minutes, scale %s, basis %t, reflection %t, want %v, %s, %s, %t, %t",
					i.For, i.Minutes, i.Scale, i.Basis, i.Reflection, want.groups, want.minutes, want.scale, want.basis, want.reflection)
			}
			scale, _ := f.Scale(i.Scale)
			if len(scale.Points) != want.points || (scale.Unknown != "") != want.unknown || (scale.Apart != "") != want.apart {
				t.Errorf("got %d points, beside them %q and %q, want %d, offered %t and %t", len(scale.Points), scale.Unknown, scale.Apart, want.points, want.unknown, want.apart)
			}
			domains := f.DomainsOf(i)
			if got := len(f.Items(i)); len(domains) != want.domains || got != want.statements {
				t.Errorf("got %d statements in %d domains, want %d in %d", got, len(domains), want.statements, want.domains)
			}
			ids := slices.Concat(domainIDs(domains), elementIDs(domains), statementIDs(domains))
			for _, id := range ids {
				if !strings.HasPrefix(id, want.prefix) {
					t.Errorf("got the id %s, want it to begin with %s", id, want.prefix)
				}
			}
			for _, d := range domains {
				if d.Source == "" {
					t.Errorf("%s: got no source, want one", d.ID)
				}
			}
		})
	}
}

func TestTheCultureAuditAsksThreeThingsOfEachDomain(t *testing.T) {
	f := sevenDomains(t)
	audit, _ := f.Instrument("culture-audit")
	for n, domain := range f.DomainsOf(audit) {
		if got, want := domain.Title, f.Domains[n].Title; got != want {
			t.Errorf("domain %d: got %q, want it named for %q", n+1, got, want)
		}
		prefix := "ca-" + seven[n].prefix
		want := []string{prefix + "set", prefix + "lived", prefix + "watched"}
		if got := idsOf(domain.Statements()); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", domain.ID, got, want)
		}
		if watched := domain.Statements()[2]; !strings.HasPrefix(watched.Ask, "How do we know?") {
			t.Errorf("%s: got %q, want it to ask how we know", watched.ID, watched.Ask)
		}
	}
}

func TestTheLeadershipReflectionAsksOfTheTeamAlone(t *testing.T) {
	f := sevenDomains(t)
	reflection, _ := f.Instrument("leadership-reflection")
	if !strings.Contains(reflection.About, "appraisal") {
		t.Errorf("got %q, want it to say that it feeds nobody's appraisal", reflection.About)
	}
	uses := map[string]int{}
	for _, s := range f.Items(reflection) {
		if !strings.HasPrefix(s.Text, "As an executive team, we ") {
			t.Errorf("%s: got %q, want it said of the team", s.ID, s.Text)
		}
		for _, tag := range s.Tags {
			uses[tag]++
		}
	}
	for _, lens := range []string{"ceo-responsibilities", "public-life"} {
		found, _ := f.Lens(lens)
		for _, category := range found.Categories {
			if got := uses[category.Tags[0]]; got != 1 {
				t.Errorf("%s: got %d statements tagged %s, want one", lens, got, category.Tags[0])
			}
		}
	}
}

func TestEveryLocalTierIsAskedWhatFitsIt(t *testing.T) {
	f := sevenDomains(t)
	local, _ := f.Instrument("local-anchor")
	for _, tier := range []string{"advisory", "committee", "governing-board"} {
		asked, ofItsOwn := 0, 0
		for _, domain := range f.DomainsOf(local) {
			for _, element := range domain.Elements {
				before := asked
				for _, s := range element.Statements {
					if len(s.LocalTier) == 0 || slices.Contains(s.LocalTier, tier) {
						asked++
					}
					if slices.Equal(s.LocalTier, []string{tier}) {
						ofItsOwn++
					}
				}
				if asked == before {
					t.Errorf("%s: got no statement of %s, want no page empty", tier, element.ID)
				}
			}
		}
		if asked < 9 || asked > 14 || ofItsOwn < 2 {
			t.Errorf("%s: got %d statements, %d of them its own, want 9 to 14 and at least two", tier, asked, ofItsOwn)
		}
	}
}

func TestEveryElementLeadsToAPublication(t *testing.T) {
	f := sevenDomains(t)
	for _, id := range elementIDs(f.everyDomain()) {
		if !slices.ContainsFunc(f.Resources, func(r Resource) bool { return slices.Contains(r.Elements, id) }) {
			t.Errorf("%s: got no publication to explore next, want at least one", id)
		}
	}
}

func TestFindingsOnOtherScalesAreNeverStrengthsOrChallenges(t *testing.T) {
	f := sevenDomains(t)
	for _, id := range []string{"understanding", "assurance"} {
		scale, _ := f.Scale(id)
		for _, kind := range []string{"strength", "challenge", "balanced"} {
			naming, ok := scale.Findings[kind]
			if !ok {
				t.Errorf("%s: got no name for %s, want one", id, kind)
			}
			for _, text := range append([]string{naming.Title, naming.One, naming.Many, naming.Significant, naming.List, naming.Is, naming.See, naming.End}, naming.Prompts...) {
				if lower := strings.ToLower(text); strings.Contains(lower, "strength") || strings.Contains(lower, "challenge") {
					t.Errorf("%s: got %q, want neither word", id, text)
				}
			}
		}
	}
}
