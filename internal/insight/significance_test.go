package insight

import (
	"slices"
	"strings"
	"testing"
)

func TestMostSignificant(t *testing.T) {
	strength := func(points ...int) Counts { return Counts{Points: points} }
	tests := []struct {
		name           string
		items          []Item
		wantStrengths  string
		wantChallenges string
	}{
		{
			"significant comes before a greater lean",
			[]Item{item("a", "1", strength(0, 0, 5, 4)), item("b", "1", strength(0, 2, 2, 4))},
			"b a", "",
		},
		{
			"then the greater lean",
			[]Item{item("a", "1", strength(0, 0, 5, 5)), item("b", "1", strength(0, 0, 4, 6))},
			"b a", "",
		},
		{
			"challenges start with the most challenge",
			[]Item{item("a", "1", strength(5, 5, 0, 0)), item("b", "1", strength(6, 4, 0, 0)), item("c", "1", strength(4, 6, 0, 0))},
			"", "b a c",
		},
		{
			"then the greater agreement",
			[]Item{item("a", "1", strength(0, 1, 7, 2)), item("b", "1", strength(0, 0, 9, 1))},
			"b a", "",
		},
		{
			"then the greater share that rests on evidence",
			[]Item{
				item("a", "1", Counts{Points: []int{0, 0, 5, 5}, Evidence: 4}),
				item("b", "1", Counts{Points: []int{0, 0, 6, 6}, Evidence: 6}),
			},
			"b a", "",
		},
		{
			"what is level keeps the order of the framework",
			[]Item{item("b", "1", strength(0, 0, 5, 5)), item("a", "2", strength(0, 0, 5, 5))},
			"b a", "",
		},
		{
			"at most three from one domain",
			[]Item{
				item("a", "1", strength(0, 0, 0, 10)), item("b", "1", strength(0, 0, 0, 10)), item("c", "1", strength(0, 0, 0, 10)),
				item("d", "1", strength(0, 0, 0, 10)), item("e", "2", strength(0, 0, 7, 3)),
			},
			"a b c e", "",
		},
		{
			"at most five in all",
			[]Item{
				item("a", "1", strength(0, 0, 5, 5)), item("b", "2", strength(0, 0, 5, 5)), item("c", "3", strength(0, 0, 5, 5)),
				item("d", "4", strength(0, 0, 5, 5)), item("e", "5", strength(0, 0, 5, 5)), item("f", "6", strength(0, 0, 5, 5)),
			},
			"a b c d e", "",
		},
		{
			"other findings are never among them",
			[]Item{
				item("a", "1", strength(6, 0, 0, 12)), item("b", "1", strength(0, 5, 5, 0)),
				item("c", "1", Counts{Points: []int{0, 0, 5, 5}, Unknown: 9}), item("d", "1", strength(0, 0, 0, 2)),
			},
			"", "",
		},
		{"no statements", nil, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			strengths, challenges := MostSignificant(tt.items)
			if got := strings.Join(strengths, " "); got != tt.wantStrengths {
				t.Errorf("strengths: got %q, want %q", got, tt.wantStrengths)
			}
			if got := strings.Join(challenges, " "); got != tt.wantChallenges {
				t.Errorf("challenges: got %q, want %q", got, tt.wantChallenges)
			}
		})
	}
}

func TestBySignificanceReadsStrengthsFirst(t *testing.T) {
	items := []Item{
		item("too-few", "1", Counts{Points: []int{0, 0, 0, 2}}),
		item("balanced", "1", Counts{Points: []int{0, 5, 5, 0}}),
		item("unknown", "1", Counts{Points: []int{0, 0, 5, 5}, Unknown: 9}),
		item("differ", "1", Counts{Points: []int{6, 0, 0, 12}}),
		item("challenge", "1", Counts{Points: []int{5, 5, 0, 0}}),
		item("strength", "1", Counts{Points: []int{0, 0, 7, 3}}),
		item("significant", "1", Counts{Points: []int{0, 0, 5, 5}}),
		item("apart", "1", Counts{Points: []int{0, 0, 0, 2}, Apart: 5}),
	}
	before := slices.Clone(items)
	var got []string
	for _, i := range BySignificance(items) {
		got = append(got, i.Statement)
	}
	want := "significant strength challenge differ unknown balanced apart too-few"
	if strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, " "), want)
	}
	for i := range items {
		if items[i].Statement != before[i].Statement {
			t.Errorf("the items given were moved: got %s at %d, want %s", items[i].Statement, i, before[i].Statement)
		}
	}
}

func item(statement, domain string, counts Counts) Item {
	return Item{Statement: statement, Domain: domain, Counts: counts, Finding: Find(counts, usual)}
}
