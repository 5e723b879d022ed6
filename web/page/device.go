package page

import "strings"

// device names a browser roughly, so that a person can tell their sessions
// apart; no more of it is kept.
func device(userAgent string) string {
	browser := firstOf(userAgent, "a browser", [][2]string{
		{"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"},
	})
	system := firstOf(userAgent, "", [][2]string{
		{"iPad", "iPad"},
		{"iPhone", "iPhone"},
		{"Android", "Android"},
		{"Windows", "Windows"},
		{"CrOS", "ChromeOS"},
		{"Mac OS X", "Mac"},
		{"Linux", "Linux"},
	})
	if system == "" {
		return browser
	}
	return browser + " on " + system
}

func firstOf(s, otherwise string, names [][2]string) string {
	for _, n := range names {
		if strings.Contains(s, n[0]) {
			return n[1]
		}
	}
	return otherwise
}
