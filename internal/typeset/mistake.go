package typeset

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// mistake is the first error among what the compiler reports.
func mistake(reports []any) error {
	for _, report := range reports {
		text := fmt.Sprint(report)
		found := reported.FindStringSubmatch(text)
		if found == nil || found[4] != "error" {
			continue
		}
		line, err := strconv.Atoi(found[2])
		if err != nil {
			continue
		}
		return &Mistake{File: found[1], Line: line, Message: discreet(found[5])}
	}
	if len(reports) == 0 {
		return errors.New("the compiler refused the document, and did not say why")
	}
	return &Mistake{Message: discreet(fmt.Sprint(reports[0]))}
}

var (
	// reported is a report of one line: "/main.typ:3:5: error: unknown variable: x".
	reported = regexp.MustCompile(`(?s)^(\S*?):(\d+):(\d+): (error|warning): (.*)$`)
	// quoted is what a message may repeat of the document.
	quoted = regexp.MustCompile("(?s)\"[^\"]*\"|`[^`]*`")
)

const longest = 300 // of a message, in bytes

// discreet leaves out of a message what may be somebody's words, and all but its
// first line.
func discreet(message string) string {
	message, _, _ = strings.Cut(message, "\n")
	message = quoted.ReplaceAllString(message, "…")
	if len(message) > longest {
		message = strings.ToValidUTF8(message[:longest], "") + "…"
	}
	return message
}
