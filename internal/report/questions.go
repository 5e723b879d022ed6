package report

// Questions tells which statements changed between two rounds. A statement
// keeps its id for as long as its meaning stays, whatever its words.
type Questions struct {
	Same     int           `json:"same"` // asked in both, in the same words as far as they are known
	Reworded []string      `json:"reworded,omitempty"`
	Replaced []Replacement `json:"replaced,omitempty"` // the meaning changed
	Added    []string      `json:"added,omitempty"`    // not asked in the earlier round
	Gone     []string      `json:"gone,omitempty"`     // no longer asked
	// WordingUnknown: the earlier round's words were not kept, so that it can't
	// be told what was reworded.
	WordingUnknown bool `json:"wording_unknown,omitempty"`
}

// Replacement is a statement that stands for an earlier one of another meaning.
type Replacement struct {
	Earlier string `json:"earlier"`
	Now     string `json:"now"`
}

// questions tells the statements of two reports apart. Added and replacing ones
// are in the order of the later report, gone ones in that of the earlier.
func questions(earlier, now Report) Questions {
	var q Questions
	before, after := byID(earlier), byID(now)
	replaced := map[string]bool{}
	for _, s := range now.Statements {
		was, asked := before[s.ID]
		_, replacedAsked := before[s.Replaces]
		_, stillAsked := after[s.Replaces]
		switch {
		case asked && (was.Wording == "" || s.Wording == ""):
			q.Same++
			q.WordingUnknown = true
		case asked && was.Wording != s.Wording:
			q.Reworded = append(q.Reworded, s.ID)
		case asked:
			q.Same++
		case replacedAsked && !stillAsked:
			q.Replaced = append(q.Replaced, Replacement{Earlier: s.Replaces, Now: s.ID})
			replaced[s.Replaces] = true
		default:
			q.Added = append(q.Added, s.ID)
		}
	}
	for _, s := range earlier.Statements {
		if _, asked := after[s.ID]; !asked && !replaced[s.ID] {
			q.Gone = append(q.Gone, s.ID)
		}
	}
	return q
}
