package mail_test

import (
	"bufio"
	"net"
	"strings"
	"testing"
)

// scripted is a server that takes everything, but for the answers it is given: by the command's first word, "." for the
// end of the message. An answer of "" cuts the line.
func scripted(t *testing.T, answers map[string]string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go recite(conn, answers)
		}
	}()
	return "smtp://" + listener.Addr().String()
}

func recite(conn net.Conn, answers map[string]string) {
	defer conn.Close()
	_, _ = conn.Write([]byte("220 ready\r\n"))
	inMessage := false
	for in := bufio.NewScanner(conn); in.Scan(); {
		word, _, _ := strings.Cut(in.Text(), " ")
		if inMessage && word != "." {
			continue
		}
		answer, given := answers[word]
		switch {
		case given:
		case word == "DATA":
			answer = "354 go on"
		default:
			answer = "250 fine"
		}
		if answer == "" {
			return
		}
		inMessage = strings.HasPrefix(answer, "354")
		_, _ = conn.Write([]byte(answer + "\r\n"))
	}
}

func TestEachAnswerIsReadForWhatItIs(t *testing.T) {
	for name, test := range map[string]struct{ command, answer, want string }{
		"DATA refused for good":           {"DATA", "554 5.5.1 No valid recipients", "refused for good with 554 5.5.1 No valid recipients"},
		"DATA refused for now":            {"DATA", "451 4.3.0 Not now", "refused for now with 451 4.3.0 Not now"},
		"DATA answered with a yes":        {"DATA", "250 what?", "not taken"},
		"DATA answered with nonsense":     {"DATA", "hello", "not taken"},
		"DATA cut":                        {"DATA", "", "not taken"},
		"the sender answered wrongly":     {"MAIL", "354 go on", "not taken"},
		"the recipient will be passed on": {"RCPT", "251 User not local; will forward", "taken"},
		"a message taken with other 2xx":  {".", "251 thank you", "taken"},
		"a message taken in many words":   {".", "250-2.0.0 thank\r\n250 2.0.0 you", "taken"},
		"a message answered with 354":     {".", "354 more?", "in doubt"},
		"a message answered with letters": {".", "fine, thanks", "in doubt"},
		"a message answered with half":    {".", "250-and", "in doubt"},
		"a message and then silence":      {".", "", "in doubt"},
		"a refusal of several lines": {
			"RCPT", "550-5.1.1 The address you typed\r\n550-5.1.1  does not exist.\r\n550 5.1.1 Try\tagain\x1b[31m",
			"refused for good with 550 5.1.1 The address you typed does not exist. Try again [31m",
		},
		"a refusal that is not text":        {"RCPT", "550 \xff\xfe\x00 \u202eno", "refused for good with 550 � no"},
		"a refusal that never ends":         {"RCPT", "550 " + strings.Repeat("ab ", 500), "refused for good with 550 " + strings.Repeat("ab ", 500)[:299] + "…"},
		"a refusal that has nothing to say": {"RCPT", "550 ", "refused for good with 550 "},
	} {
		t.Run(name, func(t *testing.T) {
			sender := smtpTo(t, scripted(t, map[string]string{test.command: test.answer}))
			sender.Hurry(hurry)
			err := sender.Send(t.Context(), message("chair@trust.example"))
			if got := class(err); got != test.want {
				t.Errorf("got %s (%v), want %s", got, err, test.want)
			}
		})
	}
}

func TestTheLogLearnsNoAddressFromARefusal(t *testing.T) {
	sender := smtpTo(t, scripted(t, map[string]string{"RCPT": "550 5.1.1 <chair@trust.example> is unknown"}))
	err := sender.Send(t.Context(), message("chair@trust.example"))
	if err == nil || strings.Contains(err.Error(), "chair") || !strings.Contains(err.Error(), "550 5.1.1") {
		t.Errorf("got %v, want code and status, and no address", err)
	}
	if err := sender.Send(t.Context(), message("chair trust.example")); class(err) != "unfit" || strings.Contains(err.Error(), "chair") {
		t.Errorf("no address: got %v, want it unfit and unnamed", err)
	}
}
