package mail

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"strings"
	texttemplate "text/template"
	"time"
	"unicode"
)

// The letters stand in letters/, each as text and as HTML. The text is what a demonstration shows, and what a reader of
// plain text gets: a blank line between paragraphs, a link on a line of its own.
//
//go:embed letters/*.txt letters/*.html
var files embed.FS

// letter holds everything that letters say. What somebody typed is on one line each, except Words.
type letter struct {
	To, Subject, Trust, Name, Round string // Round names the thing that the letter is about: a round, or an action
	Link, Button                    string // the one thing to press, and what stands on it
	Takes, Closes, Why, Stop, Code  string
	Words                           []string // lines that the governance professional wrote
	InProgress, Overdue             bool
	Calendar                        []byte
	At                              time.Time
}

// write fills the two templates of that name in.
func (l letter) write(name string) (Message, error) {
	for _, typed := range []*string{&l.Subject, &l.Trust, &l.Name, &l.Round, &l.Takes, &l.Closes, &l.Why} {
		*typed = oneLine(*typed)
	}
	var text, html bytes.Buffer
	if err := texts[name].Execute(&text, l); err != nil {
		return Message{}, fmt.Errorf("write the %s letter as text: %w", name, err)
	}
	if err := pages[name].ExecuteTemplate(&html, "frame.html", l); err != nil {
		return Message{}, fmt.Errorf("write the %s letter as HTML: %w", name, err)
	}
	return Message{
		FromName: l.Trust, To: l.To, Subject: l.Subject, Text: text.String(), HTML: html.String(), At: l.At,
		Unsubscribe: l.Stop, Calendar: l.Calendar,
	}, nil
}

var texts, pages = read(
	"sign-in", "invitation", "reminder", "come-back", "report-ready", "opening-missed", "closing-held", "welcome",
	"action-due",
)

// read parses the letters; one that can't be parsed stops the program at its start.
func read(names ...string) (map[string]*texttemplate.Template, map[string]*template.Template) {
	texts, pages := map[string]*texttemplate.Template{}, map[string]*template.Template{}
	for _, name := range names {
		texts[name] = texttemplate.Must(texttemplate.ParseFS(files, "letters/"+name+".txt", "letters/frame.txt"))
		pages[name] = template.Must(template.ParseFS(files, "letters/frame.html", "letters/"+name+".html"))
	}
	return texts, pages
}

// lines are the lines of what somebody typed, without anything that is not text.
func lines(typed string) []string {
	typed = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(typed)
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return nil
	}
	all := strings.Split(typed, "\n")
	for i := range all {
		all[i] = oneLine(all[i])
	}
	return all
}

// inSubject is how many characters of a round's title a subject holds: the date behind it is to be seen on a phone.
const inSubject = 80

// short cuts a title for a subject, between words where it can.
func short(title string) string {
	all := []rune(oneLine(title))
	if len(all) <= inSubject {
		return string(all)
	}
	cut := string(all[:inSubject])
	if space := strings.LastIndexFunc(cut, unicode.IsSpace); space > inSubject/2 {
		cut = cut[:space]
	}
	return cut + "…"
}
