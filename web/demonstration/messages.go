package demonstration

import (
	"net/http"
	"regexp"
	"strings"
	"time"

	"sevenfold/internal/identity"
	"sevenfold/internal/mail"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type messagesView struct {
	Layout   layout.View
	Count    string
	Messages []messageView
}

type messageView struct {
	Subject string
	To      string
	At      string
	Machine string // the same for programs
	Text    []piece
	Open    bool
}

// piece is a run of a text: a link, a code, or plain text.
type piece struct {
	Text string
	Link bool
	Code bool
}

// ShowMessages shows every message that would have been sent, the newest first.
func (p Pages) ShowMessages(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	_, members, err := p.people(r.Context())
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, m := range members {
		names[m.Email] = m.Name
	}
	messages := p.Outbox.Messages()
	view := messagesView{Layout: layout.View{Title: "Messages", Viewer: viewer}}
	switch n := len(messages); n {
	case 1:
		view.Count = "There is one message."
	default:
		view.Count = "There are " + component.Count(n, "message", "messages") + ". Press one to read it."
	}
	for i, m := range messages {
		view.Messages = append(view.Messages, viewOf(m, names[m.To], i == 0))
	}
	return page.Render(w, r, http.StatusOK, messagesPage(view))
}

func viewOf(m mail.Message, name string, open bool) messageView {
	to := m.To
	if name != "" {
		to = name + ", " + m.To
	}
	return messageView{
		Subject: m.Subject, To: to, At: component.Clock(m.At) + " on " + component.Date(m.At), Machine: m.At.UTC().Format(time.RFC3339),
		Text: pieces(strings.TrimSpace(m.Text)), Open: open,
	}
}

// special finds what a reader wants to press, and what they want to type elsewhere.
var special = regexp.MustCompile(`https?://[^\s<>"]+|\b[0-9]{6}\b`)

func pieces(text string) []piece {
	var all []piece
	end := 0
	for _, at := range special.FindAllStringIndex(text, -1) {
		if at[0] > end {
			all = append(all, piece{Text: text[end:at[0]]})
		}
		found := text[at[0]:at[1]]
		link := strings.HasPrefix(found, "http")
		all = append(all, piece{Text: found, Link: link, Code: !link})
		end = at[1]
	}
	if end < len(text) {
		all = append(all, piece{Text: text[end:]})
	}
	return all
}
