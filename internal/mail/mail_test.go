package mail_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

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

func TestFolderAndOutboxAreAlwaysThere(t *testing.T) {
	outbox := &mail.Outbox{}
	folder := mail.Folder{Dir: t.TempDir(), From: "sevenfold@trust.example", FromName: "Sevenfold"}
	for _, sender := range []mail.Sender{outbox, folder} {
		connection, err := sender.Connect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := connection.Send(t.Context(), signIn(t)); err != nil {
				t.Errorf("%T: got %v, want it sent", sender, err)
			}
		}
		connection.Release()
	}
	names, err := filepath.Glob(filepath.Join(folder.Dir, "*.eml"))
	if err != nil || len(names) != 2 || len(outbox.Messages()) != 2 {
		t.Errorf("got %d files and %d kept (%v), want 2 of each", len(names), len(outbox.Messages()), err)
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
