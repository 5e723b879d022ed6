package mail_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"sevenfold/internal/mail"
	"sevenfold/internal/mail/mailtest"
)

// hurry is the limit of tests in which a server is slow; no other test comes near it.
const hurry = 300 * time.Millisecond

func message(to string) mail.Message {
	return mail.Message{To: to, Subject: "Hello", Text: "Hello\n.\n", HTML: "<p>Hello</p>", At: at}
}

func smtpTo(t *testing.T, address string) *mail.SMTP {
	t.Helper()
	s, err := mail.NewSMTP(address, "sevenfold@trust.example", "Sevenfold")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// eventually waits for what another goroutine is about to do.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 1000 {
		if is() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("%s: still not so", what)
}

// class says in a word what an error tells of the message.
func class(err error) string {
	var refusal *mail.Refusal
	switch {
	case err == nil:
		return "taken"
	case errors.As(err, &refusal) && refusal.Lasting:
		return fmt.Sprintf("refused for good with %d %s", refusal.Code, refusal.Words)
	case errors.As(err, &refusal):
		return fmt.Sprintf("refused for now with %d %s", refusal.Code, refusal.Words)
	case errors.Is(err, mail.ErrInDoubt):
		return "in doubt"
	case errors.Is(err, mail.ErrUnfit):
		return "unfit"
	}
	return "not taken"
}

func TestEachFaultOfAServerHasItsOwnError(t *testing.T) {
	never := make(chan struct{})
	t.Cleanup(func() { close(never) })
	stuck := func() error { <-never; return nil }
	for name, test := range map[string]struct {
		stage mailtest.Stage
		fault func() error
		want  string
		taken int // by the server
	}{
		"a server that takes it":               {"", nil, "taken", 1},
		"no greeting":                          {mailtest.Connect, stuck, "not taken", 0},
		"the line drops before the greeting":   {mailtest.Connect, drop, "not taken", 0},
		"a server that has no time":            {mailtest.Connect, refuse(421, "4.3.2 Too busy"), "not taken", 0},
		"a server that wants nothing from us":  {mailtest.Connect, refuse(554, "5.7.1 Go away"), "not taken", 0},
		"a refused sender":                     {mailtest.From, refuse(550, "5.7.1 Not yours"), "refused for good with 550 5.7.1 Not yours", 0},
		"a sender who sent too much":           {mailtest.From, refuse(421, "4.7.0 Later"), "refused for now with 421 4.7.0 Later", 0},
		"no answer to the sender":              {mailtest.From, stuck, "not taken", 0},
		"the line drops after the sender":      {mailtest.From, drop, "not taken", 0},
		"a refused recipient":                  {mailtest.Recipient, refuse(550, "5.1.1 No such mailbox"), "refused for good with 550 5.1.1 No such mailbox", 0},
		"greylisting":                          {mailtest.Recipient, refuse(451, "4.7.1 Greylisted"), "refused for now with 451 4.7.1 Greylisted", 0},
		"no answer to the recipient":           {mailtest.Recipient, stuck, "not taken", 0},
		"the line drops after the recipient":   {mailtest.Recipient, drop, "not taken", 0},
		"a message refused for what it says":   {mailtest.Answer, refuse(554, "5.7.1 Spam"), "refused for good with 554 5.7.1 Spam", 0},
		"a message refused for now":            {mailtest.Answer, refuse(452, "4.3.1 Disk full"), "refused for now with 452 4.3.1 Disk full", 0},
		"no answer to the message":             {mailtest.Answer, stuck, "in doubt", 0},
		"the line drops after the message":     {mailtest.Answer, drop, "in doubt", 1},
		"a server that closes after a message": {mailtest.Answer, refuse(421, "4.3.2 Shutting down"), "refused for now with 421 4.3.2 Shutting down", 0},
	} {
		t.Run(name, func(t *testing.T) {
			server := mailtest.Start(t, mailtest.Options{Fault: func(s mailtest.Step) error {
				if s.Stage == test.stage {
					return test.fault()
				}
				return nil
			}})
			sender := smtpTo(t, server.Address())
			sender.Hurry(hurry)
			err := sender.Send(t.Context(), message("chair@trust.example"))
			if got := class(err); got != test.want {
				t.Errorf("got %s (%v), want %s", got, err, test.want)
			}
			if got := len(server.Received()); got != test.taken {
				t.Errorf("the server took %d, want %d", got, test.taken)
			}
		})
	}
}

func drop() error { return mailtest.ErrDrop }

func refuse(code int, words string) func() error {
	return func() error { return mailtest.Refuse(code, words) }
}

func TestALineThatDropsWhileTheMessageIsWrittenIsNoDoubt(t *testing.T) {
	server := mailtest.Start(t, mailtest.Options{Fault: func(s mailtest.Step) error {
		if s.Stage == mailtest.Body {
			return mailtest.ErrDrop
		}
		return nil
	}})
	// More than the buffers of two sockets hold: the end can't have been handed over.
	big := message("chair@trust.example")
	big.Text = strings.Repeat("A line of a message that is far too long.\n", 300_000)
	if err := smtpTo(t, server.Address()).Send(t.Context(), big); class(err) != "not taken" {
		t.Errorf("got %s (%v), want not taken", class(err), err)
	}
}

func TestAServerThatStopsReadingIsNoDoubt(t *testing.T) {
	never := make(chan struct{})
	server := mailtest.Start(t, mailtest.Options{Fault: func(s mailtest.Step) error {
		if s.Stage == mailtest.Body {
			<-never
		}
		return nil
	}})
	t.Cleanup(func() { close(never) })
	big := message("chair@trust.example")
	big.Text = strings.Repeat("A line of a message that is far too long.\n", 300_000)
	sender := smtpTo(t, server.Address())
	sender.Hurry(hurry)
	if err := sender.Send(t.Context(), big); class(err) != "not taken" {
		t.Errorf("got %s (%v), want not taken", class(err), err)
	}
}

func TestAServerThatIsAwayIsNoDoubt(t *testing.T) {
	server := mailtest.Start(t, mailtest.Options{})
	server.Close()
	if err := smtpTo(t, server.Address()).Send(t.Context(), message("chair@trust.example")); class(err) != "not taken" {
		t.Errorf("got %s (%v), want not taken", class(err), err)
	}
}

func TestAWaitThatIsCalledOffLeavesDoubtOnlyAfterTheMessage(t *testing.T) {
	for stage, want := range map[mailtest.Stage]string{
		mailtest.Connect: "not taken", mailtest.From: "not taken", mailtest.Recipient: "not taken", mailtest.Answer: "in doubt",
	} {
		t.Run(string(stage), func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan struct{})
			server := mailtest.Start(t, mailtest.Options{Fault: func(s mailtest.Step) error {
				if s.Stage == stage {
					cancel()
					<-done
				}
				return nil
			}})
			err := smtpTo(t, server.Address()).Send(ctx, message("chair@trust.example"))
			close(done)
			if class(err) != want || !errors.Is(err, context.Canceled) {
				t.Errorf("got %s (%v), want %s because it was called off", class(err), err, want)
			}
		})
	}
}

func TestTLSAndSigningInAreDemanded(t *testing.T) {
	certificate, trusted, err := mailtest.Certificate("mail.example.org")
	if err != nil {
		t.Fatal(err)
	}
	other, otherTrusted, err := mailtest.Certificate("elsewhere.example.org")
	if err != nil {
		t.Fatal(err)
	}
	secured := mailtest.Options{Certificate: &certificate, User: "sevenfold", Password: "right"}
	implicit := secured
	implicit.Implicit = true
	for name, test := range map[string]struct {
		address string
		options mailtest.Options
		trust   []byte
		want    string // in the error; "" for none
	}{
		"STARTTLS with sign-in":                  {"smtp://sevenfold:right@mail.example.org", secured, trusted, ""},
		"TLS from the start with sign-in":        {"smtps://sevenfold:right@mail.example.org", implicit, trusted, ""},
		"a wrong password":                       {"smtp://sevenfold:wrong@mail.example.org", secured, trusted, "sign in to it"},
		"a wrong password, TLS from the start":   {"smtps://sevenfold:wrong@mail.example.org", implicit, trusted, "535 5.7.8 Authentication credentials invalid"},
		"no sign-in where it is wanted":          {"smtp://mail.example.org", secured, trusted, "refused with 530 5.7.0"},
		"sign-in where none is offered":          {"smtp://sevenfold:right@mail.example.org", mailtest.Options{Certificate: &certificate}, trusted, "offers none of the ways of signing in"},
		"a certificate that nobody vouches for":  {"smtp://sevenfold:right@mail.example.org", secured, nil, "certificate"},
		"the same, TLS from the start":           {"smtps://sevenfold:right@mail.example.org", implicit, nil, "certificate"},
		"a certificate of somebody else":         {"smtp://mail.example.org", mailtest.Options{Certificate: &other}, otherTrusted, "not mail.example.org"},
		"a server that refuses TLS":              {"smtp://mail.example.org", mailtest.Options{}, trusted, "offers no TLS"},
		"a server that knows no TLS, from start": {"smtps://mail.example.org", mailtest.Options{}, trusted, "start TLS"},
	} {
		t.Run(name, func(t *testing.T) {
			server := mailtest.Start(t, test.options)
			sender := smtpTo(t, test.address)
			sender.DialTo(server.HostPort())
			sender.Hurry(10 * hurry)
			if test.trust != nil {
				sender.Trust(test.trust)
			}
			err := sender.Send(t.Context(), message("chair@trust.example"))
			if got := len(server.Received()); (got == 1) != (test.want == "") {
				t.Errorf("the server took %d messages", got)
			}
			switch {
			case test.want == "" && err != nil, test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("got %v, want %q", err, test.want)
			case test.want != "" && !strings.HasPrefix(test.want, "refused") && class(err) != "not taken":
				t.Errorf("got %s, want not taken: no message was spoken of", class(err))
			case err != nil && strings.Contains(err.Error(), "wrong"):
				t.Errorf("got %v, want no password in it", err)
			}
		})
	}
}

func TestAServerOnThisMachineNeedsNoCertificateThatOthersTrust(t *testing.T) {
	certificate, _, err := mailtest.Certificate("debian")
	if err != nil {
		t.Fatal(err)
	}
	server := mailtest.Start(t, mailtest.Options{Certificate: &certificate})
	if err := smtpTo(t, server.Address()).Send(t.Context(), message("chair@trust.example")); err != nil {
		t.Errorf("got %v, want it sent", err)
	}
}

func TestConnectionsAreUsedAgain(t *testing.T) {
	server := mailtest.Start(t, mailtest.Options{})
	sender := smtpTo(t, server.Address())
	for i := range 2 * mail.MostSent {
		if err := sender.Send(t.Context(), message(fmt.Sprintf("n%d@trust.example", i))); err != nil {
			t.Fatal(err)
		}
	}
	if got := server.Connections(); got != 2 {
		t.Errorf("got %d connections for %d messages, want 2", got, 2*mail.MostSent)
	}
	if got := len(server.Received()); got != 2*mail.MostSent {
		t.Errorf("the server took %d, want %d", got, 2*mail.MostSent)
	}
}

func TestManyAtOnceSendOverFewConnections(t *testing.T) {
	server := mailtest.Start(t, mailtest.Options{})
	sender := smtpTo(t, server.Address())
	var workers sync.WaitGroup
	for w := range 4 {
		workers.Go(func() {
			for i := range 50 {
				if err := sender.Send(t.Context(), message(fmt.Sprintf("n%d-%d@trust.example", w, i))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	workers.Wait()
	got := map[string]int{}
	for _, r := range server.Received() {
		got[r.To]++
	}
	if len(got) != 200 || len(server.Received()) != 200 {
		t.Errorf("got %d messages to %d people, want 200 to 200", len(server.Received()), len(got))
	}
	if n := server.Connections(); n > 8 {
		t.Errorf("got %d connections, want few", n)
	}
}

func TestAConnectionThatWentStaleIsNoticed(t *testing.T) {
	server := mailtest.Start(t, mailtest.Options{})
	sender := smtpTo(t, server.Address())
	for range 2 {
		if err := sender.Send(t.Context(), message("chair@trust.example")); err != nil {
			t.Fatal(err)
		}
		server.HangUp()
	}
	if got := len(server.Received()); got != 2 {
		t.Errorf("the server took %d, want 2", got)
	}
}

func TestARefusalLeavesTheConnectionFit(t *testing.T) {
	server := mailtest.Start(t, mailtest.Options{Fault: func(s mailtest.Step) error {
		if s.Stage == mailtest.Recipient && strings.HasPrefix(s.To, "away@") {
			return mailtest.Refuse(550, "5.1.1 No such mailbox")
		}
		return nil
	}})
	sender := smtpTo(t, server.Address())
	connection, err := sender.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Release()
	for _, to := range []string{"away@trust.example", "chair@trust.example", "away@trust.example", "clerk@trust.example"} {
		err := connection.Send(t.Context(), message(to))
		if want := !strings.HasPrefix(to, "away@"); (err == nil) != want {
			t.Errorf("%s: got %v, want taken %v", to, err, want)
		}
	}
	if got := len(server.Received()); got != 2 || server.Connections() != 1 {
		t.Errorf("got %d messages over %d connections, want 2 over 1", got, server.Connections())
	}
}

func TestConnectionsThatNobodyWantsEnd(t *testing.T) {
	server := mailtest.Start(t, mailtest.Options{})
	sender := smtpTo(t, server.Address())
	sender.HurryIdle(time.Millisecond)
	if err := sender.Send(t.Context(), message("chair@trust.example")); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a connection ended that nobody wants", func() bool { return server.Open() == 0 })

	sender.HurryIdle(time.Hour)
	var held []mail.Connection
	for range 6 {
		connection, err := sender.Connect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, connection)
	}
	for _, connection := range held {
		connection.Release()
		connection.Release()
	}
	if err := held[0].Send(t.Context(), message("chair@trust.example")); err == nil {
		t.Error("a released connection: got no error, want one")
	}
	eventually(t, "four wait", func() bool { return server.Open() == 4 })
	if err := sender.Close(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "none wait", func() bool { return server.Open() == 0 })
}
