package mail

import (
	"context"
	"crypto/x509"
	"net"
	"time"
)

// Trust makes a certificate one that the sender trusts, and none besides.
func (s *SMTP) Trust(pem []byte) {
	s.server.tls.RootCAs = x509.NewCertPool()
	s.server.tls.RootCAs.AppendCertsFromPEM(pem)
}

// DialTo connects to an address instead of the server's own.
func (s *SMTP) DialTo(address string) {
	s.server.dial = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, address)
	}
}

// Hurry lets every step of a conversation take as long as limit.
func (s *SMTP) Hurry(limit time.Duration) {
	s.server.limits.connect, s.server.limits.command, s.server.limits.data, s.server.limits.answer = limit, limit, limit, limit
}

// HurryIdle lets a connection wait as long as limit.
func (s *SMTP) HurryIdle(limit time.Duration) { s.server.limits.idle = limit }

// MostSent is how many messages one connection carries.
const MostSent = mostSent
