package archive

import (
	"fmt"
	"strings"
	"time"
)

// Never is what no archive holds, in plain words.
var Never = []string{
	"What any person answered to any statement, of a round that is open or closed, submitted or not",
	"When anybody answered or submitted",
	"Notes of people, but for those that a report shows, which stand there without names",
	"Links and codes for signing in, sessions, and the addresses of calendars",
	"Messages that were sent: they can tell when somebody had not answered yet",
	"Board packs: they are made from what is here, and can be had again while the trust is here",
	"Anything of another trust",
}

// Beside is what an archive holds beside its tables.
var Beside = []string{
	"The report of each closed round, as it was kept, in JSON",
	"The exact text of every framework that a round was opened with, in YAML",
	"The trust's logo, where it has one",
}

// where says where each of them stands in the archive.
var where = []string{"reports/", "frameworks/", "logo"}

// readme says what is in the archive, when it was made, and how to read it.
func readme(trustName string, madeAt time.Time) string {
	var b strings.Builder
	line := func(text string, of ...any) { fmt.Fprintf(&b, text+"\r\n", of...) }
	line("All that Sevenfold keeps of %s", oneLine(trustName))
	line("Made on %s, UTC", madeAt.UTC().Format("Monday 2 January 2006 at 15:04"))
	line("")
	line("In it:")
	line("")
	for _, t := range append([]Table{columns}, Tables...) {
		line("  %s: %s.", t.File, t.About)
	}
	for i, what := range Beside {
		line("  %s: %s.", where[i], what)
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
	line("Each report's data has the hash that rounds.csv gives: a pack that carries the same hash was made from the same data.")
	line("")
	line("It names people. Keep it where the trust keeps its board papers, and delete it when it is no longer needed.")
	return b.String()
}

// oneLine keeps a name from beginning a line of its own.
func oneLine(name string) string { return strings.Join(strings.Fields(name), " ") }
