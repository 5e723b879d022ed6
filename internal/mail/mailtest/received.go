package mailtest

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"net/textproto"
	"strings"
)

// Received is a message that a server took.
type Received struct {
	From, To string // of its envelope
	Raw      []byte
}

// Letter is a message as a reader's program sees it.
type Letter struct {
	ID, Subject, FromName, FromAddress string
	Header                             netmail.Header
	Text, HTML                         string
	Calendar                           []byte // the attached .ics; nil where there is none
	CalendarType, CalendarName         string
}

// Read reads the message, parts and all.
func (r Received) Read() (Letter, error) {
	message, err := netmail.ReadMessage(bytes.NewReader(r.Raw))
	if err != nil {
		return Letter{}, fmt.Errorf("read a message: %w", err)
	}
	l := Letter{Header: message.Header, ID: strings.Trim(message.Header.Get("Message-ID"), "<>")}
	if l.Subject, err = new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject")); err != nil {
		return l, fmt.Errorf("read the subject: %w", err)
	}
	from, err := netmail.ParseAddress(message.Header.Get("From"))
	if err != nil {
		return l, fmt.Errorf("read the sender: %w", err)
	}
	l.FromName, l.FromAddress = from.Name, from.Address
	return l, l.read(textproto.MIMEHeader(message.Header), message.Body)
}

// read takes a part in, and the parts within it.
func (l *Letter) read(header textproto.MIMEHeader, body io.Reader) error {
	kind, parameters, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		return fmt.Errorf("read the kind of a part: %w", err)
	}
	if strings.HasPrefix(kind, "multipart/") {
		parts := multipart.NewReader(body, parameters["boundary"])
		for {
			part, err := parts.NextRawPart()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return fmt.Errorf("read a part: %w", err)
			}
			if err := l.read(part.Header, part); err != nil {
				return err
			}
		}
	}
	switch strings.ToLower(header.Get("Content-Transfer-Encoding")) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	content, err := io.ReadAll(body)
	if err != nil {
		return fmt.Errorf("read a part of %s: %w", kind, err)
	}
	switch kind {
	case "text/plain":
		l.Text = string(content)
	case "text/html":
		l.HTML = string(content)
	case "text/calendar":
		l.Calendar, l.CalendarType = content, header.Get("Content-Type")
		_, disposition, _ := mime.ParseMediaType(header.Get("Content-Disposition"))
		l.CalendarName = disposition["filename"]
	}
	return nil
}
