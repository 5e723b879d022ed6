package mail

import (
	"bytes"
	"html/template"
	texttemplate "text/template"
	"time"
)

// SignIn is what the message that signs somebody in says.
type SignIn struct {
	To   string
	Link string
	Code string // six digits
	At   time.Time
}

var signInText = texttemplate.Must(texttemplate.New("").Parse(`Sign in to Sevenfold

Your code: {{.Code}}

Type it into the page where you asked for it. Or open this link and press the button there:

{{.Link}}

Both work once, for 15 minutes.

If you did not ask to sign in, do nothing: nobody gets in without this message.
`))

var signInHTML = template.Must(template.New("").Parse(`<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Sign in to Sevenfold</title></head>
<body style="font-family: Arial, sans-serif; font-size: 18px; line-height: 1.5; color: #211d33; max-width: 36em">
<p>Your code to sign in to Sevenfold:</p>
<p style="font-size: 32px; font-weight: bold; letter-spacing: 4px">{{.Code}}</p>
<p>Type it into the page where you asked for it. Or open this link and press the button there:</p>
<p><a href="{{.Link}}">Sign in to Sevenfold</a></p>
<p>Both work once, for 15 minutes.</p>
<p>If you did not ask to sign in, do nothing: nobody gets in without this message.</p>
</body>
</html>
`))

// Message writes it out. The subject holds no code: a locked phone shows subjects.
func (s SignIn) Message() (Message, error) {
	var text, html bytes.Buffer
	if err := signInText.Execute(&text, s); err != nil {
		return Message{}, err
	}
	if err := signInHTML.Execute(&html, s); err != nil {
		return Message{}, err
	}
	return Message{To: s.To, Subject: "Sign in to Sevenfold", Text: text.String(), HTML: html.String(), At: s.At}, nil
}
