package framework

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// mostWords is how long a text may be and still be taken in at one reading, by
// its key; what a person wrote elsewhere, and only its facts stand here, may be
// as long as it is.
var mostWords = map[string]int{
	"text": 30, "culture": 30,
	"ask": 80, "challenge": 80, "strength": 80, "about": 100, "line": 20, "notice": 40, "empty": 40, "one_idea": 40,
	"title": 15, "question": 20, "short": 6, "unknown": 15, "apart": 15,
	"one": 10, "many": 10, "significant": 10, "list": 10, "is": 15, "those": 15, "see": 15, "end": 15, "prompts": 40,
}

// wording holds every text of the file to the rules on texts.
func (c *checker) wording(f *Framework) {
	c.texts(c.root, nil)
	f.eachDomain(func(_ int, domain Domain, at path) {
		c.passage(domain.Culture, at.down("culture"), true)
		c.passage(domain.About, at.down("about"), false)
		c.passage(domain.Line, at.down("line"), true)
		c.passage(domain.Notice, at.down("notice"), false)
	})
	f.eachStatement(c.statement)
	for i, scale := range f.Scales {
		for kind, naming := range scale.Findings {
			for p, prompt := range naming.Prompts {
				c.passage(prompt, path{"scales"}.down(i, "findings", kind, "prompts", p), false)
			}
		}
	}
	for i, lens := range f.Lenses {
		at := path{"lenses"}.down(i)
		c.passage(lens.About, at.down("about"), false)
		for j, category := range lens.Categories {
			c.passage(category.About, at.down("categories", j, "about"), false)
			c.passage(category.Empty, at.down("categories", j, "empty"), false)
		}
	}
	for i, instrument := range f.Instruments {
		c.passage(instrument.About, path{"instruments"}.down(i, "about"), false)
	}
}

func (c *checker) statement(s Statement, at path) {
	c.passage(s.Text, at.down("text"), true)
	c.passage(s.Ask, at.down("ask"), false)
	c.passage(s.Challenge, at.down("challenge"), false)
	c.passage(s.Strength, at.down("strength"), false)
	if s.Challenge != "" && strings.EqualFold(strings.TrimSpace(s.Challenge), strings.TrimSpace(s.Strength)) {
		c.addAt(at.down("strength"), fmt.Sprintf("statement %s says the same of a challenge and of a strength", quoted(s.ID)), "describe what can be seen at each end")
	}
}

var nextSentence = regexp.MustCompile(`[.?!]["')\x{2019}\x{201D}]*\s+\S`)

// passage: a text ends as a sentence does; a text of one sentence has no second.
func (c *checker) passage(text string, at path, single bool) {
	text = strings.TrimSpace(text)
	if text == "" || c.spoilt(at) {
		return
	}
	closed := strings.TrimRight(text, "\"')\u2019\u201D")
	switch {
	case single && !strings.HasSuffix(closed, "."):
		c.addAt(at, c.name(at)+" does not end with a full stop", "end the sentence with one")
	case !single && !strings.HasSuffix(closed, ".") && !strings.HasSuffix(closed, "?"):
		c.addAt(at, c.name(at)+" ends with neither a full stop nor a question mark", "end the sentence with one")
	}
	if single && nextSentence.MatchString(text) {
		c.addAt(at, c.name(at)+" has more than one sentence", "say it in one, or make two statements of it")
	}
}

// texts goes through every text of the file, wherever it stands.
func (c *checker) texts(n *node, at path) {
	for _, e := range n.entries {
		c.texts(e.value, at.down(e.key))
	}
	for i, item := range n.items {
		c.texts(item, at.down(i))
	}
	text, ok := n.scalar.(string)
	if !ok || text == "" {
		return
	}
	c.spelling(text, at)
	if len(at) == 0 {
		return
	}
	key := at[len(at)-1]
	if _, err := strconv.Atoi(key); err == nil && len(at) > 1 {
		key = at[len(at)-2]
	}
	most, checked := mostWords[key]
	if !checked || slices.Contains(at, "sources") || slices.Contains(at, "resources") {
		return
	}
	if n := len(strings.Fields(text)); n > most {
		remedy := "shorten it"
		if slices.Contains(at, "statements") && key == "text" {
			remedy = "shorten it, or make two statements of it"
		}
		c.addAt(at, fmt.Sprintf("%s has %d words; at most %d are taken in at one reading", c.name(at), n, most), remedy)
	}
	for _, refusal := range Language(text) {
		c.addAt(at, fmt.Sprintf("%s says %s, which judges", c.name(at), quoted(refusal.Phrase)), refusal.Instead)
	}
}

// spelling: a text holds nothing that can't be seen, so that two that look
// alike are alike.
func (c *checker) spelling(text string, at path) {
	wrong := func(problem, remedy string) { c.addAt(at, c.name(at)+" "+problem, remedy) }
	if strings.TrimSpace(text) == "" {
		wrong("holds spaces only", "write it, or take it out if it may be left out")
		return
	}
	if strings.TrimSpace(text) != text {
		wrong("begins or ends with a space", "take the space out")
	}
	if strings.Contains(text, "\n") {
		wrong("goes over several lines", "write it in one line, or begin it with > so that its lines are joined")
	}
	if strings.Contains(strings.TrimSpace(text), "  ") {
		wrong("has two spaces together", "leave one")
	}
	for _, r := range text {
		if invisible(r) && r != '\n' || unicode.IsSpace(r) && r != ' ' && r != '\n' {
			wrong(fmt.Sprintf("holds a character that can't be seen (U+%04X)", r), "delete it and type the text again around it")
			break
		}
	}
	if !norm.NFC.IsNormalString(text) {
		wrong("has an accent that stands apart from its letter", "type the accented letter again as one character (Unicode form NFC)")
	}
}
