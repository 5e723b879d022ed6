// Package mailtest is a mail server for tests and drills: it speaks SMTP on loopback, remembers what it took, and fails
// where it is told to.
package mailtest

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/url"
	"slices"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// Stage is a point of the conversation at which a server can fail.
type Stage string

// The stages, in the order in which a message passes them. A client that uses a connection again passes Connect once.
const (
	Connect   Stage = "connect"   // before the greeting (before TLS, where TLS comes first)
	From      Stage = "from"      // the sender was named
	Recipient Stage = "recipient" // the recipient was named
	Body      Stage = "body"      // the first bytes of the message have come
	Answer    Stage = "answer"    // the whole message has come, and was not answered
)

// Step is where a conversation is.
type Step struct {
	N     int // counts from 1: connections at Connect, else messages begun, over all connections
	Stage Stage
	To    string // the recipient, once named
}

// ErrDrop makes the server cut the line without a word. A message cut at Answer is taken all the same: the client can't
// know.
var ErrDrop = errors.New("drop the line")

// Refuse makes the server answer with a code and words, such as 550 and "5.1.1 No such mailbox". Only 4xx and 5xx refuse.
func Refuse(code int, words string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.NoEnhancedCode, Message: words}
}

// Options are how a server is to behave. The zero value takes everything from everybody, without TLS.
type Options struct {
	// Fault is asked at every step, from the goroutine of that connection. Its error, ErrDrop or that of Refuse, ends the
	// step; nil goes on. It makes the server slow by returning late.
	Fault func(Step) error
	// Taken is told of every message once it is taken, before the client is.
	Taken func(Received)
	// Certificate turns TLS on: offered by STARTTLS, or from the first byte where Implicit is set.
	Certificate *tls.Certificate
	Implicit    bool
	// User and Password must be given by a client, by PLAIN, where User is set.
	User, Password string
}

// Server is a mail server on a free port of 127.0.0.1.
type Server struct {
	options  Options
	server   *smtp.Server
	listener net.Listener

	mu          sync.Mutex
	begun       int
	connections int
	open        []net.Conn
	received    []Received
}

// Start starts a server that ends with the test.
func Start(t testing.TB, o Options) *Server {
	t.Helper()
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// New starts a server. Close ends it.
func New(o Options) (*Server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for mail: %w", err)
	}
	s := &Server{options: o, listener: listener}
	s.server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &session{server: s, conn: c}, nil
	}))
	s.server.Domain = "localhost"
	s.server.AllowInsecureAuth = true
	s.server.ErrorLog = log.New(io.Discard, "", 0)
	var accepting net.Listener = counting{listener, s}
	if o.Certificate != nil {
		s.server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*o.Certificate}, MinVersion: tls.VersionTLS12}
		if o.Implicit {
			accepting = tls.NewListener(accepting, s.server.TLSConfig)
		}
	}
	go func() { _ = s.server.Serve(accepting) }()
	return s, nil
}

// Close ends the server and cuts every line. What it took can still be read.
func (s *Server) Close() {
	_ = s.server.Close()
	_ = s.listener.Close() // where it was not served yet
	s.HangUp()
}

// HangUp cuts every line that is open now; the server goes on.
func (s *Server) HangUp() {
	s.mu.Lock()
	open := s.open
	s.open = nil
	s.mu.Unlock()
	for _, conn := range open {
		_ = conn.Close()
	}
}

// HostPort is where the server listens.
func (s *Server) HostPort() string { return s.listener.Addr().String() }

// Address names the server as the setting of a mail server does, with user and password where it wants them.
func (s *Server) Address() string {
	u := url.URL{Scheme: "smtp", Host: s.HostPort()}
	if s.options.Implicit {
		u.Scheme = "smtps"
	}
	if s.options.User != "" {
		u.User = url.UserPassword(s.options.User, s.options.Password)
	}
	return u.String()
}

// Received gives what the server took, in the order of taking.
func (s *Server) Received() []Received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.received)
}

// Connections is how many connections were made so far.
func (s *Server) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.connections
}

// Open is how many connections are open now.
func (s *Server) Open() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.open)
}

func (s *Server) fault(step Step) error {
	if s.options.Fault == nil {
		return nil
	}
	return s.options.Fault(step)
}

// counting counts connections, and lets each meet its fault in a goroutine of its own.
type counting struct {
	net.Listener
	server *Server
}

// Accept waits for the next connection.
func (l counting) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	s := l.server
	s.mu.Lock()
	defer s.mu.Unlock()
	s.connections++
	c := &connection{Conn: conn, server: s, n: s.connections}
	s.open = append(s.open, c)
	return c, nil
}

// connection meets its fault before it writes anything.
type connection struct {
	net.Conn
	server *Server
	n      int
	first  sync.Once
}

// Write writes, the first time after the fault of Connect.
func (c *connection) Write(b []byte) (int, error) {
	var err error
	c.first.Do(func() {
		if err = c.server.fault(Step{N: c.n, Stage: Connect}); err == nil {
			return
		}
		var answer *smtp.SMTPError
		if errors.As(err, &answer) {
			_, _ = fmt.Fprintf(c.Conn, "%d %s\r\n", answer.Code, answer.Message)
		}
		_ = c.Close()
	})
	if err != nil {
		return 0, err
	}
	return c.Conn.Write(b)
}

// Close closes the connection and forgets it.
func (c *connection) Close() error {
	c.server.mu.Lock()
	c.server.open = slices.DeleteFunc(c.server.open, func(o net.Conn) bool { return o == c })
	c.server.mu.Unlock()
	return c.Conn.Close()
}

// session is the conversation on one connection.
type session struct {
	server   *Server
	conn     *smtp.Conn
	signedIn bool
	n        int // of the message in hand
	from, to string
}

func (s *session) meet(stage Stage) error {
	return s.cut(s.server.fault(Step{N: s.n, Stage: stage, To: s.to}))
}

// cut cuts the line where the fault says so.
func (s *session) cut(fault error) error {
	if errors.Is(fault, ErrDrop) {
		_ = s.conn.Conn().Close()
	}
	return fault
}

// AuthMechanisms offers PLAIN where a user is wanted.
func (s *session) AuthMechanisms() []string {
	if s.server.options.User == "" {
		return nil
	}
	return []string{sasl.Plain}
}

// Auth compares user and password.
func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != s.server.options.User || password != s.server.options.Password {
			return Refuse(535, "5.7.8 Authentication credentials invalid")
		}
		s.signedIn = true
		return nil
	}), nil
}

// Mail begins a message.
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.server.options.User != "" && !s.signedIn {
		return Refuse(530, "5.7.0 Authentication required")
	}
	s.server.mu.Lock()
	s.server.begun++
	s.n, s.from = s.server.begun, from
	s.server.mu.Unlock()
	return s.meet(From)
}

// Rcpt names the recipient.
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	return s.meet(Recipient)
}

// Data takes the message.
func (s *session) Data(r io.Reader) error {
	first := make([]byte, 16)
	n, err := io.ReadFull(r, first)
	if err != nil {
		return err
	}
	if err := s.meet(Body); err != nil {
		return err
	}
	rest, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	fault := s.server.fault(Step{N: s.n, Stage: Answer, To: s.to})
	if fault == nil || errors.Is(fault, ErrDrop) {
		taken := Received{From: s.from, To: s.to, Raw: append(first[:n], rest...)}
		s.server.mu.Lock()
		s.server.received = append(s.server.received, taken)
		s.server.mu.Unlock()
		if s.server.options.Taken != nil {
			s.server.options.Taken(taken)
		}
	}
	return s.cut(fault)
}

// Reset forgets the message in hand.
func (s *session) Reset() { s.n, s.from, s.to = 0, "", "" }

// Logout has nothing to free.
func (s *session) Logout() error { return nil }
