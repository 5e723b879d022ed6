package page

import (
	"net"
	"net/http"
)

// Network is where a request comes from, as limits count it: a whole /64 for
// IPv6, since one subscriber holds all of it.
func Network(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	ip := net.ParseIP(host)
	if ip != nil && ip.To4() == nil {
		return ip.Mask(net.CIDRMask(64, 128)).String()
	}
	return host
}
