package about

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"sevenfold/internal/identity"
	"sevenfold/web/page"
)

func visit(t *testing.T, p Pages, path string) *goquery.Document {
	t.Helper()
	r := chi.NewRouter()
	for path, h := range map[string]page.Handler{
		"/help": p.ShowHelp, "/privacy": p.ShowPrivacy, "/accessibility": p.ShowAccessibility,
	} {
		r.Get(path, func(w http.ResponseWriter, r *http.Request) {
			if err := h(w, r, identity.Viewer{}); err != nil {
				page.ShowError(w, r, identity.Viewer{}, err)
			}
		})
	}
	w := httptest.NewRecorder()
	r.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("got status %d at %s, want 200", w.Code, path)
	}
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func text(doc *goquery.Document, selector string) string {
	return strings.Join(strings.Fields(doc.Find(selector).Text()), " ")
}

func TestPagesSayWhatTheyMust(t *testing.T) {
	tests := []struct{ name, path, want string }{
		{"help tells where concerns about a child go", "/help", "Tell your safeguarding lead"},
		{"help tells that only submitted responses count", "/help", "Only submitted responses count."},
		{"privacy tells that counts are exact", "/privacy", "Counts are exact: if everyone answers alike, your answer is known"},
		{"privacy tells that the database could be read", "/privacy", "whoever runs that database could read them there"},
		{"privacy tells who that is", "/privacy", "Example & Sons <Hosting> looks after this installation for your trust."},
		{"privacy promises no deletion that does not happen", "/privacy", "This version deletes nothing by itself"},
		{"privacy tells how to complain", "/privacy", "Information Commissioner's Office"},
		{"accessibility tells its limits", "/accessibility", "No outside body has audited it"},
		{"accessibility tells whom to ask", "/accessibility", "Example & Sons <Hosting> looks after this installation."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := visit(t, Pages{Operator: "Example & Sons <Hosting>"}, test.path)
			if got := text(doc, "main"); !strings.Contains(got, test.want) {
				t.Errorf("got %q, want %q in it", got, test.want)
			}
			if got := doc.Find("h1").Length(); got != 1 {
				t.Errorf("got %d h1, want 1", got)
			}
		})
	}
}

func TestOperatorWhoIsNotNamedIsAskedFor(t *testing.T) {
	got := text(visit(t, Pages{}, "/privacy"), "#operator")
	want := "Whoever your trust has asked looks after this installation for your trust. Your governance professional can tell you who that is."
	if !strings.HasSuffix(got, want) {
		t.Errorf("got %q, want %q at its end", got, want)
	}
}

func TestAnonymousIsSaidOnlyToDenyIt(t *testing.T) {
	for _, path := range []string{"/help", "/privacy", "/accessibility"} {
		body := text(visit(t, Pages{}, path), "main")
		for _, found := range regexp.MustCompile(`(?i)\S+ anonymous\w*`).FindAllString(body, -1) {
			if found != "not anonymous" {
				t.Errorf("got %q at %s, want it only denied", found, path)
			}
		}
	}
}
