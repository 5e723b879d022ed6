package mail_test

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/mail"
	"sevenfold/internal/mail/mailtest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// written is anything that becomes a message.
type written interface {
	Message() (mail.Message, error)
}

// typed is what people type into the fields that letters show.
type typed struct{ trust, name, round, words, why string }

var ordinary = typed{
	"Northfield Learning Trust", "Amina Shah", "Autumn 2026 audit",
	"Dear all,\n\nwe talked about this in September. Please be frank: the board wants to know.\n\nJo",
	"Its closing date, Thursday 4 March 2027, lies in the past.",
}

// letters are all letters, about what was typed.
func letters(f typed) map[string]written {
	const link = "https://sevenfold.example/t/northfield/rounds/k3v9x2/invitation/Qm7ZpT4sYc1RwLhV0nB8dE"
	const page = "https://sevenfold.example/t/northfield/rounds/k3v9x2"
	const closes = "Thursday 4 March 2027"
	invitation := mail.Invitation{
		To: "amina@trust.example", Trust: f.trust, Name: f.name, Round: f.round, Words: f.words, Takes: "25 to 40 minutes",
		Closes: closes, Link: link, Calendar: []byte("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), At: at,
	}
	bare := invitation
	bare.Words, bare.Takes, bare.Name, bare.Calendar = "", "", "", nil
	stop := "https://sevenfold.example/t/northfield/rounds/k3v9x2/reminders/Zt5KxB2mQe8WyNfJ3rH6uA"
	return map[string]written{
		"sign-in":                 mail.SignIn{To: "amina@trust.example", Link: "https://sevenfold.example/sign-in/link/ABC", Code: "204816", At: at},
		"invitation":              invitation,
		"invitation-bare":         bare,
		"reminder-not-started":    mail.Reminder{Invitation: bare, Stop: stop},
		"reminder-in-progress":    mail.Reminder{Invitation: invitation, InProgress: true, Stop: stop},
		"reminder-without-a-stop": mail.Reminder{Invitation: bare},
		"come-back":               mail.ComeBack{To: "amina@trust.example", Trust: f.trust, Name: f.name, Round: f.round, Closes: closes, Link: link, At: at},
		"report-ready":            mail.ReportReady{To: "amina@trust.example", Trust: f.trust, Name: f.name, Round: f.round, Link: page + "/report", At: at},
		"opening-missed":          mail.OpeningMissed{To: "amina@trust.example", Trust: f.trust, Name: f.name, Round: f.round, Why: f.why, Link: page, At: at},
		"closing-held":            mail.ClosingHeld{To: "amina@trust.example", Trust: f.trust, Name: f.name, Round: f.round, Why: f.why, Link: page, At: at},
		"action-due":              mail.ActionDue{To: "amina@trust.example", Trust: f.trust, Name: f.name, Action: f.round, Due: closes, Link: page, At: at},
		"action-overdue":          mail.ActionDue{To: "amina@trust.example", Trust: f.trust, Name: f.name, Action: f.round, Due: closes, Overdue: true, Link: page, At: at},
		"welcome":                 mail.Welcome{To: "amina@trust.example", Trust: f.trust, Name: f.name, Link: "https://sevenfold.example/sign-in", At: at},
	}
}

func messageOf(t *testing.T, w written) mail.Message {
	t.Helper()
	m, err := w.Message()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestLettersReadAsTheGoldenFilesDo(t *testing.T) {
	for name, letter := range letters(ordinary) {
		m := messageOf(t, letter)
		golden(t, name+".txt", "From: "+m.FromName+"\nTo: "+m.To+"\nSubject: "+m.Subject+"\n\n"+m.Text)
		golden(t, name+".html", m.HTML)
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

func TestEachLetterHasOneLinkThatIsAlsoWrittenOut(t *testing.T) {
	for name, letter := range letters(ordinary) {
		m := messageOf(t, letter)
		doc := parse(t, m.HTML)
		addresses := map[string]bool{}
		doc.Find("a").Each(func(_ int, a *goquery.Selection) {
			if href := a.AttrOr("href", ""); href != m.Unsubscribe {
				addresses[href] = true
			}
		})
		if len(addresses) != 1 {
			t.Errorf("%s: got links to %v, want one address", name, slices.Sorted(maps.Keys(addresses)))
		}
		for link := range addresses {
			if !strings.Contains(doc.Text(), link) || !strings.Contains(m.Text, "\n\n"+link+"\n\n") {
				t.Errorf("%s: want %s written out, on a line of its own in the text", name, link)
			}
		}
		if strings.Contains(m.Text, "\n\n\n") || strings.HasPrefix(m.Text, "\n") || !strings.HasSuffix(m.Text, "\n") {
			t.Errorf("%s: got blank lines where none belong:\n%s", name, m.Text)
		}
	}
}

func parse(t *testing.T, html string) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(html))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestWhatLettersPromiseIsInThem(t *testing.T) {
	for name, want := range map[string][]string{
		"invitation":           {"confidential", "Nobody else sees them", "not started, is in progress, or has submitted", "for you alone", "25 to 40 minutes", "by the end of Thursday 4 March 2027", "Autumn 2026 audit"},
		"reminder-not-started": {"You have not started yet", "Only submitted responses count", "by the end of Thursday 4 March 2027", "confidential"},
		"reminder-in-progress": {"You have begun your answers, and have not submitted them", "Only submitted responses count"},
		"come-back":            {"Only submitted responses count", "for you alone"},
		"report-ready":         {"holds nothing of it"},
		"opening-missed":       {ordinary.why},
		"closing-held":         {ordinary.why},
		"action-due":           {"is due on Thursday 4 March 2027", "You own this action"},
		"action-overdue":       {"was due on Thursday 4 March 2027", "say what stands in its way"},
		"welcome":              {"There is no password"},
	} {
		m := messageOf(t, letters(ordinary)[name])
		for _, sentence := range want {
			if !strings.Contains(m.Text, sentence) || !strings.Contains(strings.Join(strings.Fields(parse(t, m.HTML).Text()), " "), sentence) {
				t.Errorf("%s: want %q in text and HTML", name, sentence)
			}
		}
	}
}

func TestNothingThatIsTypedComesAlive(t *testing.T) {
	long := strings.Repeat("Überlänge", 22) + "!!"
	hostile := map[string]string{
		"script":         `<script>alert(1)</script><img src=x onerror=alert(1)>`,
		"a link":         `<a href="javascript:alert(1)">press</a> "onclick="alert(1)`,
		"a formula":      `=HYPERLINK("http://evil.example","press")`,
		"a template":     `{{.Link}} {{template "words" .}}`,
		"right to left":  "صندوق تعليم \u202eشمال\u202c \u2066א\u2069",
		"emoji":          "👩🏽‍🏫 🏴󠁧󠁢󠁥󠁮󠁧󠁿 Trust",
		"200 characters": long,
		"a new line":     "Trust\r\nBcc: everybody@trust.example\r\n\r\n<b>body</b>",
		"other lines":    "Trust\u2028Bcc: a@b.example\u0085x\vy\x00z",
		"an address":     `"Bank" <bank@evil.example>, x`,
		"encoded words":  "=?utf-8?q?=0D=0ABcc:_everybody=40trust.example?=",
	}
	server := mailtest.Start(t, mailtest.Options{})
	sender := smtpTo(t, server.Address())
	plain := letters(ordinary)
	for kind, s := range hostile {
		for name, letter := range letters(typed{s, s, s, s, s}) {
			t.Run(kind+" in "+name, func(t *testing.T) {
				m := messageOf(t, letter)
				doc := parse(t, m.HTML)
				if got, want := tags(doc), tags(parse(t, messageOf(t, plain[name]).HTML)); !sameTags(got, want) {
					t.Errorf("got elements %v, want %v as ever", got, want)
				}
				if strings.ContainsAny(m.Subject+m.FromName, "\r\n\u2028\u202e") {
					t.Errorf("got subject %q from %q, want one line", m.Subject, m.FromName)
				}
				if err := sender.Send(t.Context(), m); err != nil {
					t.Fatal(err)
				}
				all := server.Received()
				checkHeader(t, m, all[len(all)-1])
			})
		}
	}
}

// checkHeader checks that what arrived has the headers of the message and no others.
func checkHeader(t *testing.T, m mail.Message, got mailtest.Received) {
	t.Helper()
	read, err := got.Read()
	if err != nil {
		t.Fatal(err)
	}
	known := []string{"Auto-Submitted", "Content-Type", "Date", "From", "List-Unsubscribe", "List-Unsubscribe-Post", "Message-Id", "Mime-Version", "Subject", "To"}
	for name := range read.Header {
		if !slices.Contains(known, name) {
			t.Errorf("got a header %s, want none such", name)
		}
	}
	from := m.FromName
	if from == "" {
		from = "Sevenfold"
	}
	if read.FromName != from || read.FromAddress != "sevenfold@trust.example" || read.Header.Get("To") != "<amina@trust.example>" {
		t.Errorf("got from %q <%s> to %s, want %q", read.FromName, read.FromAddress, read.Header.Get("To"), from)
	}
	if strings.ReplaceAll(read.Subject, "=\u200b?", "=?") != m.Subject {
		t.Errorf("got subject %q, want %q", read.Subject, m.Subject)
	}
	if unix(read.Text) != unix(m.Text) || unix(read.HTML) != unix(m.HTML) {
		t.Errorf("got another text than was sent:\n%s", read.Text)
	}
}

func unix(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

// tags counts the elements of a document.
func tags(doc *goquery.Document) map[string]int {
	count := map[string]int{}
	doc.Find("*").Each(func(_ int, s *goquery.Selection) { count[goquery.NodeName(s)]++ })
	return count
}

// sameTags leaves out line breaks, which words bring in as they have lines.
func sameTags(got, want map[string]int) bool {
	delete(got, "br")
	delete(want, "br")
	return maps.Equal(got, want)
}

func TestOwnWordsKeepTheirLinesAndStayAQuotation(t *testing.T) {
	m := messageOf(t, mail.Invitation{
		To: "a@b.example", Trust: "T", Round: "R", Closes: "Thursday 4 March 2027", Link: "https://s.example/x", At: at,
		Words: "  One\r\n\r\n> Two\rThree\u2028Four\n\n",
	})
	if want := "writes:\n\n> One\n>\n> > Two\n> Three\n> Four\n\nT asks"; !strings.Contains(m.Text, want) {
		t.Errorf("got %q, want %q in it", m.Text, want)
	}
	quote := parse(t, m.HTML).Find("blockquote")
	if got := quote.Find("br").Length(); got != 4 || !strings.Contains(quote.Text(), "> Two") {
		t.Errorf("got %d line breaks in %q, want 4", got, quote.Text())
	}
}

func TestALongTitleLeavesTheDateInTheSubject(t *testing.T) {
	m := messageOf(t, mail.Invitation{
		To: "a@b.example", Trust: "T", Round: strings.Repeat("long title ", 18), Closes: "Thursday 4 March 2027", Link: "https://s.example/x",
	})
	if len([]rune(m.Subject)) > 130 || !strings.HasSuffix(m.Subject, "title…: please answer by Thursday 4 March 2027") {
		t.Errorf("got %q, want the title cut between words and the date behind it", m.Subject)
	}
}

func TestTheDetailsOfAMessageArrive(t *testing.T) {
	server := mailtest.Start(t, mailtest.Options{})
	sender := smtpTo(t, server.Address())
	send := func(m mail.Message) mailtest.Letter {
		t.Helper()
		if err := sender.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		all := server.Received()
		read, err := all[len(all)-1].Read()
		if err != nil {
			t.Fatal(err)
		}
		return read
	}
	m := messageOf(t, letters(ordinary)["reminder-in-progress"])
	m.ID = "k3v9x2.1@sevenfold.example"
	read := send(m)
	if read.ID != m.ID {
		t.Errorf("Message-ID: got %q, want %q", read.ID, m.ID)
	}
	if got := read.Header.Get("List-Unsubscribe"); got != "<"+m.Unsubscribe+">" {
		t.Errorf("List-Unsubscribe: got %q", got)
	}
	if got := read.Header.Get("List-Unsubscribe-Post"); got != "List-Unsubscribe=One-Click" {
		t.Errorf("List-Unsubscribe-Post: got %q", got)
	}
	if string(read.Calendar) != string(m.Calendar) || read.CalendarName != "closing-date.ics" ||
		!strings.Contains(read.CalendarType, "charset=utf-8; method=PUBLISH") {
		t.Errorf("calendar: got %q named %q of %q", read.Calendar, read.CalendarName, read.CalendarType)
	}

	m.ID, m.Unsubscribe, m.Calendar = "", "http://localhost:8080/stop", nil
	first, second := send(m), send(m)
	if first.ID == second.ID || !strings.HasSuffix(first.ID, "@trust.example") {
		t.Errorf("drawn: got %q and %q, want two of the sender's domain", first.ID, second.ID)
	}
	if first.Header.Get("List-Unsubscribe") == "" || first.Header.Get("List-Unsubscribe-Post") != "" {
		t.Error("without TLS: want the page named, and no single press")
	}
	if first.Calendar != nil {
		t.Errorf("got a calendar %q, want none", first.Calendar)
	}
}

func TestAMessageThatCanNotBeSentIsUnfit(t *testing.T) {
	for name, change := range map[string]func(*mail.Message){
		"no recipient":                   func(m *mail.Message) { m.To = "" },
		"two recipients":                 func(m *mail.Message) { m.To = "a@b.example, c@d.example" },
		"a recipient with a header":      func(m *mail.Message) { m.To = "a@b.example>\r\nBcc: <c@d.example" },
		"a Message-ID with a header":     func(m *mail.Message) { m.ID = "a@b.example\r\nBcc: c@d.example" },
		"a Message-ID in brackets":       func(m *mail.Message) { m.ID = "<a@b.example>" },
		"a stop that is no address":      func(m *mail.Message) { m.Unsubscribe = "javascript:alert(1)" },
		"a stop with a header behind it": func(m *mail.Message) { m.Unsubscribe = "https://s.example/\r\nBcc: c@d.example" },
	} {
		server := mailtest.Start(t, mailtest.Options{})
		m := message("chair@trust.example")
		change(&m)
		if err := smtpTo(t, server.Address()).Send(t.Context(), m); class(err) != "unfit" {
			t.Errorf("%s: got %v, want it unfit", name, err)
		}
		if len(server.Received()) != 0 {
			t.Errorf("%s: the server took it", name)
		}
	}
}
