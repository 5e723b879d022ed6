package letter_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/letter"
	"sevenfold/internal/mail"
)

var (
	thursday = time.Date(2027, time.March, 4, 10, 42, 0, 0, audit.London)
	writer   = letter.Writer{Address: "https://sevenfold.example.org"}
	secrets  = letter.Secrets{Link: "SECRETLINK", Stop: "SECRETSTOP"}
	asks     = framework.Instrument{Minutes: "25-40"}
)

const roundAddress = "https://sevenfold.example.org/t/trust-id/rounds/round-id"

func of(kind audit.MessageKind) audit.Letter {
	return audit.Letter{
		ID: "message-id", Kind: kind, Name: "Ada Lee", Email: "ada@trust.example", TrustName: "Example Learning Trust",
		Round: audit.Round{
			ID: "round-id", TrustID: "trust-id", Title: "Spring 2027 audit",
			OpensAt: audit.StartOfDay(2027, time.March, 4), ClosesAt: audit.EndOfDay(2027, time.March, 28),
			Messages: audit.Messages{InvitationWords: "Words of the invitation.", ReminderWords: "Words of the reminder."},
		},
	}
}

func write(t *testing.T, l audit.Letter) mail.Message {
	t.Helper()
	m, err := writer.Write(l, asks, secrets, thursday)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestEveryKindOfMessageIsWritten(t *testing.T) {
	for _, c := range []struct {
		kind        audit.MessageKind
		link        string // the one thing to press
		unsubscribe string
		calendar    bool
		says        string
	}{
		{audit.InvitationMessage, roundAddress + "/invitation/SECRETLINK", "", true, "Words of the invitation."},
		{audit.ReminderMessage, roundAddress + "/invitation/SECRETLINK", roundAddress + "/reminders/SECRETSTOP", true, "Words of the reminder."},
		{audit.ComeBackMessage, roundAddress + "/invitation/SECRETLINK", "", false, "Sunday 28 March 2027"},
		{audit.ReportReadyMessage, roundAddress + "/report", "", false, "Spring 2027 audit"},
		{audit.OpeningMissedMessage, roundAddress, "", false, "on Thursday 4 March 2027"},
		{audit.ClosingHeldMessage, roundAddress + "/progress", "", false, "until Sunday 28 March 2027"},
		{audit.WelcomeMessage, "https://sevenfold.example.org/sign-in", "", false, "Example Learning Trust"},
	} {
		l := of(c.kind)
		if c.kind == audit.WelcomeMessage {
			l.Round = audit.Round{}
		}
		m := write(t, l)
		if m.ID != "message-id@sevenfold.example.org" || m.FromName != "Example Learning Trust" || m.To != "ada@trust.example" ||
			!m.At.Equal(thursday) || m.Subject == "" {
			t.Errorf("%s: got %+v, want its Message-ID, the trust's name, its recipient, its time and a subject", c.kind, m)
		}
		for form, text := range map[string]string{"text": m.Text, "HTML": m.HTML} {
			if !strings.Contains(text, c.says) || !strings.Contains(text, "Ada Lee") {
				t.Errorf("%s as %s: got %q, want %q in it, and the name", c.kind, form, text, c.says)
			}
			if !slices.Contains(addresses(text), c.link) {
				t.Errorf("%s as %s: got the addresses %v, want %s", c.kind, form, addresses(text), c.link)
			}
		}
		if m.Unsubscribe != c.unsubscribe || (m.Calendar != nil) != c.calendar {
			t.Errorf("%s: got %q to unsubscribe and a calendar file %v, want %q and %v", c.kind, m.Unsubscribe, m.Calendar != nil, c.unsubscribe, c.calendar)
		}
	}
	if _, err := writer.Write(of("nothing"), asks, secrets, thursday); err == nil {
		t.Error("got a letter of a kind that there is not, want an error")
	}
}

var address = regexp.MustCompile(`https?://[^\s"<>]+`)

func addresses(text string) []string { return address.FindAllString(text, -1) }

func TestASecretStandsOnlyInTheLinkThatItOpens(t *testing.T) {
	for _, kind := range []audit.MessageKind{
		audit.InvitationMessage, audit.ReminderMessage, audit.ComeBackMessage, audit.ReportReadyMessage, audit.OpeningMissedMessage,
		audit.ClosingHeldMessage, audit.WelcomeMessage, audit.ActionDueMessage,
	} {
		m := write(t, of(kind))
		opens := kind == audit.InvitationMessage || kind == audit.ReminderMessage || kind == audit.ComeBackMessage
		for form, text := range map[string]string{"text": m.Text, "HTML": m.HTML} {
			for secret, wanted := range map[string]bool{"SECRETLINK": opens, "SECRETSTOP": kind == audit.ReminderMessage} {
				here := strings.Count(text, secret)
				if (here > 0) != wanted {
					t.Errorf("%s as %s: got %s %d times, want it there: %v", kind, form, secret, here, wanted)
				}
				path := map[string]string{"SECRETLINK": "/invitation/", "SECRETSTOP": "/reminders/"}[secret]
				if strings.Count(text, path+secret) != here {
					t.Errorf("%s as %s: got %s outside its own link, want it there alone", kind, form, secret)
				}
			}
			if form == "text" && strings.Count(text, "SECRETLINK") > 1 {
				t.Errorf("%s: got its link twice in the text, want it once", kind)
			}
		}
		for where, text := range map[string]string{"subject": m.Subject, "calendar file": string(m.Calendar), "Message-ID": m.ID} {
			if strings.Contains(text, "SECRET") {
				t.Errorf("%s: got a secret in its %s, want none: others see it", kind, where)
			}
		}
		if strings.Contains(m.Unsubscribe, "SECRETLINK") {
			t.Errorf("%s: got the link that lets in where reminders are stopped, want the other", kind)
		}
	}
}

func TestTheCalendarFileNamesTheClosingDayInLondon(t *testing.T) {
	for closes, want := range map[time.Time]string{
		audit.EndOfDay(2027, time.March, 27):   "20270327",
		audit.EndOfDay(2027, time.March, 28):   "20270328", // 22:59:59 in UTC
		audit.EndOfDay(2027, time.October, 30): "20271030",
		audit.EndOfDay(2027, time.October, 31): "20271031",
	} {
		l := of(audit.InvitationMessage)
		l.Round.ClosesAt = closes.UTC()
		text := string(write(t, l).Calendar)
		if !strings.Contains(text, "DTSTART;VALUE=DATE:"+want) || !strings.Contains(text, "UID:round-id@sevenfold.example.org") {
			t.Errorf("got %s, want the day %s, and the round as its UID", text, want)
		}
		if !strings.Contains(strings.ReplaceAll(text, "\r\n ", ""), roundAddress+"/start") {
			t.Errorf("got %s, want the page that the round starts on", text)
		}
	}
}

func TestAReminderSaysWhereItsReaderStands(t *testing.T) {
	l := of(audit.ReminderMessage)
	l.Stage = audit.InProgress
	begun := write(t, l)
	l.Stage = audit.NotStarted
	untouched := write(t, l)
	if begun.Text == untouched.Text || !strings.Contains(begun.Text, "have not submitted") || !strings.Contains(untouched.Text, "25 to 40 minutes") {
		t.Errorf("got %q and %q, want the first to say that it is not submitted, the other how long it takes", begun.Text, untouched.Text)
	}
	if begun.Subject != untouched.Subject {
		t.Errorf("got the subjects %q and %q, want the same: others see a screen, too", begun.Subject, untouched.Subject)
	}
}

func TestAMessageIDIsThatOfTheAddress(t *testing.T) {
	for where, want := range map[string]string{
		"https://sevenfold.example.org":      "id@sevenfold.example.org",
		"https://sevenfold.example.org:8443": "id@sevenfold.example.org",
		"http://127.0.0.1:8080":              "id@127.0.0.1",
		"":                                   "id@sevenfold.invalid",
		"://":                                "id@sevenfold.invalid",
	} {
		if got := (letter.Writer{Address: where}).MessageID("id"); got != want {
			t.Errorf("at %q: got %s, want %s", where, got, want)
		}
	}
}

// TestALetterWithoutAnInstrumentSaysNoTime: a file may know of no time.
func TestALetterWithoutAnInstrumentSaysNoTime(t *testing.T) {
	m, err := writer.Write(of(audit.InvitationMessage), framework.Instrument{}, secrets, thursday)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(m.Text, "It takes") || strings.Contains(m.Text, "minutes") {
		t.Errorf("got %q, want no time said", m.Text)
	}
}

func TestALetterOfAnActionLeadsToItAndTellsWhenItIsDue(t *testing.T) {
	for overdue, want := range map[bool]string{false: "it is due on Thursday 1 April 2027", true: "it was due on Thursday 1 April 2027"} {
		l := of(audit.ActionDueMessage)
		l.Round = audit.Round{}
		l.Action = audit.DueAction{
			TrustID: "trust-id", ID: "action-id", Title: "Ask families how long they wait", Overdue: overdue,
			DueOn: time.Date(2027, time.April, 1, 0, 0, 0, 0, time.UTC),
		}
		m := write(t, l)
		for form, text := range map[string]string{"text": m.Text, "HTML": m.HTML} {
			if !strings.Contains(text, want) || !strings.Contains(text, "Ask families how long they wait") || !strings.Contains(text, "Ada Lee") {
				t.Errorf("%s, overdue %v: got %q, want the action and %q in it", form, overdue, text, want)
			}
			if !slices.Contains(addresses(text), "https://sevenfold.example.org/t/trust-id/actions/action-id") {
				t.Errorf("%s: got the addresses %v, want the action's own", form, addresses(text))
			}
		}
		if m.Unsubscribe != "" || m.Calendar != nil {
			t.Errorf("got %q to unsubscribe and a calendar file %v, want neither", m.Unsubscribe, m.Calendar != nil)
		}
	}
}
