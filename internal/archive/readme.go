package archive

import (
	"fmt"
	"strings"
	"time"

	"sevenfold/internal/csvfile"
)

// Never is what no archive holds, in plain words.
var Never = []string{
	"What any person answered to any statement, of a round that is open or closed, submitted or not",
	"When anybody answered or submitted",
	"Notes of people, but for those that a report shows, which stand there without names",
	"Links and codes for signing in, sessions, and the addresses of calendars",
	"Messages that were sent: they can tell when somebody had not answered yet",
	"The files of board packs: what they were made from is here, and the packs can be had again while the trust is here",
	"Anything of another trust",
}

// Holds is what an archive holds, in plain words.
var Holds = []string{
	"The trust’s settings and its logo",
	"People, their roles, terms and committees",
	"Rounds, who was invited to each, and whether they submitted",
	"The report of each closed round as it was kept, with the words that the round asked",
	"The statements that the trust added to its rounds",
	"Agendas, and what the board agreed, in every version",
	"Paragraphs on public benefit, in every version",
	"Notes that were taken out of reports: why, and never what they said",
	"Actions, what was said of them, and the findings that they are for",
	"Evidence, and the statements that it is for",
	"Which packs were made, by whom and when",
	"The audit trail: who did what to which thing, and when",
}

// beside is what stands in an archive beside its tables.
var beside = []struct{ name, about string }{
	{"reports/", "The report of each closed round, as it was kept, in JSON"},
	{"frameworks/", "The exact text of every framework that a round was opened with, in YAML"},
	{"logo", "The trust’s logo, where it has one, as a PNG or an SVG file"},
}

// readme says what is in the archive, when it was made, and how to read it.
func readme(trustName string, madeAt time.Time) string {
	var b strings.Builder
	line := func(text string, of ...any) { fmt.Fprintf(&b, text+"\r\n", of...) }
	line(csvfile.Mark+"All that Sevenfold keeps of %s", oneLine(trustName))
	line("Made on %s, UTC", madeAt.UTC().Format("Monday 2 January 2006 at 15:04"))
	line("")
	line("In it:")
	line("")
	for _, t := range append([]Table{columns}, Tables...) {
		line("  %s: %s.", t.File, t.About)
	}
	for _, other := range beside {
		line("  %s: %s.", other.name, other.about)
	}
	line("")
	line("Never in it, in any archive:")
	line("")
	for _, n := range Never {
		line("  %s.", n)
	}
	line("")
	line("The tables are CSV in UTF-8, with a row of headings. Days are written 2027-03-04, times 2027-03-04T10:42:00Z, in UTC.")
	line("A cell that would become a formula in a spreadsheet begins with an apostrophe.")
	line("Each report’s data has the hash that rounds.csv gives: a pack that carries the same hash was made from the same data.")
	line("")
	line("It names people. Keep it where the trust keeps its board papers, and delete it when it is no longer needed.")
	return b.String()
}

// oneLine keeps a name from beginning a line of its own.
func oneLine(name string) string { return strings.Join(strings.Fields(name), " ") }
