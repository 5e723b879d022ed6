package conversation

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"sevenfold/internal/framework"
)

func TestParagraphsAreDraftedInWords(t *testing.T) {
	three := []string{"Our schools are anchors.", "PE is open to all.", "Our leaders work with others."}
	const opening = "In our Spring 2026 audit, 14 people placed our trust against "
	tests := []struct {
		name    string
		benefit Benefit
		want    string
	}{
		{"no strength", Benefit{Asked: 9}, ""},
		{"one of several", Benefit{Asked: 9, Strengths: three[:1], Most: 1}, opening +
			"nine statements about public benefit and civic duty. Taken together, they see a strength in one of them: our schools are anchors."},
		{"two, one of them significant", Benefit{Asked: 12, Strengths: three[:2], Most: 1}, opening +
			"12 statements about public benefit and civic duty. Taken together, they see a strength in two of them: our schools are anchors; and PE is open to all. " +
			"The first of these is seen as a significant strength."},
		{"three, two of them significant, and actions", Benefit{Asked: 9, Strengths: three, Most: 2, Actions: []string{"Open two halls to clubs.", "Ask parents again."}}, opening +
			"nine statements about public benefit and civic duty. Taken together, they see a strength in three of them: our schools are anchors; PE is open to all; " +
			"and our leaders work with others. The first two of these are seen as significant strengths. What we are doing next: open two halls to clubs; and ask parents again."},
		{"all, all of them significant", Benefit{Asked: 2, Strengths: three[:2], Most: 2}, opening +
			"two statements about public benefit and civic duty. Taken together, they see a strength in every one of them: our schools are anchors; and PE is open to all. " +
			"Each of these is seen as a significant strength."},
		{"the only one there is", Benefit{Asked: 1, Strengths: three[:1]}, opening +
			"one statement about public benefit and civic duty. Taken together, they see a strength in it: our schools are anchors."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.benefit.Round, tt.benefit.About, tt.benefit.Submitted = "Spring 2026 audit", "Public benefit and civic duty", 14
			if got := tt.benefit.Draft(); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestDraftsKeepToTheLanguage drafts from every number of everything.
func TestDraftsKeepToTheLanguage(t *testing.T) {
	for asked := range 13 {
		for found := range asked + 1 {
			for most := range found + 1 {
				b := Benefit{Round: "Spring 2026 audit", About: "Public benefit and civic duty", Submitted: 5 + asked, Asked: asked, Most: most}
				for i := range found {
					b.Strengths = append(b.Strengths, fmt.Sprintf("Our schools do this, number %d.", i))
				}
				text := b.Draft()
				if refused := framework.Language(text); len(refused) > 0 {
					t.Fatalf("%s: got %+v, want nothing refused", text, refused)
				}
				if strings.Contains(text, "..") || strings.Contains(text, "  ") {
					t.Fatalf("got %q, want it set properly", text)
				}
			}
		}
	}
}

func TestParagraphsAreChecked(t *testing.T) {
	if err := (Paragraph{Text: strings.Repeat("é", ParagraphLimit)}).Check(); err != nil {
		t.Errorf("as long as may be: got %v, want it taken", err)
	}
	if err := (Paragraph{Text: strings.Repeat("é", ParagraphLimit+1)}).Check(); !errors.Is(err, ErrParagraphTooLong) {
		t.Errorf("one character more: got %v, want it refused", err)
	}
}
