package framework

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteDiff prints what changed from one version of a framework to another,
// for reading on a terminal.
func WriteDiff(w io.Writer, older, newer *Framework, all []Difference) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "From %s, version %s, to %s, version %s\n", older.ID, older.Version, newer.ID, newer.Version)
	part := ""
	for _, d := range all {
		if d.Part != part {
			part = d.Part
			fmt.Fprintf(out, "\n%s\n", capital(part))
		}
		wrap(out, "  * ", "    ", d.What)
		wording(out, "    was   ", d.Was)
		wording(out, "    is    ", d.Is)
	}
	fmt.Fprintf(out, "\n%s\n", summed(all))
	if len(all) > 0 && older.ID == newer.ID && older.Version == newer.Version {
		wrap(out, "", "", "Both call themselves version "+newer.Version+": give the newer one a version of its own, so that reports can be told apart.")
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("print what changed in framework %s: %w", newer.ID, err)
	}
	return nil
}

func wording(out io.Writer, first, text string) {
	if text != "" {
		wrap(out, first, "          ", text)
	}
}

// summed counts statements by what became of them; one that changed in more
// than one way is counted under each.
func summed(all []Difference) string {
	if len(all) == 0 {
		return "The two say the same."
	}
	counts := map[Kind]int{}
	seen := map[Difference]bool{}
	for _, d := range all {
		if one := (Difference{Statement: d.Statement, Kind: d.Kind}); d.Kind != "" && !seen[one] {
			seen[one] = true
			counts[d.Kind]++
		}
	}
	return fmt.Sprintf("Statements: %d reworded, %d replaced, %d added, %d gone, %d moved, %d described or placed otherwise.",
		counts[Reworded], counts[Replaced], counts[Added], counts[Gone], counts[Moved], counts[Described])
}

// capital begins a line; what the parts are called begins with a letter of ASCII.
func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
