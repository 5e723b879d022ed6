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
	Messages []messageView
}

type messageView struct {
	Subject    string
	To         string
	Name       string // of the person, or "" where the address is nobody's
	At         string
	Machine    string // the same for programs
	Paragraphs [][]piece
}

// piece is a run of a paragraph: a link, a code, or plain text.
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
	view := messagesView{Layout: layout.View{Title: "Messages", Viewer: viewer}}
	for _, m := range p.Outbox.Messages() {
		view.Messages = append(view.Messages, viewOf(m, names[m.To]))
	}
	return page.Render(w, r, http.StatusOK, messagesPage(view))
}

func viewOf(m mail.Message, name string) messageView {
	v := messageView{
		Subject: m.Subject, To: m.To, Name: name,
		At: component.Clock(m.At) + " on " + component.Date(m.At), Machine: m.At.UTC().Format(time.RFC3339),
	}
	for paragraph := range strings.SplitSeq(m.Text, "\n\n") {
		if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
			v.Paragraphs = append(v.Paragraphs, pieces(paragraph))
		}
	}
	return v
}

// special finds what a reader wants to press, and what they want to type elsewhere.
var special = regexp.MustCompile(`https?://[^\s<>"]+|\b[0-9]{6}\b`)

func pieces(paragraph string) []piece {
	var all []piece
	end := 0
	for _, at := range special.FindAllStringIndex(paragraph, -1) {
		if at[0] > end {
			all = append(all, piece{Text: paragraph[end:at[0]]})
		}
		found := paragraph[at[0]:at[1]]
		link := strings.HasPrefix(found, "http")
		all = append(all, piece{Text: found, Link: link, Code: !link})
		end = at[1]
	}
	if end < len(paragraph) {
		all = append(all, piece{Text: paragraph[end:]})
	}
	return all
}
