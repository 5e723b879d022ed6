package page_test

import (
	"net/http/httptest"
	"testing"

	"sevenfold/web/page"
)

func TestANetworkIsWhatOneSubscriberHolds(t *testing.T) {
	for from, want := range map[string]string{
		"192.0.2.7:4321":             "192.0.2.7",
		"[2001:db8:1:2:3:4:5:6]:443": "2001:db8:1:2::",
		"[2001:db8:1:2::9]:443":      "2001:db8:1:2::",
		"no address":                 "no address",
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = from
		if got := page.Network(r); got != want {
			t.Errorf("%s: got %s, want %s", from, got, want)
		}
	}
}
