package framework

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
)

// spoiling is a mistake that an author could make in testdata/own.yaml, on the
// line where it stands. Spans: it is found by a rule over the whole file.
type spoiling struct {
	name, from, to, want string
	spans                bool
}

var spoilings = []spoiling{
	{"a form of id", "id: small-with-own", "id: Small With Own", `"framework.id" is "Small With Own", which has the wrong form`, false},
	{"a number for a text", `version: "2024.1"`, `version: 2024.1`, `is the number 2024.1`, false},
	{"a word for a number", "publisher: A House, year: 2024, where: a shelf", "publisher: A House, year: MMXXIV, where: a shelf", `"year" of source "first-book" is "MMXXIV"`, false},
	{"a judging question", "question: Where does our trust stand on this?", "question: Does our failing trust do this?", `"question" of scale "strength" says "failing", which judges`, false},
	{"a judging point", "A significant challenge for us", "Inadequate", `"text" of point "significant-challenge" says "Inadequate", which judges`, false},
	{"a key misspelt", "text: More a challenge than a strength, short: more a challenge", "text: More a challenge than a strength, shrot: more a challenge", `point "more-challenge" has no key "shrot"`, false},
	{"a long short form", "short: more a strength}", "short: more a strength than a challenge by far}", `"short" of point "more-strength" has 8 words; at most 6`, false},
	{"a point's id twice", "id: significant-strength,", "id: more-strength,", `a second point has the id "more-strength"`, false},
	{"a judging escape", "apart: Does not apply to our trust", "apart: Only in special measures", `"escapes.apart" of scale "strength" says "special measures", which judges`, false},
	{"a finding without a name", "one: well understood, many: well understood, list", "one: well understood, list", `"findings.strength" of scale "understanding" has no "many"`, false},
	{"a prompt without an end", `prompts: ["What helped, and could it help elsewhere?"]`, `prompts: ["What helped"]`, `entry 1 of "findings.strength.prompts" of scale "understanding" ends with neither`, false},
	{"a finding's name twice", "{title: Less understood,", "{title: Well understood,", `a second finding has the title "Well understood"`, false},
	{"an unknown finding", "      views-differ: {", "      views-difer: {", `"findings" of scale "understanding" has no key "views-difer"`, false},
	{"a long point", "text: Seldom or never,", "text: " + strings.Repeat("seldom ", 31) + ",", `"text" of point "seldom" has 31 words`, false},
	{"a scale's id twice", "  - id: often\n", "  - id: strength\n", `a second scale has the id "strength"`, false},
	{"neither true nor false", "evidence: true}", "evidence: yes please}", `"evidence" of basis "seen" is "yes please"`, false},
	{"a basis's id twice", "{id: impression,", "{id: seen,", `a second basis has the id "seen"`, false},
	{"a judging title", "    title: Governance\n    culture", "    title: Failing boards\n    culture", `"title" of domain "governance" says "Failing", which judges`, false},
	{"no full stop", "culture: Our board starts from what children need.", "culture: Our board starts from what children need", `"culture" of domain "governance" does not end with a full stop`, false},
	{"an end that is missing", "about: How the board chooses a direction.", "about: How the board chooses a direction", `"about" of domain "governance" ends with neither`, false},
	{"a source that is not listed", "    source: First book (2024), domain 1\n    elements", "    source: Last book (2024), domain 1\n    elements", `the source "Last book (2024), domain 1" is none of the listed`, true},
	{"two spaces", "        title: Direction\n", "        title: The  direction\n", `"title" of element "direction" has two spaces together`, false},
	{"two sentences", "text: Our strategy starts from what the children we serve need.", "text: Our strategy is ours. It starts from need.", `"text" of statement "go-need" has more than one sentence`, false},
	{"a deficit word in an ask", "ask: Which of our priorities can be traced to something a school told us?", "ask: What of the low achievers?", `"ask" of statement "go-need" says "low achievers", which judges`, false},
	{"a deficit word in a challenge", "challenge: Nobody can say where the priorities came from.", "challenge: Troubled families stay away.", `"challenge" of statement "go-need" says "Troubled families", which judges`, false},
	{"a deficit word in a strength", "strength: Each priority names the need behind it.", "strength: SEND children are thought of.", `"strength" of statement "go-need" says "SEND children", which judges`, false},
	{"an unknown aim", "            aim: aspiration\n            tags: [culture, ceo", "            aim: aspirational\n            tags: [culture, ceo", `"aim" of statement "go-need" is "aspirational"`, false},
	{"a long ask", "ask: When did a question from a trustee last change a plan?", "ask: " + strings.Repeat("And when? ", 41), `"ask" of statement "go-hold" has 82 words; at most 80`, false},
	{"a long statement", "text: Our board asks our executive team to account for the outcomes of all pupils.", "text: Our board asks " + strings.Repeat("and asks ", 14) + "again.", `"text" of statement "go-hold" has 32 words; at most 30`, false},
	{"both ends the same", "strength: Minutes show questions, answers and what changed.", "strength: Reports are noted and nothing follows.", `statement "go-hold" says the same of a challenge and of a strength`, false},
	{"an unknown tier", "local_tier: [advisory, committee]", "local_tier: [advisery, committee]", `entry 1 of "local_tier" of statement "go-hold" is "advisery"`, false},
	{"an accent apart", "text: Staff know why careful use of money matters to children.", "text: Staff in the cafe\u0301 know why money matters.", `"text" of statement "fo-why" has an accent that stands apart`, false},
	{"a domain with two cultures", "            tags: [safeguarding]\n            source: First book (2024), domain 2\nlenses", "            tags: [safeguarding, culture]\n            source: First book (2024), domain 2\nlenses", `2 statements of domain "operations" are tagged culture`, true},
	{"an invisible character", "text: Staff know what our safeguarding procedures ask of them.", "text: Staff know what our safe\u200bguarding procedures ask of them.", `"text" of statement "fo-safe" holds a character that can't be seen`, false},
	{"a key twice", "            challenge: Training is recorded and no more.", "            ask: Training is recorded and no more.", `the key "ask" stands here a second time`, false},
	{"a key that is missing", "            challenge: Training is recorded and no more.", "            ask: Training is recorded and no more.", `statement "fo-safe" has no "challenge"`, false},
	{"a tag that nothing has", "about: What the culture is., tags: [culture]}", "about: What the culture is., tags: [culture, cultures]}", `no statement has the tag "cultures"`, true},
	{"a lens's title twice", "    title: Other ways\n", "    title: Culture\n", `a second lens has the title "Culture"`, false},
	{"a category that takes nothing", "about: What stands elsewhere., empty: Nothing here stands beside it.}", "about: What stands elsewhere.}", `category "elsewhere" does not say what it takes`, true},
	{"a domain that is not there", "about: What the board does., domains: [governance]}", "about: What the board does., domains: [goverment]}", `there is no domain "goverment"`, true},
	{"minutes that run backwards", "minutes: 5-10\n", "minutes: 10-5\n", `"minutes" of instrument "whole" is "10-5", which runs backwards`, false},
	{"an unknown group", "for: [trustees, executives]", "for: [trustees, executors]", `entry 2 of "for" of instrument "whole" is "executors"`, false},
	{"a scale that is not there", "    scale: strength\n    basis: false", "    scale: strong\n    basis: false", `there is no scale "strong"`, true},
	{"a statement that is not there", "statements: [go-hold]}", "statements: [go-held]}", `there is no statement "go-held"`, true},
	{"a judging instrument", "about: How well each of us understands what a trustee looks after.", "about: For weak trustees.", `"about" of instrument "what-i-know" says "weak trustees", which judges`, false},
	{"a domain's id twice", "- id: wk-board", "- id: governance", `a second domain has the id "governance"`, false},
	{"an element's id twice", "- id: wk-duties", "- id: money", `a second element has the id "money"`, false},
	{"a statement's id twice", "- id: wk-objects", "- id: go-need", `a second statement has the id "go-need"`, false},
	{"an own statement that judges", "strength: I could say what they mean for a decision of this year.", "strength: I could run an outstanding trust.", `says "outstanding", which judges`, false},
	{"a tag that leads nowhere", "                tags: [safeguarding]\n                local_tier", "                tags: [safegarding]\n                local_tier", `the tag "safegarding" of statement "wk-scheme" leads to no category`, true},
	{"what replaces a statement that stays", "                source: First book (2024), domain 1\n  - id: looking-back", "                replaces: fo-why\n  - id: looking-back", `statement "wk-scheme" replaces "fo-why", which is still in the file`, false},
	{"an instrument's title twice", "    title: Looking back\n", "    title: Everything\n", `a second instrument has the title "Everything"`, false},
	{"an own domain that judges", "about: How our executive team works.", "about: How poor leaders work.", `"about" of domain "lb-leading" says "poor leaders", which judges`, false},
	{"a text twice", "text: Our executive team hears bad news early.", "text: Our executive team says why it decides as it does.", `a second statement has the text "Our executive team says why`, false},
	{"a resource without a place", "year: 2023, domains: [governance], elements: [money]}", "year: 2023}", `belongs to no domain and no element`, true},
	{"a year that can't be", "publisher: A House, year: 2022", "publisher: A House, year: 203", `"year" of resource "Another book" is 203`, false},
}

func own(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("testdata/own.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func (s spoiling) apply(t *testing.T, text string) string {
	t.Helper()
	if !strings.Contains(text, s.from) && !strings.Contains(text, s.to) {
		t.Fatalf("%s: got no %q in the file, want it", s.name, s.from)
	}
	return strings.Replace(text, s.from, s.to, 1)
}

// told are the places and problems of the mistakes of a text.
func told(t *testing.T, text string) []string {
	t.Helper()
	_, err := Load("domains.yaml", []byte(text))
	var mistakes Mistakes
	if !errors.As(err, &mistakes) {
		t.Fatalf("got %v, want mistakes", err)
	}
	all := make([]string, len(mistakes))
	for i, m := range mistakes {
		m.Remedy = ""
		all[i] = m.String()
	}
	return all
}

func TestEveryMistakeIsFoundAloneAndAmongAllOthers(t *testing.T) {
	all := own(t)
	for _, s := range spoilings {
		all = s.apply(t, all)
	}
	together := told(t, all)
	for _, s := range spoilings {
		t.Run(s.name, func(t *testing.T) {
			alone := told(t, s.apply(t, own(t)))
			at := slices.IndexFunc(alone, func(m string) bool { return strings.Contains(m, s.want) })
			if at < 0 {
				t.Fatalf("alone: got %q, want %q", alone, s.want)
			}
			line, _, _ := strings.Cut(strings.TrimPrefix(alone[at], "domains.yaml:"), ":")
			if !slices.ContainsFunc(together, func(m string) bool {
				return strings.HasPrefix(m, "domains.yaml:"+line+":") && strings.Contains(m, s.want)
			}) {
				t.Errorf("among all others: got nothing of %q in line %s, want it in\n%s", s.want, line, strings.Join(together, "\n"))
			}
		})
	}
}

// A part that is no YAML hides only what can't be known without it.
func TestAPartThatCannotBeReadHidesNothingElsewhere(t *testing.T) {
	text := own(t)
	for _, s := range spoilings {
		if s.name != "a long ask" && s.name != "a key twice" && s.name != "a key that is missing" {
			text = s.apply(t, text)
		}
	}
	for _, syntax := range []spoiling{
		{name: "a quote that stays open", from: "ask: When did a question from a trustee last change a plan?", to: `ask: "When did a question?`, want: "the quote that opens here"},
		{name: "a colon in a text", from: "challenge: Training is recorded and no more.", to: "challenge: Training: recorded: and no more.", want: "holds a colon"},
		{name: "a tab", from: "                ask: Who decides on a new head", to: "\t                ask: Who decides on a new head", want: "indented with a tab"},
	} {
		t.Run(syntax.name, func(t *testing.T) {
			found := strings.Join(told(t, syntax.apply(t, text)), "\n")
			if !strings.Contains(found, syntax.want) {
				t.Errorf("got no %q, want it in\n%s", syntax.want, found)
			}
			for _, s := range spoilings {
				beside := strings.Contains(s.want, "go-hold") || strings.Contains(s.want, "wk-scheme") || strings.Contains(s.want, "fo-safe")
				if s.spans || beside || s.name == "a key twice" {
					continue
				}
				if !strings.Contains(found, s.want) {
					t.Errorf("%s: got nothing of %q, want it in\n%s", s.name, s.want, found)
				}
			}
		})
	}
}

// A text that comes to the schema is held to the language and to a length, too.
func TestEveryTextOfTheSchemaHasALength(t *testing.T) {
	facts := []string{"source", "author", "publisher", "where"}
	found := 0
	for definition := range schemaPart("#/$defs") {
		for _, key := range keysOf("#/$defs/" + definition) {
			property, _ := schemaPart("#/$defs/" + definition + "/properties")[key].(map[string]any)
			if property["$ref"] != "#/$defs/text" || slices.Contains(facts, key) {
				continue
			}
			found++
			if mostWords[key] == 0 {
				t.Errorf("%s of a %s: got no length, want one", key, definition)
			}
		}
	}
	if found < 30 {
		t.Errorf("got %d texts in the schema, want them all", found)
	}
}
