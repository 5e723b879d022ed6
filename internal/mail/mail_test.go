package mail_test

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"sevenfold/internal/mail"
)

var at = time.Date(2027, time.March, 4, 10, 42, 0, 0, time.UTC)

func signIn(t *testing.T) mail.Message {
	t.Helper()
	m, err := mail.SignIn{To: "chair@trust.example", Link: "https://sevenfold.example/sign-in/link/ABC", Code: "204816", At: at}.Message()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestASignInMessageHoldsCodeAndLinkAndNoneInItsSubject(t *testing.T) {
	m := signIn(t)
	for name, body := range map[string]string{"text": m.Text, "HTML": m.HTML} {
		if !strings.Contains(body, "204816") || !strings.Contains(body, "https://sevenfold.example/sign-in/link/ABC") {
			t.Errorf("%s: got %q, want code and link in it", name, body)
		}
	}
	if strings.Contains(m.Subject, "204816") {
		t.Error("got the code in the subject, want none there: locked phones show subjects")
	}
}

func TestAFolderTakesMessagesWhole(t *testing.T) {
	folder := mail.Folder{Dir: filepath.Join(t.TempDir(), "mail"), From: "sevenfold@trust.example", FromName: "Sevenfold"}
	if err := folder.Check(); err != nil {
		t.Fatal(err)
	}
	if err := folder.Send(t.Context(), signIn(t)); err != nil {
		t.Fatal(err)
	}
	names, _ := filepath.Glob(filepath.Join(folder.Dir, "*.eml"))
	if len(names) != 1 {
		t.Fatalf("got %d messages, want one", len(names))
	}
	text, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"To: <chair@trust.example>", "Sevenfold", "204816", "multipart/alternative"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("got a message without %q", want)
		}
	}
}

// server is an SMTP server that takes one kind of recipient.
type server struct {
	mu   sync.Mutex
	data []string
}

func (s *server) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{s}, nil }

type session struct{ server *server }

func (s *session) Mail(string, *smtp.MailOptions) error { return nil }

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "refused@") {
		return &smtp.SMTPError{Code: 550, Message: "no such mailbox here"}
	}
	return nil
}

func (s *session) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.data = append(s.server.data, string(b))
	return err
}
func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

func TestSMTPSendsAndTellsWhatTheServerSaid(t *testing.T) {
	backend := &server{}
	real := smtp.NewServer(backend)
	real.Domain = "localhost"
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = real.Serve(listener) }()
	t.Cleanup(func() { _ = real.Close() })

	sender, err := mail.NewSMTP("smtp://"+listener.Addr().String(), "sevenfold@trust.example", "Sevenfold")
	if err != nil {
		t.Fatal(err)
	}
	if err := sender.Send(t.Context(), signIn(t)); err != nil {
		t.Fatal(err)
	}
	if len(backend.data) != 1 || !strings.Contains(backend.data[0], "Subject: Sign in to Sevenfold") {
		t.Errorf("got %q, want the message", backend.data)
	}
	refused := signIn(t)
	refused.To = "refused@trust.example"
	var refusal *mail.Refusal
	if err := sender.Send(t.Context(), refused); !errors.As(err, &refusal) || !strings.Contains(refusal.Words, "no such mailbox here") {
		t.Errorf("a refused recipient: got %v, want the server's words", err)
	}
	_ = real.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if err := sender.Send(ctx, signIn(t)); err == nil {
		t.Error("a server that is away: got no error, want one")
	}
}

func TestAMailServersAddress(t *testing.T) {
	for address, good := range map[string]bool{
		"smtps://user:secret@mail.example.org": true,
		"smtp://mail.example.org:587":          true,
		"smtp://localhost:1025":                true,
		"mail.example.org":                     false,
		"http://mail.example.org":              false,
		"smtp://":                              false,
		"smtp://host:port":                     false,
	} {
		_, err := mail.NewSMTP(address, "a@example.org", "Sevenfold")
		if (err == nil) != good || !good && !errors.Is(err, mail.ErrBadAddress) {
			t.Errorf("%s: got %v, want good %v", address, err, good)
		}
	}
}
