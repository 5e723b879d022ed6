package framework

import (
	"fmt"
	"regexp"
	"strings"
)

var joins = regexp.MustCompile(`(?i)\band\b|&`)

// Advice tells what an author may want to look at again in a file that Load
// accepts: it is never an error. A file that Load refuses gets none.
func Advice(name string, data []byte) Mistakes {
	f, err := Load(name, data)
	if err != nil {
		return nil
	}
	c := newChecker(name)
	c.read(data)
	asked := map[string]bool{}
	for _, instrument := range f.Instruments {
		for _, s := range f.Items(instrument) {
			asked[s.ID] = true
		}
	}
	f.eachStatement(func(statement Statement, at path) { c.advise(statement, asked[statement.ID], at) })
	return c.mistakes.inOrder()
}

// Advise tells whoever writes a statement what they may want to look at again in
// its sentence. It is never a mistake.
func Advise(sentence string) []string {
	var advice []string
	if n, most := len(strings.Fields(sentence)), mostWords["text"]; n > most {
		advice = append(advice, fmt.Sprintf("It has %d words. Up to %d are taken in at one reading.", n, most))
	}
	if joins.MatchString(sentence) {
		advice = append(advice, "It joins two things with “and”. Could one be so and the other not? Then two statements say more than one.")
	}
	return advice
}

func (c *checker) advise(s Statement, asked bool, at path) {
	joined := joins.MatchString(s.Text)
	if joined && s.OneIdea == "" {
		c.addAt(at.down("text"), fmt.Sprintf(`statement %s joins two things with "and"; could one be so and the other not?`, quoted(s.ID)), "make two statements of it, or say in one_idea: why it is one idea")
	}
	if !joined && s.OneIdea != "" {
		c.addAt(at.down("one_idea"), fmt.Sprintf(`statement %s has one_idea, but no "and"`, quoted(s.ID)), "take one_idea: out")
	}
	if !asked {
		c.addAt(at, fmt.Sprintf("no instrument asks statement %s", quoted(s.ID)), "add it to the items of an instrument, unless it is kept for later")
	}
}
