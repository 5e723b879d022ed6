package mail_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"sevenfold/internal/mail"
)

func calendar(t *testing.T, c mail.ClosingDay) []byte {
	t.Helper()
	file, err := c.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestAClosingDayReadsBackAsTheDayInLondon(t *testing.T) {
	for name, test := range map[string]struct{ instant, start, end string }{
		"in winter":                          {"2027-03-04T23:59:59Z", "20270304", "20270305"},
		"in summer, when London is ahead":    {"2027-07-01T22:59:59Z", "20270701", "20270702"},
		"the day the clocks go forward":      {"2027-03-28T22:59:59Z", "20270328", "20270329"},
		"the day the clocks go back":         {"2027-10-31T23:59:59Z", "20271031", "20271101"},
		"the last day of a year":             {"2027-12-31T23:59:59Z", "20271231", "20280101"},
		"an instant that is tomorrow in UTC": {"2027-07-01T23:30:00Z", "20270702", "20270703"},
	} {
		t.Run(name, func(t *testing.T) {
			day, err := time.Parse(time.RFC3339, test.instant)
			if err != nil {
				t.Fatal(err)
			}
			file := calendar(t, mail.ClosingDay{
				UID: "k3v9x2-amina@sevenfold.example", Trust: "Northfield; Learning, Trust", Round: `Autumn\ 2026; "audit", all`,
				Day: day, Link: "https://sevenfold.example/t/northfield/rounds/k3v9x2", At: at,
			})
			read, err := ics.ParseCalendar(bytes.NewReader(file))
			if err != nil || len(read.Events()) != 1 {
				t.Fatalf("got %v and %d events, want one", err, len(read.Events()))
			}
			event := read.Events()[0]
			for property, want := range map[ics.ComponentProperty]string{
				ics.ComponentPropertyUniqueId: "k3v9x2-amina@sevenfold.example",
				ics.ComponentPropertyDtstamp:  "20270304T104200Z",
				ics.ComponentPropertyDtStart:  test.start,
				ics.ComponentPropertyDtEnd:    test.end,
				ics.ComponentPropertySummary:  `Last day to answer: Autumn\ 2026; "audit", all`,
				ics.ComponentPropertyUrl:      "https://sevenfold.example/t/northfield/rounds/k3v9x2",
				ics.ComponentPropertyTransp:   "TRANSPARENT",
			} {
				if got := event.GetProperty(property); got == nil || got.Value != want {
					t.Errorf("%s: got %+v, want %q", property, got, want)
				}
			}
			if !strings.Contains(string(file), "DTSTART;VALUE=DATE:"+test.start+"\r\n") || !strings.Contains(string(file), "METHOD:PUBLISH\r\n") {
				t.Errorf("got %s, want a whole day that is published", file)
			}
		})
	}
}

func TestACalendarFileKeepsToItsForm(t *testing.T) {
	for name, round := range map[string]string{
		"an ordinary title": "Autumn 2026 audit",
		"a long one":        strings.Repeat("Überlänge und mehr ", 10),
		"one long word":     strings.Repeat("🏴󠁧󠁢󠁥󠁮󠁧󠁿ü", 60),
		"a new line":        "Audit\r\nATTENDEE:mailto:x@y.example\r\nEND:VEVENT",
		"commas":            strings.Repeat(`,;\`, 60),
	} {
		t.Run(name, func(t *testing.T) {
			file := string(calendar(t, mail.ClosingDay{
				UID: "1@s.example", Trust: round, Round: round, Day: at, Link: "https://s.example/" + strings.Repeat("x", 200), At: at,
			}))
			if strings.ReplaceAll(file, "\r\n", "") != strings.NewReplacer("\r", "", "\n", "").Replace(file) {
				t.Error("got a bare line end, want CRLF alone")
			}
			begun := 0
			for line := range strings.SplitSeq(strings.TrimSuffix(file, "\r\n"), "\r\n") {
				if len(line) > 75 || !utf8.ValidString(line) {
					t.Errorf("got a line of %d octets, valid %v, want at most 75: %q", len(line), utf8.ValidString(line), line)
				}
				if !strings.HasPrefix(line, " ") {
					begun++
				}
			}
			plain := string(calendar(t, mail.ClosingDay{UID: "1@s.example", Trust: "T", Round: "R", Day: at, Link: "https://s.example/", At: at}))
			if want := strings.Count(plain, "\r\n") - strings.Count(plain, "\r\n "); begun != want {
				t.Errorf("got %d properties, want %d as ever:\n%s", begun, want, file)
			}
			read, err := ics.ParseCalendar(strings.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			if got, want := read.Events()[0].GetProperty(ics.ComponentPropertySummary).Value, "Last day to answer: "+strings.Join(strings.Fields(round), " "); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestALaterCalendarFileReplacesTheEarlier(t *testing.T) {
	day := mail.ClosingDay{UID: "1@s.example", Round: "R", Day: at, Link: "https://s.example/", At: at}
	sequence := func(c mail.ClosingDay) string {
		read, err := ics.ParseCalendar(bytes.NewReader(calendar(t, c)))
		if err != nil {
			t.Fatal(err)
		}
		return read.Events()[0].GetProperty(ics.ComponentPropertySequence).Value
	}
	later := day
	later.At = at.Add(time.Minute)
	if first, second := sequence(day), sequence(later); second <= first || len(second) != len(first) {
		t.Errorf("got sequence %s, then %s, want it to grow", first, second)
	}
}
