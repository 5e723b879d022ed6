package framework

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
)

// changes are made to the text of the base, from and to.
func after(t testing.TB, changes ...string) *Framework {
	t.Helper()
	text := string(base(t))
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(text, changes[i]) {
			t.Fatalf("the base does not hold %q", changes[i])
		}
		text = strings.Replace(text, changes[i], changes[i+1], 1)
	}
	f, err := Load("newer.yaml", []byte(text))
	if err != nil {
		t.Fatalf("load the newer: got\n%v\nwant no mistake", err)
	}
	return f
}

const (
	holdText = "Our board asks our executive team to account for the outcomes of all pupils."
	whyStart = "          - id: fo-why\n"
)

// cut is the part of the base from one line to before another.
func cut(t testing.TB, from, to string) string {
	t.Helper()
	text := string(base(t))
	start := strings.Index(text, from)
	return text[start : start+strings.Index(text[start:], to)]
}

func TestDiffSaysWhatBecameOfEachStatement(t *testing.T) {
	why := cut(t, whyStart, "          - id: fo-safe")
	element := cut(t, "      - id: money", "lenses:")
	other := strings.NewReplacer("fo-why", "fo-other", "Staff know why careful use of money matters to children.", "Money reaches the classroom first.", "[culture]", "[]").Replace(why)
	for name, c := range map[string]struct {
		changes []string
		want    []string // each: part, what, was, is
	}{
		"the same file":                {nil, nil},
		"a comment and another layout": {[]string{"domains:\n", "domains: # ours\n", `version: "2024.1"`, "version: '2024.1'"}, nil},
		"other words":                  {[]string{holdText, "Our board holds our executive team to account."}, []string{`domain "governance"|statement "go-hold" is reworded|` + holdText + `|Our board holds our executive team to account.`}},
		"another meaning": {
			[]string{"id: go-hold", "id: go-account\n            replaces: go-hold", holdText, "Our board asks for facts.", "statements: [go-hold]", "statements: [go-account]"},
			[]string{
				`domain "governance"|statement "go-account" replaces "go-hold": its meaning changed, so that the two are not compared|` + holdText + `|Our board asks for facts.`,
				`instrument "whole"|what it asks gains "go-account" and loses "go-hold"||`,
				`instrument "short"|statements: of its items gains "go-account" and loses "go-hold"||`,
				`instrument "short"|what it asks gains "go-account" and loses "go-hold"||`,
			},
		},
		"a new statement": {[]string{whyStart, other + whyStart}, []string{
			`domain "operations"|statement "fo-other" is new||Money reaches the classroom first.`,
			`instrument "whole"|what it asks gains "fo-other"||`,
			`instrument "short"|what it asks gains "fo-other"||`,
		}},
		"descriptions, aim, tags and tier": {
			[]string{
				"ask: When did a question", "ask: When last did a question", "Reports are noted and nothing follows.", "Reports are noted.",
				"Minutes show questions, answers and what changed.", "Minutes show what changed.", "aim: baseline\n            tags: []\n            local_tier: [advisory, committee]", "aim: aspiration\n            tags: [safeguarding]",
			},
			[]string{
				`domain "governance"|what to ask at statement "go-hold" is changed|When did a question from a trustee last change a plan?|When last did a question from a trustee last change a plan?`,
				`domain "governance"|the challenge described at statement "go-hold" is changed|Reports are noted and nothing follows.|Reports are noted.`,
				`domain "governance"|the strength described at statement "go-hold" is changed|Minutes show questions, answers and what changed.|Minutes show what changed.`,
				`domain "governance"|the aim of statement "go-hold" is changed|baseline|aspiration`,
				`domain "governance"|the list of tags of statement "go-hold" is changed|none|safeguarding`,
				`domain "governance"|the list of local tiers of statement "go-hold" is changed|advisory, committee|every trust`,
			},
		},
		"statements in another order": {[]string{why, "", "lenses:", "", "            source: First book (2024), domain 2\n\n", "            source: First book (2024), domain 2\n" + why + "lenses:\n"}, []string{
			`domain "operations"|the statements of element "money" stand in another order||`,
			`instrument "whole"|what it asks stands in another order||`,
			`instrument "short"|what it asks stands in another order||`,
		}},
		"an element under another domain's id": {[]string{"- id: operations", "- id: running", "[governance, operations]", "[governance, running]"}, []string{
			`domain "operations"|the domain is gone|Operations|`,
			`domain "operations"|element "money" went to domain "running"||`,
			`domain "running"|the domain is new||Operations`,
			`domain "running"|element "money" came here from domain "operations"||`,
			`instrument "whole"|domains: of its items gains "running" and loses "operations"||`,
		}},
		"a point reworded": {[]string{"More a strength than a challenge", "Rather a strength"}, []string{
			`scale "strength"|point "more-strength" is reworded; rounds are compared all the same, so give the scale another id if the point now means something else|More a strength than a challenge|Rather a strength`,
		}},
		"a point gone": {[]string{"      - {id: more-strength, text: More a strength than a challenge, short: more a strength}\n", ""}, []string{
			`scale "strength"|point "more-strength" is gone; views of a round before can't be compared with those of a round after|More a strength than a challenge|`,
		}},
		"a lens takes something else": {[]string{"domains: [governance]}", "domains: [operations]}"}, []string{
			`lens "others"|domains: of category "board" gains "operations" and loses "governance"||`,
		}},
		"resources are counted": {[]string{"  - {title: A good book", "  - {title: A new book, publisher: A House, year: 2025, domains: [governance]}\n  - {title: A good book", "year: 2023", "year: 2022"}, []string{
			`the resources|1 new, 0 gone, 1 with other facts or at other places: 1 then, 2 now||`,
		}},
		"an element gone": {[]string{element, strings.NewReplacer("money", "means", "fo-", "me-", "Staff know", "We all know").Replace(element), "elements: [money], tags", "elements: [means], tags", "elements: [money]}", "elements: [means]}"}, []string{
			`domain "operations"|element "money" is gone|Money|`,
			`domain "operations"|statement "fo-why" is gone|Staff know why careful use of money matters to children.|`,
			`domain "operations"|statement "fo-safe" is gone|Staff know what our safeguarding procedures ask of them.|`,
			`domain "operations"|element "means" is new||Money`,
			`domain "operations"|statement "me-why" is new||We all know why careful use of means matters to children.`,
			`domain "operations"|statement "me-safe" is new||We all know what our safeguarding procedures ask of them.`,
			`instrument "whole"|what it asks gains "me-why" and "me-safe" and loses "fo-why" and "fo-safe"||`,
			`instrument "short"|elements: of its items gains "means" and loses "money"||`,
			`instrument "short"|what it asks gains "me-why" and "me-safe" and loses "fo-why" and "fo-safe"||`,
			`the resources|0 new, 0 gone, 1 with other facts or at other places: 1 then, 1 now||`,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, d := range Diff(loaded(t), after(t, c.changes...)) {
				got = append(got, strings.Join([]string{d.Part, d.What, d.Was, d.Is}, "|"))
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestDiffSaysWhereAStatementWent(t *testing.T) {
	newer := loaded(t)
	newer.at = nil
	from, to := &newer.Domains[0].Elements[0], &newer.Domains[1].Elements[0]
	to.Statements = append(to.Statements, from.Statements[0])
	from.Statements = from.Statements[1:]
	var got []string
	for _, d := range Diff(loaded(t), newer) {
		got = append(got, string(d.Kind)+"|"+d.Part+"|"+d.What)
	}
	want := []string{
		`|domain "governance"|statement "go-need" went to element "money" of domain "operations"`,
		`moved|domain "operations"|statement "go-need" came here from element "direction" of domain "governance"`,
		`|instrument "whole"|what it asks stands in another order`,
		`|instrument "short"|what it asks stands in another order`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What Diff overlooks would end with "the two say the same".
func TestDiffOverlooksNothing(t *testing.T) {
	for _, file := range []string{"testdata/base.yaml", "testdata/own.yaml"} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		read := func() *Framework {
			f, err := Parse(data)
			if err != nil {
				t.Fatal(err)
			}
			f.at = nil // what is put together by hand has no index of its own
			return f
		}
		older, changes := read(), 0
		descend(reflect.ValueOf(older).Elem(), file, func(root reflect.Value) reflect.Value { return root }, func(path string, change func(reflect.Value)) {
			changes++
			newer := read()
			change(reflect.ValueOf(newer).Elem())
			if len(Diff(older, newer)) == 0 {
				t.Errorf("%s: got nothing, want a difference", path)
			}
		})
		if changes < 200 {
			t.Errorf("%s: got %d changes, want one of each value", file, changes)
		}
	}
}

// descend names each value and each list below v, with a change to it; to finds
// v again in another copy.
func descend(v reflect.Value, path string, to func(reflect.Value) reflect.Value, found func(string, func(reflect.Value))) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			// No file says of a statement that it is a trust's own.
			if field := v.Type().Field(i); field.IsExported() && field.Name != "Own" {
				descend(v.Field(i), path+"."+v.Type().Field(i).Name, func(root reflect.Value) reflect.Value { return to(root).Field(i) }, found)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			descend(v.Index(i), fmt.Sprintf("%s[%d]", path, i), func(root reflect.Value) reflect.Value { return to(root).Index(i) }, found)
			found(fmt.Sprintf("%s without %d", path, i), func(root reflect.Value) {
				list := to(root)
				list.Set(reflect.AppendSlice(list.Slice3(0, i, i), list.Slice(i+1, list.Len())))
			})
		}
		if v.Len() > 1 {
			found(path+" turned round", func(root reflect.Value) { reflect.Swapper(to(root).Interface())(0, 1) })
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			held := v.MapIndex(key)
			for i := range held.NumField() {
				found(fmt.Sprintf("%s[%s].%s", path, key, held.Type().Field(i).Name), func(root reflect.Value) {
					other := reflect.New(held.Type()).Elem()
					other.Set(held)
					if field := other.Field(i); field.Kind() == reflect.String {
						field.SetString(field.String() + "-x")
					} else {
						field.Set(reflect.Append(field.Slice3(0, field.Len(), field.Len()), reflect.ValueOf("x")))
					}
					to(root).SetMapIndex(key, other)
				})
			}
		}
	case reflect.String:
		found(path, func(root reflect.Value) { to(root).SetString(to(root).String() + "-x") })
	case reflect.Int:
		found(path, func(root reflect.Value) { to(root).SetInt(to(root).Int() + 1) })
	case reflect.Bool:
		found(path, func(root reflect.Value) { to(root).SetBool(!to(root).Bool()) })
	default:
		panic("a framework holds no " + v.Kind().String())
	}
}

func TestADiffIsPrinted(t *testing.T) {
	newer := after(t,
		`version: "2024.1"`, `version: "2025.1"`,
		holdText, "Our board holds our executive team to account for what all pupils learn, and for how they fare.",
		"id: fo-safe", "id: fo-safeguarding\n            replaces: fo-safe", "what our safeguarding procedures ask", "by heart what our procedures ask",
		"ask: Ask two people", "ask: Ask three people", "challenge: Budgets", "challenge: All budgets",
		"minutes: 5-10", "minutes: 10", "More a strength than a challenge", "Rather a strength",
	)
	for file, f := range map[string]*Framework{"changed": newer, "the-same": loaded(t)} {
		var out bytes.Buffer
		if err := WriteDiff(&out, loaded(t), f, Diff(loaded(t), f)); err != nil {
			t.Fatal(err)
		}
		golden(t, "testdata/diff-"+file+".golden", out.String())
	}
}
