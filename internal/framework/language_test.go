package framework

import (
	"strings"
	"testing"
)

func TestWhatJudgesIsRefused(t *testing.T) {
	for text, want := range map[string]string{
		"Ours is a good school.":                             "good school",
		"Good primary schools work together.":                "Good primary schools",
		"The trust is not good.":                             "trust is not good",
		"Our board was very weak.":                           "board was very weak",
		"It is an outstanding place.":                        "outstanding",
		"The school Requires\n  Improvement.":                "Requires\n  Improvement",
		"Leaders take on a failing school.":                  "failing",
		"Poor teachers leave.":                               "Poor teachers",
		"The weakest academies get help.":                    "weakest academies",
		"We list our weaknesses.":                            "weaknesses",
		"Provision for SEND children is planned.":            "SEND children",
		"Parents who are hard to reach":                      "hard to reach",
		"Inadequate records are kept":                        "Inadequate",
		"This is a good answer, and they are a good school.": "good school",
		"An academy isn\u2019t good.":                        "academy isn\u2019t good",
	} {
		found := Language(text)
		if len(found) != 1 || found[0].Phrase != want || found[0].Instead == "" || text[found[0].Start:found[0].End] != want {
			t.Errorf("%s: got %+v, want %q and what to write instead", text, found, want)
		}
	}
}

func TestWhatJudgesNobodyMayStand(t *testing.T) {
	for _, text := range []string{
		"", "...", "We work for the common good.", "I do not know is a good answer.", "Where education is not yet good enough, help arrives.",
		"The school is not yet good enough in our eyes.", "Every teacher is as good as they can be.", "What is good for our schools?",
		"Outstanding actions are listed.", "Good food is served in schools.", "A strong trust.", "It went well. Good. Schools differ.",
		"Leaders share good practice between schools.", "The goodwill of our schools.", "Schools with good attendance.",
	} {
		if found := Language(text); len(found) > 0 {
			t.Errorf("%s: got %+v, want nothing", text, found)
		}
	}
}

func TestAdviceIsGivenAndCanBeSilenced(t *testing.T) {
	text := string(base(t))
	const statement = "text: Staff know why careful use of money matters to children."
	for name, c := range map[string]struct{ from, to, want string }{
		"a sound statement gets none":         {"", "", ""},
		"an and gets advice":                  {statement, "text: Staff know why money and time matter to children.", `base.yaml:56:19: statement "fo-why" joins two things with "and"`},
		"one_idea silences it":                {statement, "text: Staff know why money and time matter to children.\n            one_idea: Both are what we spend.", ""},
		"one_idea without an and gets advice": {statement, statement + "\n            one_idea: Nothing.", `base.yaml:57:23: statement "fo-why" has one_idea, but no "and"`},
		"a word that holds and gets none":     {statement, "text: Staff understand why money matters to children.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			changed := strings.Replace(text, c.from, c.to, 1)
			if _, err := Load("base.yaml", []byte(changed)); err != nil {
				t.Fatalf("got\n%v\nwant no mistake: advice is none", err)
			}
			got := Advice("base.yaml", []byte(changed))
			if (c.want == "") != (len(got) == 0) || !strings.HasPrefix(got.Error(), c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAFileWithMistakesGetsNoAdvice(t *testing.T) {
	if got := Advice("base.yaml", []byte("a: b")); len(got) > 0 {
		t.Errorf("got %v, want none", got)
	}
}

func TestAStatementThatNothingAsksGetsAdvice(t *testing.T) {
	text := string(base(t))
	for _, change := range [][2]string{
		{"items: {domains: [governance, operations]}", "items: {statements: [go-need]}"},
		{"items: {elements: [money], tags: [culture], statements: [go-hold]}", "items: {elements: [money]}"},
	} {
		text = strings.Replace(text, change[0], change[1], 1)
	}
	got := Advice("base.yaml", []byte(text))
	if want := `base.yaml:37:13: no instrument asks statement "go-hold"`; len(got) != 1 || !strings.HasPrefix(got.Error(), want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWhatWasMeantIsFound(t *testing.T) {
	known := []string{"culture", "safeguarding", "ceo:people-strategy", "ceo:strategic-leadership", "principle:openness", "strategic-governance"}
	for word, want := range map[string]string{
		"cultrue": "culture", "safegaurding": "safeguarding", "people-strategy": "ceo:people-strategy", "Strategic Governance": "strategic-governance",
		"principle:openess": "principle:openness", "x": "", "": "", "something else": "", "ceo": "",
	} {
		if got := nearest(word, known); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}
