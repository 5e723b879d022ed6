package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"
)

// ErrBadAddress says how a mail server is named.
var ErrBadAddress = errors.New("a mail server reads smtp://USER:PASSWORD@HOST:PORT (STARTTLS demanded), smtps://... (TLS from the start), or smtp://localhost:PORT for one on this machine")

// SMTP sends by a mail server. It keeps a few connections open for a short while and uses them again.
type SMTP struct {
	From     string
	FromName string

	server server
	mu     sync.Mutex
	idle   []*line // the last is the one that was used last
	closed bool
}

// server is what is known of a mail server: where it is, how to sign in, and how long it may take.
type server struct {
	host, port     string
	user, password string
	signIn         bool
	implicitTLS    bool
	local          bool // on this machine: TLS is used where it is offered
	tls            *tls.Config
	dial           func(ctx context.Context, network, address string) (net.Conn, error)
	limits         limits
}

// limits are how long a mail server may take. Its answer to a whole message gets the longest: scanners read the
// message meanwhile, and giving up leaves the message in doubt.
type limits struct {
	connect, check, command, data, answer, idle time.Duration
}

const (
	// mostIdle is how many connections wait for the next message; servers often allow few for one sender.
	mostIdle = 4
	// mostSent is how many messages one connection carries; servers often cut one that carries more.
	mostSent = 100
)

// NewSMTP prepares sending by the server at address. TLS is demanded of every server but one on this machine.
func NewSMTP(address, from, fromName string) (*SMTP, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || (u.Scheme != "smtp" && u.Scheme != "smtps") {
		return nil, ErrBadAddress
	}
	s := server{
		host: u.Hostname(), port: u.Port(), implicitTLS: u.Scheme == "smtps", signIn: u.User != nil, user: u.User.Username(),
		tls:  &tls.Config{ServerName: u.Hostname(), MinVersion: tls.VersionTLS12},
		dial: (&net.Dialer{}).DialContext,
		limits: limits{
			connect: 20 * time.Second, check: 5 * time.Second, command: 30 * time.Second,
			data: time.Minute, answer: 2 * time.Minute, idle: 30 * time.Second,
		},
	}
	s.password, _ = u.User.Password()
	if s.port == "" {
		s.port = map[bool]string{true: "465", false: "587"}[s.implicitTLS]
	}
	if n, err := strconv.ParseUint(s.port, 10, 16); err != nil || n == 0 {
		return nil, ErrBadAddress
	}
	if !s.implicitTLS && (s.host == "localhost" || s.host == "127.0.0.1" || s.host == "::1") {
		// A mail server on this machine is trusted without TLS; its certificate, mostly made by itself, adds nothing.
		s.local, s.tls.InsecureSkipVerify = true, true
	}
	return &SMTP{From: from, FromName: fromName, server: s}, nil
}

// Connect takes a connection that waits and still answers, or makes one. An error of it is never a Refusal: the server
// has not heard of any message.
func (s *SMTP) Connect(ctx context.Context) (Connection, error) {
	for {
		l := s.take()
		if l == nil {
			break
		}
		if err := l.check(ctx); err == nil {
			return &smtpConnection{pool: s, line: l}, nil
		}
		l.conn.Close()
	}
	l, err := s.server.connect(ctx)
	if err != nil {
		return nil, err
	}
	return &smtpConnection{pool: s, line: l}, nil
}

// Send hands one message to the server; it has taken it when this returns nil.
func (s *SMTP) Send(ctx context.Context, m Message) error { return sendOne(ctx, s, m) }

// Close ends the connections that wait. Those in use end when they are released.
func (s *SMTP) Close() error {
	s.mu.Lock()
	waiting := s.idle
	s.idle, s.closed = nil, true
	s.mu.Unlock()
	for _, l := range waiting {
		l.expiry.Stop()
		l.quit()
	}
	return nil
}

func (s *SMTP) take() *line {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.idle) == 0 {
		return nil
	}
	l := s.idle[len(s.idle)-1]
	s.idle = s.idle[:len(s.idle)-1]
	l.expiry.Stop()
	return l
}

// keep lets a connection wait for the next message, unless enough do. It says whether it was kept.
func (s *SMTP) keep(l *line) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(s.idle) >= mostIdle || l.broken || l.sent >= mostSent {
		return false
	}
	l.expiry = time.AfterFunc(s.server.limits.idle, func() { s.expire(l) })
	s.idle = append(s.idle, l)
	return true
}

// expire ends a connection that nobody wanted.
func (s *SMTP) expire(l *line) {
	s.mu.Lock()
	at := slices.Index(s.idle, l)
	if at >= 0 {
		s.idle = slices.Delete(s.idle, at, at+1)
	}
	s.mu.Unlock()
	if at >= 0 {
		l.quit()
	}
}

// smtpConnection is a line that somebody holds.
type smtpConnection struct {
	pool *SMTP
	line *line
}

var errReleased = errors.New("the connection was released before")

// Send hands the message to the server; it has taken it when this returns nil.
func (c *smtpConnection) Send(ctx context.Context, m Message) error {
	if c.line == nil {
		return errReleased
	}
	l, err := compose(sender{c.pool.From, c.pool.FromName}, m)
	if err != nil {
		return err
	}
	return c.line.send(ctx, l)
}

// Release gives the line back; a second time it does nothing.
func (c *smtpConnection) Release() {
	if c.line != nil && !c.pool.keep(c.line) {
		c.line.quit()
	}
	c.line = nil
}
