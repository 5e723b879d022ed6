package framework

import (
	"slices"
	"strings"
)

// A suggestion is looked for among this many words at most, and for words of
// this length at most: an absurd file must not cost minutes.
const (
	mostCandidates = 1000
	longestWord    = 64
)

// meant says what the author of word probably meant, or what could stand there.
func meant(word string, known []string) string {
	if near := nearest(word, known); near != "" {
		return `did you mean "` + near + `"?`
	}
	if len(known) == 1 {
		return `there is only "` + known[0] + `"`
	}
	if len(known) > 0 && len(known) <= 12 {
		return "choose from " + strings.Join(known, ", ")
	}
	return ""
}

// nearest is the known word that word was most likely meant to be, or "".
func nearest(word string, known []string) string {
	plain := plainForm(word)
	if len(plain) == 0 || len(plain) > longestWord {
		return ""
	}
	best, bestDistance := "", len(plain)/3+1
	for _, candidate := range known[:min(len(known), mostCandidates)] {
		form := plainForm(candidate)
		if len(form) > longestWord {
			continue
		}
		if d := distance(plain, form); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	if best != "" {
		return best
	}
	// The beginning or the end of a longer word: "people" for "ceo:people-strategy".
	var holding []string
	for _, candidate := range known[:min(len(known), mostCandidates)] {
		if len(plain) >= 4 && strings.Contains(plainForm(candidate), plain) {
			holding = append(holding, candidate)
		}
	}
	if len(holding) == 1 {
		return holding[0]
	}
	return ""
}

func plainForm(word string) string {
	return strings.NewReplacer(" ", "-", "_", "-").Replace(strings.ToLower(strings.TrimSpace(word)))
}

// distance counts the letters to insert, drop, change or swap between a and b
// (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, previous, current := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range previous {
		previous[j] = j
	}
	for i := 1; i <= len(x); i++ {
		current[0] = i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			current[j] = min(previous[j]+1, current[j-1]+1, previous[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				current[j] = min(current[j], before[j-2]+1)
			}
		}
		before, previous, current = previous, current, before
	}
	return previous[len(y)]
}

// slug is text as an id could spell it, or "".
func slug(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	return strings.Join(words, "-")
}
