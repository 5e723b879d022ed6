package mail

import "time"

// SignIn is what the message that signs somebody in says.
type SignIn struct {
	To   string
	Link string
	Code string // six digits
	At   time.Time
}

// Message writes it out. The subject holds no code: a locked phone shows subjects.
func (s SignIn) Message() (Message, error) {
	return letter{
		To: s.To, Subject: "Sign in to Sevenfold", Link: s.Link, Button: "Sign in", Code: s.Code, At: s.At,
	}.write("sign-in")
}

// Welcome tells somebody that they were added to a trust, and where to sign in.
type Welcome struct {
	To, Trust, Name string
	Link            string // the page to sign in at
	At              time.Time
}

// Message writes it out. It holds nothing that signs anybody in.
func (w Welcome) Message() (Message, error) {
	return letter{
		To: w.To, Trust: w.Trust, Name: w.Name, Subject: short(w.Trust) + ": you can now sign in to Sevenfold",
		Link: w.Link, Button: "Go to the sign-in page", At: w.At,
	}.write("welcome")
}
