package respond

// conflictView is two versions of one answer, to choose between.
type conflictView struct {
	ID       string
	Title    string
	Error    string
	Seen     string // the newer version's revision, sent back with the choice
	Versions []versionView
}

type versionView struct {
	ID, Name, Value string
	Text            string
	Checked         bool
	Choice          string
	Basis           string
	Note            string
}

// conflict shows what is stored beside what was typed. A choice that was made
// holds only while it is about the same two versions.
func (f filled) conflict(t typed) *conflictView {
	stored := f.response.Answers[t.answer.Statement]
	if t.seen.Revision != stored.Revision {
		t.keep = ""
	}
	id := t.answer.Statement
	at := when(stored.SavedAt, f.now)
	scale, bases := f.questionnaire.Scale, f.bases()
	return &conflictView{
		ID:    id,
		Title: "This answer was changed on another device or tab, " + at + ". Which one do you want to keep?",
		Error: f.message(id + "-keep-mine"),
		Seen:  readOf(stored).String(),
		Versions: []versionView{
			{
				ID: id + "-keep-mine", Name: id + ".keep", Value: keepMine, Checked: t.keep == keepMine,
				Text:   "On this page you chose",
				Choice: chosen(choiceWords(scale, t.answer)), Basis: basisWords(bases, t.answer.Basis), Note: t.answer.Note,
			},
			{
				ID: id + "-keep-stored", Name: id + ".keep", Value: keepStored, Checked: t.keep == keepStored,
				Text:   "On another device or tab you chose",
				Choice: chosen(choiceWords(scale, stored)), Basis: basisWords(bases, stored.Basis), Note: stored.Note,
			},
		},
	}
}

func chosen(words string) string {
	if words == "" {
		return "No answer"
	}
	return words
}
