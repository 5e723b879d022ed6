package mail

import (
	"errors"
	"fmt"
	"net/textproto"
	"regexp"
	"strings"
	"unicode"
)

// ErrInDoubt is the error of a message that was handed over whole, and the line was lost, or the time over, before the
// server answered: it may have been taken. Sending it again may send it twice.
var ErrInDoubt = errors.New("the mail server had the whole message and did not answer: it may have been taken")

// ErrUnfit is the error of a message that can't be put into an e-mail, however often it is tried.
var ErrUnfit = errors.New("the message can't be sent as an e-mail")

// Refusal is the mail server's own answer to a message that it did not take.
type Refusal struct {
	Code    int
	Words   string // what the server said: one line of printable text, which may hold the recipient's address
	Lasting bool   // it would say the same again (5xx); otherwise it may take the message later
}

// Error leaves out the server's words, since they may name the recipient and errors reach the log. It keeps the status
// that begins them (RFC 3463).
func (r *Refusal) Error() string {
	if status := status.FindString(r.Words); status != "" {
		return fmt.Sprintf("the mail server refused with %d %s", r.Code, status)
	}
	return fmt.Sprintf("the mail server refused with %d", r.Code)
}

var status = regexp.MustCompile(`^[245]\.\d{1,3}\.\d{1,3}\b`)

// refusal gives an answer of 4xx or 5xx as a Refusal, and every other error as it is.
func refusal(err error) error {
	var answer *textproto.Error
	if !errors.As(err, &answer) || answer.Code < 400 || answer.Code > 599 {
		return err
	}
	return &Refusal{Code: answer.Code, Words: said(answer.Msg), Lasting: answer.Code >= 500}
}

// mostSaid is how many characters of a server's words are kept.
const mostSaid = 300

// said makes one line of what a server said. A status that begins every line of it is kept once.
func said(answer string) string {
	lines := strings.Split(strings.ToValidUTF8(answer, "�"), "\n")
	status := status.FindString(strings.TrimSpace(lines[0]))
	for i := 1; i < len(lines) && status != ""; i++ {
		lines[i] = strings.TrimPrefix(strings.TrimSpace(lines[i]), status)
	}
	words := []rune(oneLine(strings.Join(lines, " ")))
	if len(words) > mostSaid {
		words = append(words[:mostSaid-1], '…')
	}
	return string(words)
}

// oneLine makes one line of printable text: line ends and other control characters become spaces, and characters that
// turn the direction of the text after them are left out.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
