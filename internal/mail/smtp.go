package mail

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// ErrBadAddress says how a mail server is named.
var ErrBadAddress = errors.New("a mail server reads smtp://USER:PASSWORD@HOST:PORT (STARTTLS demanded), smtps://... (TLS from the start), or smtp://localhost:PORT for one on this machine")

// SMTP sends by a mail server.
type SMTP struct {
	From     string
	FromName string
	client   *gomail.Client
}

// NewSMTP prepares sending by the server at address. TLS is demanded of every
// server but one on this machine.
func NewSMTP(address, from, fromName string) (*SMTP, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || (u.Scheme != "smtp" && u.Scheme != "smtps") {
		return nil, ErrBadAddress
	}
	options := []gomail.Option{gomail.WithTimeout(20 * time.Second)}
	switch {
	case u.Scheme == "smtps":
		options = append(options, gomail.WithSSLPort(false))
	case u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1" || u.Hostname() == "::1":
		options = append(options, gomail.WithTLSPortPolicy(gomail.TLSOpportunistic))
	default:
		options = append(options, gomail.WithTLSPortPolicy(gomail.TLSMandatory))
	}
	if p := u.Port(); p != "" {
		port, err := strconv.Atoi(p)
		if err != nil {
			return nil, ErrBadAddress
		}
		options = append(options, gomail.WithPort(port))
	}
	if u.User != nil {
		password, _ := u.User.Password()
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	client, err := gomail.NewClient(u.Hostname(), options...)
	if err != nil {
		return nil, fmt.Errorf("prepare the mail server: %w", err)
	}
	return &SMTP{From: from, FromName: fromName, client: client}, nil
}

// Send hands the message to the server; it has taken it when this returns.
func (s *SMTP) Send(ctx context.Context, m Message) error {
	msg, err := compose(s.From, s.FromName, m)
	if err != nil {
		return err
	}
	if err := s.client.DialAndSendWithContext(ctx, msg); err != nil {
		return fmt.Errorf("send a message: %w", err)
	}
	return nil
}
