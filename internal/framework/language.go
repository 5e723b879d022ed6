package framework

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/goccy/go-yaml"
)

// Refusal is a place in a text that judges a trust, a school or a person.
type Refusal struct {
	Phrase     string // as it stands in the text
	Start, End int    // where, in bytes
	Instead    string // what to write
}

//go:embed language.yaml
var languageFile []byte

type language struct {
	Judging struct {
		Words   []string `yaml:"words"`
		Of      []string `yaml:"of"`
		Instead string   `yaml:"instead"`
	} `yaml:"judging"`
	Refused []struct {
		Phrase  string `yaml:"phrase"`
		Instead string `yaml:"instead"`
	} `yaml:"refused"`
	Allowed []string `yaml:"allowed"`

	words, nouns map[string]bool
	phrases      map[string][]phrase   // by their first word
	fine         map[string][][]string // likewise
}

type phrase struct {
	words   []string
	instead string
}

var spoken = sync.OnceValue(func() *language {
	var l language
	if err := yaml.UnmarshalWithOptions(languageFile, &l, yaml.Strict()); err != nil {
		panic(fmt.Errorf("read the embedded language.yaml: %w", err))
	}
	l.words, l.nouns = map[string]bool{}, map[string]bool{}
	l.phrases, l.fine = map[string][]phrase{}, map[string][][]string{}
	for _, word := range l.Judging.Words {
		l.words[word] = true
	}
	for _, noun := range l.Judging.Of {
		l.nouns[noun], l.nouns[noun+"s"] = true, true
	}
	l.nouns["academies"] = true
	for _, r := range l.Refused {
		words := strings.Fields(r.Phrase)
		l.phrases[words[0]] = append(l.phrases[words[0]], phrase{words, r.Instead})
	}
	for _, allowed := range l.Allowed {
		words := strings.Fields(allowed)
		l.fine[words[0]] = append(l.fine[words[0]], words)
	}
	return &l
})

// Language finds what the product refuses to say: phrases that judge, grade or
// belittle. The list is language.yaml. A text that may stand gives none.
func Language(text string) []Refusal {
	l := spoken()
	words := wordsOf(text)
	fine := make([]bool, len(words))
	for i, w := range words {
		for _, allowed := range l.fine[w.lower] {
			if stands(words[i:], allowed) {
				for j := range allowed {
					fine[i+j] = true
				}
			}
		}
	}
	var found []Refusal
	refuse := func(from, to int, instead string) {
		start, end := words[from].start, words[to-1].end
		found = append(found, Refusal{Phrase: text[start:end], Start: start, End: end, Instead: instead})
	}
	for i, w := range words {
		if fine[i] {
			continue
		}
		for _, p := range l.phrases[w.lower] {
			if stands(words[i:], p.words) {
				refuse(i, i+len(p.words), p.instead)
			}
		}
		if !l.words[w.lower] {
			continue
		}
		if to := l.beside(words, i); to > 0 {
			refuse(i, to, l.Judging.Instead)
		} else if from := l.saidOf(words, i); from >= 0 {
			refuse(from, i+1, l.Judging.Instead)
		}
	}
	return found
}

// between may not stand between a judging word and the noun it judges: "good
// for schools" judges no school.
var between = strings.Fields("for of in to at by on with from across between and or the a an our its their that which as than is are how when where why what who")

// beside returns the end of "good school" or "good primary school", or 0.
func (l *language) beside(words []word, i int) int {
	for j := i + 1; j < len(words) && j <= i+2; j++ {
		if words[j].begins || j > i+1 && slices.Contains(between, words[j-1].lower) {
			return 0
		}
		if l.nouns[words[j].lower] {
			return j + 1
		}
	}
	return 0
}

var (
	verbs     = strings.Fields("is are was were be being been remains remain becomes became isn't aren't wasn't weren't")
	modifiers = strings.Fields("not very a an too so now still already quite truly really no longer also never always yet only")
)

// saidOf returns the beginning of "school is not good", or -1.
func (l *language) saidOf(words []word, i int) int {
	if words[i].begins {
		return -1
	}
	j := i - 1
	for j >= 0 && slices.Contains(modifiers, words[j].lower) && !words[j].begins {
		j--
	}
	if j < 1 || words[j].begins || !slices.Contains(verbs, words[j].lower) || !l.nouns[words[j-1].lower] {
		return -1
	}
	return j - 1
}

type word struct {
	lower      string
	start, end int
	begins     bool // a sentence or a part of one begins with it
}

func wordsOf(text string) []word {
	var words []word
	start, begins := -1, true
	end := func(at int) {
		if start >= 0 {
			lower := strings.ReplaceAll(strings.ToLower(text[start:at]), "\u2019", "'")
			words = append(words, word{lower: strings.Trim(lower, "'-"), start: start, end: at, begins: begins})
			start, begins = -1, false
		}
	}
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || r == '\u2019' || r == '-' {
			if start < 0 {
				start = i
			}
			continue
		}
		end(i)
		if strings.ContainsRune(".,;:?!()\u2013\u2014", r) {
			begins = true
		}
	}
	end(len(text))
	return words
}

func stands(words []word, phrase []string) bool {
	if len(words) < len(phrase) {
		return false
	}
	for i, w := range phrase {
		if words[i].lower != w || i > 0 && words[i].begins {
			return false
		}
	}
	return true
}
