package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/wneessen/go-mail/smtp"
)

// line is one connection to a mail server, signed in.
//
// The commands are go-mail's. DATA is spoken here, since go-mail gives one error for a line that broke while the message
// was written and for one that broke before the answer: the first is surely not taken, the second is in doubt.
type line struct {
	conn   net.Conn // below TLS: closing it ends whatever waits on it
	client *smtp.Client
	limits limits
	broken bool // it can't carry another message
	sent   int
	expiry *time.Timer
}

// connect makes a line: greeting, TLS, sign-in.
func (s server) connect(ctx context.Context) (*line, error) {
	ctx, cancel := context.WithTimeout(ctx, s.limits.connect)
	defer cancel()
	conn, err := s.dial(ctx, "tcp", net.JoinHostPort(s.host, s.port))
	if err != nil {
		return nil, fmt.Errorf("connect to the mail server: %w", err)
	}
	cut := context.AfterFunc(ctx, func() { conn.Close() })
	client, err := s.greet(ctx, conn)
	if !cut() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		conn.Close()
		return nil, fmt.Errorf("connect to the mail server: %w", because(ctx, plain(err)))
	}
	return &line{conn: conn, client: client, limits: s.limits}, nil
}

// greet has the server say who it is, and turns to TLS and signs in.
func (s server) greet(ctx context.Context, conn net.Conn) (*smtp.Client, error) {
	if s.implicitTLS {
		secure := tls.Client(conn, s.tls)
		if err := secure.HandshakeContext(ctx); err != nil {
			return nil, fmt.Errorf("start TLS: %w", err)
		}
		conn = secure
	}
	client, err := smtp.NewClient(conn, s.host)
	if err != nil {
		return nil, fmt.Errorf("read its greeting: %w", err)
	}
	name, err := os.Hostname()
	if err != nil {
		name = "localhost"
	}
	if err := client.Hello(name); err != nil {
		return nil, fmt.Errorf("greet it: %w", err)
	}
	if !s.implicitTLS {
		offered, _ := client.Extension("STARTTLS")
		switch {
		case offered:
			if err := client.StartTLS(s.tls); err != nil {
				return nil, fmt.Errorf("start TLS: %w", err)
			}
		case !s.local:
			return nil, errors.New("it offers no TLS, which is demanded of a server that is not on this machine")
		}
	}
	if s.signIn {
		if err := s.authenticate(client); err != nil {
			return nil, fmt.Errorf("sign in to it: %w", err)
		}
	}
	return client, nil
}

// authenticate signs in by the first way that the server offers of those that tell least about the password.
func (s server) authenticate(client *smtp.Client) error {
	_, ways := client.Extension("AUTH")
	offered := strings.Fields(strings.ToUpper(ways))
	for _, way := range []struct {
		name string
		auth smtp.Auth
	}{
		{"SCRAM-SHA-256", smtp.ScramSHA256Auth(s.user, s.password)},
		{"SCRAM-SHA-1", smtp.ScramSHA1Auth(s.user, s.password)},
		{"CRAM-MD5", smtp.CRAMMD5Auth(s.user, s.password)},
		{"PLAIN", smtp.PlainAuth("", s.user, s.password, s.host, false)},
		{"LOGIN", smtp.LoginAuth(s.user, s.password, s.host, false)},
	} {
		if slices.Contains(offered, way.name) {
			return client.Auth(way.auth)
		}
	}
	return fmt.Errorf("it offers none of the ways of signing in that are known here: %q", oneLine(ways))
}

// check asks whether the server still answers, and ends whatever it may have begun.
func (l *line) check(ctx context.Context) error {
	cut := context.AfterFunc(ctx, func() { l.conn.Close() })
	err := l.within(l.limits.check, l.client.Reset)
	if !cut() && err == nil {
		err = ctx.Err()
	}
	return err
}

// send hands a letter over. The line is broken afterwards, unless the server took the letter or refused it in good order.
func (l *line) send(ctx context.Context, m posted) error {
	if l.broken {
		return errors.New("the line to the mail server is broken")
	}
	cut := context.AfterFunc(ctx, func() { l.conn.Close() })
	err := l.transfer(m)
	if !cut() {
		l.broken = true
	}
	var refused *Refusal
	switch {
	case err == nil:
		l.sent++
	case !errors.As(err, &refused):
		l.broken = true
		err = because(ctx, err)
	case refused.Code == 421: // it is closing the line
		l.broken = true
	case !l.broken:
		l.broken = l.within(l.limits.command, l.client.Reset) != nil
	}
	return err
}

func (l *line) transfer(m posted) error {
	l.client.SkipSMTPUTF8(ascii(m.from + m.to)) // demanded without need, it would fail at a server behind that lacks it
	if err := l.within(l.limits.command, func() error { return l.client.Mail(m.from) }); err != nil {
		return fmt.Errorf("name the sender: %w", refusal(err))
	}
	if err := l.within(l.limits.command, func() error { return l.client.Rcpt(m.to) }); err != nil {
		return fmt.Errorf("name the recipient: %w", refusal(err))
	}
	text := l.client.Text
	if err := l.within(l.limits.command, func() error { return ask(text, 354, "DATA") }); err != nil {
		return fmt.Errorf("begin the message: %w", refusal(err))
	}
	err := l.within(l.limits.data, func() error {
		w := text.DotWriter()
		if _, err := w.Write(m.text); err != nil {
			return err
		}
		return w.Close()
	})
	if err != nil {
		// What ends the message is written last, and was not written whole: the server can't take it.
		return fmt.Errorf("write the message: %w", err)
	}
	return l.within(l.limits.answer, func() error { return verdict(text) })
}

// verdict reads the answer to a whole message.
func verdict(text *textproto.Conn) error {
	code, words, err := text.ReadResponse(0)
	switch {
	case err == nil && code/100 == 2:
		return nil
	case err == nil:
		err = refusal(&textproto.Error{Code: code, Msg: words})
	}
	var refused *Refusal
	if errors.As(err, &refused) {
		return fmt.Errorf("hand over the message: %w", err)
	}
	return fmt.Errorf("%w (%w)", ErrInDoubt, err)
}

// ask sends a command, and reads its answer.
func ask(text *textproto.Conn, want int, command string) error {
	id, err := text.Cmd("%s", command)
	if err != nil {
		return err
	}
	text.StartResponse(id)
	defer text.EndResponse(id)
	_, _, err = text.ReadResponse(want)
	return err
}

// within gives one step of the conversation its time. Where the line was closed meanwhile, the step itself finds out,
// and says what that means for the message.
func (l *line) within(limit time.Duration, step func() error) error {
	_ = l.conn.SetDeadline(time.Now().Add(limit))
	return step()
}

// farewell is how long a server may take to answer that it is left.
const farewell = 2 * time.Second

// quit leaves the server, politely where the line is sound.
func (l *line) quit() {
	if !l.broken {
		_ = l.within(farewell, l.client.Quit)
	}
	l.conn.Close()
}

// because names the context's end as the cause of an error, where it was.
func because(ctx context.Context, err error) error {
	if ended := context.Cause(ctx); ended != nil && !errors.Is(err, ended) {
		return fmt.Errorf("%w (%w)", err, ended)
	}
	return err
}

// plain puts what a server answered before it heard of a message into one line, as an error of no kind.
func plain(err error) error {
	var answer *textproto.Error
	if errors.As(err, &answer) {
		before, _, _ := strings.Cut(err.Error(), ":")
		return fmt.Errorf("%s: it answered %d %s", oneLine(before), answer.Code, said(answer.Msg))
	}
	return err
}

func ascii(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}
