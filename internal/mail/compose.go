package mail

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"fmt"
	netmail "net/mail"
	"net/url"
	"regexp"
	"strings"

	gomail "github.com/wneessen/go-mail"
)

// sender is the address that every message of an installation comes from, and the installation's own name.
type sender struct{ Address, Name string }

// posted is a message ready for the wire, with the addresses that go on its envelope.
type posted struct {
	from, to string
	text     []byte
}

// compose makes a message ready for the wire. Everything that can be wrong with a message shows here, before a server
// has heard of it.
func compose(from sender, m Message) (posted, error) {
	id := cmp.Or(m.ID, rand.Text()+"@"+domain(from.Address))
	if !messageID.MatchString(id) {
		return posted{}, fmt.Errorf("its Message-ID is not of the form name@domain: %w", ErrUnfit)
	}
	sent, err := netmail.ParseAddress(from.Address)
	if err != nil {
		return posted{}, fmt.Errorf("the sender is not an e-mail address: %w", ErrUnfit)
	}
	to, err := netmail.ParseAddress(m.To)
	if err != nil {
		return posted{}, fmt.Errorf("the recipient is not an e-mail address: %w", ErrUnfit)
	}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(&netmail.Address{Name: oneLine(cmp.Or(m.FromName, from.Name)), Address: sent.Address})
	msg.ToMailAddress(&netmail.Address{Address: to.Address})
	// An encoded word that somebody typed (RFC 2047) would be decoded, line ends and all: a space of no width breaks it.
	msg.Subject(strings.ReplaceAll(oneLine(m.Subject), "=?", "=\u200b?"))
	msg.SetDateWithValue(m.At)
	msg.SetMessageIDWithValue(id)
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	if err := extend(msg, m); err != nil {
		return posted{}, err
	}
	var text bytes.Buffer
	if _, err := msg.WriteTo(&text); err != nil {
		return posted{}, fmt.Errorf("write the message out: %w", err)
	}
	return posted{from: bare(sent), to: bare(to), text: text.Bytes()}, nil
}

// extend adds what only some messages have.
func extend(msg *gomail.Msg, m Message) error {
	if m.Unsubscribe != "" {
		address, err := url.Parse(m.Unsubscribe)
		switch {
		case err != nil || address.Host == "" || (address.Scheme != "https" && address.Scheme != "http"):
			return fmt.Errorf("where to stop messages is not a web address: %w", ErrUnfit)
		case address.Scheme == "http":
			// One press is for https alone (RFC 8058, 3.1): an installation without TLS names the page only.
			msg.SetListUnsubscribe(address.String())
		default:
			if err := msg.SetListUnsubscribeOneClick(address.String()); err != nil {
				return fmt.Errorf("where to stop messages is not a web address: %w", ErrUnfit)
			}
		}
	}
	if m.Calendar != nil {
		err := msg.AttachReader("closing-date.ics", bytes.NewReader(m.Calendar),
			gomail.WithFileContentType("text/calendar; charset=utf-8; method=PUBLISH"))
		if err != nil {
			return fmt.Errorf("attach the calendar file: %w", err)
		}
	}
	return nil
}

var messageID = regexp.MustCompile(`^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9.:\[\]-]+$`)

func domain(address string) string {
	return address[strings.LastIndexByte(address, '@')+1:]
}

// bare is an address as an envelope holds it.
func bare(a *netmail.Address) string {
	return (&netmail.Address{Address: a.Address}).String()
}
